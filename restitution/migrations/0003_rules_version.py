from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("restitution", "0002_final_lines"),
    ]

    operations = [
        migrations.AddField(
            model_name="determination",
            name="weighed_by",
            field=models.CharField(blank=True, db_default="", max_length=10),
        ),
    ]
