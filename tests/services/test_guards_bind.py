"""What the database holds the web's own login to, whatever SQL it is made to run (ADR 0080)."""

from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from audit import checking
from cases.services.moments import database_time
from config.embedded import roles
from keeping.models import Purge
from keeping.services import doing, holds, purging
from rows.grants import NEVER_DELETED
from tests.factories import keeping, restitution
from tests.factories.cases import active_case, engage
from tests.owner import as_owner

pytestmark = pytest.mark.django_db(transaction=True)
NO = psycopg.errors.InsufficientPrivilege
READER = "SELECT set_config('reclaim.act', 'a test', false)"  # past the walls: the guards are asked


@pytest.fixture
def login():
    """Give connections of one role's own login, as production has them."""
    made = []

    def to(role):
        at = connection.settings_dict
        where = f"host={at['HOST']} port={at['PORT']} dbname={at['NAME']} user={role.name}"
        made.append(psycopg.connect(where, autocommit=True))
        made[-1].execute(READER)
        return made[-1]

    yield to
    for one in made:
        one.close()


@pytest.fixture
def web(login):
    return login(roles.WEB)


@pytest.mark.parametrize(
    "sql",
    ["CREATE TEMP TABLE t (id uuid)", "CREATE TEMP VIEW f AS SELECT 1", "CREATE TABLE t (id uuid)"],
)  # fmt: skip
def test_it_makes_nothing_that_a_trigger_could_be_hung_on(web, sql):
    with pytest.raises(NO):
        web.execute(sql)


def test_what_looks_as_the_owner_is_called_by_nobody(web):
    looking = web.execute(
        "SELECT oid::regprocedure::text, has_function_privilege(oid, 'EXECUTE') FROM pg_proc"
        " WHERE pronamespace = current_schema()::regnamespace"
        " AND (prorettype = 'trigger'::regtype OR proname = 'reclaim_beyond')"
    ).fetchall()

    assert len(looking) > 30
    assert [name for name, may in looking if may] == []
    assert web.execute("SELECT reclaim_every()").fetchone() == (True,)  # the walls still ask


def test_no_function_of_the_house_is_everybodys():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT oid::regprocedure::text FROM pg_proc"
            " WHERE pronamespace = current_schema()::regnamespace AND proowner = 'reclaim'::regrole"
            " AND (proacl IS NULL OR EXISTS (SELECT FROM aclexplode(proacl) WHERE grantee = 0))"
        )
        assert cursor.fetchall() == []


@pytest.mark.parametrize("role", [roles.WEB, roles.WORK], ids=lambda role: role.name)
def test_neither_login_deletes_what_was_done(login, role):
    one = login(role)
    for table in NEVER_DELETED:
        with pytest.raises(NO):
            one.execute(f"DELETE FROM {table}")  # noqa: S608  our own names


@pytest.mark.parametrize(
    "change", ["destroyed_at = now(), wrapped = ''", "wrapped = '\\x00'", "before = wrapped"]
)
def test_no_key_of_a_case_changes_but_in_the_rounds(web, login, advocate, change):
    active_case(by=advocate)
    sql = f"UPDATE cases_casekey SET {change}"  # noqa: S608

    with pytest.raises(NO, match="rounds of the house alone"):
        web.execute(sql)
    if "destroyed" not in change:
        assert login(roles.WORK).execute(sql).rowcount == 1


def test_that_a_final_row_is_sealed_anew_is_believed_of_the_workers_alone(
    web, login, advocate, attorney, supervisor
):
    case = active_case(by=advocate)
    engage(case=case, attorney=attorney, by=supervisor, told={"restitution"})
    note = restitution.note(case, by=attorney)
    work = login(roles.WORK)
    sql = "UPDATE restitution_privilegednote SET text = text || '\\x00' WHERE id = %s"

    for one in (web, work):
        one.execute("SELECT set_config('reclaim.resealing', 'on', false)")
    with pytest.raises(psycopg.errors.RestrictViolation):
        web.execute(sql, [note.pk])
    assert work.execute(sql, [note.pk]).rowcount == 1


def proposal(web, purge, **other):
    """Copy a proposal that was called off, with other facts, as SQL of one's own would."""
    row = web.execute("SELECT to_jsonb(p) FROM keeping_purge p WHERE id = %s", [purge.pk])
    anew = {"withdrawn_at": None, "withdrawn_by_id": None, "id": str(uuid4())}
    facts = row.fetchone()[0] | anew | other
    return web.execute(
        "INSERT INTO keeping_purge SELECT * FROM jsonb_populate_record(NULL::keeping_purge, %s)",
        [psycopg.types.json.Jsonb(facts)],
    )


@pytest.fixture
def called_off(advocate):
    purge = keeping.proposed(case=keeping.closed(by=advocate), by=advocate)
    return purging.withdraw_purge(purge_id=purge.pk, by=advocate, now=database_time())


