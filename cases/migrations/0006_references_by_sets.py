import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# What a foreign key holds, held a statement at a time: it looks at each row by itself, which is
# most of what a sweep's drafts and reminders cost (ADR 0057). A row that refers to nothing cannot
# come to be, and what is referred to cannot go: its row is locked as a foreign key locks it, in
# the order of the keys, and who deletes waits for that lock and then sees who refers to it.
FUNCTIONS = """
CREATE FUNCTION reference_given() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    missing bool;
BEGIN
    EXECUTE format(
        'WITH named AS MATERIALIZED (
             SELECT DISTINCT %1$I AS id FROM fresh WHERE %1$I IS NOT NULL
         ), held AS MATERIALIZED (
             SELECT id FROM %2$I WHERE id IN (SELECT id FROM named) ORDER BY id FOR KEY SHARE
         )
         SELECT (SELECT count(*) FROM named) <> (SELECT count(*) FROM held)',
        TG_ARGV[0], TG_ARGV[1]) INTO missing;
    IF missing THEN
        RAISE EXCEPTION '%.% names no row of %.', TG_TABLE_NAME, TG_ARGV[0], TG_ARGV[1]
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION reference_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found_there bool;
BEGIN
    EXECUTE format(
        'SELECT ($1).%1$I IS NULL
             OR EXISTS (SELECT FROM %2$I WHERE id = ($1).%1$I FOR KEY SHARE)',
        TG_ARGV[0], TG_ARGV[1]) INTO found_there USING NEW;
    IF NOT found_there THEN
        RAISE EXCEPTION '%.% names no row of %.', TG_TABLE_NAME, TG_ARGV[0], TG_ARGV[1]
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION reference_left() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    named bool;
    those text := CASE TG_OP WHEN 'DELETE' THEN 'WHERE %1$I IN (SELECT id FROM gone)'
                             ELSE 'WHERE %1$I IS NOT NULL' END;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT FROM %2$I ' || those || ')', TG_ARGV[0], TG_ARGV[1])
        INTO named;
    IF named THEN
        RAISE EXCEPTION '%.% still names a row of %.', TG_ARGV[1], TG_ARGV[0], TG_TABLE_NAME
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION reference_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A key of % stays what it is.', TG_TABLE_NAME
        USING ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_NAME;
END $$;
CREATE PROCEDURE refer_by_sets(child text, col text, parent text) LANGUAGE plpgsql AS $$
DECLARE
    name text := left(concat(child, '_', col), 56);
BEGIN
    EXECUTE format(
        'CREATE TRIGGER %1$I AFTER INSERT ON %2$I REFERENCING NEW TABLE AS fresh
             FOR EACH STATEMENT EXECUTE FUNCTION reference_given(%3$L, %4$L)',
        name || '_given', child, col, parent);
    EXECUTE format(
        'CREATE TRIGGER %1$I AFTER UPDATE OF %5$I ON %2$I
             FOR EACH ROW WHEN (OLD.%5$I IS DISTINCT FROM NEW.%5$I)
             EXECUTE FUNCTION reference_changed(%3$L, %4$L)',
        name || '_change', child, col, parent, col);
    EXECUTE format(
        'CREATE TRIGGER %1$I AFTER DELETE ON %2$I REFERENCING OLD TABLE AS gone
             FOR EACH STATEMENT EXECUTE FUNCTION reference_left(%3$L, %4$L)',
        name || '_left', parent, col, child);
    EXECUTE format(
        'CREATE TRIGGER %1$I AFTER TRUNCATE ON %2$I
             FOR EACH STATEMENT EXECUTE FUNCTION reference_left(%3$L, %4$L)',
        name || '_empty', parent, col, child);
    EXECUTE format(
        'CREATE TRIGGER %1$I BEFORE UPDATE OF id ON %2$I
             FOR EACH ROW WHEN (OLD.id IS DISTINCT FROM NEW.id)
             EXECUTE FUNCTION reference_moved()',
        name || '_moved', parent);
END $$;
CREATE PROCEDURE refer_by_rows(child text, col text, parent text) LANGUAGE plpgsql AS $$
DECLARE
    name text := left(concat(child, '_', col), 56);
BEGIN
    EXECUTE format('DROP TRIGGER %I ON %I', name || '_given', child);
    EXECUTE format('DROP TRIGGER %I ON %I', name || '_change', child);
    EXECUTE format('DROP TRIGGER %I ON %I', name || '_left', parent);
    EXECUTE format('DROP TRIGGER %I ON %I', name || '_empty', parent);
    EXECUTE format('DROP TRIGGER %I ON %I', name || '_moved', parent);
END $$;
"""
UNDO_FUNCTIONS = """
DROP PROCEDURE refer_by_sets(text, text, text), refer_by_rows(text, text, text);
DROP FUNCTION reference_given(), reference_changed(), reference_left(), reference_moved()
"""


def by_sets(child: str, column: str, parent: str) -> migrations.RunSQL:
    given = f"('{child}', '{column}', '{parent}')"
    return migrations.RunSQL(f"CALL refer_by_sets{given}", f"CALL refer_by_rows{given}")


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_cover"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(FUNCTIONS, UNDO_FUNCTIONS),
        by_sets("cases_task", "case_id", "cases_case"),
        by_sets("cases_task", "assigned_to_id", "accounts_user"),
        migrations.AlterField(
            model_name='task',
            name='assigned_to',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='task',
            name='case',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, to='cases.case'),
        ),
        migrations.AlterField(
            model_name='task',
            name='done_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(models.F('done_by'), condition=models.Q(('done_by__isnull', False)), name='task_done_by'),
        ),
    ]
