"""Laws elsewhere on the pages: offered, taken up, waited for, and why another does not run."""

import pytest
from django.urls import reverse

from cases.services.moments import database_time
from deadlines.models import Clock, Course, CourseEvent
from tests.factories import courses as make_course
from tests.factories import deadlines as make
from tests.factories.courses import AUSTRALIA, EU, INDIA, UK
from tests.factories.deadlines import HOUR

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return database_time().replace(microsecond=0)


@pytest.fixture
def request_(advocate, now):
    return make.received(by=advocate, at=now - HOUR / 2)


def law_page(request, law):
    return reverse("deadlines:law", args=[request.pk, law])


def test_a_country_offers_its_law_and_no_other_runs_unasked(client_for, advocate, request_):
    make_course.living_in(request_.case, "GB")
    page = client_for(advocate).get(reverse("deadlines:clock", args=[request_.pk]))

    body = page.content.decode()
    assert "May apply: the survivor is there." in body
    assert "nothing on record ties this to that country" in body
    assert "It names no hours that we could verify" in body
    assert Clock.objects.count() == 1


def test_a_law_is_taken_up_on_its_page_and_its_clock_stands_first(client_for, advocate, request_):
    client = client_for(advocate)
    told = {
        "connection": "shown_there",
        "made_by": "person",
        "is_notice": "yes",
        "declared": ["complaint_to_grievance_officer"],
    }

    answer = client.post(f"{law_page(request_, INDIA)}take-up/", told)

    assert answer.status_code == 302
    body = client.get(reverse("deadlines:clock", args=[request_.pk])).content.decode()
    assert body.index("India IT Rules") < body.index("TAKE IT DOWN Act")
    assert "From secondary sources, not the text itself" in body
    assert "Taken up by Ada: it is shown to people there." in body
    assert "Rule at second hand, checked 22 Nov 2026" in body
    today = client.get("/").content.decode()
    assert "India IT Rules" in today
    assert "TAKE IT DOWN Act" in today  # two rows of one request are told apart
    assert "Open this law" in today


def test_a_refusal_stands_beside_its_field_and_nothing_is_written(client_for, advocate, request_):
    make_course.living_in(request_.case, "US")
    told = {"connection": "survivor_there", "made_by": "person", "is_notice": "yes"}

    answer = client_for(advocate).post(f"{law_page(request_, UK)}take-up/", told)

    assert answer.status_code == 422
    assert "The record says another country" in answer.content.decode()
    assert not Course.objects.exists()


def test_what_a_report_lacks_is_named(client_for, advocate, request_, now):
    make_course.taken_up(request_, UK, by=advocate, declared=["truth"], now=now)

    body = client_for(advocate).get(law_page(request_, UK)).content.decode()

    assert "Missing: that it is intimate image content; whatever else is prescribed" in body
    assert "Ofcom" in body
    assert "That what it says is true <span" in body
    assert "Rule at second hand" not in body


def test_a_regulator_is_waited_for_until_its_notice_is_recorded(
    client_for, advocate, request_, now
):
    make_course.taken_up(request_, AUSTRALIA, by=advocate, now=now)
    make_course.event(request_, AUSTRALIA, "asked", by=advocate, at=now - HOUR / 4, now=now)
    client = client_for(advocate)
    assert "Chirp (Australia Online Safety Act)" in client.get("/").content.decode()
    beside = client.get(reverse("deadlines:clock", args=[request_.pk])).content.decode()
    assert "When the eSafety Commissioner gives the provider" in beside
    assert "Record its notice" in beside
    assert (
        "Regulator awaited"
        in client.get(reverse("deadlines:case-panel", args=[request_.case.code])).content.decode()
    )

    told = {
        "kind": "regulator_notice",
        "at": now.isoformat(),
        "hours": "36",
        "proof": "auto_reply",
        "reference": "eSC-1",
    }
    answer = client.post(f"{law_page(request_, AUSTRALIA)}event/", told)

    assert answer.status_code == 302
    clock = Clock.objects.get(statute__code=AUSTRALIA)
    assert clock.due_at == now + 36 * HOUR
    body = client.get(law_page(request_, AUSTRALIA)).content.decode()
    assert "36 elapsed hours" in body
    assert "eSC-1" in body


def test_a_law_without_hours_counts_nothing_down(client_for, advocate, request_, now):
    make_course.taken_up(request_, EU, by=advocate, now=now)

    body = client_for(advocate).get(law_page(request_, EU)).content.decode()

    assert "Notice given, nothing told yet" in body
    assert "names no hours, so nothing counts down" in body
    assert "data-clock-due" not in body
    assert "Not yet" in body


def test_a_law_laid_aside_says_why_and_can_be_taken_up_again(client_for, advocate, request_, now):
    make_course.taken_up(request_, UK, by=advocate, now=now)
    client = client_for(advocate)

    client.post(f"{law_page(request_, UK)}aside/", {"because": "mistake"})

    body = client.get(law_page(request_, UK)).content.decode()
    assert "Laid aside: taken up by mistake." in body
    assert Clock.objects.get(statute__code=UK).closed_as == "unclocked"
    assert "Take it up" in body


def test_an_unknown_law_and_one_to_be_read_only_have_no_page(client_for, advocate, request_):
    client = client_for(advocate)

    for law in ("KR", "US-TIDA", "nowhere"):
        assert client.get(law_page(request_, law)).status_code == 404


def test_a_reference_is_sealed(advocate, request_, now):
    make_course.taken_up(request_, EU, by=advocate, now=now)
    told = {"by": advocate, "at": now, "reference": "SECRET-77"}
    make_course.event(request_, EU, "receipt_confirmed", **told)

    stored = CourseEvent.objects.values_list("reference", flat=True)

    assert CourseEvent.objects.get().reference == "SECRET-77"
    assert "SECRET-77" not in str(list(stored))
