"""The attorney's pages: the queue, the worksheet, questions, determinations and days."""

import pytest
from django.urls import reverse

from audit.models import Entry
from cases.services.moments import database_time
from restitution.models import Day, Determination, RemedyFact
from restitution.services import reminding
from tests.factories import cases as case_factory
from tests.factories import releases, remedies
from tests.factories.remedies import DAY, determine, tell

pytestmark = pytest.mark.django_db
QUEUE = "/restitution/"


@pytest.fixture
def case(advocate, attorney, supervisor):
    return remedies.told_case(advocate=advocate, attorney=attorney, supervisor=supervisor)


@pytest.fixture
def hers(client_for, attorney):
    return client_for(attorney)


def page(client, name, *args, **query):
    answer = client.get(reverse(f"restitution:{name}", args=args), query)
    assert answer.status_code == 200, name
    return answer.content.decode()


def test_the_case_with_the_nearest_sentencing_stands_first(
    case, advocate, attorney, supervisor, hers
):
    later = remedies.told_case(advocate=advocate, attorney=attorney, supervisor=supervisor)
    quiet = remedies.told_case(advocate=advocate, attorney=attorney, supervisor=supervisor)
    remedies.day(case, by=attorney, in_days=6)
    remedies.day(later, by=attorney, in_days=40)

    rows = page(hers, "queue")

    places = [rows.index(f">{one.code}</a>") for one in (case, later, quiet)]
    assert places == sorted(places)
    assert "in 6 days" in rows


def test_filters_and_search_live_in_the_address(case, advocate, attorney, supervisor, hers):
    other = remedies.told_case(advocate=advocate, attorney=attorney, supervisor=supervisor)
    remedies.tell_6851(case, by=attorney)

    to_determine = page(hers, "queue", show="determine")
    found = page(hers, "queue", q=other.code.removeprefix("C-").lower())

    assert case.code in to_determine
    assert other.code not in to_determine
    assert other.code in found
    assert case.code not in found


def test_what_is_not_released_is_a_count_and_why_and_never_which(
    case, advocate, attorney, supervisor, hers
):
    narrow = case_factory.active_case(by=advocate)
    case_factory.engage(case=narrow, attorney=attorney, by=supervisor)
    ended = remedies.told_case(advocate=advocate, attorney=attorney, supervisor=supervisor)
    releases.revoke(ended.releases.get(recipient_ref=str(attorney.pk)), by=advocate)

    rows = page(hers, "queue")

    assert "<strong>1</strong> case: no release to you stands" in rows
    assert "<strong>1</strong> case: your release stands, and leaves out" in rows
    assert case.code in rows
    assert narrow.code not in rows
    assert ended.code not in rows


def test_the_queue_asks_as_many_questions_for_three_cases_as_for_one(  # noqa: PLR0917
    case, advocate, attorney, supervisor, hers, django_assert_max_num_queries
):
    page(hers, "queue")
    with django_assert_max_num_queries(40) as one:
        page(hers, "queue")
    for _ in range(2):
        more = remedies.told_case(advocate=advocate, attorney=attorney, supervisor=supervisor)
        tell(more, "injury", "yes", by=advocate)

    with django_assert_max_num_queries(len(one.captured_queries)):
        page(hers, "queue")


def test_a_card_says_what_is_met_missing_and_against_with_its_law_and_mark(case, attorney, hers):
    tell(case, "identifiable", "yes", by=attorney)
    tell(case, "image_is", "forged", by=attorney)

    cards = page(hers, "worksheet", case.code)

    for words in (
        "15 U.S.C. 6851", "Recognisable: Yes", "Was it disclosed to anybody without consent?",
        "checked 22 Nov 2026", "DEFIANCE Act",
    ):  # fmt: skip
        assert words in cards
    for never in ("eligible", "guaranteed", "Maria"):
        assert never not in cards.lower()


def test_both_old_law_legs_of_2255_are_shown(advocate, attorney, supervisor, hers):
    case = remedies.told_case(
        advocate=advocate, attorney=attorney, supervisor=supervisor, age_when_made="under18"
    )
    today = database_time().date()
    tell(case, "born_on", today.replace(year=1990, day=1), by=attorney)
    tell(case, "discovered_on", today.replace(year=2010, day=1), by=attorney)

    sheet = page(hers, "remedy", case.code, "usc2255")

    assert "to the 28th birthday" in sheet
    assert "ten years from discovery" in sheet


