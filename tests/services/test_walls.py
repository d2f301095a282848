"""What the database gives to each reader, asked in plain SQL, is what `visible_to` says."""

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from accounts.models import Notice, User
from accounts.rules import Role
from audit.models import ChainHead, Entry
from cases.models import Case, CaseKey, Cover, Release
from config.demo import build
from intake.models import ImportedRow, Intake
from removal.models import Batch, BatchEntry, Listing, RemovalRequest
from reports.models import Export, ExportPiece
from restitution.models import RemedyFact
from restitution.models.sight import told_cases
from rows import reading
from tests.factories import releases
from tests.factories.accounts import person
from tests.factories.cases import active_case, engage
from tests.factories.cover import HOUR, active
from tests.house import relations
from tests.house.source import PACKAGES
from tests.house.test_purged import purge_whole
from tests.owner import as_owner


def _ids(table, key):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{key}"::text FROM "{table}"')  # noqa: S608  our own names
        return {pk for (pk,) in cursor.fetchall()}


def _walled():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT tablename FROM pg_policies WHERE schemaname = current_schema()"
        )
        tables = {table for (table,) in cursor.fetchall()}
    models = [model for name in PACKAGES for model in apps.get_app_config(name).get_models()]
    return [model for model in models if model._meta.db_table in tables]


def _entries(user):
    chains = [str(pk) for pk in Case.objects.visible_to(user).values_list("pk", flat=True)]
    mine = Entry.objects.filter(actor=str(user.pk)) | Entry.objects.filter(chain__in=chains)
    return Entry.objects.all() if user.role == Role.SUPERVISOR else mine


def _heads(user):
    chains = [str(pk) for pk in Case.objects.visible_to(user).values_list("pk", flat=True)]
    every = ChainHead.objects.all()
    return every if user.role == Role.SUPERVISOR else every.filter(chain__in=chains)


# Tables without a door of their own: reached through the row that they hang on.
THROUGH = {
    CaseKey: lambda user: CaseKey.objects.filter(case__in=Case.objects.visible_to(user)),
    Listing: lambda user: Listing.objects.filter(
        request__in=RemovalRequest.objects.visible_to(user)
    ),
    BatchEntry: lambda user: BatchEntry.objects.filter(batch__in=Batch.objects.visible_to(user)),
    ImportedRow: lambda user: ImportedRow.objects.filter(
        intake__in=Intake.objects.visible_to(user)
    ),
    ExportPiece: lambda user: ExportPiece.objects.filter(
        export__in=Export.objects.visible_to(user)
    ),
    Entry: _entries,
    ChainHead: _heads,
    Notice: lambda user: Notice.objects.filter(reader=user),
    # An act of an attorney's stands under a release to whom it goes to, which its door never shows.
    Release: lambda user: Release.objects.filter(case__in=Case.objects.visible_to(user)),
    # Which questions an advocate asks is a rule of this release; the wall keeps who is told at all.
    RemedyFact: lambda user: RemedyFact.objects.filter(case__in=told_cases(user)),
}


def _expected(model, user):
    rows = THROUGH[model](user) if model in THROUGH else model.objects.visible_to(user)
    return {str(pk) for pk in rows.values_list("pk", flat=True)}


@pytest.fixture
def readers(db):
    """The demo's people, and beside them a stranger of each role and one whose account is shut."""
    build.make(now=timezone.now(), told=lambda done, of: None)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # the tests before left statistics of empty tables
    people = list(User.objects.filter(is_active=True))
    strangers = [person(role) for role in Role]
    lent = Cover.objects.active()
    relations = {
        "covers a colleague's case": lent.filter(taker__role="advocate").exists(),
        "is engaged under a release": any(
            Case.objects.visible_to(one).exists() for one in people if one.role == "attorney"
        ),
        "is engaged without one that holds": any(
            Case.objects.worked_by(one).exclude(pk__in=Case.objects.visible_to(one)).exists()
            for one in people
            if one.role == "attorney"
        ),
    }
    missing = [what for what, holds in relations.items() if not holds]
    assert missing in ([], ["is engaged without one that holds"])
    return [*people, *strangers]


def _asked_of_sql(readers):
    """Give where SQL and doors differ, and which tables show each reader some rows, not all."""
    unlike, some_but_not_all = [], set()
    for model in _walled():
        table, key = model._meta.db_table, model._meta.pk.column
        every = _ids(table, key)
        for user in readers:
            expected = _expected(model, user)
            with reading.reading_as(user.pk):
                got = _ids(table, key)
            if got != expected:
                unlike.append((table, user.email, len(got - expected), len(expected - got)))
            if got and got != every:
                some_but_not_all.add(table)
        with reading.reading_as(None):
            assert _ids(table, key) == set(), table
    return unlike, some_but_not_all


@pytest.mark.django_db
def test_each_reader_gets_from_plain_sql_exactly_the_rows_that_the_doors_give(readers):
    unlike, some_but_not_all = _asked_of_sql(readers)

    assert unlike == []
    assert len(some_but_not_all) >= 30  # none of them agrees because all or nobody sees it


@pytest.mark.django_db
@pytest.mark.parametrize("is_purged", [False, True])
def test_each_relation_gets_from_plain_sql_exactly_what_its_doors_give(is_purged):
    """Own, a colleague's, covered, former, engaged, released, opened whole; then purged."""
    world = relations.people()
    case = Case.objects.get(code=world.keys["code"])
    if is_purged:
        purge_whole(case, world.people["owner"], world.people["supervisor"])
    people = [*world.people.values(), person(Role.SUPERVISOR)]

    assert _asked_of_sql(people)[0] == []
    assert {who for who in relations.BY_NAME if _sees(world.people[who], case)} == {
        who for who, relation in relations.BY_NAME.items() if relation.sees
    }


def _sees(user, case):
    with reading.reading_as(user.pk):
        return str(case.pk) in _ids("cases_case", "id")


@pytest.mark.django_db
def test_an_attorneys_sight_ends_with_the_yes_and_a_closed_accounts_at_once(
    advocate, supervisor, attorney
):
    case = active_case(by=advocate)
    engage(case=case, attorney=attorney, by=supervisor)
    assert [_sees(who, case) for who in (advocate, supervisor, attorney)] == [True] * 3

    for one in case.releases.to_recipient("attorney", str(attorney.pk)):
        releases.revoke(one, by=advocate)
    assert case.assignments.active().filter(user=attorney).exists()
    assert not _sees(attorney, case)

    User.objects.filter(pk__in=[advocate.pk, supervisor.pk]).update(is_active=False)
    assert [_sees(who, case) for who in (advocate, supervisor)] == [False] * 2


@pytest.mark.django_db
def test_a_cover_opens_with_its_first_hour_and_closes_with_its_last(advocate, colleague):
    case, now = active_case(by=advocate), timezone.now()
    cover = active(case=case, giver=advocate, taker=colleague, starts_at=now - HOUR, now=now - HOUR)
    assert _sees(colleague, case)

    for starts_at, ends_at in ((now + HOUR, now + 2 * HOUR), (now - 2 * HOUR, now - HOUR / 2)):
        Cover.objects.filter(pk=cover.pk).update(
            starts_at=starts_at, ends_at=ends_at, offered_at=starts_at - HOUR,
            answer_by=starts_at, accepted_at=starts_at,
        )  # fmt: skip
        assert not _sees(colleague, case)
