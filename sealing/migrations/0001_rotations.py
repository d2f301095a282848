from django.db import migrations, models

# Rows that are final stay as they were said, but the key they are sealed under may change: nothing
# but bytes differ, and no value comes or goes. Triggers of final tables ask this.
RESEALED = """
CREATE FUNCTION sealing_resealed(was jsonb, becomes jsonb, of_table oid) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT coalesce(current_setting('reclaim.resealing', true), '') = 'on'
        AND was - sealed.names = becomes - sealed.names
        AND NOT EXISTS (
            SELECT FROM unnest(sealed.names) AS name
            WHERE coalesce(was ->> name, '\\x') = '\\x' AND was -> name <> becomes -> name
               OR coalesce(becomes ->> name, '\\x') = '\\x' AND was -> name <> becomes -> name
        )
    FROM (
        SELECT coalesce(array_agg(attname::text), '{}') AS names FROM pg_attribute
        WHERE attrelid = of_table AND atttypid = 'bytea'::regtype
          AND attnum > 0 AND NOT attisdropped
    ) AS sealed
$$;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="RetiredKey",
            fields=[
                (
                    "key_id",
                    models.CharField(max_length=255, primary_key=True, serialize=False),
                ),
                ("retired_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Rotation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("agency", "The agency's key"),
                            ("cases", "The cases' keys"),
                            ("index", "The index key"),
                        ],
                        max_length=6,
                    ),
                ),
                ("to_key", models.CharField(max_length=255)),
                ("began_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("total", models.BigIntegerField(default=0)),
                ("done", models.BigIntegerField(default=0)),
                ("places", models.JSONField(default=dict)),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "-began_at"], name="rotation_latest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["agency", "cases", "index"])),
                        name="rotation_kind_is_known",
                    ),
                    models.UniqueConstraint(
                        models.F("kind"),
                        condition=models.Q(("ended_at__isnull", True)),
                        name="rotation_one_of_a_kind",
                    ),
                ],
            },
        ),
        migrations.RunSQL(RESEALED, "DROP FUNCTION sealing_resealed(jsonb, jsonb, oid)"),
    ]
