from django.db import migrations, models
from django.db.models import F


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0002_sql")]

    operations = [
        migrations.AddField("clock", "planned_at", models.DateTimeField(null=True)),
        migrations.RunPython(
            lambda apps, _: apps.get_model("deadlines", "Clock").objects.update(
                planned_at=F("opened_at")
            ),
            migrations.RunPython.noop,
        ),
        migrations.AlterField("clock", "planned_at", models.DateTimeField()),
    ]
