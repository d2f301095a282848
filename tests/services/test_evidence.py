from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection

from audit.models import Entry
from audit.rules import NotAllowed
from cases import services as case_services
from evidence import services
from evidence.models import Item, ListingFact
from evidence.search import find, find_by
from tests.factories import cases as made
from tests.factories import evidence as found

pytestmark = pytest.mark.django_db
URL = "https://chirp.example/posts/77?lang=en"


def refused(code):
    return pytest.raises(NotAllowed, check=lambda no: no.code == code)


@pytest.fixture
def case(advocate):
    return made.case(by=advocate)


def test_items_are_numbered_within_their_case(advocate, case):
    other = made.case(by=advocate)

    labels = [found.item(case=case, by=advocate).label for _ in range(2)]

    assert labels == ["E1", "E2"]
    assert found.item(case=other, by=advocate).label == "E1"
    assert Entry.objects.filter(action="evidence.recorded").count() == 3


def test_nothing_that_tells_where_is_in_the_clear(advocate, case):
    found.item(case=case, by=advocate, url=URL, handle="@vesper", account_name="Vesper Lane")

    with connection.cursor() as cursor:
        cursor.execute("SELECT i::text FROM evidence_item i")
        rows = str(cursor.fetchall()).lower()
        cursor.execute("SELECT e::text FROM audit_entry e")
        rows += str(cursor.fetchall()).lower()
    for word in ("chirp", "vesper", "/posts/77"):
        assert word not in rows
        assert word.encode().hex() not in rows


