from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_moves"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="release",
            name="release_says_what_for",
        ),
        migrations.AlterField(
            model_name="release",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("removal_request", "Asking a platform to remove an image"),
                    ("regulator_complaint", "A complaint to a regulator"),
                    ("legal_review", "Review by an attorney"),
                    ("referral", "Help from another service"),
                    ("reminders", "Reminders by mail"),
                    ("subpoena", "Answering a subpoena or a court's order"),
                    ("other", "Another purpose"),
                ],
                max_length=19,
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "purpose__in",
                        [
                            "removal_request",
                            "regulator_complaint",
                            "legal_review",
                            "referral",
                            "reminders",
                            "subpoena",
                            "other",
                        ],
                    )
                ),
                name="release_says_what_for",
            ),
        ),
    ]
