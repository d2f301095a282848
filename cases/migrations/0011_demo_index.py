from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0010_counting"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("is_demo", True)), fields=["id"], name="case_of_demo"
            ),
        ),
    ]
