"""What only the cluster's own superuser does: the roles, the database, and the queue's way in."""

from pathlib import Path

from config.embedded import roles

OLD_QUEUE = "SELECT 1 FROM pg_namespace WHERE nspname = 'pgmq' AND nspowner = 'reclaim'::regrole"


def found(sockets: Path, *, may_create: bool) -> None:
    """Make what is missing of the house's roles and database; no role of the house is one."""
    import psycopg

    where = f"host={sockets} user=postgres dbname="
    with psycopg.connect(f"{where}postgres", autocommit=True) as db:
        there = {name for (name,) in db.execute("SELECT rolname FROM pg_roles")}
        for name in roles.NAMES:
            if name not in there:
                db.execute(f"CREATE ROLE {name} LOGIN")
        if not db.execute("SELECT 1 FROM pg_database WHERE datname = 'reclaim'").fetchone():
            db.execute("CREATE DATABASE reclaim OWNER reclaim")
        db.execute(f"GRANT CREATE ON DATABASE reclaim TO {roles.QUEUE}")
        # Since when others are at work: a key is dropped when nobody can hold it (ADR 0071).
        db.execute(f"GRANT pg_read_all_stats TO {roles.WORK.name}")
        if may_create:  # for a suite, which makes databases and becomes what it tests
            db.execute("ALTER ROLE reclaim CREATEDB")
            db.execute("GRANT reclaim_web, reclaim_work TO reclaim WITH INHERIT FALSE")
    with psycopg.connect(f"{where}reclaim", autocommit=True) as db:
        # Messages only wake, so a queue that the tables' owner laid may go: it is laid again.
        if db.execute(OLD_QUEUE).fetchone():
            db.execute("DROP SCHEMA pgmq CASCADE")
