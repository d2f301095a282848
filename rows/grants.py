"""What each role may do: the web and the workers own nothing, and neither writes the trail."""

from collections.abc import Iterable

from psycopg import sql

# Told in the owner's session; said again, each changes nothing.
TO_EACH = """
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
BEYOND = "GRANT EXECUTE ON FUNCTION reclaim_beyond() TO {role};"
NOT_BEYOND = "REVOKE EXECUTE ON FUNCTION reclaim_beyond() FROM {role};"


def statements(*, schema: str, web: Iterable[str], work: Iterable[str]) -> list[sql.Composed]:
    """Give what the owner has to say, for those of the roles that are not the owner."""
    found = []
    for names, beyond in ((web, NOT_BEYOND), (work, BEYOND)):
        for name in names:
            given = {"schema": sql.Identifier(schema), "role": sql.Identifier(name)}
            found.append(sql.SQL(TO_EACH + beyond).format(**given))
    return found