def test_a_purge_begins_as_a_proposal_of_now(web, called_off, supervisor):
    now = database_time()
    agreed = {"state": "confirmed", "confirmed_at": now.isoformat(),
              "confirmed_by_id": str(supervisor.pk)}  # fmt: skip
    long_ago = {"state": "proposed", "proposed_at": (now - timedelta(days=3)).isoformat()}

    for forged in (agreed, long_ago):
        with pytest.raises(NO, match="proposed, agreed to after its day"):
            proposal(web, called_off, **forged)
    assert proposal(web, called_off, state="proposed", proposed_at=now.isoformat()).rowcount == 1


@pytest.mark.parametrize(
    "change", ["state = 'running', began_at = now()", "not_before = now() - interval '1 day'",
               "parts = '{people}'"],
)  # fmt: skip
def test_a_purge_is_neither_begun_nor_hurried_nor_widened_by_the_web(web, advocate, change):
    keeping.proposed(case=keeping.closed(by=advocate), by=advocate)

    with pytest.raises((NO, psycopg.errors.CheckViolation)):
        web.execute(f"UPDATE keeping_purge SET {change}")  # noqa: S608


def test_a_purge_is_not_agreed_to_before_its_day(web, advocate, supervisor):
    case = keeping.closed(by=advocate)
    purge = keeping.proposed(case=case, by=advocate, days=0)

    with pytest.raises((NO, psycopg.errors.CheckViolation)):
        web.execute(
            "UPDATE keeping_purge SET state = 'confirmed', confirmed_by_id = %s,"
            " confirmed_at = not_before WHERE id = %s",
            [supervisor.pk, purge.pk],
        )


def test_a_hold_is_lifted_and_looked_at_again_and_nothing_else(web, advocate, supervisor):
    case = active_case(by=advocate)
    hold = keeping.held(case=case, by=supervisor)

    for change in ("placed_by_id = NULL", "case_id = gen_random_uuid()", "reason = ''"):
        with pytest.raises((NO, psycopg.errors.IntegrityError)):
            web.execute(f"UPDATE keeping_legalhold SET {change}")  # noqa: S608
    assert web.execute("UPDATE keeping_legalhold SET review_on = '2030-01-02'").rowcount == 1

    holds.lift_hold(hold_id=hold.pk, because="It is over.", by=supervisor, now=database_time())
    with pytest.raises(NO, match="lifted once"):
        web.execute("UPDATE keeping_legalhold SET review_on = '2031-01-02'")


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO sealing_retiredkey (key_id, retired_at) VALUES ('agency:1', now())",
        "INSERT INTO sealing_rotation (kind, to_key, began_at, seen_at, total, done, places)"
        " VALUES ('cases', 'agency:2', now(), now(), 0, 0, '{}')",
        "DELETE FROM cases_survivor",
        "UPDATE cases_case SET is_demo = NOT is_demo",
        "UPDATE cases_assignment SET case_id = gen_random_uuid()",
    ],
)
def test_what_the_rounds_alone_do_is_done_by_no_sql_of_the_webs(web, advocate, sql):
    active_case(by=advocate)

    with pytest.raises(NO, match="rounds of the house alone"):
        web.execute(sql)


def test_a_final_row_is_not_emptied_beside_a_purge_that_runs(web, advocate, attorney, supervisor):
    case = active_case(by=advocate)
    engage(case=case, attorney=attorney, by=supervisor, told={"restitution"})
    note = restitution.note(case, by=attorney)
    keeping.running(case=case, by=advocate, second=supervisor)

    with pytest.raises(psycopg.errors.RestrictViolation):
        web.execute("UPDATE restitution_privilegednote SET text = '' WHERE id = %s", [note.pk])


@pytest.mark.parametrize(
    ("sql", "may"),
    [
        ("UPDATE audit_trailcheck SET state = 'holds'", False),
        ("INSERT INTO audit_trailcheck (state, asked_at) VALUES ('holds', now())", False),
        ("UPDATE audit_trailcheck SET state = 'unheard', trouble = 'TimeoutError'", True),
    ],
)
def test_what_a_check_of_the_trail_found_is_said_by_who_walked_it(web, sql, may):
    checking.begin(asked_at=database_time())
    if may:
        assert web.execute(sql).rowcount == 1
        return
    with pytest.raises((NO, psycopg.errors.NotNullViolation)):
        web.execute(sql)


def test_the_rounds_begin_no_purge_before_its_day_whatever_its_row_says(advocate, supervisor):
    case = keeping.closed(by=advocate)
    purge = keeping.confirmed(case=case, by=advocate, second=supervisor)
    Purge.objects.filter(pk=purge.pk).update(proposed_at=database_time() - timedelta(hours=1))

    assert doing.run_purge(purge_id=purge.pk) is False
    assert Purge.objects.get(pk=purge.pk).state == "confirmed"


def test_who_may_still_make_tables_is_given_nothing(advocate):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("GRANT CREATE ON SCHEMA public TO reclaim_web")
    try:
        with as_owner(), pytest.raises(CommandError, match="may still make tables"):
            call_command("grant_roles", verbosity=0)
    finally:
        with as_owner(), connection.cursor() as cursor:
            cursor.execute("REVOKE CREATE ON SCHEMA public FROM reclaim_web")
