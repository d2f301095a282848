"""The page of a proposal: what would go, counted in one statement however much there is."""

from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence.models import Fingerprint, Match
from keeping.counting import preview, previews
from keeping.erasing import rows, saying, tables_of
from keeping.models import Purge
from keeping.rules.parts import Part
from tests.factories import evidence
from tests.factories import keeping as factory
from tests.factories.canaries import walk

pytestmark = pytest.mark.django_db
FEW = 16  # who asks, what stands against it, and one statement for all that is counted


@pytest.fixture
def full(advocate, supervisor):
    """Give a case with something sealed in every column that there is, and a pair of prints."""
    case, _ = walk(by=advocate, signer=supervisor)
    first, second = (evidence.item(case=case, by=advocate) for _ in range(2))
    for item in (first, second):
        evidence.fingerprints(item=item, by=advocate)
    return case


@contextmanager
def asked():
    with CaptureQueriesContext(connection) as questions:
        yield questions


def by_hand(case, part):
    """Count as a person would: each table, each column, each row once."""
    found = {}
    for table in tables_of(part):
        ids = set() if table.sealed else set(rows(table, case.pk).values_list("pk", flat=True))
        for name in table.sealed:
            ids |= set(saying(table, name, case.pk).values_list("pk", flat=True))
        found[table.model._meta.label_lower] = len(ids)
    if part in {Part.FINGERPRINTS, Part.WHOLE}:
        found["evidence.fingerprint"] = Fingerprint.objects.filter(case=case).count()
        found["evidence.match"] = Match.objects.on_case(case).count()
    return {kind: many for kind, many in found.items() if many}


def test_what_is_counted_at_once_is_what_is_there(full):
    told = previews(full.pk)

    for part in Part:
        assert {one.kind: one.many for one in told[part]} == by_hand(full, part), part
    assert len(told[Part.WHOLE]) > 20
    assert {one.kind: one.many for one in told[Part.FINGERPRINTS]}["evidence.match"] > 0


def test_two_parts_of_the_same_rows_count_each_once(full):
    together = {one.kind: one.many for one in preview(full.pk, ["addresses", "notes"])}

    assert together == by_hand(full, Part.NOTES) | {
        kind: max(many, by_hand(full, Part.NOTES).get(kind, 0))
        for kind, many in by_hand(full, Part.ADDRESSES).items()
    }


def test_all_of_it_is_one_question_to_the_database(full):
    with asked() as questions:
        previews(full.pk)

    assert len(questions) == 1


def test_the_page_asks_a_handful_for_an_empty_case_and_a_full_one(
    full, client_for, advocate, supervisor
):
    desk, empty = client_for(supervisor), factory.closed(by=advocate)
    desk.get("/account/")  # the first page of a session also keeps the session
    many = []
    for case in (empty, full):
        with asked() as questions:
            assert desk.get(f"/cases/{case.code}/purge/").status_code == 200
        many.append(len(questions))

    assert max(many) <= FEW, many
    assert not Purge.objects.exists()


def test_the_page_of_a_proposal_asks_a_handful_too(client_for, advocate, supervisor):
    purge = factory.proposed(case=factory.closed(by=advocate), by=advocate)
    desk = client_for(supervisor)
    desk.get("/account/")

    with asked() as questions:
        assert desk.get(f"/purges/{purge.pk}/").status_code == 200

    assert len(questions) <= FEW