def test_the_host_is_read_from_the_address_and_never_asked(advocate, case):
    item = found.item(case=case, by=advocate, url="HXXPS://M.Chirp[.]Example/p/1")

    assert Item.objects.get(pk=item.pk).host == "m.chirp.example"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"url": "", "handle": ""}, "no_locator"),
        ({"url": "not an address"}, "not_an_address"),
        ({"url": "ftp://chirp.example/x"}, "not_an_address"),
        ({"category": "photo"}, "unknown_value"),
        ({"identifiable_by": ["shoes"]}, "unknown_value"),
        ({"source_zone": "Mars/Olympus"}, "unknown_zone"),
        ({"first_seen_at": found.RECORDED + timedelta(hours=1)}, "in_the_future"),
        ({"screenshot_sha256": "abc"}, "not_a_sha256"),
        ({"url": "data:image/png;base64,iVBORw0KGgo="}, "image_bytes"),
        ({"description": "data:image/png;base64,iVBORw0KGgo="}, "image_bytes"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_written(advocate, case, facts, code):
    with refused(code):
        found.item(case=case, by=advocate, **facts)

    assert not Item.objects.exists()
    assert not Entry.objects.filter(action="evidence.recorded").exists()


@pytest.mark.parametrize(("case_age", "item_age"), [("unsure", "18plus"), ("18plus", "under18")])
def test_no_fingerprint_is_kept_where_someone_may_be_under_eighteen(advocate, case_age, item_age):
    case = made.case(by=advocate, age_when_made=case_age)

    with refused("no_fingerprint_of_a_minor"):
        found.item(case=case, by=advocate, age_when_made=item_age, screenshot_sha256="a" * 64)

    assert not Item.objects.exists()


def test_an_age_that_turns_unsure_takes_no_fingerprint_with_it(advocate, case, now):
    item = found.item(case=case, by=advocate, screenshot_sha256="a" * 64)

    with refused("no_fingerprint_of_a_minor"):
        services.correct_item(item_id=item.pk, by=advocate, now=now, age_when_made="unsure")
    services.correct_item(
        item_id=item.pk, by=advocate, now=now, age_when_made="unsure", screenshot_sha256=""
    )

    assert Item.objects.get().screenshot_sha256 == ""


def test_a_correction_changes_what_is_given_and_its_index(advocate, case, now):
    item = found.item(case=case, by=advocate, url=URL)

    services.correct_item(item_id=item.pk, by=advocate, now=now, url="https://other.example/p/9")

    told = Item.objects.get()
    assert (told.host, told.handle) == ("other.example", "@kestrel.fake")
    assert list(find_by(advocate, url=URL)) == []
    assert list(find_by(advocate, host="other.example")) == [item]
    entry = Entry.objects.get(action="evidence.corrected")
    assert "address" in entry.facts
    assert "other.example" not in entry.facts


def test_a_correction_of_nothing_leaves_no_entry(advocate, case, now):
    item = found.item(case=case, by=advocate)

    with refused("nothing_changed"):
        services.correct_item(item_id=item.pk, by=advocate, now=now, handle="@kestrel.fake ")

    assert not Entry.objects.filter(action="evidence.corrected").exists()


@pytest.mark.parametrize("kin", ["copy_of_id", "follows_id"])
def test_a_copy_is_of_another_item_of_the_same_case(advocate, case, now, kin):
    first = found.item(case=case, by=advocate)
    elsewhere = found.item(case=made.case(by=advocate), by=advocate)

    second = found.item(case=case, by=advocate, **{kin: first.pk})
    assert getattr(second, kin) == first.pk

    with refused("not_in_this_case"):
        found.item(case=case, by=advocate, **{kin: elsewhere.pk})
    with refused("not_in_this_case"):
        services.correct_item(item_id=second.pk, by=advocate, now=now, **{kin: second.pk})


def test_a_closed_case_takes_no_item(advocate):
    case = made.closed_case(by=advocate)

    with refused("case_closed"):
        found.item(case=case, by=advocate)


def test_an_attorney_reads_items_and_records_none(advocate, attorney, supervisor, case):
    item = found.item(case=case, by=advocate)
    made.engage(case=case, attorney=attorney, by=supervisor)

    assert list(Item.objects.visible_to(attorney)) == [item]
    with refused("role_may_not"):
        found.item(case=case, by=attorney)


def test_a_strangers_item_is_not_there(advocate, colleague, case, now):
    item = found.item(case=case, by=advocate)

    for act in (
        lambda: found.item(case=case, by=colleague),
        lambda: services.correct_item(item_id=item.pk, by=colleague, now=now, handle="@x"),
        lambda: services.show_url(item_id=item.pk, by=colleague),
    ):
        with pytest.raises(ObjectDoesNotExist):
            act()
    assert not Item.objects.visible_to(colleague).exists()
    assert not Entry.objects.filter(action="evidence.showed_url").exists()


def test_asking_for_an_address_is_in_the_trail(advocate, case):
    item = found.item(case=case, by=advocate, url=URL)

    assert services.show_url(item_id=item.pk, by=advocate) == URL

    entry = Entry.objects.get(action="evidence.showed_url")
    assert (entry.actor, entry.subject_id) == (str(advocate.pk), str(item.pk))


def test_a_fact_taken_back_is_kept_and_no_longer_stands(advocate, case, now):
    item = found.item(case=case, by=advocate)
    fact = found.fact(item=item, kind="seen_gone", by=advocate, at=now)
    assert list(ListingFact.objects.standing()) == [fact]

    services.retract_fact(fact=fact, by=advocate, now=now)

    assert list(ListingFact.objects.standing()) == []
    assert ListingFact.objects.get().retracted_by == advocate
    with refused("fact_retracted"):
        services.retract_fact(fact=fact, by=advocate, now=now)


def test_nothing_is_seen_gone_in_the_future(advocate, case, now):
    item = found.item(case=case, by=advocate)

    with refused("in_the_future"):
        found.fact(item=item, kind="seen_gone", by=advocate, at=now + timedelta(minutes=6), now=now)

    assert not ListingFact.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        URL,
        "http://chirp.example/posts/77?lang=en&utm_source=x",
        "hxxps://chirp[.]example/posts/77?lang=en",
        "chirp.example",
        "https://m.chirp.example/",
        "@Vesper",
        "vesper",
    ],
)
def test_an_item_is_found_by_address_site_or_handle(advocate, case, text):
    item = found.item(case=case, by=advocate, url=URL, handle="@vesper")
    found.item(case=case, by=advocate, url="https://other.example/p/9", handle="@heron")

    assert list(find(advocate, text)) == [item]


@pytest.mark.parametrize("text", ["", " ", "https://chirp.example/posts/78", "posts", "@"])
def test_near_is_not_found(advocate, case, text):
    found.item(case=case, by=advocate, url=URL, handle="")

    assert list(find(advocate, text)) == []


def test_nobody_finds_anothers_item(advocate, colleague, case):
    found.item(case=case, by=advocate, url=URL)

    assert list(find(colleague, URL)) == []


def test_the_cases_own_age_makes_every_item_strict(advocate, case, now):
    from cases.rules import handled_as_minor

    item = found.item(case=case, by=advocate)
    case_services.change_case(case_id=case.pk, by=advocate, now=now, age_when_made="unsure")

    item = Item.objects.select_related("case").get(pk=item.pk)
    assert handled_as_minor(item.case.age_when_made, item.age_when_made)
