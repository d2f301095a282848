from django.db import migrations, models

# Whoever writes directly is chained row by row as before, whatever they give. Only the door below
# writes entries that are chained already: it is itself a trigger, and nothing else is.
ROW_BY_ROW = """
DROP TRIGGER audit_entry_chain ON audit_entry;
CREATE TRIGGER audit_entry_chain BEFORE INSERT ON audit_entry
    FOR EACH ROW WHEN (pg_trigger_depth() = 0 OR NEW.seq IS NULL OR NEW.hash IS NULL)
    EXECUTE FUNCTION audit_chain();
"""

# One row into the door is one act told of many subjects; the door keeps none. All that is n-th of
# its chain is one statement. An upsert takes the heads strictly in the order that it is given, so
# that two writers of several chains never wait in a ring; it carries to the head, beside the
# entry's id, the rest of what is hashed, and leaves there the hash before and the hash itself.
DOOR = """
CREATE TABLE audit_door (
    actor text NOT NULL, actor_role text NOT NULL, action text NOT NULL,
    chains text[] NOT NULL, subject_types text[] NOT NULL, subject_ids text[] NOT NULL,
    facts text[] NOT NULL);
CREATE FUNCTION audit_enter() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    many int := cardinality(NEW.chains);
    chains text[] := NEW.chains;
    types text[] := NEW.subject_types;
    ids text[] := NEW.subject_ids;
    facts text[] := NEW.facts;
    ends int[] := ARRAY[many];  -- where all that is first, second … of its chain ends
    since int := 0;
    until int;
    moment timestamptz;
    said text;
BEGIN
    IF (cardinality(types), cardinality(ids), cardinality(facts)) <> (many, many, many) THEN
        RAISE EXCEPTION 'Each entry has a chain, a subject and facts.'
            USING ERRCODE = 'check_violation';
    END IF;
    INSERT INTO audit_chainhead (chain, seq, hash)
    SELECT DISTINCT chain, 0, '' FROM unnest(chains) AS given (chain)
    WHERE NOT EXISTS (SELECT FROM audit_chainhead AS head WHERE head.chain = given.chain)
    ORDER BY chain
    ON CONFLICT (chain) DO NOTHING;
    IF (SELECT count(DISTINCT chain) FROM unnest(chains) AS given (chain)) < many THEN
        WITH ranked AS (
            SELECT *, row_number() OVER (PARTITION BY chain ORDER BY place) AS rank
            FROM unnest(chains, types, ids, facts) WITH ORDINALITY
                 AS given (chain, type, id, fact, place)
        ), sorted AS (
            SELECT array_agg(chain ORDER BY rank, chain) AS chains,
                   array_agg(type ORDER BY rank, chain) AS types,
                   array_agg(id ORDER BY rank, chain) AS ids,
                   array_agg(fact ORDER BY rank, chain) AS facts
            FROM ranked
        ), ended AS (
            SELECT array_agg(many_until::int ORDER BY rank) AS ends
            FROM (SELECT rank, sum(count(*)) OVER (ORDER BY rank) AS many_until
                  FROM ranked GROUP BY rank) AS counted
        )
        SELECT sorted.chains, sorted.types, sorted.ids, sorted.facts, ended.ends
        INTO chains, types, ids, facts, ends
        FROM sorted CROSS JOIN ended;
    END IF;
    IF cardinality(ends) > 20 THEN  -- long in one chain: a statement for each would be no set
        INSERT INTO audit_entry (chain, actor, actor_role, action, subject_type, subject_id, facts)
        SELECT chain, NEW.actor, NEW.actor_role, NEW.action, type, subject, fact
        FROM unnest(NEW.chains, NEW.subject_types, NEW.subject_ids, NEW.facts) WITH ORDINALITY
             AS given (chain, type, subject, fact, place)
        ORDER BY chain, place;
        RETURN NULL;
    END IF;
    FOREACH until IN ARRAY ends LOOP
        moment := clock_timestamp();
        said := to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
        said := concat(octet_length(said), ':', said,
                       octet_length(NEW.actor), ':', NEW.actor,
                       octet_length(NEW.actor_role), ':', NEW.actor_role,
                       octet_length(NEW.action), ':', NEW.action);
        WITH given AS MATERIALIZED (
            SELECT nextval('audit_entry_id_seq') AS id, chain, type, subject, fact
            FROM unnest(chains[since + 1:until], types[since + 1:until], ids[since + 1:until],
                        facts[since + 1:until]) AS given (chain, type, subject, fact)
        ), linked AS (
            INSERT INTO audit_chainhead AS head (chain, seq, prev_hash, hash)
            SELECT chain, 0, id,
                   concat(said, octet_length(type), ':', type, octet_length(subject), ':', subject,
                          octet_length(fact), ':', fact)
            FROM given
            ORDER BY chain
            ON CONFLICT (chain) DO UPDATE
            SET seq = head.seq + 1, prev_hash = head.hash,
                hash = encode(sha256(convert_to(concat(
                    octet_length(head.hash), ':', head.hash,
                    octet_length(EXCLUDED.prev_hash), ':', EXCLUDED.prev_hash,
                    octet_length(head.chain), ':', head.chain,
                    octet_length((head.seq + 1)::text), ':', head.seq + 1,
                    EXCLUDED.hash), 'UTF8')), 'hex')
            RETURNING chain, seq, prev_hash, hash
        )
        INSERT INTO audit_entry (id, chain, seq, at, actor, actor_role, action, subject_type,
                                 subject_id, facts, prev_hash, hash)
        SELECT given.id, given.chain, linked.seq, moment, NEW.actor, NEW.actor_role, NEW.action,
               given.type, given.subject, given.fact, linked.prev_hash, linked.hash
        FROM linked JOIN given ON given.chain = linked.chain;
        since := until;
    END LOOP;
    RETURN NULL;
END $$;
CREATE TRIGGER audit_door_enters BEFORE INSERT ON audit_door
    FOR EACH ROW EXECUTE FUNCTION audit_enter();
"""

UNDO_ROW_BY_ROW = """
DROP TRIGGER audit_entry_chain ON audit_entry;
CREATE TRIGGER audit_entry_chain BEFORE INSERT ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_chain();
"""
UNDO_DOOR = """
DROP TABLE audit_door;
DROP FUNCTION audit_enter()"""


MACHINE = {"action": "deadlines.took_step", "subject_type": "deadlines.step", "actor": ""}


def _index(name: str, column: str, then: str) -> list[migrations.operations.base.Operation]:
    """Leave out what the house enters by the thousand, which is read by its case alone."""
    lean = models.Index(
        fields=[column, then], name=name, condition=~models.Q(**{column: MACHINE[column]})
    )
    return [migrations.RemoveIndex("entry", name), migrations.AddIndex("entry", lean)]


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.AddField("chainhead", "prev_hash", models.TextField(default="", db_default="")),
        migrations.RunSQL(ROW_BY_ROW, UNDO_ROW_BY_ROW),
        migrations.RunSQL(DOOR, UNDO_DOOR),
        *_index("audit_by_actor", "actor", "at"),
        *_index("audit_by_action", "action", "at"),
        *_index("audit_by_subject", "subject_type", "subject_id"),
    ]
