from django.db import migrations

# A purge calls it by itself, as a role that may not write the trail: it enters by the trail's door
# (ADR 0080). What it erases is what it erased before.
ERASE = """
CREATE OR REPLACE FUNCTION evidence_erase_fingerprints(erased uuid[], why text) RETURNS void
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
    {enter};
END $$;
"""
BY_THE_DOOR = """
    INSERT INTO audit_door (actor, actor_role, action, chains, subject_types, subject_ids, facts)
    SELECT '', '', 'evidence.erased_fingerprints',
           array_agg(case_id::text ORDER BY case_id, number),
           array_agg('evidence.item'::text), array_agg(id::text ORDER BY case_id, number),
           array_agg(format('{"count":%s,"item":"E%s","why":"%s"}', many, number, why)
                     ORDER BY case_id, number)
    FROM counted HAVING count(*) > 0"""
BY_ITSELF = """
    INSERT INTO audit_entry (chain, actor, actor_role, action, subject_type, subject_id, facts)
    SELECT case_id::text, '', '', 'evidence.erased_fingerprints', 'evidence.item', id::text,
           format('{"count":%s,"item":"E%s","why":"%s"}', many, number, why)
    FROM counted ORDER BY case_id, number"""


class Migration(migrations.Migration):
    dependencies = [("evidence", "0006_takers"), ("audit", "0002_sets")]

    operations = [
        migrations.RunSQL(
            ERASE.replace("{enter}", BY_THE_DOOR), ERASE.replace("{enter}", BY_ITSELF)
        )
    ]
