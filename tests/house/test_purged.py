"""A purged case: every address that is about it answers, says so, and tells nothing."""

from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection, models

from cases.models import Case, CaseKey
from cases.services.moments import database_time
from complaints.models import ComplaintDraft
from deadlines.models import Clock
from keeping.erasing import PLAIN, WAYS, tables
from keeping.gone import STAYS
from keeping.models import LegalHold, Purge
from keeping.services import doing
from sealing.column import SealedColumn
from tests.house.access import ANYONE, EXPECTED
from tests.house.addresses import addresses
from tests.house.asking import Person, undrawn
from tests.house.relations import is_about_the_case
from tests.house.world import World, world_of
from tests.owner import as_owner

MARKS = ("Kestrel", "maria@person.example", "former partner", "Bo Wren")


# A person, a row of no case, or a step on the way to a page of one.
ELSEWHERE = {
    "accounts:end-session", "accounts:read-notice", "api:rota-withdraw", "deadlines:withdraw-turn",
    "restitution:reminder", "cases:activity-person", "reports:team-person", "reports:team-move",
}  # fmt: skip


@pytest.fixture
def world(advocate, colleague, supervisor, attorney, administrator) -> World:
    made = world_of(advocate, colleague, supervisor, attorney, administrator)
    purge_whole(Case.objects.get(code=made.keys["code"]), advocate, supervisor)
    return made


def purge_whole(case: Case, by, second) -> Purge:
    """Purge a case that everything is on, as two people would once all of it had ended."""
    now = database_time()
    with as_owner():
        LegalHold.objects.filter(case=case).delete()
    Clock.objects.filter(case=case, closed_at=None).update(
        closed_at=now, closed_as="withdrawn", wakes_at=None
    )
    open_ones = ComplaintDraft.objects.filter(case=case).exclude(status="filed")
    open_ones.update(status="superseded", superseded_at=now, superseded_by=by)
    Case.objects.filter(pk=case.pk).update(status="closed", closed_at=now - timedelta(days=1))
    purge = Purge.objects.create(
        case=case, parts=["whole"], reason="time", state="confirmed", proposed_by=by,
        proposed_at=now - timedelta(days=3), not_before=now - timedelta(days=2),
        confirmed_at=now - timedelta(days=1), confirmed_by=second,
    )  # fmt: skip
    assert doing.run_purge(purge_id=purge.pk), Purge.objects.get(pk=purge.pk).stopped_because
    return purge


@pytest.mark.django_db
def test_every_address_of_a_purged_case_says_so_and_nothing_breaks(world):
    """The one who sees every case asks, both ways; what is not of the case is drawn and read."""
    lead, wrong = Person(world.people["supervisor"]), {}
    for name in sorted(set(EXPECTED) - ANYONE):
        about = is_about_the_case(name)
        for method in ("get", "post") if about else ("get",):
            with undrawn(all_pages=False) if about else nullcontext():
                answer = lead.ask(method, world.url(name))
            text = b"".join(answer) if answer.streaming else answer.content
            if why := _trouble(name, answer.status_code, text.decode(errors="replace")):
                wrong[f"{method} {name}"] = (answer.status_code, why)

    assert not wrong, "\n".join(f"{name}: {found}" for name, found in wrong.items())


def _trouble(name: str, status: int, said: str) -> str:
    if status >= 500:
        return "it breaks"
    if (
        is_about_the_case(name)
        and name not in STAYS | ELSEWHERE
        and status not in {403, 404, 405, 410}
    ):
        return "it goes on as if nothing were gone"
    if status == 410 and "purged" not in said:
        return "it does not say that it was purged"
    return next((f"it still says {mark}" for mark in MARKS if mark in said), "")


@pytest.mark.django_db
def test_a_stranger_learns_nothing_of_a_purge(world):
    stranger = Person(world.people["colleague"])
    for name in filter(is_about_the_case, sorted(set(EXPECTED) - ANYONE)):
        with undrawn(all_pages=False):
            theirs = stranger.ask("get", world.url(name))
            nowhere = stranger.ask("get", world.nowhere(name))

        assert theirs.status_code == nowhere.status_code, name
        assert theirs.status_code in {403, 404, 405}, name


@pytest.mark.django_db
def test_nothing_readable_of_a_purged_case_stands_in_any_table(world):
    case = Case.objects.get(code=world.keys["code"])

    assert CaseKey.objects.get(case=case).destroyed_at
    for table in tables():
        rows = table.model._base_manager.filter(**{table.way: case.pk})
        for row in rows.values(*table.blind) if table.blind else ():
            assert not any(row.values()), (table.model, row)


def test_every_sealed_column_of_a_case_is_reached_by_a_purge():
    reached = {(table.model, name) for table in tables() for name in table.sealed}
    sealed = {
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, SealedColumn) and _leads_to_a_case(model)
    }

    assert sealed <= reached


@pytest.mark.django_db
def test_every_table_with_a_sealed_column_lets_nothing_in_after_a_purge():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger"
            " WHERE tgname = 'nothing_sealed_after_a_purge'"
        )
        guarded = {row[0] for row in cursor.fetchall()}
    for table in tables():
        name = table.model._meta.db_table
        assert not table.sealed or name in guarded | {"evidence_match"}, name


# Plain texts, lists and objects that stay: codes, digests, versions; none is a person's words.
STAYS_PLAIN = {
    "answers",  # cut down to what open reports count by (ADR 0073)
    "behind", "cases", "inside", "outside", "told", "asked",
}  # fmt: skip


def test_every_plain_column_of_a_case_goes_or_is_a_code():
    loose = [
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        if _leads_to_a_case(model)
        for field in model._meta.concrete_fields
        if isinstance(field, models.TextField | models.JSONField)
        and field.name not in PLAIN.get(model._meta.label_lower, {})
        and field.name not in STAYS_PLAIN
    ]

    assert loose == []


def _leads_to_a_case(model) -> bool:
    return model._meta.label_lower in WAYS or any(
        field.related_model is Case for field in model._meta.concrete_fields
    )


def test_every_address_with_a_row_is_known_to_be_of_a_case_or_of_none():
    assert set(addresses()) >= STAYS
