"""What may be the same person: offered to whoever may see the other case, and a word to no one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.services import change_case
from intake.duplicates import duplicates_of
from intake.services import answer, start
from tests.factories import cases as made
from tests.factories import evidence as evidence_factory

pytestmark = pytest.mark.django_db
URL = "https://chirp.example/posts/4411"


def told(case, by, now, **given):
    answer(case_id=case.pk, given=given, by=by, now=now)
    case.refresh_from_db()
    return case


@pytest.fixture
def new(advocate, now):
    return start(by=advocate, now=now, channel="wizard").case


SHARED = [
    ({"survivor_name": "Maria Kestrel"}, {"contact_name": "kestrel  MARIA"}, "same name"),
    ({"contact": "+1 (555) 010-0200"}, {"contact_at": "15550100200"}, "same contact"),
]
PLACES = [
    ({"url": f"{URL}?utm_source=x"}, URL.replace("https", "http"), "same address"),
    ({"url": "", "handle": "@Vesper"}, "@vesper on chirp.example", "same account"),
]
BLANK = {"survivor_name": "", "contact": "", "narrative": ""}


@pytest.mark.parametrize("shared", SHARED)
def test_a_name_or_contact_that_is_known_is_offered(advocate, new, now, shared):
    known, given, why = shared
    other = made.case(by=advocate, **{**BLANK, **known})

    told(new, advocate, now, **given)

    assert duplicates_of(advocate, new) == [(other.code, [why])]


@pytest.mark.parametrize("shared", PLACES)
def test_a_place_is_known_from_items_and_from_other_intakes(advocate, new, now, shared):
    item, line, why = shared
    other = made.case(by=advocate, **BLANK)
    evidence_factory.item(case=other, by=advocate, **item)
    third = start(by=advocate, now=now, channel="wizard").case
    told(third, advocate, now, where=line)

    told(new, advocate, now, where=line)

    assert set(dict(duplicates_of(advocate, new))) == {other.code, third.code}
    assert {why for one in duplicates_of(advocate, new) for why in one.why} == {why}


def test_a_site_alone_makes_nobody_the_same(advocate, new, now):
    other = made.case(by=advocate, **BLANK)
    evidence_factory.item(case=other, by=advocate, url="https://chirp.example/")

    told(new, advocate, now, where="https://chirp.example/")

    assert duplicates_of(advocate, new) == []


def test_every_reason_stands_once_beside_the_code(advocate, new, now):
    other = made.case(by=advocate)

    told(new, advocate, now, contact_name="Maria Kestrel", contact_at="maria@person.example")

    assert duplicates_of(advocate, new) == [(other.code, ["same name", "same contact"])]


def test_an_empty_case_is_like_no_other(advocate, new):
    made.case(by=advocate, **BLANK)

    assert duplicates_of(advocate, new) == []


def test_a_case_that_someone_may_not_see_is_not_there_either_way(
    advocate, colleague, supervisor, now
):
    hers = made.case(by=colleague)
    mine = made.case(by=advocate)

    assert duplicates_of(advocate, mine) == []
    assert duplicates_of(colleague, hers) == []
    assert duplicates_of(supervisor, mine)[0].code == hers.code
    assert duplicates_of(supervisor, hers)[0].code == mine.code


def test_page_and_database_say_the_same_whether_or_not_an_unseen_case_fits(
    advocate, colleague, client_for, now
):
    mine = made.case(by=advocate)
    client = client_for(advocate)
    address = reverse("intake:duplicates", args=[mine.code])
    asked_alone, alone = _asked(client, address)

    theirs = made.case(by=colleague)
    asked_beside, beside = _asked(client, address)
    change_case(case_id=theirs.pk, survivor_name="Someone Else", by=colleague, now=now)

    assert (asked_alone, alone) == (asked_beside, beside)
    assert theirs.code not in beside
    assert "No case that you may see shares" in beside


def _asked(client, address):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = client.get(address).content.decode()
    start = page.index("<main")
    return [q["sql"].split("WHERE")[0] for q in queries if "cases_case" in q["sql"]], page[start:]
