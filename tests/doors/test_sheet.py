"""The survivor's sheet: what was done and what comes next, in plain words that tell nothing."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from audit.models import Entry
from cases import services as cases
from deadlines.services import sweep
from intake.models import PlanStep
from intake.services import mark_step, take
from tests.factories import cases as made
from tests.factories import deadlines as make
from tests.factories import removal
from tests.factories.canaries import CANARIES, walk
from tests.factories.deadlines import DUE, HOUR, RECEIVED

pytestmark = pytest.mark.django_db


def sheet(case, name="sheet"):
    return reverse(f"handouts:{name}", args=[case.code])


def read(answer):
    assert answer.headers["Content-Type"] == "application/pdf"
    return PdfReader(BytesIO(answer.content))


def words(reader):
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))


@pytest.fixture
def case(advocate):
    """Give a case with an intake, a plan and one request that runs."""
    plan = take(
        given={"age_when_made": "18plus", "country": "US", "file_on_own_device": "yes",
               "danger_now": "no", "extortion": "no"},
        channel="phone", by=advocate, now=RECEIVED - 2 * HOUR,
    )  # fmt: skip
    cases.change_case(
        case_id=plan.case_id, survivor_name="Maria Kestrel", by=advocate, now=RECEIVED
    )
    make.received(by=advocate, case=plan.case)
    return plan.case


def test_the_paper_says_what_was_done_and_what_comes_next(case, advocate, client_for):
    said = words(read(client_for(advocate).get(sheet(case, "sheet-pdf"))))

    for heading in (
        "What was done",
        "What comes next",
        "What only you can do",
        "Someone to talk to",
        "Who may be told what",
        "What nobody can promise",
        "How to reach us",
    ):
        assert heading in said  # fmt: skip
    assert "31 October 2026: we asked a site to remove 1 thing." in said
    assert f"Your code: {case.code}." in said
    assert "988" in said
    assert "No service can find every copy." in said
    assert "Nobody. We tell others about you only when you say yes in writing." in said


def test_it_names_nobody_and_nothing_by_default(case, advocate, client_for):
    answer = client_for(advocate).get(sheet(case, "sheet-pdf"))

    said = words(read(answer))
    telling = "Maria Kestrel Chirp StopNCII image http www .org .example intimate abuse Reclaim"
    for word in telling.split():
        assert word.lower() not in said.lower(), word
    assert answer.headers["Content-Disposition"] == 'attachment; filename="notes.pdf"'


def test_sites_and_services_are_named_when_that_is_chosen(case, advocate, client_for):
    said = words(read(client_for(advocate).get(sheet(case, "sheet-pdf"), {"named": "on"})))

    assert "we asked Chirp to remove 1 thing" in said
    assert "StopNCII.org" in said
    assert "Kestrel" not in said
    assert Entry.objects.get(action="handouts.made_sheet").facts.count("services named") == 1


def test_the_name_is_on_it_for_a_reason_and_never_by_an_address(case, advocate, client_for):
    client = client_for(advocate)

    by_address = client.get(sheet(case, "sheet-pdf"), {"name_reason": "contact"})
    assert "Kestrel" not in words(read(by_address))

    asked = client.post(sheet(case, "sheet-pdf"), {"name_reason": "contact"})
    assert "Maria Kestrel" in words(read(asked))
    assert "with the survivor's name" in Entry.objects.filter(
        action="handouts.made_sheet"
    ).latest("seq").facts.replace("\\u2019", "'")  # fmt: skip

    refused = client.post(sheet(case, "sheet-pdf"), {"name_reason": "supervision"})
    assert refused.status_code == 422


def test_each_sheet_that_is_made_is_one_entry(case, advocate, client_for):
    client, before = client_for(advocate), Entry.objects.count()

    client.get(sheet(case, "sheet-pdf"))
    client.post(sheet(case), {"large": "on"})
    assert Entry.objects.filter(action="handouts.made_sheet").count() == 2
    assert Entry.objects.count() == before + 2

    client.get(sheet(case))
    assert Entry.objects.latest("seq").action == "cases.opened"


def test_the_paper_is_tagged_titled_neutrally_and_in_english(case, advocate, client_for):
    reader = read(client_for(advocate).get(sheet(case, "sheet-pdf")))
    root = reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"] == "en"
    assert reader.metadata.title == "Notes"
    assert reader.metadata.author is None
    assert not any("/Annots" in page for page in reader.pages)


def test_large_type_is_larger(case, advocate, client_for):
    client = client_for(advocate)
    usual = read(client.get(sheet(case, "sheet-pdf")))
    large = read(client.get(sheet(case, "sheet-pdf"), {"large": "on"}))

    assert words(usual)[:400].split("1 / ")[0][:200] == words(large)[:200]
    assert len(large.pages) > len(usual.pages)


def test_what_became_of_a_request_is_said_plainly(advocate, supervisor, client_for):
    request = make.received(by=advocate)
    client, page = client_for(advocate), sheet(request.case)

    sweep.run(now=DUE + HOUR)
    assert "Its time ended on Monday 2 November 2026, 9:00 AM. Not all of it is gone." in (
        client.get(page).content.decode()
    )

    make.look(make.items_of(request)[0], by=advocate, at=DUE + timedelta(hours=30))
    assert "All of it was gone by 3 November 2026." in client.get(page).content.decode()


def test_it_says_who_may_be_told_what_and_until_when(case, advocate, client_for):
    now = timezone.now()
    facts = {
        "recipient_kind": "regulator",
        "recipient_ref": "FTC",
        "purpose": "regulator_complaint",
        "information": ["locations", "complaint"],
    }
    release = made.release(case=case, by=advocate, now=now, **facts)
    client = client_for(advocate)

    said = client.get(sheet(case)).content.decode()
    assert "a regulator may be told the complaint and where it was seen." in said
    assert "You can take a yes back at any time." in said
    assert "FTC" not in said
    assert "FTC" in client.post(sheet(case), {"named": "on"}).content.decode()

    cases.revoke_release(release_id=release.pk, by=advocate, now=now)
    assert "may be told the complaint" not in client.get(sheet(case)).content.decode()


def test_a_number_that_nobody_checked_is_marked(case, advocate, client_for):
    said = client_for(advocate).get(sheet(case)).content.decode()

    assert "A crisis line, for anyone: 988<" in said
    assert "Danger right now: 911 (we have not checked this number)" in said


def test_no_sealed_word_reaches_a_sheet_unasked(advocate, supervisor, client_for):
    case, _ = walk(by=advocate, signer=supervisor)

    page = client_for(supervisor).get(sheet(case)).content.decode()
    paper = words(read(client_for(supervisor).get(sheet(case, "sheet-pdf"), {"named": "on"})))

    assert CANARIES
    for canary in CANARIES.values():
        assert canary not in page
        assert canary not in paper


def test_a_stranger_and_an_attorney_get_none(case, colleague, attorney, supervisor, client_for):
    made.engage(case=case, attorney=attorney, by=supervisor)
    for who, status in ((colleague, 404), (attorney, 403)):
        for name in ("sheet", "sheet-pdf"):
            assert client_for(who).get(sheet(case, name)).status_code == status
            assert client_for(who).post(sheet(case, name)).status_code == status
    assert not Entry.objects.filter(action="handouts.made_sheet").exists()


def told(given, *, by):
    return take(given=given, channel="phone", by=by, now=RECEIVED - 2 * HOUR)


def test_whoever_is_threatened_reads_first_what_is_theirs_to_do(advocate, client_for):
    given = {"age_when_made": "under18", "age_now": "under18", "country": "GB", "extortion": "yes"}
    case = told(given, by=advocate).case

    for named in ({}, {"named": "on"}):
        said = words(read(client_for(advocate).get(sheet(case, "sheet-pdf"), named)))
        assert "None of this is your fault." in said
        own = said.split("What only you can do")[1]
        assert "do not pay" in own
        assert "Tell an adult you trust." in own
        assert "someone who was or may be under 18" not in said  # our words for the step


def test_danger_has_an_answer_also_where_no_country_was_told(advocate, client_for):
    case = told({"country": "unsaid", "danger_now": "unsaid"}, by=advocate).case

    said = client_for(advocate).get(sheet(case)).content.decode()

    assert "Danger right now: the emergency number where you are<" in said


def test_a_step_that_the_survivor_took_is_told_as_done(case, advocate, client_for):
    step = PlanStep.objects.get(case=case, service="stopncii")
    mark_step(step_id=step.pk, state="done", by=advocate, now=RECEIVED)

    said = client_for(advocate).get(sheet(case)).content.decode()

    done, after = said.split("What only you can do")
    assert "only a code made from them is sent. This is done." in done
    assert "only a code made from them" not in after


def test_a_request_that_the_survivor_sent_is_theirs_and_waits_for_its_receipt(advocate, client_for):
    request = removal.submitted_request(by=advocate, sent_by="survivor")

    said = client_for(advocate).get(sheet(request.case)).content.decode()

    assert "you asked a site to remove 1 thing. We do not know yet when it arrived." in said
    assert "No fixed time limit" not in said
