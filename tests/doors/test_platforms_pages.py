import pytest
from django.urls import reverse

from audit.models import Entry
from removal.models import Platform
from tests.factories import removal as factory

pytestmark = pytest.mark.django_db


def address(name):
    return reverse(f"removal:{name}", args=["chirp"])


def filled(browser):
    """Give the edit form's answers as a person finds them."""
    form = browser.get(address("edit-platform")).context["form"]
    held = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    lines = {
        name: "\n".join(value) if name in {"alt_urls", "contacts", "domains"} else value
        for name, value in held.items()
    }
    return {name: value for name, value in lines.items() if value}


def test_a_platform_says_what_is_known_and_what_is_open(client_for, advocate):
    factory.platform(
        coverage="unclear",
        coverage_reason="Mainly private messages.",
        conflict="Two lists disagree.",
        foreign_operator=True,
        hash_programmes=["stopncii"],
    )

    text = client_for(advocate).get(address("platform")).content.decode()

    for said in (
        "Mainly private messages.",
        "Two lists disagree.",
        "outside the US",
        "StopNCII",
        "Nobody has checked this entry yet",
    ):
        assert said in text
    assert 'href="https://chirp.example' not in text
    assert "Add a platform" not in text


def test_the_list_tells_what_nobody_has_checked(client_for, supervisor, now):
    factory.platform()
    browser = client_for(supervisor)

    browser.post(address("verify-platform"))

    unchecked = browser.get(reverse("removal:platforms") + "?show=unchecked").content.decode()
    assert "Other site" not in unchecked
    assert "Any other site" in unchecked
    assert ">Chirp<" not in unchecked
    assert Platform.objects.get(pk="chirp").verified_by == supervisor


def test_a_channel_that_one_person_changed_waits_for_another(client_for, supervisor):
    factory.platform()
    browser = client_for(supervisor)

    answer = browser.post(
        address("edit-platform"), filled(browser) | {"contacts": "In the app\nBy post"}
    )

    assert answer.status_code == 302
    chirp = Platform.objects.get(pk="chirp")
    assert chirp.contacts == []
    page = browser.get(address("platform")).content.decode()
    assert "Waits for a second person" in page
    assert "I looked: confirm it" not in page


def test_a_mark_is_set_by_a_person_and_says_what_it_means(client_for, supervisor):
    factory.platform()
    browser = client_for(supervisor)

    browser.post(address("edit-platform"), filled(browser) | {"tags": ["futile-aggregator"]})

    text = browser.get(address("platform")).content.decode()
    assert "Scraper site known to ignore notices" in text
    assert "Do not rely on a notice to the site" in text


def test_the_order_in_which_a_form_asks_outlives_an_edit(client_for, administrator):
    factory.platform(asks_for=["statement", "url", "shoe_size"])
    browser = client_for(administrator)

    browser.post(
        address("edit-platform"),
        filled(browser) | {"asks_for": ["statement", "url", "shoe_size", "email"]},
    )

    chirp = Platform.objects.get(pk="chirp")
    assert chirp.asks_for == ["statement", "url", "shoe_size", "email"]


def test_a_person_sets_the_order_in_which_a_form_asks(client_for, supervisor):
    factory.platform(asks_for=["statement", "url"])
    browser = client_for(supervisor)

    shown = browser.get(address("edit-platform")).content.decode()
    told = {"asks_for": ["url", "", "email", "statement", "url"]}
    browser.post(address("edit-platform"), filled(browser) | told)

    assert 'aria-label="Asked first"' in shown
    assert Platform.objects.get(pk="chirp").asks_for == ["url", "email", "statement"]


def test_saving_an_unchanged_form_says_so(client_for, supervisor):
    factory.platform()
    browser = client_for(supervisor)

    answer = browser.post(address("edit-platform"), filled(browser))

    assert answer.status_code == 422
    assert "Nothing here differs" in answer.content.decode()
    assert not Entry.objects.filter(action="removal.edited_platform").exists()


def test_an_attorney_reads_the_directory_and_changes_nothing(client_for, attorney):
    factory.platform()
    browser = client_for(attorney)

    acts = [browser.get(address("edit-platform")), browser.post(address("verify-platform"))]

    assert {act.status_code for act in acts} == {403}
    assert Platform.objects.get(pk="chirp").last_verified_on is None


def test_the_directory_is_read_over_the_api(api_for, attorney):
    factory.platform(asks_for=["url"])
    api = api_for(attorney)

    rows = api.get("/api/v1/platforms/", {"coverage": "covered"}).json()["results"]
    found = api.get("/api/v1/platforms/", {"domain": "chirp.example"}).json()["results"]
    whole = api.get("/api/v1/platforms/chirp/").json()

    assert [row["slug"] for row in rows] == [row["slug"] for row in found] == ["chirp"]
    assert rows[0]["is_stale"] is True
    assert (whole["domains"], whole["asks_for"]) == (["chirp.example"], ["url"])
    assert whole["coverage_reason"]
    assert api.post("/api/v1/platforms/", {}).status_code == 405
    assert api.get("/api/v1/platforms/nowhere/").status_code == 404
