from django.db import migrations

# A final row stays as it was said, but for two things: its key changes (sealing 0001), or two
# people purge its case. What a purge leaves are empty values; nothing may be put in their place.
MAY_DIFFER = """
CREATE FUNCTION keeping_erased(was jsonb, becomes jsonb) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM keeping_purge
        WHERE case_id = (was ->> 'case_id')::uuid AND state = 'running'
    ) AND NOT EXISTS (
        SELECT FROM jsonb_each(becomes) AS now
        WHERE now.value IS DISTINCT FROM was -> now.key
          AND now.value NOT IN ('""', '[]', '{}', '"purged"',
                                to_jsonb('\\x'::bytea), to_jsonb('\\x00'::bytea))
    )
$$;
CREATE OR REPLACE FUNCTION sealing_resealed(was jsonb, becomes jsonb, of_table oid)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT keeping_erased(was, becomes)
        OR coalesce(current_setting('reclaim.resealing', true), '') = 'on'
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
UNDO_MAY_DIFFER = """
CREATE OR REPLACE FUNCTION sealing_resealed(was jsonb, becomes jsonb, of_table oid)
RETURNS boolean LANGUAGE sql STABLE AS $$
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
DROP FUNCTION keeping_erased(jsonb, jsonb)
"""

# The row of the case is the queue of holds and purges: each waits for the other's commit.
HOLDS = """
CREATE FUNCTION keeping_hold_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM cases_case WHERE id = NEW.case_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM keeping_legalhold WHERE case_id = NEW.case_id AND lifted_at IS NULL)
    THEN
        RAISE EXCEPTION 'A legal hold stands on this case.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER purge_waits_for_holds BEFORE INSERT OR UPDATE OF state ON keeping_purge
    FOR EACH ROW WHEN (NEW.state IN ('proposed', 'confirmed', 'running'))
    EXECUTE FUNCTION keeping_hold_stands();

CREATE FUNCTION keeping_hold_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM cases_case WHERE id = NEW.case_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM keeping_purge WHERE case_id = NEW.case_id AND state = 'running') THEN
        RAISE EXCEPTION 'The purge of this case has begun.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER hold_comes_before_a_purge BEFORE INSERT ON keeping_legalhold
    FOR EACH ROW EXECUTE FUNCTION keeping_hold_in_time();

-- A key goes in a purge of the whole case that two people agreed to, never under a hold, and
-- never comes back.
CREATE FUNCTION keeping_key_goes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.destroyed_at IS NOT NULL THEN
        RAISE EXCEPTION 'A destroyed key stays destroyed.' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM 1 FROM cases_case WHERE id = NEW.case_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM keeping_legalhold WHERE case_id = NEW.case_id AND lifted_at IS NULL)
       OR NOT EXISTS (SELECT FROM keeping_purge WHERE case_id = NEW.case_id
                      AND state = 'running' AND 'whole' = ANY (parts))
    THEN
        RAISE EXCEPTION 'A key goes only in a purge that two people agreed to, under no hold.'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER key_goes_in_a_purge BEFORE UPDATE ON cases_casekey
    FOR EACH ROW WHEN (OLD.destroyed_at IS NOT NULL OR NEW.destroyed_at IS NOT NULL)
    EXECUTE FUNCTION keeping_key_goes();

CREATE FUNCTION keeping_stays_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM cases_casekey WHERE case_id = NEW.id AND destroyed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'A purged case stays closed.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER purged_case_stays_closed BEFORE UPDATE OF status ON cases_case
    FOR EACH ROW WHEN (OLD.status = 'closed' AND NEW.status <> 'closed')
    EXECUTE FUNCTION keeping_stays_closed();

CREATE FUNCTION keeping_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF sealing_resealed(to_jsonb(OLD), to_jsonb(NEW), TG_RELID) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '% is final.', TG_ARGV[0] USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER certificate_final BEFORE UPDATE OR DELETE ON keeping_purgecertificate
    FOR EACH ROW EXECUTE FUNCTION keeping_refuse('A certificate of purge');
CREATE TRIGGER purge_done_final BEFORE UPDATE OR DELETE ON keeping_purge
    FOR EACH ROW WHEN (OLD.state = 'done') EXECUTE FUNCTION keeping_refuse('A purge');
"""
UNDO_HOLDS = """
DROP TRIGGER purge_done_final ON keeping_purge;
DROP TRIGGER certificate_final ON keeping_purgecertificate;
DROP TRIGGER purged_case_stays_closed ON cases_case;
DROP TRIGGER key_goes_in_a_purge ON cases_casekey;
DROP TRIGGER hold_comes_before_a_purge ON keeping_legalhold;
DROP TRIGGER purge_waits_for_holds ON keeping_purge;
DROP FUNCTION keeping_refuse();
DROP FUNCTION keeping_stays_closed();
DROP FUNCTION keeping_key_goes();
DROP FUNCTION keeping_hold_in_time();
DROP FUNCTION keeping_hold_stands()
"""


class Migration(migrations.Migration):
    dependencies = [
        ("keeping", "0001_initial"),
        ("cases", "0012_retention_task"),
        ("sealing", "0001_rotations"),
        ("complaints", "0010_resealed"),
        ("restitution", "0004_resealed"),
        ("evidence", "0006_takers"),
    ]

    operations = [
        migrations.RunSQL(MAY_DIFFER, UNDO_MAY_DIFFER),
        migrations.RunSQL(HOLDS, UNDO_HOLDS),
    ]
