"""The pages of evidence, as the people at them see them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Entry
from evidence import services
from evidence.models import Item
from tests.factories import cases as made
from tests.factories import evidence as found

pytestmark = pytest.mark.django_db
URL = "https://chirp.example/posts/77"


def url(name, *args):
    return reverse(f"evidence:{name}", args=args)


@pytest.fixture
def case(advocate):
    return made.case(by=advocate)


@pytest.fixture
def hers(client_for, advocate):
    return client_for(advocate)


def words(response):
    return response.content.decode()


def answers(**changed):
    return {
        "category": "image",
        "url": URL,
        "seen_by": "survivor",
        "how_known": "saw_it",
        "first_seen_at": "2026-10-30T21:00",
        "source_zone": "America/New_York",
        "age_when_made": "18plus",
        "is_synthetic": "no",
        **changed,
    }


def test_an_item_is_recorded_by_the_form_in_the_zone_it_was_told_in(hers, case):
    response = hers.post(url("record", case.code), answers(source_zone="Asia/Kathmandu"))

    item = Item.objects.get()
    assert response.headers["Location"] == url("item", item.pk)
    assert item.first_seen_at.isoformat() == "2026-10-30T15:15:00+00:00"
    assert item.source_zone == "Asia/Kathmandu"


@pytest.mark.parametrize(
    ("changed", "spoken"),
    [
        ({"url": ""}, "Give at least one of these"),
        ({"url": "no address"}, "not a web address"),
        ({"first_seen_at": "2099-01-01T00:00"}, "still to come"),
        ({"first_seen_at": "2026-03-08T02:30"}, "so it never was"),
        ({"first_seen_at": "2026-11-01T01:30"}, "came twice that night"),
        ({"first_seen_at": "yesterday"}, "Give a date and a time"),
        ({"age_when_made": ""}, "not sure is an answer"),
        ({"screenshot_sha256": "abc"}, "64 digits"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(hers, case, changed, spoken):
    response = hers.post(url("record", case.code), answers(**changed))

    assert response.status_code == 422
    assert spoken in words(response).replace("&#x27;", "'")
    assert not Item.objects.exists()


def test_no_door_takes_a_file(hers, case):
    photo = SimpleUploadedFile("x.png", b"\x89PNG\r\n\x1a\n", content_type="image/png")
    form = hers.get(url("record", case.code))

    assert 'type="file"' not in words(form)
    hers.post(url("record", case.code), {**answers(url=""), "image": photo})
    assert not Item.objects.exists()


def test_an_adults_address_is_text_and_no_link(hers, advocate, case):
    item = found.item(case=case, by=advocate, url=URL)

    page = words(hers.get(url("item", item.pk)))

    assert URL in page
    assert f'href="{URL}' not in page
    assert "<img" not in page
    assert Entry.objects.filter(action="evidence.opened").count() == 1


@pytest.mark.parametrize(("case_age", "item_age"), [("unsure", "18plus"), ("18plus", "under18")])
def test_where_someone_may_be_under_eighteen_the_address_waits_to_be_asked_for(
    client_for, advocate, case_age, item_age
):
    hers = client_for(advocate)
    case = made.case(by=advocate, age_when_made=case_age)
    item = found.item(case=case, by=advocate, url=URL, age_when_made=item_age, handle="@vesper")

    pages = [words(hers.get(at)) for at in (
        url("item", item.pk), url("list", case.code), url("correct", item.pk),
    )]  # fmt: skip
    assert not [page for page in pages if "chirp" in page]
    assert "@vesper" not in pages[0]

    asked = words(hers.post(url("show-url", item.pk)))
    assert "hxxps://chirp[.]example/posts/77" in asked
    assert "chirp.example" not in asked
    assert "@vesper" in asked
    assert Entry.objects.filter(action="evidence.showed_url").count() == 1


def test_an_items_page_asks_nobody_to_look_where_someone_may_be_under_eighteen(hers, advocate):
    case = made.case(by=advocate, age_when_made="unsure")
    item = found.item(case=case, by=advocate, url=URL)

    page = words(hers.get(url("item", item.pk)))

    assert "opened_link" not in page
    assert f'href="{reverse("deadlines:outcome", args=[item.pk])}"' in page


def test_the_zone_it_was_told_in_reads_as_words(hers, advocate, case):
    item = found.item(case=case, by=advocate)

    assert "Told in America/New York time" in words(hers.get(url("item", item.pk)))


def test_asking_by_htmx_gives_the_part_alone(hers, advocate):
    case = made.case(by=advocate, age_when_made="unsure")
    item = found.item(case=case, by=advocate, url=URL)

    part = words(hers.post(url("show-url", item.pk), headers={"HX-Request": "true"}))

    assert "hxxps://chirp[.]example" in part
    assert "<html" not in part


def test_a_list_tells_where_it_stands_and_never_the_whole_address(hers, advocate, case, now):
    item = found.item(case=case, by=advocate, url=URL)
    found.fact(item=item, kind="seen_gone", by=advocate, at=now)

    page = words(hers.get(url("list", case.code)))

    assert "Seen gone" in page
    assert "chirp[.]example" in page
    assert "/posts/77" not in page


def test_a_fact_taken_back_is_struck_out_and_stands_no_more(hers, advocate, case, now):
    item = found.item(case=case, by=advocate)
    fact = found.fact(item=item, kind="seen_gone", by=advocate, at=now)
    services.retract_fact(fact=fact, by=advocate, now=now)

    page = words(hers.get(url("item", item.pk)))

    assert "<s>Seen gone</s>" in page
    assert "Taken back" in page
    assert "Seen gone" not in words(hers.get(url("list", case.code)))


def test_three_facts_stand_on_the_page_each_with_who_and_how(hers, advocate, case, now):
    item = found.item(case=case, by=advocate)
    found.fact(item=item, kind="said_removed", by=advocate, at=now, how="platform_message")

    page = words(hers.get(url("item", item.pk)))

    for said in ("The platform said removed", "A person saw it gone", "It came back"):
        assert said in page
    assert "The platform&#x27;s message" in page


def test_a_correction_keeps_what_is_not_said(hers, advocate, case):
    item = found.item(case=case, by=advocate, url=URL, handle="@vesper")
    sent = answers(handle="@vesper", account_name="Vesper Lane", identifiable_by=["face"])

    hers.post(url("correct", item.pk), {**sent, "first_seen_at": "2026-10-30T04:00"})

    told = Item.objects.get()
    assert (told.url, told.handle, told.account_name) == (URL, "@vesper", "Vesper Lane")
    assert told.first_seen_at == item.first_seen_at


def test_a_correction_shows_nothing_that_leads_to_a_hidden_item_and_keeps_it(hers, advocate):
    case = made.case(by=advocate, age_when_made="under18")
    leads = {"handle": "@vesper", "account_name": "Vesper Lane", "platform_item_id": "8841"}
    item = found.item(case=case, by=advocate, url=URL, age_when_made="under18", **leads)

    page = words(hers.get(url("correct", item.pk)))
    assert not [word for word in (URL, *leads.values()) if word in page]

    sent = answers(url="", age_when_made="under18", identifiable_by=["face"])
    hers.post(url("correct", item.pk), {**sent, "description": "The second of three"})

    kept = Item.objects.get()
    assert kept.description == "The second of three"
    assert {name: getattr(kept, name) for name in leads} == leads


def test_a_hidden_address_survives_a_correction_that_says_nothing_of_it(hers, advocate):
    case = made.case(by=advocate, age_when_made="unsure")
    item = found.item(case=case, by=advocate, url=URL, handle="@vesper")

    sent = answers(url="", handle="@vesper", account_name="Vesper", identifiable_by=["face"])
    hers.post(url("correct", item.pk), {**sent, "first_seen_at": "2026-10-30T04:00"})

    assert Item.objects.get().url == URL
    assert Item.objects.get().account_name == "Vesper"


@pytest.mark.parametrize("who", ["colleague", "attorney", "administrator"])
def test_a_stranger_finds_nothing_at_any_door(client_for, request, advocate, case, who):
    item = found.item(case=case, by=advocate)
    client = client_for(request.getfixturevalue(who))

    for at in (url("list", case.code), url("record", case.code), url("item", item.pk)):
        assert client.get(at).status_code == 404
    assert client.get(url("correct", item.pk)).status_code == 404
    assert client.post(url("show-url", item.pk)).status_code == 404
    assert not Entry.objects.filter(action__in=["evidence.opened", "evidence.showed_url"]).exists()


def test_an_attorney_reads_items_and_records_none(client_for, advocate, attorney, supervisor, case):
    item = found.item(case=case, by=advocate)
    made.engage(case=case, attorney=attorney, by=supervisor)
    client = client_for(attorney)

    assert client.get(url("item", item.pk)).status_code == 200
    assert client.get(url("record", case.code)).status_code == 403
    assert client.post(url("record", case.code), answers()).status_code == 403
    assert Item.objects.count() == 1


def test_an_item_is_found_by_post_across_cases(hers, advocate, case):
    found.item(case=case, by=advocate, url=URL)

    assert hers.get(url("find"), {"text": URL}).status_code == 405
    assert case.code in words(hers.post(url("find"), {"text": "chirp.example"}))
    assert "No case that you may see fits" in words(hers.post(url("find"), {"text": "@nobody"}))


def test_a_list_asks_the_database_the_same_for_three_items_and_thirty(hers, advocate, case, now):
    def fill(count):
        for _ in range(count):
            item = found.item(case=case, by=advocate)
            found.fact(item=item, kind="seen_up", by=advocate, at=now)

    def asked():
        with CaptureQueriesContext(connection) as questions:
            assert hers.get(url("list", case.code)).status_code == 200
        return len(questions)

    asked()  # the first page of a session also keeps the session
    fill(3)
    few = asked()
    fill(27)

    assert asked() == few
