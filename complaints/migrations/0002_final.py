from django.db import migrations

# TRUNCATE is not named: a transactional test ends with one.
FINAL = """
CREATE FUNCTION complaints_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is final.', TG_ARGV[0] USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER complaints_revision_final BEFORE UPDATE OR DELETE ON complaints_revision
    FOR EACH ROW EXECUTE FUNCTION complaints_refuse('A revision of a complaint');
CREATE TRIGGER complaints_addendum_final BEFORE UPDATE OR DELETE ON complaints_addendum
    FOR EACH ROW EXECUTE FUNCTION complaints_refuse('An addendum to a complaint');
CREATE TRIGGER complaints_filed_final BEFORE UPDATE OR DELETE ON complaints_complaintdraft
    FOR EACH ROW WHEN (OLD.status = 'filed')
    EXECUTE FUNCTION complaints_refuse('A filed complaint');
"""

UNDO = """
DROP TRIGGER complaints_filed_final ON complaints_complaintdraft;
DROP TRIGGER complaints_addendum_final ON complaints_addendum;
DROP TRIGGER complaints_revision_final ON complaints_revision;
DROP FUNCTION complaints_refuse()
"""


class Migration(migrations.Migration):
    dependencies = [("complaints", "0001_initial")]

    operations = [migrations.RunSQL(FINAL, UNDO)]
