from django.db import migrations

# Whoever covers a case reads its tasks, as whoever is assigned does: a task about a pair with a
# case that they may not know goes as they say yes. The pair itself stays, on the matches' page.
TAKERS = """
CREATE FUNCTION evidence_hide_match_tasks_of_cover() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM cases_task AS task
    USING evidence_match AS pair, evidence_item AS a, evidence_item AS b, accounts_user AS taker
    WHERE task.kind = 'decide_match' AND task.done_at IS NULL AND task.subject_id = pair.id
      AND task.case_id = NEW.case_id
      AND a.id = pair.item_a_id AND b.id = pair.item_b_id AND a.case_id <> b.case_id
      AND taker.id = NEW.taker_id AND taker.role <> 'supervisor'
      AND NOT EXISTS (
        SELECT 1 FROM cases_assignment AS there
        WHERE there.user_id = taker.id AND there.ended_at IS NULL AND there.kind = 'advocate'
          AND there.case_id IN (a.case_id, b.case_id) AND there.case_id <> task.case_id);
    RETURN NULL;
END $$;
CREATE TRIGGER cover_hides_match_tasks AFTER INSERT OR UPDATE ON cases_cover
    FOR EACH ROW WHEN (NEW.accepted_at IS NOT NULL AND NEW.ended_at IS NULL)
    EXECUTE FUNCTION evidence_hide_match_tasks_of_cover();
"""
UNDO_TAKERS = """
DROP TRIGGER cover_hides_match_tasks ON cases_cover;
DROP FUNCTION evidence_hide_match_tasks_of_cover();
"""


class Migration(migrations.Migration):
    dependencies = [("evidence", "0005_minors_and_attorneys"), ("cases", "0005_cover")]

    operations = [migrations.RunSQL(TAKERS, UNDO_TAKERS)]
