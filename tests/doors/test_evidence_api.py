"""Evidence over the API: facts about where an image is, never the image."""

import pytest

from audit.models import Entry
from evidence.models import Item
from tests.factories import cases as made
from tests.factories import evidence as found

pytestmark = pytest.mark.django_db
ITEMS = "/api/v1/evidence/"
URL = "https://chirp.example/posts/77"


@pytest.fixture
def case(advocate):
    return made.case(by=advocate)


@pytest.fixture
def hers(api_for, advocate):
    return api_for(advocate)


def body(case, **changed):
    return {
        "case": case.code,
        "category": "image",
        "url": URL,
        "seen_by": "survivor",
        "how_known": "saw_it",
        "first_seen_at": "2026-10-30T21:00:00+05:45",
        "source_zone": "Asia/Kathmandu",
        "age_when_made": "18plus",
        **changed,
    }


def test_an_item_is_recorded_and_read_whole(hers, case):
    answer = hers.post(ITEMS, body(case, identifiable_by=["face", "name"]))

    assert answer.status_code == 201
    read = hers.get(f"{ITEMS}{answer.data['id']}/").data
    assert (read["label"], read["state"], read["url"]) == ("E1", "up", URL)
    assert read["first_seen_at"] == "2026-10-30T15:15:00Z"
    assert read["host"] == "chirp.example"
    assert Entry.objects.filter(action="evidence.opened").count() == 1


def test_a_key_records_one_item(hers, case):
    keyed = {"Idempotency-Key": "item-1"}

    first, again = (hers.post(ITEMS, body(case), headers=keyed) for _ in range(2))

    assert Item.objects.count() == 1
    assert first.data["id"] == again.data["id"]
    assert again.headers["Idempotent-Replay"] == "true"


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"url": ""}, 409, "no_locator"),
        ({"url": "nowhere"}, 409, "not_an_address"),
        ({"description": "data:image/png;base64,iVBORw0KGgo="}, 409, "image_bytes"),
        ({"first_seen_at": "2099-01-01T00:00:00Z"}, 409, "in_the_future"),
        ({"age_when_made": "unsure", "screenshot_sha256": "a" * 64}, 409,
         "no_fingerprint_of_a_minor"),
        ({"first_seen_at": "2026-10-30T21:00:00"}, 400, "invalid"),
        ({"category": "photo"}, 400, "invalid"),
        ({"image": "x"}, 400, "invalid"),
        ({"number": 7}, 400, "invalid"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_and_nothing_written(hers, case, changed, status, code):
    answer = hers.post(ITEMS, body(case, **changed))

    assert (answer.status_code, answer.data["code"]) == (status, code)
    assert not Item.objects.exists()


def test_only_json_is_read(hers, case):
    answer = hers.post(
        ITEMS, body(case), format=None, content_type="multipart/form-data; boundary=x"
    )

    assert answer.status_code == 415
    assert not Item.objects.exists()


def test_a_list_carries_no_address(hers, advocate, case):
    found.item(case=case, by=advocate, url=URL, handle="@vesper")

    rows = hers.get(ITEMS).data["results"]

    assert rows[0]["case"] == case.code
    assert "chirp" not in str(rows)
    assert "vesper" not in str(rows)


def test_lists_filter_by_case_and_kind(hers, advocate, case):
    here = found.item(case=case, by=advocate)
    found.item(case=made.case(by=advocate), by=advocate, category="video")

    def labels(**asked):
        return [row["id"] for row in hers.get(ITEMS, asked).data["results"]]

    assert labels(case=case.code.lower()) == [str(here.pk)]
    assert len(labels(category="video")) == 1
    assert len(labels()) == 2


def test_a_hidden_address_is_asked_for_and_comes_defanged(hers, advocate):
    case = made.case(by=advocate, age_when_made="unsure")
    item = found.item(case=case, by=advocate, url=URL)

    read = hers.get(f"{ITEMS}{item.pk}/").data
    assert (read["url"], read["host"], read["address_hidden"]) == (None, None, True)
    leads = (read["handle"], read["account_name"], read["platform_item_id"])
    assert leads == (None, None, None)

    asked = hers.post(f"{ITEMS}{item.pk}/show-url/").data
    assert asked == {
        "url": "hxxps://chirp[.]example/posts/77",
        "handle": "@kestrel.fake",
        "account_name": "",
        "platform_item_id": "",
        "defanged": True,
    }
    assert Entry.objects.filter(action="evidence.showed_url").count() == 1


def test_a_correction_keeps_what_is_not_given(hers, advocate, case):
    item = found.item(case=case, by=advocate, url=URL, handle="@vesper")

    answer = hers.post(f"{ITEMS}{item.pk}/correct/", {"account_name": "Vesper Lane"})

    assert answer.status_code == 200
    assert (answer.data["url"], answer.data["account_name"]) == (URL, "Vesper Lane")
    assert hers.post(f"{ITEMS}{item.pk}/correct/", {}).data["code"] == "nothing_changed"


def test_facts_come_with_who_and_how(hers, advocate, case, now):
    item = found.item(case=case, by=advocate)
    found.fact(item=item, kind="seen_gone", by=advocate, at=now, note="Looked twice.")

    read = hers.get(f"{ITEMS}{item.pk}/").json()

    assert (read["state"], read["seen_gone_at"]) == ("seen gone", "2026-11-02T15:00:00Z")
    assert read["facts"][0]["recorded_by"] == "Ada"
    assert read["facts"][0]["note"] == "Looked twice."


@pytest.mark.parametrize("who", ["colleague", "attorney", "administrator"])
def test_a_strangers_item_is_not_there(api_for, request, advocate, case, who):
    item = found.item(case=case, by=advocate, url=URL)
    api = api_for(request.getfixturevalue(who))

    assert api.get(f"{ITEMS}{item.pk}/").status_code == 404
    assert api.post(f"{ITEMS}{item.pk}/correct/", {}).status_code == 404
    assert api.post(f"{ITEMS}{item.pk}/show-url/").status_code == 404
    assert api.post(ITEMS, body(case)).status_code == 404
    assert api.get(ITEMS).data["results"] == []
    assert api.post(f"{ITEMS}find/", {"text": URL}).data == []
    assert Item.objects.count() == 1


def test_an_item_is_found_by_post(hers, advocate, case):
    item = found.item(case=case, by=advocate, url=URL)

    for text in (URL, "chirp.example", "@kestrel.fake"):
        rows = hers.post(f"{ITEMS}find/", {"text": text}).data
        assert [row["id"] for row in rows] == [str(item.pk)]


def test_an_id_that_is_none_is_a_404(hers):
    assert hers.get(f"{ITEMS}nonsense/").status_code == 404
