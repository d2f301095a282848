from django.db import migrations

# law.md section 6 knows no digest of any file where someone may be under 18: one of a screenshot
# without imagery goes with the fingerprints when a case turns unsure.
BLANK = """
CREATE OR REPLACE FUNCTION evidence_erase_of_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE evidence_item SET screenshot_sha256 = ''
    WHERE case_id = NEW.id AND screenshot_sha256 <> '';
    PERFORM evidence_erase_fingerprints(
        ARRAY(SELECT id FROM evidence_item WHERE case_id = NEW.id), 'someone may be under 18');
    RETURN NULL;
END $$;
"""
UNDO_BLANK = """
CREATE OR REPLACE FUNCTION evidence_erase_of_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM evidence_erase_fingerprints(
        ARRAY(SELECT id FROM evidence_item WHERE case_id = NEW.id), 'someone may be under 18');
    RETURN NULL;
END $$;
"""

# An attorney sees a case while a release stands, which ends by itself: whoever is an attorney on
# either case counts as one who does not see the other.
HIDE = """
CREATE OR REPLACE FUNCTION evidence_hide_match_tasks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM cases_task AS task
    USING evidence_match AS pair, evidence_item AS a, evidence_item AS b
    WHERE task.kind = 'decide_match' AND task.done_at IS NULL AND task.subject_id = pair.id
      AND a.id = pair.item_a_id AND b.id = pair.item_b_id
      AND a.case_id <> b.case_id AND NEW.case_id IN (a.case_id, b.case_id)
      AND EXISTS (
        SELECT 1 FROM cases_assignment AS here
        WHERE here.case_id = task.case_id AND here.ended_at IS NULL
          AND NOT EXISTS (
            SELECT 1 FROM cases_assignment AS there
            WHERE there.user_id = here.user_id AND there.ended_at IS NULL
              AND there.kind = 'advocate'
              AND there.case_id IN (a.case_id, b.case_id) AND there.case_id <> task.case_id));
    RETURN NULL;
END $$;
"""
UNDO_HIDE = """
CREATE OR REPLACE FUNCTION evidence_hide_match_tasks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM cases_task AS task
    USING evidence_match AS pair, evidence_item AS a, evidence_item AS b
    WHERE task.kind = 'decide_match' AND task.done_at IS NULL AND task.subject_id = pair.id
      AND a.id = pair.item_a_id AND b.id = pair.item_b_id
      AND a.case_id <> b.case_id AND NEW.case_id IN (a.case_id, b.case_id)
      AND EXISTS (
        SELECT 1 FROM cases_assignment AS here
        WHERE here.case_id = task.case_id AND here.ended_at IS NULL
          AND NOT EXISTS (
            SELECT 1 FROM cases_assignment AS there
            WHERE there.user_id = here.user_id AND there.ended_at IS NULL
              AND there.case_id IN (a.case_id, b.case_id) AND there.case_id <> task.case_id));
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("evidence", "0004_holdings")]

    operations = [
        migrations.RunSQL(BLANK, UNDO_BLANK),
        migrations.RunSQL(HIDE, UNDO_HIDE),
    ]
