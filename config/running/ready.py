"""Whether this process may be sent requests: tables as its code knows them, and keys that open.

The broker is not asked: pages work without one, and a process that is taken out of the round for
a broker's sake would leave nobody who can look.
"""

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor

from cases.models import CaseKey
from rows.reading import house
from sealing.box import CannotOpen

BEYOND = """
    SELECT has_function_privilege('reclaim_beyond()', 'EXECUTE')
       AND NOT pg_has_role(relowner, 'USAGE')
    FROM pg_class WHERE oid = 'cases_case'::regclass
"""
SOME = 3  # of the cases' keys are tried
_seen: set[str] = set()  # what was found once and cannot be undone while this process runs


def problems() -> list[str]:
    """Give the codes of what is in the way; none means ready."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if not tables_are_made():
            return ["migrations"]
        if not walls_stand():
            return ["walls"]
        return [] if keys_open() else ["keys"]
    except (DatabaseError, InterfaceError):
        connection.close()
        return ["database"]


def tables_are_made() -> bool:
    """Tell whether every migration of this code was run; a newer table is no obstacle."""
    if "tables" not in _seen:
        executor = MigrationExecutor(connection)
        targets = executor.loader.graph.leaf_nodes()
        if executor.migration_plan(targets):
            return False
        _seen.add("tables")
    return True


def walls_stand() -> bool:
    """Tell whether nobody but the owner looks beyond its readers: a restore by hand opens that."""
    with connection.cursor() as cursor:
        cursor.execute(BEYOND)
        return not (cursor.fetchone() or (True,))[0]


@house("try the keys")
def keys_open() -> bool:
    """Tell whether the agency's keys at hand open cases' keys; where no case is, nothing is shut.

    Any of some will do: a single row that was damaged is no reason to answer nobody.
    """
    some = list(CaseKey.objects.filter(destroyed_at=None).order_by("-pk")[:SOME])
    return not some or any(_opens(one) for one in some)


def _opens(one: CaseKey) -> bool:
    try:
        one.opened()
    except CannotOpen:
        return False
    return True
