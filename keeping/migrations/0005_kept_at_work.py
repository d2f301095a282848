from django.db import migrations, models
from django.db.models import Q

# What stands there holds either way: nothing is `kept` before this. A process of the release before
# that meets such a row cannot make that one case's sheet until it starts anew.


class Migration(migrations.Migration):
    dependencies = [("keeping", "0004_kinds_of_records")]

    operations = [
        migrations.AlterField(
            model_name="correction",
            name="standing",
            field=models.CharField(
                choices=[
                    ("changed", "Corrected; the old value is kept, sealed"),
                    ("erased", "Corrected; the old value is not kept"),
                    ("beside", "Stands beside the record, which stays as it was made"),
                    ("kept", "Changed in the course of work; the old value is kept, sealed"),
                ],
                max_length=7,
            ),
        ),
        migrations.RemoveConstraint(model_name="correction", name="correction_says_something"),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=Q(standing="kept", value=b"", note=b"") & ~Q(was=b"")
                | ~Q(standing="kept") & (~Q(value=b"") | ~Q(note=b"")),
                name="correction_says_something",
            ),
        ),
        migrations.RemoveConstraint(model_name="correction", name="correction_standing_is_known"),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=Q(standing__in=["changed", "erased", "beside", "kept"]),
                name="correction_standing_is_known",
            ),
        ),
    ]
