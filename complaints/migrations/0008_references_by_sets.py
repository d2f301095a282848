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
        ("complaints", "0007_pattern"),
        ("removal", "0003_desk"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        by_sets("complaints_complaintdraft", "case_id", "cases_case"),
        by_sets("complaints_complaintdraft", "request_id", "removal_removalrequest"),
        by_sets("complaints_complaintdraft", "assigned_to_id", "accounts_user"),
        migrations.AlterField(
            model_name='complaintdraft',
            name='assigned_to',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='complaintdraft',
            name='case',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, to='cases.case'),
        ),
        migrations.AlterField(
            model_name='complaintdraft',
            name='filed_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='complaintdraft',
            name='filing_release',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='complaints_filed', to='cases.release'),
        ),
        migrations.AlterField(
            model_name='complaintdraft',
            name='made_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='complaintdraft',
            name='release',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='complaints_signed', to='cases.release'),
        ),
        migrations.AlterField(
            model_name='complaintdraft',
            name='request',
            field=models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='complaint_draft', to='removal.removalrequest'),
        ),
        migrations.AlterField(
            model_name='complaintdraft',
            name='review_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='complaintdraft',
            name='signed_off_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='complaintdraft',
            name='superseded_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='complaintdraft',
            index=models.Index(models.F('made_by'), condition=models.Q(('made_by__isnull', False)), name='draft_made_by'),
        ),
        migrations.AddIndex(
            model_name='complaintdraft',
            index=models.Index(models.F('review_by'), condition=models.Q(('review_by__isnull', False)), name='draft_review_by'),
        ),
        migrations.AddIndex(
            model_name='complaintdraft',
            index=models.Index(models.F('signed_off_by'), condition=models.Q(('signed_off_by__isnull', False)), name='draft_signed_off_by'),
        ),
        migrations.AddIndex(
            model_name='complaintdraft',
            index=models.Index(models.F('filed_by'), condition=models.Q(('filed_by__isnull', False)), name='draft_filed_by'),
        ),
        migrations.AddIndex(
            model_name='complaintdraft',
            index=models.Index(models.F('superseded_by'), condition=models.Q(('superseded_by__isnull', False)), name='draft_superseded_by'),
        ),
        migrations.AddIndex(
            model_name='complaintdraft',
            index=models.Index(models.F('release'), condition=models.Q(('release__isnull', False)), name='draft_release'),
        ),
        migrations.AddIndex(
            model_name='complaintdraft',
            index=models.Index(models.F('filing_release'), condition=models.Q(('filing_release__isnull', False)), name='draft_filing_release'),
        ),
    ]
