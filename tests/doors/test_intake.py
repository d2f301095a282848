"""The questions in a browser: one a page, the phone form, the review, and the panels."""

import re
from html import unescape

import pytest
from django.urls import reverse

from audit.models import Entry
from cases.models import Case
from evidence.models import Item
from intake.models import Intake, IntakePlace, Plan
from tests.factories import removal as removal_factory

pytestmark = pytest.mark.django_db
URL = "https://chirp.example/posts/4411"


def url(name, *args):
    return reverse(f"intake:{name}", args=args)


def words(response):
    return unescape(re.sub(r"\s+", " ", response.content.decode()))


@pytest.fixture
def hers(client_for, advocate):
    return client_for(advocate)


@pytest.fixture
def case(hers):
    hers.post(url("start"))
    return Case.objects.get()


def say(client, case, slug, **answer):
    return client.post(url("question", case.code, slug), answer)


def kept():
    return Intake.objects.get().answers


def test_the_first_page_offers_every_way_in(hers):
    page = words(hers.get(url("start")))

    for way in (url("phone"), url("import"), reverse("cases:open")):
        assert f'href="{way}"' in page
    assert Case.objects.count() == 0


def test_a_supervisor_names_whose_case_it_is(client_for, supervisor, advocate):
    hers = client_for(supervisor)

    refused = hers.post(url("start"))
    assert (refused.status_code, Case.objects.count()) == (422, 0)

    hers.post(url("start"), {"advocate_id": str(advocate.pk)})
    assert Case.objects.visible_to(advocate).count() == 1


def test_safety_is_asked_first_and_each_answer_leads_on(hers, case):
    page = words(hers.get(url("question", case.code, "danger_now")))
    assert "<h1> Are you in danger right now? </h1>" in page
    assert f"<title>{case.code} question 1 · Reclaim</title>" in page

    onward = say(hers, case, "danger_now", danger_now="no")

    assert onward.url == url("question", case.code, "extortion")
    assert kept() == {"danger_now": "no"}


def test_a_page_left_without_a_choice_is_asked_again(hers, case):
    page = say(hers, case, "danger_now")

    assert page.status_code == 422
    assert "“Not sure” and “Rather not say” are answers too." in words(page)
    assert kept() == {}


@pytest.mark.parametrize("slug", ["danger_now", "extortion"])
@pytest.mark.parametrize("said", ["yes", "unsure"])
def test_the_next_page_begins_with_safety(hers, case, slug, said):
    onward = say(hers, case, slug, **{slug: said})

    page = words(hers.get(onward.url))
    assert 'aria-labelledby="safety-head"' in page
    assert "911" in page
    assert ("Do not pay" in page) == (slug == "extortion")
    assert page.index("safety-head") < page.index('name="then"')


def test_where_danger_was_ruled_out_no_safety_panel_stands_in_the_way(hers, case):
    onward = say(hers, case, "danger_now", danger_now="no")

    assert "safety-head" not in words(hers.get(onward.url))


def test_it_is_left_and_goes_on_at_the_first_question_not_answered(hers, case):
    say(hers, case, "danger_now", danger_now="no")
    left = say(hers, case, "extortion", extortion="unsaid", leave="1")
    assert left.url == reverse("cases:case", args=[case.code])

    for page in (url("case-panel", case.code), url("waiting")):
        assert f'href="{url("resume", case.code)}"' in words(hers.get(page))
    assert hers.get(url("resume", case.code)).url == url("question", case.code, "age_when_made")
    assert "Go on with the questions" in words(hers.get(reverse("cases:case", args=[case.code])))


def test_leaving_a_page_that_was_not_answered_keeps_what_was(hers, case):
    left = say(hers, case, "danger_now", leave="1")

    assert left.url == reverse("cases:case", args=[case.code])
    assert kept() == {}


def test_a_question_that_may_wait_is_passed_by(hers, case):
    onward = say(hers, case, "where")

    assert onward.url == url("question", case.code, "file_on_own_device")
    assert "where" not in kept()


def test_places_are_kept_line_by_line_and_hidden_where_someone_may_be_under_18(hers, case):
    removal_factory.platform()
    say(hers, case, "where", where=f"{URL}\n@vesper on chirp.example")

    for page in (url("question", case.code, "where"), url("review", case.code)):
        text = words(hers.get(page))
        assert "chirp" not in text.lower().replace("chirp.example”", "")
        assert "Place 1: a web address" in text
        shown = words(hers.post(page, {"show": "1"}))
        assert "hxxps://chirp[.]example/posts/4411" in shown
        assert URL not in shown
    assert Entry.objects.filter(action="intake.showed").count() == 2


def test_another_line_adds_and_a_tick_takes_away(hers, case):
    say(hers, case, "where", where=f"{URL}\napp: Signal")

    say(hers, case, "where", where="search: Bing", remove=["1"])

    assert sorted(p.at for p in IntakePlace.objects.all()) == ["Bing", "Signal"]


