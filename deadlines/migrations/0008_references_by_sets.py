import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def by_sets(child: str, column: str, parent: str) -> migrations.RunSQL:
    """Hold a reference a set at a time, as cases 0006 tells."""
    given = f"('{child}', '{column}', '{parent}')"
    return migrations.RunSQL(f"CALL refer_by_sets{given}", f"CALL refer_by_rows{given}")


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_references_by_sets"),
        ("deadlines", "0007_rota"),
        ("removal", "0003_desk"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        by_sets("deadlines_step", "clock_id", "deadlines_clock"),
        by_sets("deadlines_reminder", "step_id", "deadlines_step"),
        by_sets("deadlines_reminder", "recipient_id", "accounts_user"),
        migrations.AlterField(
            model_name='clock',
            name='course',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='clocks', to='deadlines.course'),
        ),
        migrations.AlterField(
            model_name='reminder',
            name='recipient',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='reminder',
            name='step',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='deadlines.step'),
        ),
        migrations.AlterField(
            model_name='step',
            name='clock',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='deadlines.clock'),
        ),
        migrations.AddIndex(
            model_name='clock',
            index=models.Index(models.F('course'), condition=models.Q(('course__isnull', False)), name='clock_of_course'),
        ),
    ]
