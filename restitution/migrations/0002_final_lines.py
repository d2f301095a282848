from django.db import migrations

FINAL = """
CREATE TRIGGER restitution_line_final BEFORE UPDATE OR DELETE ON restitution_moneyline
    FOR EACH ROW EXECUTE FUNCTION restitution_keep_as_said('A line of the ledger');
CREATE TRIGGER restitution_note_final BEFORE UPDATE OR DELETE ON restitution_privilegednote
    FOR EACH ROW EXECUTE FUNCTION restitution_keep_as_said('A privileged note');
CREATE TRIGGER restitution_preference_final BEFORE UPDATE OR DELETE ON restitution_noticepreference
    FOR EACH ROW EXECUTE FUNCTION restitution_keep_as_said('A notice preference');
CREATE TRIGGER restitution_reserve_final BEFORE UPDATE OR DELETE ON restitution_reserveamount
    FOR EACH ROW EXECUTE FUNCTION restitution_keep_as_said('A noted amount');
-- Lines and preferences stand under it, and the trail calls it by its number.
CREATE TRIGGER restitution_court_case_stays BEFORE UPDATE ON restitution_courtcase
    FOR EACH ROW WHEN ((OLD.id, OLD.case_id, OLD.number) IS DISTINCT FROM
                       (NEW.id, NEW.case_id, NEW.number))
    EXECUTE FUNCTION restitution_keep_as_said('The place of a court case');

-- What a constraint cannot say: a reversal mirrors one line that is no reversal itself, and a
-- line or a preference is of a court case of its own case.
CREATE FUNCTION restitution_line_fits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE was restitution_moneyline;
BEGIN
    IF NEW.reverses_id IS NOT NULL THEN
        SELECT * INTO was FROM restitution_moneyline WHERE id = NEW.reverses_id;
        IF (NEW.case_id, NEW.kind, NEW.head, -NEW.amount) IS DISTINCT FROM
           (was.case_id, was.kind, was.head, was.amount)
           OR NEW.court_case_id IS DISTINCT FROM was.court_case_id
           OR was.reverses_id IS NOT NULL THEN
            RAISE EXCEPTION 'A reversal mirrors one line.' USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    IF NEW.court_case_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM restitution_courtcase c
        WHERE c.id = NEW.court_case_id AND c.case_id = NEW.case_id
    ) THEN
        RAISE EXCEPTION 'The court case is of another case.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER restitution_line_fits BEFORE INSERT ON restitution_moneyline
    FOR EACH ROW EXECUTE FUNCTION restitution_line_fits();

CREATE FUNCTION restitution_preference_fits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM restitution_courtcase c
        WHERE c.id = NEW.court_case_id AND c.case_id = NEW.case_id
    ) THEN
        RAISE EXCEPTION 'The court case is of another case.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER restitution_preference_fits BEFORE INSERT ON restitution_noticepreference
    FOR EACH ROW EXECUTE FUNCTION restitution_preference_fits();
"""

UNDO = """
DROP TRIGGER restitution_preference_fits ON restitution_noticepreference;
DROP TRIGGER restitution_line_fits ON restitution_moneyline;
DROP TRIGGER restitution_court_case_stays ON restitution_courtcase;
DROP TRIGGER restitution_reserve_final ON restitution_reserveamount;
DROP TRIGGER restitution_preference_final ON restitution_noticepreference;
DROP TRIGGER restitution_note_final ON restitution_privilegednote;
DROP TRIGGER restitution_line_final ON restitution_moneyline;
DROP FUNCTION restitution_preference_fits();
DROP FUNCTION restitution_line_fits()
"""


class Migration(migrations.Migration):
    dependencies = [("restitution", "0001_desk")]

    operations = [migrations.RunSQL(FINAL, UNDO)]
