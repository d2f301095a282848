"""What the web's own login is bound by, whatever SQL it runs (ADR 0080)."""

from django.db import migrations

# The session's login counts: inside a trigger current_user is the owner.
WORKERS = """
CREATE FUNCTION reclaim_workers() RETURNS boolean LANGUAGE sql STABLE
    RETURN has_function_privilege(session_user, 'reclaim_beyond()'::regprocedure, 'EXECUTE');

CREATE FUNCTION reclaim_by_workers_alone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT reclaim_workers() THEN
        RAISE EXCEPTION '% changes in the rounds of the house alone.', TG_ARGV[0]
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER key_changes_in_the_rounds BEFORE UPDATE OR DELETE ON cases_casekey
    FOR EACH ROW EXECUTE FUNCTION reclaim_by_workers_alone('The key of a case');
CREATE TRIGGER rotation_is_the_rounds BEFORE INSERT OR UPDATE OR DELETE ON sealing_rotation
    FOR EACH ROW EXECUTE FUNCTION reclaim_by_workers_alone('A change of keys');
CREATE TRIGGER retiring_is_the_rounds BEFORE INSERT OR UPDATE OR DELETE ON sealing_retiredkey
    FOR EACH ROW EXECUTE FUNCTION reclaim_by_workers_alone('A retired key');
CREATE TRIGGER survivor_goes_in_the_rounds BEFORE DELETE ON cases_survivor
    FOR EACH ROW EXECUTE FUNCTION reclaim_by_workers_alone('That a survivor is known');
CREATE TRIGGER person_goes_in_the_rounds BEFORE DELETE ON cases_person
    FOR EACH ROW EXECUTE FUNCTION reclaim_by_workers_alone('That a person is known');
CREATE TRIGGER demo_or_real_for_good BEFORE UPDATE OF is_demo ON cases_case
    FOR EACH ROW WHEN (OLD.is_demo IS DISTINCT FROM NEW.is_demo)
    EXECUTE FUNCTION reclaim_by_workers_alone('Whether a case is invented');

CREATE FUNCTION audit_check_steps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT reclaim_workers() AND (NEW.state NOT IN ('waiting', 'unheard')
                                  OR TG_OP = 'UPDATE' AND OLD.state <> 'waiting') THEN
        RAISE EXCEPTION 'What a check of the trail found is said by who made it.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER check_is_told_by_its_maker BEFORE INSERT OR UPDATE ON audit_trailcheck
    FOR EACH ROW EXECUTE FUNCTION audit_check_steps();
CREATE TRIGGER check_goes_in_the_rounds BEFORE DELETE ON audit_trailcheck
    FOR EACH ROW EXECUTE FUNCTION reclaim_by_workers_alone('A check of the trail');
"""
UNDO_WORKERS = """
DROP TRIGGER check_goes_in_the_rounds ON audit_trailcheck;
DROP TRIGGER check_is_told_by_its_maker ON audit_trailcheck;
DROP FUNCTION audit_check_steps();
DROP TRIGGER demo_or_real_for_good ON cases_case;
DROP TRIGGER person_goes_in_the_rounds ON cases_person;
DROP TRIGGER survivor_goes_in_the_rounds ON cases_survivor;
DROP TRIGGER retiring_is_the_rounds ON sealing_retiredkey;
DROP TRIGGER rotation_is_the_rounds ON sealing_rotation;
DROP TRIGGER key_changes_in_the_rounds ON cases_casekey;
DROP FUNCTION reclaim_by_workers_alone();
DROP FUNCTION reclaim_workers();
"""

# Moved to another case, a row would leave its hold, or come into a purge.
CASE_STAYS = """
DO $$
DECLARE
    one name;
BEGIN
    FOR one IN SELECT table_name FROM information_schema.columns JOIN pg_policies
                   ON tablename = table_name AND schemaname = table_schema
                WHERE table_schema = current_schema() AND column_name = 'case_id'
                  AND policyname = 'wall_update'
    LOOP
        EXECUTE format('CREATE TRIGGER stays_in_its_case BEFORE UPDATE OF case_id ON %I'
            ' FOR EACH ROW WHEN (OLD.case_id IS DISTINCT FROM NEW.case_id)'
            ' EXECUTE FUNCTION reclaim_by_workers_alone(%L)', one, 'The case of a row');
    END LOOP;
END $$;
"""
UNDO_CASE_STAYS = """
DO $$
DECLARE
    one regclass;
BEGIN
    FOR one IN SELECT tgrelid FROM pg_trigger WHERE tgname = 'stays_in_its_case' LOOP
        EXECUTE format('DROP TRIGGER stays_in_its_case ON %s', one);
    END LOOP;
END $$;
"""

