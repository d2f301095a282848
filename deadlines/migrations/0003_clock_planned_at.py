from django.db import migrations, models
from django.db.models import F
from django.db.models.functions import Now


def _as_opened(apps, schema_editor):
    apps.get_model("deadlines", "Clock").objects.update(planned_at=F("opened_at"))


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0002_sql")]

    operations = [
        migrations.AddField("clock", "planned_at", models.DateTimeField(db_default=Now())),
        migrations.RunPython(_as_opened, migrations.RunPython.noop),
    ]
