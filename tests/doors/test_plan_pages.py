"""The plan as a page, its steps, and the call back."""

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from cases.models import Task
from intake.models import PlanStep
from removal.models import Platform
from tests.factories import cases as case_factory
from tests.factories import intake as factory
from tests.factories import removal as removal_factory

pytestmark = pytest.mark.django_db

CHILD = {"age_when_made": "under18", "age_now": "under18", "country": "GB", "extortion": "yes"}


@pytest.fixture
def hers(client_for, advocate):
    return client_for(advocate)


def words(response):
    return unescape(re.sub(r"\s+", " ", response.content.decode()))


def page_of(client, plan):
    return client.get(reverse("intake:plan", args=[plan.case.code]))


def step_url(plan, service):
    return reverse("intake:step", args=[plan.case.plan_steps.get(service=service).pk])


def test_the_plan_stands_in_its_order_with_why_and_what_it_does_with_an_image(hers, advocate):
    plan = factory.plan(by=advocate, **CHILD)

    text = words(page_of(hers, plan))

    order = [text.index(f'id="{step.service}"') for step in plan.case.plan_steps.order_by("place")]
    assert order == sorted(order)
    assert text.index('id="sextortion-under-18"') == order[0]
    assert "the video or its address is handed over to the IWF" in text
    assert "Under 18 now, and in the UK." in text
    assert "StopNCII is not offered" in text
    assert 'id="stopncii"' not in text
    assert "Childline" in text
    assert "Handled as under 18" in text


def test_the_page_names_nobody_and_links_to_nowhere_outside(hers, advocate):
    plan = factory.plan(by=advocate, contact_name="Odalys Kestrel", words="It began in May.")

    text = words(page_of(hers, plan)).split("<main")[1].split("</main>")[0]

    assert not re.findall(r'href="https?://', text)
    assert not [one for one in ("Odalys", "chirp.example", "in May") if one in text]


def test_what_nobody_knew_leads_back_to_its_question(hers, advocate):
    plan = factory.plan(by=advocate, happened="unsure", made_by="unsaid")

    text = words(page_of(hers, plan))

    assert reverse("intake:question", args=[plan.case.code, "happened"]) in text
    assert reverse("intake:question", args=[plan.case.code, "made_by"]) not in text


def test_a_case_without_a_plan_says_where_one_comes_from(hers, advocate):
    case = case_factory.case(by=advocate)

    text = words(hers.get(reverse("intake:plan", args=[case.code])))

    assert "There is no plan yet" in text


def test_a_step_is_recorded_and_the_plan_shows_it_done(hers, advocate):
    plan = factory.plan(by=advocate)
    url = step_url(plan, "stopncii")

    sent = {"state": "done", "held": "agency", "reference": "SN12345678"}
    answer = hers.post(url, sent, follow=True)

    assert "StopNCII.org: done." in words(answer)
    assert "Done, or not wanted" in words(answer)
    assert "SN12345678" not in words(answer)
    assert "SN12345678" in words(hers.get(url))


@pytest.mark.parametrize(("given", "says"), [
    ({"held": "agency", "reference": "PIN 4821"}, "see or withdraw the StopNCII case"),
    ({"held": "", "reference": "SN12345678"}, "Say above who keeps the number"),
    ({"held": "agency", "reference": ""}, "Write the number"),
    ({"state": "dropped"}, "Select a valid choice"),
])  # fmt: skip
def test_what_is_not_kept_is_refused_at_its_field(hers, advocate, given, says):
    plan = factory.plan(by=advocate)
    url = step_url(plan, "stopncii")

    answer = hers.post(url, {"state": "done", **given})

    assert answer.status_code == 422
    assert says in words(answer)
    assert PlanStep.objects.get(service="stopncii").state == "offered"


def test_the_field_says_why_a_pin_is_never_kept_before_anything_is_typed(hers, advocate):
    plan = factory.plan(by=advocate)

    assert "Never a PIN or a password." in words(hers.get(step_url(plan, "stopncii")))


def test_a_number_is_asked_only_where_a_service_gives_one(hers, advocate):
    plan = factory.plan(by=advocate, age_when_made="under18")

    assert 'name="reference"' not in words(hers.get(step_url(plan, "take-it-down")))
    assert 'name="reference"' in words(hers.get(step_url(plan, "cybertipline")))


def test_an_attorney_reads_the_plan_and_moves_nothing(client_for, advocate, attorney, supervisor):
    plan = factory.plan(by=advocate)
    case_factory.engage(case=plan.case, attorney=attorney, by=supervisor)
    theirs = client_for(attorney)

    text = words(page_of(theirs, plan))

    assert "StopNCII.org" in text
    assert "Say how it went" not in text
    assert theirs.post(step_url(plan, "stopncii"), {"state": "done"}).status_code == 403
    assert PlanStep.objects.get(service="stopncii").state == "offered"


def test_a_strangers_plan_is_not_there(client_for, advocate, colleague):
    plan = factory.plan(by=advocate, extortion="yes")
    stranger = client_for(colleague)

    assert page_of(stranger, plan).status_code == 404
    assert stranger.get(step_url(plan, "stopncii")).status_code == 404
    call = reverse("intake:follow-up", args=[plan.case.intake.pk])
    assert stranger.post(call).status_code == 404


def test_a_call_back_is_owed_and_recorded(hers, advocate):
    plan = factory.plan(by=advocate, extortion="yes")
    call = reverse("intake:follow-up", args=[plan.case.intake.pk])

    before = words(hers.get(call))
    hers.post(call)

    assert "Steps against sextortion" in before
    assert "We spoke" in before
    assert "Nothing waits" in words(hers.get(call))
    assert not Task.objects.filter(kind="follow_up").open().exists()
    assert Entry.objects.filter(action="intake.followed_up").count() == 1


def test_opening_a_plan_is_entered(hers, advocate):
    plan = factory.plan(by=advocate)

    page_of(hers, plan)

    entry = Entry.objects.filter(action="cases.opened").last()
    assert '"part":"plan"' in entry.facts


def test_a_step_names_the_entries_that_nobody_checked_before_they_are_used(hers, advocate):
    for slug, kind in (("chirp", "social"), ("seek", "search")):
        removal_factory.platform(slug=slug, name=slug.title(), kind=kind)
    plan = factory.plan(by=advocate, file_on_own_device="no")

    at_platform = words(hers.get(step_url(plan, "request-48h")))
    Platform.objects.filter(pk="seek").update(last_verified_on=timezone.localdate())
    at_search = words(hers.get(step_url(plan, "search-removal")))

    assert "Chirp</a>. Nobody has checked this entry yet." in at_platform
    assert "look at the platform itself first" not in at_search
