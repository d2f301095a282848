from django.db import migrations

# Near search (HASHING.md section 4): 31 bits over 16 bands of 16 leave one band with at most one
# of them. Plain integers, because under row-level security the planner may use only an operator
# that leaks nothing, and integer equality is one; `#` and bit_count are not.
PDQ_BANDS = [f"pdq_{band:02}" for band in range(16)]
PHASH_BANDS = [f"phash_{band}" for band in range(4)]


def _column(name, kind, algorithm, bits):
    return (
        f"ADD COLUMN {name} {kind} GENERATED ALWAYS AS ("
        f"CASE WHEN algorithm = '{algorithm}' AND blind <> '' THEN {bits} END) STORED"
    )


def _bands(names, algorithm):
    for band, name in enumerate(names):
        yield _column(
            name, "int", algorithm, f"('x' || substr(blind, {4 * band + 1}, 4))::bit(16)::int"
        )


COLUMNS = [
    _column("pdq_bits", "bit(256)", "pdq", "('x' || blind)::bit(256)"),
    _column("phash_bits", "bit(64)", "phash", "('x' || blind)::bit(64)"),
    *_bands(PDQ_BANDS, "pdq"),
    *_bands(PHASH_BANDS, "phash"),
]
NEAR = "ALTER TABLE evidence_fingerprint " + ", ".join(COLUMNS)
UNDO_NEAR = "ALTER TABLE evidence_fingerprint " + ", ".join(
    f"DROP COLUMN {name}" for name in ["pdq_bits", "phash_bits", *PDQ_BANDS, *PHASH_BANDS]
)
INDEXES = [
    (
        f"CREATE INDEX fingerprint_near_{name} ON evidence_fingerprint ({name})"
        f" WHERE {name} IS NOT NULL",
        f"DROP INDEX fingerprint_near_{name}",
    )
    for name in [*PDQ_BANDS, *PHASH_BANDS]
]

WITHDRAWN = """
ALTER TABLE evidence_fingerprint ADD CONSTRAINT fingerprint_withdrawn_has_no_digits
    CHECK ((withdrawn_at IS NULL) = (octet_length(digits) > 0))
"""
UNDO_WITHDRAWN = "ALTER TABLE evidence_fingerprint DROP CONSTRAINT fingerprint_withdrawn_has_no_digits"

# law.md section 6: no fingerprint where anyone is or may be under 18. FOR SHARE waits for whoever
# is changing an age just now, and then sees what they wrote.
REFUSE = """
CREATE FUNCTION evidence_refuse_fingerprint() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM evidence_item AS item JOIN cases_case AS matter ON matter.id = item.case_id
    WHERE item.id = NEW.item_id AND item.case_id = NEW.case_id
      AND item.age_when_made = '18plus' AND matter.age_when_made = '18plus'
    FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'No fingerprint is kept while someone may be under 18.'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER fingerprint_of_adults_only BEFORE INSERT OR UPDATE ON evidence_fingerprint
    FOR EACH ROW WHEN (octet_length(NEW.digits) > 0 OR NEW.blind <> '')
    EXECUTE FUNCTION evidence_refuse_fingerprint();
"""
UNDO_REFUSE = """
DROP TRIGGER fingerprint_of_adults_only ON evidence_fingerprint;
DROP FUNCTION evidence_refuse_fingerprint();
"""