# A purge begins as a proposal of now and is agreed to after its day; a hold is lifted, or looked at
# again. What else becomes of either is the workers'.
STEPS = """
CREATE FUNCTION keeping_purge_steps() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moves text[] := '{state,confirmed_at,confirmed_by_id,withdrawn_at,withdrawn_by_id}';
    may boolean;
BEGIN
    IF reclaim_workers() THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'INSERT' THEN
        may := NEW.state = 'proposed' AND abs(extract(epoch FROM
            clock_timestamp() - NEW.proposed_at)) < 600;
    ELSE
        may := to_jsonb(OLD) - moves = to_jsonb(NEW) - moves AND (
            OLD.state = 'proposed' AND NEW.state = 'confirmed'
                AND NEW.not_before <= clock_timestamp()
            OR OLD.state IN ('proposed', 'confirmed') AND NEW.state = 'withdrawn');
    END IF;
    IF may IS NOT TRUE THEN
        RAISE EXCEPTION 'A purge is proposed, agreed to after its day, or called off.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER purge_goes_step_by_step BEFORE INSERT OR UPDATE ON keeping_purge
    FOR EACH ROW EXECUTE FUNCTION keeping_purge_steps();

CREATE FUNCTION keeping_hold_steps() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moves text[] := '{review_on,lifted_at,lifted_by_id,lifted_because}';
BEGIN
    IF NOT reclaim_workers()
       AND (OLD.lifted_at IS NOT NULL OR to_jsonb(OLD) - moves <> to_jsonb(NEW) - moves)
    THEN
        RAISE EXCEPTION 'A hold is lifted once, or looked at again.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER hold_is_lifted_alone BEFORE UPDATE ON keeping_legalhold
    FOR EACH ROW EXECUTE FUNCTION keeping_hold_steps();
"""
UNDO_STEPS = """
DROP TRIGGER hold_is_lifted_alone ON keeping_legalhold;
DROP TRIGGER purge_goes_step_by_step ON keeping_purge;
DROP FUNCTION keeping_hold_steps();
DROP FUNCTION keeping_purge_steps();
"""

# That a final row is sealed anew or emptied is believed of the workers alone (keeping 0002).
RESEALED = """
CREATE OR REPLACE FUNCTION sealing_resealed(was jsonb, becomes jsonb, of_table oid)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT {WORKERS_AND}(keeping_erased(was, becomes)
        OR coalesce(current_setting('reclaim.resealing', true), '') = 'on'
        AND was - sealed.names = becomes - sealed.names
        AND NOT EXISTS (
            SELECT FROM unnest(sealed.names) AS name
            WHERE coalesce(was ->> name, '\\x') = '\\x' AND was -> name <> becomes -> name
               OR coalesce(becomes ->> name, '\\x') = '\\x' AND was -> name <> becomes -> name
        ))
    FROM (
        SELECT coalesce(array_agg(attname::text), '{}') AS names FROM pg_attribute
        WHERE attrelid = of_table AND atttypid = 'bytea'::regtype
          AND attnum > 0 AND NOT attisdropped
    ) AS sealed
$$;
"""
OF_WORKERS = RESEALED.replace("{WORKERS_AND}", "reclaim_workers() AND ")
OF_ANYBODY = RESEALED.replace("{WORKERS_AND}", "")

# What a trigger guards, it guards for every row there is, whoever writes: it looks as the owner.
# The trail's door also writes as the owner, so that nobody else may write the trail at all. All
# that looks as the owner looks nowhere else first: not at a temporary table of its caller's.
LOOKS = """
DO $$
DECLARE
    one regprocedure;
BEGIN
    FOR one IN SELECT oid::regprocedure FROM pg_proc
                WHERE pronamespace = current_schema()::regnamespace
                  AND (prosecdef OR oid IN (SELECT tgfoid FROM pg_trigger WHERE NOT tgisinternal))
    LOOP
        EXECUTE format('ALTER FUNCTION %s SECURITY {0}', one {1});
    END LOOP;
END $$;
"""
AS_OWNER = LOOKS.replace("{0}", "DEFINER SET search_path = %I, pg_temp").replace(
    "{1}", ", current_schema()"
)
AS_CALLER = LOOKS.replace("{0}", "INVOKER RESET search_path").replace("{1}", "")


class Migration(migrations.Migration):
    dependencies = [("config", "0001_walls")]

    operations = [
        migrations.RunSQL(WORKERS, UNDO_WORKERS),
        migrations.RunSQL(CASE_STAYS, UNDO_CASE_STAYS),
        migrations.RunSQL(STEPS, UNDO_STEPS),
        migrations.RunSQL(OF_WORKERS, OF_ANYBODY),
        migrations.RunSQL(AS_OWNER, AS_CALLER),
    ]
