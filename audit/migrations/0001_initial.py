from django.db import migrations, models

# Each value is led by its length in bytes, so that no two different rows read alike.
HASH = """
CREATE FUNCTION audit_hash(VARIADIC given text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT encode(sha256(convert_to(
        string_agg(octet_length(convert_to(value, 'UTF8'))::text || ':' || value, '' ORDER BY place),
        'UTF8')), 'hex')
    FROM unnest(given) WITH ORDINALITY AS parts (value, place)
$$;
"""

# The head row's lock makes writers of one chain wait for each other, until they commit.
CHAIN = """
CREATE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    head audit_chainhead%ROWTYPE;
BEGIN
    SELECT * INTO head FROM audit_chainhead WHERE chain = NEW.chain FOR UPDATE;
    IF NOT FOUND THEN
        INSERT INTO audit_chainhead (chain, seq, hash) VALUES (NEW.chain, 0, '')
        ON CONFLICT (chain) DO NOTHING;
        SELECT * INTO STRICT head FROM audit_chainhead WHERE chain = NEW.chain FOR UPDATE;
    END IF;
    NEW.at := clock_timestamp();
    NEW.seq := head.seq + 1;
    NEW.prev_hash := head.hash;
    NEW.hash := audit_hash(
        NEW.prev_hash, NEW.id::text, NEW.chain, NEW.seq::text,
        to_char(NEW.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        NEW.actor, NEW.actor_role, NEW.action, NEW.subject_type, NEW.subject_id, NEW.facts);
    UPDATE audit_chainhead SET seq = NEW.seq, hash = NEW.hash WHERE chain = NEW.chain;
    RETURN NEW;
END $$;
CREATE TRIGGER audit_entry_chain BEFORE INSERT ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_chain();
"""

# TRUNCATE is not named: a transactional test ends with one. The head moves with an entry only.
FINAL = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit trail is final.' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER audit_entry_final BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_head_final BEFORE INSERT OR UPDATE OR DELETE ON audit_chainhead
    FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION audit_refuse();
"""

UNDO_HASH = "DROP FUNCTION audit_hash(VARIADIC text[])"
UNDO_CHAIN = "DROP TRIGGER audit_entry_chain ON audit_entry; DROP FUNCTION audit_chain()"
UNDO_FINAL = """
DROP TRIGGER audit_head_final ON audit_chainhead;
DROP TRIGGER audit_entry_final ON audit_entry;
DROP FUNCTION audit_refuse()
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ChainHead",
            fields=[
                ("chain", models.TextField(primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField()),
                ("hash", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("chain", models.TextField()),
                ("seq", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("actor", models.TextField()),
                ("actor_role", models.TextField()),
                ("action", models.TextField()),
                ("subject_type", models.TextField()),
                ("subject_id", models.TextField()),
                ("facts", models.TextField()),
                ("prev_hash", models.TextField()),
                ("hash", models.TextField()),
            ],
            options={
                "verbose_name_plural": "entries",
                "constraints": [
                    models.UniqueConstraint(fields=("chain", "seq"), name="audit_place_in_chain")
                ],
                "indexes": [
                    models.Index(fields=["actor", "at"], name="audit_by_actor"),
                    models.Index(fields=["action", "at"], name="audit_by_action"),
                    models.Index(fields=["subject_type", "subject_id"], name="audit_by_subject"),
                ],
            },
        ),
        migrations.RunSQL(HASH, UNDO_HASH),
        migrations.RunSQL(CHAIN, UNDO_CHAIN),
        migrations.RunSQL(FINAL, UNDO_FINAL),
    ]