def test_taking_every_place_away_asks_what_is_so_instead(hers, case):
    say(hers, case, "where", where=URL)

    page = say(hers, case, "where", remove=["1"])

    assert (page.status_code, IntakePlace.objects.count()) == (422, 1)
    say(hers, case, "where", where_instead="unsure")
    assert (kept()["where"], IntakePlace.objects.count()) == ("unsure", 0)


def test_what_was_typed_stays_when_a_line_cannot_be_read(hers, case):
    page = say(hers, case, "where", where=f"{URL}\nno/address/at all")

    assert page.status_code == 422
    assert "no/address/at all" in words(page)
    assert "Place 2:" in words(page)
    assert IntakePlace.objects.count() == 0


def test_a_contact_stays_sealed_and_keeps_the_lines_that_nothing_new_is_said_of(hers, case):
    say(hers, case, "contact", contact_name="Kestrel", contact_how="Text", contact_voicemail="no")
    page = words(hers.get(url("question", case.code, "contact")))
    assert "Kestrel" not in page
    assert "Written down. Leave empty to keep it." in page

    say(hers, case, "contact", contact_how="Call")

    person = Case.objects.get().survivor
    assert (person.name, person.safe_contact) == ("Kestrel", "How: Call\nVoicemail: never")
    assert "Kestrel" in words(hers.post(url("review", case.code)))


def test_an_answer_beside_not_sure_is_asked_again(hers, case):
    page = say(hers, case, "language", language="Spanish", language_instead="unsure")

    assert page.status_code == 422
    assert kept() == {}


def test_a_change_comes_back_to_the_review_and_says_what_no_longer_counts(hers, case):
    for slug, said in (("age_when_made", "18plus"), ("is_synthetic", "no"), ("made_by", "self")):
        say(hers, case, slug, **{slug: said})

    onward = say(hers, case, "is_synthetic", is_synthetic="yes", then="review")

    assert onward.url == url("review", case.code)
    assert "No longer asked, and no longer counted: who took it." in words(hers.get(onward.url))
    assert "made_by" not in kept()
    assert hers.get(url("question", case.code, "made_by")).url == url("review", case.code)


def test_a_change_that_asks_for_more_leads_there_first(hers, case):
    say(hers, case, "age_when_made", age_when_made="18plus")

    onward = say(hers, case, "age_when_made", age_when_made="under18", then="review")

    assert onward.url == url("question", case.code, "series_known") + "?then=review"


def test_the_way_back_is_the_question_before(hers, case):
    page = words(hers.get(url("question", case.code, "age_when_made")))

    assert f'href="{url("question", case.code, "extortion")}">Back' in page


def test_the_answers_make_a_plan(hers, case):
    nothing = hers.post(url("finish", case.code), follow=True)
    assert "Ask something first." in words(nothing)
    say(hers, case, "age_when_made", age_when_made="unsure")

    onward = hers.post(url("finish", case.code))

    assert onward.url == url("plan", case.code)
    assert Plan.objects.get().track == "minor"
    assert "Open the plan" in words(hers.get(url("review", case.code)))


def test_a_hidden_account_is_recorded_unseen_as_well(hers, case):
    say(hers, case, "where", where="account: @vesper on chirp.example")
    place = IntakePlace.objects.get()
    page = hers.get(url("record-place", place.pk))

    hers.post(url("record-place", place.pk), {
        "category": "profile", "seen_by": "survivor", "how_known": "told",
        "first_seen_at": "2026-10-30T20:00", "source_zone": "UTC", "age_when_made": "unsure",
        "is_synthetic": "unsure",
    })  # fmt: skip

    assert "vesper" not in words(page)
    assert Item.objects.get().handle == "@vesper"


def test_a_place_becomes_an_item_and_a_hidden_address_need_not_be_seen(hers, case):
    say(hers, case, "where", where=URL)
    place = IntakePlace.objects.get()
    page = words(hers.get(url("record-place", place.pk)))
    assert "chirp" not in page
    assert "Hidden. Leave empty to record what was told." in page

    sent = {
        "category": "image", "seen_by": "survivor", "how_known": "told",
        "first_seen_at": "2026-10-30T20:00", "source_zone": "UTC", "age_when_made": "unsure",
        "is_synthetic": "unsure", "url": "",
    }  # fmt: skip
    again = hers.post(url("record-place", place.pk), {**sent, "first_seen_at": ""})
    assert (again.status_code, "chirp" in words(again)) == (422, False)
    hers.post(url("record-place", place.pk), sent)

    assert Item.objects.get().url == URL
    assert "Open E1" in words(hers.get(url("review", case.code)))


def test_an_item_begins_with_what_was_said_of_how_the_image_was_made(hers, case):
    say(hers, case, "is_synthetic", is_synthetic="yes")
    say(hers, case, "where", where=URL)

    page = words(hers.get(url("record-place", IntakePlace.objects.get().pk)))

    assert re.search(r'name="is_synthetic" value="yes"[^>]* checked', page)
