"""For whom the rows are read ends with its transaction, whatever happens in between."""

import random
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import StreamingHttpResponse
from django.test import RequestFactory

from cases.models import Case, Note
from config.embedded.roles import WEB
from rows import reading
from rows.base import DatabaseWrapper
from rows.middleware import AsTheReader
from rows.reading import NOBODY, Reading
from tests.factories.cases import active_case, note

SEEN = "SELECT id::text FROM cases_case"
TOLD = "SELECT current_setting('reclaim.reader', true), current_setting('reclaim.act', true)"


def _asked(sql, on=connection, params=()):
    with on.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


@pytest.fixture
def hers(advocate):
    return active_case(by=advocate)


@pytest.fixture
def his(colleague):
    return active_case(by=colleague)


@pytest.fixture
def web():
    """A connection of the web's own login, as production has it; nothing of the suite's."""
    given = connection.settings_dict
    made = DatabaseWrapper({**given, "USER": WEB.name, "OPTIONS": {}}, alias="default")
    yield made
    made.close()


@pytest.mark.django_db(transaction=True)
def test_the_webs_login_is_no_owner_and_takes_no_role(web):
    [(login, now, powers)] = _asked(
        "SELECT session_user, current_user, rolsuper OR rolbypassrls OR rolcreaterole"
        " OR EXISTS (SELECT FROM pg_auth_members WHERE member = pg_roles.oid)"
        " FROM pg_roles WHERE rolname = session_user",
        web,
    )

    assert (login, now, powers) == (WEB.name, WEB.name, False)
    for forbidden in (
        "SET ROLE reclaim",
        "ALTER TABLE cases_case DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE audit_entry DISABLE TRIGGER USER",
        "UPDATE audit_entry SET actor = ''",
        "DELETE FROM audit_entry",
        "INSERT INTO audit_chainhead (chain, seq, hash) VALUES ('made up', 0, '')",
        "TRUNCATE cases_note",
        "CREATE TABLE mine (id int)",
        "SELECT reclaim_beyond()",
    ):
        with pytest.raises(DatabaseError, match=r"permission denied|must be owner"):
            _asked(forbidden, web)


@pytest.mark.django_db(transaction=True)
def test_one_connection_used_by_one_then_another_then_nobody_a_thousand_times_mixes_nothing(
    hers, his, advocate, colleague, web
):
    dice = random.Random(8)  # noqa: S311  repeatable, and no secret
    sees = {str(advocate.pk): {str(hers.pk)}, str(colleague.pk): {str(his.pk)}, "": set()}
    backend = _asked("SELECT pg_backend_pid()", web)

    for _ in range(1000):
        reader = dice.choice(list(sees))
        web.reading = Reading(reader=reader)
        if dice.random() < 0.2:
            with pytest.raises(DatabaseError):
                _asked("SELECT 1 / 0", web)
        if dice.random() < 0.2:
            web.set_autocommit(False)
            assert {pk for (pk,) in _asked(SEEN, web)} == sees[reader]
            dice.choice([web.rollback, web.commit])()
            web.set_autocommit(True)
        assert {pk for (pk,) in _asked(SEEN, web)} == sees[reader]
        if dice.random() < 0.5:
            web.reading = NOBODY
            assert _asked(TOLD, web) in ([("", "")], [(None, None)])

    assert _asked("SELECT pg_backend_pid()", web) == backend


@pytest.mark.django_db(transaction=True)
def test_a_write_outside_any_transaction_is_kept_though_the_next_statement_fails(
    hers, advocate, web
):
    web.reading = Reading(reader=str(advocate.pk))
    assert len(_asked(SEEN, web)) == 1
    with web.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET country = 'FR'")
    with pytest.raises(DatabaseError):
        _asked("SELECT 1 / 0", web)

    hers.refresh_from_db()
    assert hers.country == "FR"


@pytest.mark.django_db
def test_without_a_reader_nothing_is_seen_changed_taken_or_added(hers):
    kept = note(case=hers, by=hers.opened_by)
    with reading.reading_as(None):
        assert not Case.objects.exists()
        assert Case.objects.filter(pk=hers.pk).update(country="FR") == 0
        assert Note.objects.all().update(written_as="attorney") == 0
        kept.pk = uuid4()
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            kept.save(force_insert=True)


@pytest.mark.django_db
def test_a_reader_adds_nothing_to_anothers_case_and_moves_nothing_there(hers, his, advocate):
    mine, theirs = note(case=hers, by=advocate), note(case=his, by=his.opened_by)
    with reading.reading_as(advocate.pk):
        assert Note.objects.filter(pk=theirs.pk).update(written_by=advocate) == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Note.objects.filter(pk=mine.pk).update(case=his)
        theirs.pk = uuid4()
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            theirs.save(force_insert=True)


@pytest.mark.django_db
def test_a_case_that_is_hidden_and_one_that_is_not_there_are_refused_in_the_same_words(
    hers, his, advocate
):
    said = []
    with reading.reading_as(advocate.pk):
        for case_id in (his.pk, uuid4()):
            with pytest.raises(DatabaseError) as refused, transaction.atomic():
                _asked(
                    "INSERT INTO cases_assignment (case_id, user_id, kind, started_at,"
                    " started_by_id) VALUES (%s, %s, 'advocate', now(), %s)",
                    params=[case_id, advocate.pk, advocate.pk],
                )
            said.append(str(refused.value))

    assert said[0] == said[1]
    assert "row-level security" in said[0]


def _looks_and_breaks(case):
    with reading.reading_as(case.opened_by_id):
        assert list(Case.objects.all()) == [case]
    raise ZeroDivisionError


@pytest.mark.django_db
def test_an_error_in_the_middle_leaves_the_reader_as_before_and_after_a_savepoint_too(
    hers, his, advocate
):
    with reading.reading_as(advocate.pk):
        with pytest.raises(ZeroDivisionError), reading.reading_as(None):
            raise ZeroDivisionError
        assert Case.objects.count() == 1
        with pytest.raises(DatabaseError), transaction.atomic(), reading.reading_as(None):
            _asked("SELECT 1 / 0")
        assert Case.objects.count() == 1

        with pytest.raises(ZeroDivisionError), transaction.atomic():
            _looks_and_breaks(his)
        assert list(Case.objects.all()) == [hers]


@pytest.mark.django_db
def test_an_act_of_the_house_ends_with_its_block_and_an_unnamed_one_is_refused(hers, his, advocate):
    with reading.reading_as(advocate.pk):
        with reading.house("tell of the rounds"):
            assert Case.objects.count() == 2
        assert Case.objects.count() == 1
        with pytest.raises(KeyError), reading.house("whatever"):
            pass


@pytest.mark.django_db
def test_a_request_reads_as_its_reader_and_so_does_its_stream_after_it(hers, his, advocate):
    def pieces():
        for pk in Case.objects.values_list("pk", flat=True):
            yield str(pk).encode()

    def answer(request):
        return StreamingHttpResponse(pieces())

    request = RequestFactory().get("/")
    request.user = advocate
    response = AsTheReader(answer)(request)
    ambient = reading.now()

    assert list(response.streaming_content) == [str(hers.pk).encode()]
    assert reading.now() == ambient


@pytest.mark.django_db
def test_a_request_of_nobody_and_one_that_breaks_leave_nothing_behind(hers, advocate, client_for):
    def breaks(request):
        raise ZeroDivisionError

    request = RequestFactory().get("/")
    request.user = advocate
    ambient = reading.now()
    with pytest.raises(ZeroDivisionError):
        AsTheReader(breaks)(request)

    assert reading.now() == ambient
