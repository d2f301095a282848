import django.contrib.postgres.fields
import django.db.models.functions.datetime
from django.db import migrations, models

# A month is stale from the moment its clocks change, in the transaction that changes them, so that
# whoever reads sees either both or neither. Plain rows and no unique key: nobody waits for another.
# The sweep, which writes a clock's waking alone, enters nothing here.
MARK = """
    CREATE FUNCTION figures_stale_by_set() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO reports_stalemonth (month)
        SELECT DISTINCT date_trunc('month', starts_at AT TIME ZONE 'UTC')::date FROM changed;
        RETURN NULL;
    END $$;
    CREATE FUNCTION figures_stale_by_row() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO reports_stalemonth (month)
        SELECT DISTINCT date_trunc('month', at AT TIME ZONE 'UTC')::date
        FROM unnest(ARRAY[OLD.starts_at, NEW.starts_at]) AS at;
        RETURN NULL;
    END $$;
    CREATE FUNCTION figures_stale_of_request() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO reports_stalemonth (month)
        SELECT DISTINCT date_trunc('month', starts_at AT TIME ZONE 'UTC')::date
        FROM deadlines_clock WHERE request_id = (to_jsonb(NEW) ->> TG_ARGV[0])::uuid;
        RETURN NULL;
    END $$;
    CREATE FUNCTION figures_stale_of_case() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO reports_stalemonth (month)
        SELECT DISTINCT date_trunc('month', starts_at AT TIME ZONE 'UTC')::date
        FROM deadlines_clock WHERE case_id = NEW.id;
        RETURN NULL;
    END $$;
    CREATE TRIGGER figures_clock_entered AFTER INSERT ON deadlines_clock
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
        EXECUTE FUNCTION figures_stale_by_set();
    CREATE TRIGGER figures_clock_deleted AFTER DELETE ON deadlines_clock
        REFERENCING OLD TABLE AS changed FOR EACH STATEMENT
        EXECUTE FUNCTION figures_stale_by_set();
    CREATE TRIGGER figures_clock_changed
        AFTER UPDATE OF starts_at, closed_at, closed_as, achieved_at, basis, statute_id, case_id,
                        request_id
        ON deadlines_clock FOR EACH ROW
        WHEN ((OLD.starts_at, OLD.closed_at, OLD.closed_as, OLD.achieved_at, OLD.basis,
               OLD.statute_id, OLD.case_id, OLD.request_id)
              IS DISTINCT FROM
              (NEW.starts_at, NEW.closed_at, NEW.closed_as, NEW.achieved_at, NEW.basis,
               NEW.statute_id, NEW.case_id, NEW.request_id))
        EXECUTE FUNCTION figures_stale_by_row();
    CREATE TRIGGER figures_platform_changed AFTER UPDATE OF platform_id ON removal_removalrequest
        FOR EACH ROW WHEN (OLD.platform_id IS DISTINCT FROM NEW.platform_id)
        EXECUTE FUNCTION figures_stale_of_request('id');
    CREATE TRIGGER figures_channel_changed AFTER UPDATE OF channel ON removal_submission
        FOR EACH ROW WHEN (OLD.channel IS DISTINCT FROM NEW.channel)
        EXECUTE FUNCTION figures_stale_of_request('request_id');
    CREATE TRIGGER figures_demo_changed AFTER UPDATE OF is_demo ON cases_case
        FOR EACH ROW WHEN (OLD.is_demo IS DISTINCT FROM NEW.is_demo)
        EXECUTE FUNCTION figures_stale_of_case();
    -- What came before this table is counted by the first round
    INSERT INTO reports_stalemonth (month)
    SELECT DISTINCT date_trunc('month', starts_at AT TIME ZONE 'UTC')::date FROM deadlines_clock;
"""
UNMARK = """
    DROP TRIGGER figures_clock_entered ON deadlines_clock;
    DROP TRIGGER figures_clock_deleted ON deadlines_clock;
    DROP TRIGGER figures_clock_changed ON deadlines_clock;
    DROP TRIGGER figures_platform_changed ON removal_removalrequest;
    DROP TRIGGER figures_channel_changed ON removal_submission;
    DROP TRIGGER figures_demo_changed ON cases_case;
    DROP FUNCTION figures_stale_by_set, figures_stale_by_row, figures_stale_of_request,
                  figures_stale_of_case;
"""


def key() -> tuple[str, models.BigAutoField]:
    field = models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )
    return ("id", field)


def kept() -> list[tuple[str, models.Field]]:
    return [
        key(),
        ("statute", models.CharField(max_length=30)),
        ("is_demo", models.BooleanField()),
        ("platform", models.CharField(max_length=50)),
        ("channel", models.CharField(blank=True, max_length=8)),
        ("month", models.DateField()),
    ]


def integers() -> models.Field:
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.PositiveIntegerField(), size=None
    )


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0001_exports"),
        ("deadlines", "0009_closed_by_month"),
        ("removal", "0004_none_found"),
        ("cases", "0006_references_by_sets"),
    ]

    operations = [
        migrations.CreateModel(
            name="StaleMonth",
            fields=[
                key(),
                ("month", models.DateField()),
                (
                    "at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
        ),
        migrations.CreateModel(
            name="KeptMonth",
            fields=[
                *kept(),
                ("in_time", models.PositiveIntegerField()),
                ("late", models.PositiveIntegerField()),
                ("withdrawn", models.PositiveIntegerField()),
                ("inferred", models.PositiveIntegerField()),
                ("spans", integers()),
                ("gone", integers()),
                ("let_go", integers()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("statute"),
                        models.F("platform"),
                        models.F("channel"),
                        models.F("month"),
                        models.F("is_demo"),
                        name="kept_month_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KeptPeople",
            fields=[
                *kept(),
                ("before", models.DateField(null=True)),
                ("outcome", models.CharField(max_length=9)),
                ("cases", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("statute"),
                        models.F("platform"),
                        models.F("channel"),
                        models.F("month"),
                        models.F("outcome"),
                        models.F("before"),
                        models.F("is_demo"),
                        name="kept_people_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.RunSQL(MARK, UNMARK),
    ]
