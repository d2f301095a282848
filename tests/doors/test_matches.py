"""Matches and fingerprints on pages and over the API: to whoever may see both sides, no other."""

import pytest
from django.urls import reverse

from evidence.models import Fingerprint, Item, Match
from tests.factories import cases as made
from tests.factories import evidence as found

pytestmark = pytest.mark.django_db
NEVER = "No match never means that there is no copy"


@pytest.fixture
def case(advocate):
    return made.case(by=advocate)


@pytest.fixture
def two(advocate, case):
    items = [found.item(case=case, by=advocate) for _ in range(2)]
    for item in items:
        found.fingerprints(item=item, by=advocate)
    return items


@pytest.fixture
def across(advocate, colleague):
    sides = [found.item(case=made.case(by=who), by=who) for who in (advocate, colleague)]
    for item, who in zip(sides, (advocate, colleague), strict=True):
        found.fingerprints(item=item, by=who)
    return sides


def test_the_items_page_shows_its_fingerprints_and_what_waits(client_for, advocate, two):
    page = client_for(advocate).get(reverse("evidence:item", args=[two[0].pk])).content.decode()

    for digits in (found.PDQ, found.PHASH, found.SHA256, found.MD5):
        assert digits in page
    assert "1 match to decide" in page
    assert NEVER in page


def test_withdrawing_from_the_page_erases_the_digits(client_for, advocate, two):
    row = Fingerprint.objects.get(item=two[0], algorithm="pdq")

    client_for(advocate).post(reverse("evidence:withdraw-fingerprint", args=[row.pk]))

    page = client_for(advocate).get(reverse("evidence:item", args=[two[0].pk])).content.decode()
    assert found.PDQ not in page
    assert "Withdrawn by Ada" in page


def test_a_pair_is_decided_on_its_page(client_for, advocate, two):
    client, match = client_for(advocate), Match.objects.get()
    page = client.get(reverse("evidence:match", args=[match.pk])).content.decode()
    assert "Equal" in page
    assert NEVER in page
    decide = reverse("evidence:decide-match", args=[match.pk])

    refused = client.post(decide, {"same": "not_the_same"})
    assert refused.status_code == 422
    assert "why it is not the same image" in refused.content.decode()

    client.post(decide, {"same": "same", "link_copy": "on"})

    match.refresh_from_db()
    assert match.same is True
    assert Item.objects.get(pk=two[1].pk).copy_of == two[0]


@pytest.mark.parametrize("name", ["evidence:all-matches", "evidence:matches"])
def test_lists_say_what_no_match_means(client_for, advocate, case, name):
    url = reverse(name, args=[case.code] if name == "evidence:matches" else [])

    page = client_for(advocate).get(url).content.decode()

    assert "No two items here have fingerprints that are near" in page
    assert NEVER in page


def test_a_pair_with_a_case_not_theirs_is_nowhere(client_for, api_for, advocate, across):
    match, client, api = Match.objects.get(), client_for(advocate), api_for(advocate)
    other = across[1].case.code

    pages = [
        client.get(reverse("evidence:all-matches")),
        client.get(reverse("evidence:matches", args=[across[0].case.code])),
        client.get(reverse("evidence:item", args=[across[0].pk])),
        client.get(reverse("cases:case", args=[across[0].case.code])),
        api.get(reverse("api:match-list")),
    ]

    for page in pages:
        assert page.status_code == 200
        assert other not in page.content.decode()
        assert str(match.pk) not in page.content.decode()
    assert pages[-1].json()["results"] == []
    for url in ("evidence:match", "evidence:decide-match"):
        ask = client.get if url == "evidence:match" else client.post
        assert ask(reverse(url, args=[match.pk])).status_code == 404
    assert api.post(reverse("api:match-decide", args=[match.pk])).status_code == 404


def test_a_pair_of_two_advocates_is_told_on_the_supervisors_today(
    client_for, advocate, supervisor, across
):
    hers, theirs = (
        client_for(who).get(reverse("deadlines:today")).content.decode()
        for who in (advocate, supervisor)
    )

    assert "to decide" not in hers
    assert f'<a href="{reverse("evidence:all-matches")}">1 match to decide</a>' in theirs


def test_a_list_asks_as_often_for_many_as_for_few(
    client_for, advocate, case, django_assert_max_num_queries
):
    for _ in range(6):
        found.fingerprints(item=found.item(case=case, by=advocate), by=advocate)
    assert Match.objects.count() == 15
    client = client_for(advocate)
    client.get(reverse("evidence:all-matches"))

    with django_assert_max_num_queries(14):
        client.get(reverse("evidence:all-matches"))


# The API.


def send(api, item, **body):
    given = {"producer": "reclaim-fingerprint/1", "pdq": found.PDQ, "quality": 88, **body}
    url = reverse("api:evidence-fingerprints", args=[item.pk])
    return api.post(url, {name: it for name, it in given.items() if it is not None}, format="json")


def test_digits_are_kept_over_the_api(api_for, advocate, case):
    item = found.item(case=case, by=advocate)

    kept = send(api_for(advocate), item, sha256=found.SHA256, byte_length=99)

    assert kept.status_code == 201
    told = {row["algorithm"]: row for row in kept.json()}
    assert told["pdq"]["digits"] == found.PDQ
    assert (told["pdq"]["quality"], told["pdq"]["compared"]) == (88, True)
    assert told["sha256"]["byte_length"] == 99


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"pdq": "zz" * 32}, 409),
        ({"pdq": None}, 409),
        ({"quality": None}, 409),
        ({"quality": 101}, 400),
        ({"producer": None}, 400),
        ({"picture": "data:image/png;base64,iVBORw0KGgo="}, 409),
    ],
)
def test_anything_but_digits_is_refused(api_for, advocate, case, body, status):
    item = found.item(case=case, by=advocate)

    assert send(api_for(advocate), item, **body).status_code == status
    assert not Fingerprint.objects.exists()


def test_a_minors_are_refused_with_the_service_named(api_for, advocate, case):
    item = found.item(case=case, by=advocate, age_when_made="unsure")

    no = send(api_for(advocate), item)

    assert no.status_code == 409
    assert no.json()["code"] == "no_fingerprint_of_a_minor"
    assert "Take It Down" in no.json()["detail"]


def test_a_fingerprint_is_withdrawn_over_the_api(api_for, advocate, two):
    row = Fingerprint.objects.get(item=two[0], algorithm="pdq")
    url = reverse("api:evidence-withdraw-fingerprint", args=[two[0].pk])

    told = api_for(advocate).post(url, {"fingerprint": str(row.pk)}, format="json").json()

    assert [one["digits"] for one in told if one["algorithm"] == "pdq"] == [""]
    strange = {"fingerprint": str(Fingerprint.objects.filter(item=two[1]).first().pk)}
    assert api_for(advocate).post(url, strange, format="json").status_code == 404


def test_a_pair_is_listed_and_decided_over_the_api(api_for, advocate, two):
    api = api_for(advocate)
    [listed] = api.get(reverse("api:match-list"), {"decided": "false"}).json()["results"]
    assert listed["algorithm"] == "sha256"
    url = reverse("api:match-decide", args=[listed["id"]])

    assert api.post(url, {"same": False}, format="json").json()["code"] == "no_reason"
    told = api.post(url, {"same": False, "reason": "Another room"}, format="json").json()

    assert (told["same"], told["reason"]) == (False, "Another room")
    assert api.get(reverse("api:match-list"), {"decided": "false"}).json()["results"] == []
