from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("complaints", "0004_release")]

    operations = [
        migrations.AddField(
            model_name="complaintdraft",
            name="text_again_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="complaintdraft",
            name="text_attempts",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="complaintdraft",
            name="text_error",
            field=models.CharField(blank=True, db_default="", default="", max_length=60),
        ),
        migrations.AddIndex(
            model_name="complaintdraft",
            index=models.Index(
                models.F("made_at"),
                models.F("due_at"),
                models.F("id"),
                condition=models.Q(("revision_number", 0), ("status", "draft")),
                name="complaint_text_waits",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaintdraft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("revision_number__gt", 0),
                    ("status__in", ["draft", "superseded"]),
                    _connector="OR",
                ),
                name="draft_without_text_is_a_draft",
            ),
        ),
    ]