def test_an_answer_is_kept_from_the_worksheet_and_leads_back_to_its_question(case, hers, attorney):
    url = reverse("restitution:fact", args=[case.code, "discloser_known"])

    kept = hers.post(url, {"value": "unsure", "source": "survivor", "then": "usc6851"})

    assert kept.status_code == 302
    assert kept.headers["Location"].endswith("/restitution/usc6851/#q-discloser_known")
    fact = RemedyFact.objects.get()
    assert (fact.value, fact.said_by) == ("unsure", attorney)
    assert "Not sure" in page(hers, "remedy", case.code, "usc6851")


def test_a_wrong_answer_says_beside_the_field_what_is_missing(case, hers):
    url = reverse("restitution:fact", args=[case.code, "disclosed_on"])

    refused = hers.post(url, {"value": "known", "source": "survivor"})

    assert refused.status_code == 422
    assert "Give the day." in refused.content.decode()
    assert not RemedyFact.objects.exists()


def test_a_determination_is_kept_with_reasons_and_its_page_says_what_changed_since(
    case, hers, attorney
):
    remedies.tell_6851(case, by=attorney)
    sheet = hers.get(reverse("restitution:remedy", args=[case.code, "usc6851"]))
    carried = sheet.context["form"].initial
    url = reverse("restitution:determine", args=[case.code, "usc6851"])

    kept = hers.post(url, {"outcome": "support", "reasons": "Two witnesses.", **carried})
    tell(case, "discloser_known", "no", by=attorney)
    again = page(hers, "remedy", case.code, "usc6851")

    assert kept.status_code == 302
    assert "1 answer changed after version 1" in again
    assert "Two witnesses." in again
    assert "Changed since" in page(hers, "queue")


def test_what_moved_meanwhile_gives_the_words_back_to_look_first(case, hers, attorney):
    remedies.tell_6851(case, by=attorney)
    form = hers.get(reverse("restitution:remedy", args=[case.code, "usc6851"])).context["form"]
    tell(case, "discloser_known", "no", by=attorney)
    url = reverse("restitution:determine", args=[case.code, "usc6851"])
    mine = {"outcome": "support", "reasons": "Long thought over.", **form.initial}

    refused = hers.post(url, mine)

    assert refused.status_code == 422
    assert "An answer changed while you wrote" in refused.content.decode()
    assert "Long thought over." in refused.content.decode()
    again = refused.context["form"]
    carried = {name: again.data[name] for name in ("on_version", "on_facts")}
    assert hers.post(url, mine | carried).status_code == 302
    assert Determination.objects.get().outcome == "support"


def test_a_day_is_kept_and_done_with(case, hers):
    url = reverse("restitution:days", args=[case.code])
    on = (database_time().date() + 9 * DAY).isoformat()

    hers.post(url, {"kind": "hearing", "on": on, "words": "Call the unit"})
    day = Day.objects.get()
    assert "Call the unit" in hers.get(url).content.decode()
    hers.post(reverse("restitution:end-day", args=[case.code, day.pk]))

    day.refresh_from_db()
    assert day.ended_at
    assert "No day is known" in hers.get(url).content.decode()


def test_a_reminder_opens_what_it_is_about_and_is_seen_once(case, hers, attorney, advocate, client):
    remedies.day(case, by=attorney, in_days=5, words="Send the statement")
    reminding.remind(now=database_time())
    task = case.tasks.get(kind="restitution")
    url = reverse("restitution:reminder", args=[task.subject_id])

    assert "Send the statement" in hers.get(url).content.decode()
    client.force_login(advocate)
    theirs = client.get(url)
    hers.post(url)

    assert theirs.status_code == 404  # a day in court is in its attorney's sight alone
    task.refresh_from_db()
    assert task.done_by == attorney


def test_opening_a_worksheet_is_in_the_trail(case, hers, attorney):
    determine(case, by=attorney)

    page(hers, "remedy", case.code, "usc6851")

    opened = Entry.objects.filter(action="cases.opened", actor=str(attorney.pk)).latest("pk")
    assert "worksheet" in opened.facts
