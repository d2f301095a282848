import django.contrib.postgres.indexes
from django.db import migrations, models
from django.db.models import Q

import sealing.blind
import sealing.blind_fields
import sealing.wrapped


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_retention_task")]

    operations = [
        migrations.AlterField(
            model_name="casekey", name="wrapped", field=sealing.wrapped.CaseKeyField()
        ),
        migrations.AddField(
            model_name="casekey",
            name="before",
            field=sealing.wrapped.CaseKeyField(blank=True, db_default=b"", default=b""),
        ),
        migrations.AddField(
            model_name="casekey",
            name="renewed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RemoveConstraint(model_name="casekey", name="case_key_is_held_or_destroyed"),
        migrations.AddConstraint(
            model_name="casekey",
            constraint=models.CheckConstraint(
                condition=Q(Q(destroyed_at__isnull=True) & ~Q(wrapped=b""))
                | Q(destroyed_at__isnull=False, wrapped=b"", before=b""),
                name="case_key_is_held_or_destroyed",
            ),
        ),
        migrations.AddField(
            model_name="survivor",
            name="name_starts",
            field=sealing.blind_fields.BlindStartsField(
                base_field=models.CharField(max_length=16),
                blank=True,
                db_default=[],
                default=list,
                editable=False,
                normalise=sealing.blind.names,
                of="name",
                size=None,
            ),
        ),
        migrations.AddIndex(
            model_name="survivor",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["name_starts"], name="survivor_by_name_starts"
            ),
        ),
        migrations.AddIndex(
            model_name="casekey",
            index=models.Index(
                condition=~Q(before=b""), fields=["renewed_at"], name="case_key_with_one_before"
            ),
        ),
    ]
