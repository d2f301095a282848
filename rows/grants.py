"""What each role may do: the web and the workers own nothing, and neither writes the trail."""

from collections.abc import Iterable
from typing import LiteralString

from psycopg import sql

# Told in the owner's session; said again, each changes nothing.
TO_EACH: LiteralString = """
GRANT USAGE ON SCHEMA {schema} TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role};
ALTER DEFAULT PRIVILEGES IN SCHEMA {schema}
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role};
ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT USAGE, SELECT ON SEQUENCES TO {role};
REVOKE ALL ON audit_entry, audit_chainhead, audit_door, django_migrations FROM {role};
GRANT SELECT ON audit_entry, audit_chainhead, django_migrations TO {role};
GRANT INSERT ON audit_door TO {role};
"""
BEYOND: LiteralString = "GRANT EXECUTE ON FUNCTION reclaim_beyond() TO {role};"
NOT_BEYOND: LiteralString = "REVOKE EXECUTE ON FUNCTION reclaim_beyond() FROM {role};"
# A restore brings no privilege along, and a function without any is everybody's.
SHUT: LiteralString = "REVOKE EXECUTE ON FUNCTION reclaim_beyond() FROM PUBLIC;"
# Whoever seals the trail reads the whole of it, and nothing else.
TRAIL: LiteralString = """
GRANT USAGE ON SCHEMA {schema} TO {role};
GRANT SELECT ON audit_entry, audit_chainhead TO {role};
"""


def statements(
    *, schema: str, web: Iterable[str], work: Iterable[str], trail: Iterable[str] = ()
) -> list[sql.Composed]:
    """Give what the owner has to say, for those of the roles that are not the owner."""
    given = ((web, TO_EACH + NOT_BEYOND), (work, TO_EACH + BEYOND), (trail, TRAIL + BEYOND))
    said = [
        sql.SQL(words).format(schema=sql.Identifier(schema), role=sql.Identifier(name))
        for names, words in given
        for name in names
    ]
    return [sql.SQL(SHUT).format(), *said]