# Whatever statement changes an age, by whatever door, erases what was kept, and the trail says so.
# Fingerprints are locked before their matches are deleted: whoever is finding a match just now
# finishes first, and its row is seen.
ERASE = """
CREATE FUNCTION evidence_erase_fingerprints(erased uuid[], why text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    gone uuid[];
BEGIN
    PERFORM 1 FROM evidence_fingerprint WHERE item_id = ANY (erased) ORDER BY id FOR UPDATE;
    WITH dead AS (
        DELETE FROM evidence_match WHERE item_a_id = ANY (erased) OR item_b_id = ANY (erased)
        RETURNING id
    ) SELECT array_agg(id) INTO gone FROM dead;
    DELETE FROM cases_task WHERE kind = 'decide_match' AND subject_id = ANY (gone);
    WITH dead AS (
        DELETE FROM evidence_fingerprint WHERE item_id = ANY (erased) RETURNING item_id
    ), counted AS (
        SELECT item.id, item.case_id, item.number, count(*) AS many
        FROM dead JOIN evidence_item AS item ON item.id = dead.item_id GROUP BY item.id
    )
    INSERT INTO audit_entry (chain, actor, actor_role, action, subject_type, subject_id, facts)
    SELECT case_id::text, '', '', 'evidence.erased_fingerprints', 'evidence.item', id::text,
           format('{"count":%s,"item":"E%s","why":"%s"}', many, number, why)
    FROM counted ORDER BY case_id, number;
END $$;

CREATE FUNCTION evidence_erase_of_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM evidence_erase_fingerprints(ARRAY[NEW.id], 'someone may be under 18');
    RETURN NULL;
END $$;
CREATE TRIGGER item_of_a_minor_erases AFTER UPDATE ON evidence_item
    FOR EACH ROW WHEN (OLD.age_when_made = '18plus' AND NEW.age_when_made <> '18plus')
    EXECUTE FUNCTION evidence_erase_of_item();

CREATE FUNCTION evidence_erase_of_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM evidence_erase_fingerprints(
        ARRAY(SELECT id FROM evidence_item WHERE case_id = NEW.id), 'someone may be under 18');
    RETURN NULL;
END $$;
CREATE TRIGGER case_of_a_minor_erases AFTER UPDATE ON cases_case
    FOR EACH ROW WHEN (OLD.age_when_made = '18plus' AND NEW.age_when_made <> '18plus')
    EXECUTE FUNCTION evidence_erase_of_case();

CREATE FUNCTION evidence_erase_of_purged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM evidence_erase_fingerprints(
        ARRAY(SELECT id FROM evidence_item WHERE case_id = NEW.case_id), 'the case was purged');
    RETURN NULL;
END $$;
CREATE TRIGGER purged_case_erases AFTER UPDATE ON cases_casekey
    FOR EACH ROW WHEN (OLD.destroyed_at IS NULL AND NEW.destroyed_at IS NOT NULL)
    EXECUTE FUNCTION evidence_erase_of_purged();
"""
UNDO_ERASE = """
DROP TRIGGER purged_case_erases ON cases_casekey;
DROP TRIGGER case_of_a_minor_erases ON cases_case;
DROP TRIGGER item_of_a_minor_erases ON evidence_item;
DROP FUNCTION evidence_erase_of_purged();
DROP FUNCTION evidence_erase_of_case();
DROP FUNCTION evidence_erase_of_item();
DROP FUNCTION evidence_erase_fingerprints(uuid[], text);
"""

# A task on a case is seen by everyone who works on it, so one about a pair with another case
# stands only while each of them sees the other case too: it would tell that there is one.
TASKS = """
CREATE FUNCTION evidence_hide_match_tasks() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER assignment_hides_match_tasks AFTER INSERT OR UPDATE ON cases_assignment
    FOR EACH ROW EXECUTE FUNCTION evidence_hide_match_tasks();
"""
UNDO_TASKS = """
DROP TRIGGER assignment_hides_match_tasks ON cases_assignment;
DROP FUNCTION evidence_hide_match_tasks();
"""


class Migration(migrations.Migration):
    dependencies = [("evidence", "0002_fingerprints"), ("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(NEAR, UNDO_NEAR),
        *(migrations.RunSQL(make, drop) for make, drop in INDEXES),
        migrations.RunSQL(WITHDRAWN, UNDO_WITHDRAWN),
        migrations.RunSQL(REFUSE, UNDO_REFUSE),
        migrations.RunSQL(ERASE, UNDO_ERASE),
        migrations.RunSQL(TASKS, UNDO_TASKS),
    ]
