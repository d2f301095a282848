"""What each role may do: the web and the workers own nothing, and neither writes the trail."""

from collections.abc import Iterable
from typing import LiteralString

from psycopg import sql

# What no service deletes: a case stays, and what was done in it; a purge empties its values.
NEVER_DELETED = (
    *("cases_assignment", "cases_authority", "cases_breakglass", "cases_case", "cases_casekey"),
    *("cases_casemove", "cases_cover", "cases_note", "cases_plannedhandover", "cases_release"),
    *("complaints_complaintdraft", "complaints_signoff"),
    *("deadlines_clock", "deadlines_course", "deadlines_courseevent", "deadlines_reminder"),
    *("deadlines_step", "evidence_holding", "evidence_item", "evidence_listingfact"),
    *("intake_intake", "intake_plan", "intake_planstep"),
    *("keeping_correction", "keeping_datasheet", "keeping_legalhold", "keeping_purge"),
    *("removal_answer", "removal_chokepoint", "removal_nonefound", "removal_receipt"),
    *("accounts_invitation", "accounts_user", "complaints_pattern", "deadlines_mailhold"),
    *("deadlines_outage", "deadlines_rotaturn", "keeping_retentionchange", "removal_entryreport"),
    *("removal_lookplan", "removal_platform", "removal_platformchange"),
    *("removal_removalrequest", "removal_submission", "restitution_courtcase", "restitution_day"),
)
# Told in the owner's session; said again, each changes nothing.
TO_EACH: LiteralString = """
GRANT USAGE ON SCHEMA {schema} TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role};
ALTER DEFAULT PRIVILEGES IN SCHEMA {schema}
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role};
ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT USAGE, SELECT ON SEQUENCES TO {role};
REVOKE DELETE ON {never_deleted} FROM {role};
REVOKE ALL ON audit_entry, audit_chainhead, audit_door, django_migrations FROM {role};
GRANT SELECT ON audit_entry, audit_chainhead, django_migrations TO {role};
GRANT INSERT ON audit_door TO {role};
"""
BEYOND: LiteralString = "GRANT EXECUTE ON FUNCTION reclaim_beyond() TO {role};"
NOT_BEYOND: LiteralString = "REVOKE EXECUTE ON FUNCTION reclaim_beyond() FROM {role};"
# What would let a role hang something of its own on the owner's tables, or stand before them.
MAY_STILL: LiteralString = """
SELECT has_schema_privilege({name}, current_schema(), 'CREATE')
    OR has_database_privilege({name}, current_database(), 'CREATE, TEMPORARY')
"""
# What the walls ask. A trigger fires for whoever writes; nobody calls its function, which looks as
# the owner and would do so for a table of its caller's own.
MAY_ASK: LiteralString = """
DO $$
DECLARE
    one regprocedure;
BEGIN
    FOR one IN SELECT oid FROM pg_proc
                WHERE pronamespace = current_schema()::regnamespace
                  AND proowner = current_user::regrole
                  AND prokind = 'f' AND prorettype <> 'trigger'::regtype
                  AND proname <> 'reclaim_beyond'
    LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', one, {name});
    END LOOP;
END $$;
"""
# A restore brings no privilege along, and a function without any is everybody's.
SHUT: LiteralString = """
DO $$
DECLARE
    one regprocedure;
BEGIN
    FOR one IN SELECT oid FROM pg_proc
                WHERE pronamespace = current_schema()::regnamespace
                  AND proowner = current_user::regrole
    LOOP
        EXECUTE format('REVOKE EXECUTE ON ROUTINE %s FROM PUBLIC', one);
    END LOOP;
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM PUBLIC', current_schema());
END $$;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON ROUTINES FROM PUBLIC;
"""
# Whoever seals the trail reads the whole of it, and nothing else.
TRAIL: LiteralString = """
GRANT USAGE ON SCHEMA {schema} TO {role};
GRANT SELECT ON audit_entry, audit_chainhead TO {role};
"""


def may_still_create(name: str) -> sql.Composed:
    """Give what asks whether a role could hang something of its own on the owner's tables."""
    return sql.SQL(MAY_STILL).format(name=sql.Literal(name))


def statements(
    *, schema: str, web: Iterable[str], work: Iterable[str], trail: Iterable[str] = ()
) -> list[sql.Composed]:
    """Give what the owner has to say, for those of the roles that are not the owner."""
    given = (
        (web, TO_EACH + MAY_ASK + NOT_BEYOND),
        (work, TO_EACH + MAY_ASK + BEYOND),
        (trail, TRAIL + MAY_ASK + BEYOND),
    )
    kept = sql.SQL(", ").join(map(sql.Identifier, NEVER_DELETED))
    said = [
        sql.SQL(words).format(
            schema=sql.Identifier(schema),
            role=sql.Identifier(name),
            name=sql.Literal(name),
            never_deleted=kept,
        )
        for names, words in given
        for name in names
    ]
    return [sql.SQL(SHUT).format(), *said]
