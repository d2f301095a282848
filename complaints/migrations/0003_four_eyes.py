from django.db import migrations

# A check cannot look at another table: whoever made the signed revision is in complaints_revision.
FOUR_EYES = """
CREATE FUNCTION complaints_refuse_own_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM complaints_revision
        WHERE draft_id = NEW.id AND number = NEW.signed_off_revision
            AND made_by_id = NEW.signed_off_by_id
    ) THEN
        RAISE EXCEPTION 'A second person signs what was written.'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER complaints_four_eyes
    BEFORE UPDATE OF signed_off_by_id, signed_off_revision ON complaints_complaintdraft
    FOR EACH ROW
    WHEN (NEW.signed_off_by_id IS NOT NULL
        AND (OLD.signed_off_by_id, OLD.signed_off_revision)
            IS DISTINCT FROM (NEW.signed_off_by_id, NEW.signed_off_revision))
    EXECUTE FUNCTION complaints_refuse_own_text();
"""

UNDO = """
DROP TRIGGER complaints_four_eyes ON complaints_complaintdraft;
DROP FUNCTION complaints_refuse_own_text()
"""


class Migration(migrations.Migration):
    dependencies = [("complaints", "0002_final")]

    operations = [migrations.RunSQL(FOUR_EYES, UNDO)]
