from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("deadlines", "0008_references_by_sets"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(
                models.F("starts_at"),
                condition=models.Q(("closed_at__isnull", False)),
                name="clock_closed",
            ),
        ),
    ]
