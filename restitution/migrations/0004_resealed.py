from django.db import migrations

# What is final may be sealed under another key (ADR 0071); everything else of it stays.
KEEP = """
CREATE OR REPLACE FUNCTION restitution_keep_as_said() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF sealing_resealed(to_jsonb(OLD), to_jsonb(NEW), TG_RELID) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '% is final.', TG_ARGV[0] USING ERRCODE = 'restrict_violation';
END $$;
CREATE OR REPLACE FUNCTION restitution_replace_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF sealing_resealed(to_jsonb(OLD), to_jsonb(NEW), TG_RELID) THEN
        RETURN NEW;
    END IF;
    IF OLD.replaced_at IS NULL AND NEW.replaced_at IS NOT NULL THEN
        OLD.replaced_at := NEW.replaced_at;
        IF OLD IS NOT DISTINCT FROM NEW THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'A fact is replaced by a later one, and stays as it was said.'
        USING ERRCODE = 'restrict_violation';
END $$;
"""

UNDO = """
CREATE OR REPLACE FUNCTION restitution_keep_as_said() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is final.', TG_ARGV[0] USING ERRCODE = 'restrict_violation';
END $$;
CREATE OR REPLACE FUNCTION restitution_replace_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.replaced_at IS NULL AND NEW.replaced_at IS NOT NULL THEN
        OLD.replaced_at := NEW.replaced_at;
        IF OLD IS NOT DISTINCT FROM NEW THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'A fact is replaced by a later one, and stays as it was said.'
        USING ERRCODE = 'restrict_violation';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("restitution", "0003_rules_version"), ("sealing", "0001_rotations")]

    operations = [migrations.RunSQL(KEEP, UNDO)]
