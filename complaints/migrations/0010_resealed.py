from django.db import migrations

# What is final may be sealed under another key (ADR 0071); everything else of it stays.
REFUSE = """
CREATE OR REPLACE FUNCTION complaints_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF sealing_resealed(to_jsonb(OLD), to_jsonb(NEW), TG_RELID) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '% is final.', TG_ARGV[0] USING ERRCODE = 'restrict_violation';
END $$;
"""

UNDO = """
CREATE OR REPLACE FUNCTION complaints_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is final.', TG_ARGV[0] USING ERRCODE = 'restrict_violation';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("complaints", "0009_pattern_behind"), ("sealing", "0001_rotations")]

    operations = [migrations.RunSQL(REFUSE, UNDO)]
