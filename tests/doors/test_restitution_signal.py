"""What an advocate and a supervisor are told: words and what to ask, never why or how much."""

import pytest
from django.urls import reverse

from cases.services.moments import database_time
from restitution.rules.money import LineKind
from restitution.services import reminding
from tests.factories import cases as case_factory
from tests.factories import releases, remedies, restitution
from tests.factories.remedies import determine, tell

pytestmark = pytest.mark.django_db
REASONS, NOTE, DAY_WORDS = "Reasons-Canary", "Note-Canary", "Day-Canary"


@pytest.fixture
def case(advocate, attorney, supervisor):
    made = remedies.told_case(advocate=advocate, attorney=attorney, supervisor=supervisor)
    remedies.tell_6851(made, by=attorney)
    tell(made, "setting", "school", by=attorney, note=NOTE)
    tell(made, "losses_found", "known", by=attorney, amount="81234.56")
    determine(made, by=attorney, reasons=REASONS)
    remedies.day(made, by=attorney, in_days=4, words=DAY_WORDS)
    reminding.remind(now=database_time())
    return made


def addresses(case):
    here = case.code
    return [
        reverse("restitution:worksheet", args=[here]),
        reverse("restitution:case-panel", args=[here]),
        reverse("restitution:fact", args=[here, "setting"]),
        reverse("cases:case", args=[here]),
        reverse("cases:case", args=[here]) + "?show=readers",
        f"/api/v1/restitution/{here}/",
        f"/api/v1/restitution/{here}/facts/",
        f"/api/v1/cases/{here}/",
        f"/api/v1/cases/{here}/timeline/",
        "/",
    ]


def test_no_page_or_api_of_the_agency_gives_reasons_notes_or_sums(
    case, advocate, supervisor, client_for
):
    for person in (advocate, supervisor):
        client = client_for(person)
        for path in addresses(case):
            answer = client.get(path)
            assert answer.status_code == 200, path
            for never in (REASONS, NOTE, DAY_WORDS, "81234", "81,234", "Determination kept"):
                assert never not in answer.content.decode(), (person, path, never)


@pytest.mark.parametrize("name", ["queue", "days", "remedy", "determine"])
def test_the_attorneys_pages_are_no_page_of_the_agency(  # noqa: PLR0917
    case, advocate, supervisor, administrator, client_for, name
):
    args = [] if name == "queue" else [case.code]
    args += ["usc6851"] if name in {"remedy", "determine"} else []
    for person in (advocate, supervisor, administrator):
        answer = client_for(person).get(reverse(f"restitution:{name}", args=args))
        assert answer.status_code in {403, 404}


def test_the_panel_says_a_word_a_remedy_and_what_to_ask_whom(case, advocate, client_for):
    url = reverse("restitution:case-panel", args=[case.code])

    panel = client_for(advocate).get(url, headers={"HX-Request": "true"}).content.decode()

    assert "Facts support attorney review" in panel
    assert "an attorney looked" in panel
    assert "Ask: the survivor" in panel
    assert "<html" not in panel


def test_an_advocate_records_an_answer_and_the_question_is_no_longer_asked(
    case, advocate, client_for
):
    hers, url = client_for(advocate), reverse("restitution:worksheet", args=[case.code])
    asked = "Was it reported to the police?"
    assert asked in hers.get(url).content.decode()

    kept = hers.post(
        reverse("restitution:fact", args=[case.code, "police_report"]),
        {"value": "rather_not", "source": "survivor"},
    )

    assert kept.headers["Location"] == url
    after = hers.get(url).content.decode()
    assert asked not in after  # who prefers not to say is left in peace


def test_a_question_of_the_attorneys_is_refused_to_the_agency(case, advocate, client_for):
    url = reverse("restitution:fact", args=[case.code, "losses_found"])

    assert client_for(advocate).get(url).status_code in {403, 409, 422}


def test_without_a_release_for_it_an_attorney_sees_no_signal_either(
    case, attorney, advocate, client_for
):
    release = case.releases.get(recipient_ref=str(attorney.pk))
    type(release).objects.filter(pk=release.pk).update(
        information=["locations", "exchange", "complaint"]
    )
    hers = client_for(attorney)

    panel = hers.get(reverse("restitution:case-panel", args=[case.code])).content.decode()

    assert "leaves out the facts for restitution" in panel
    assert "Needs facts" not in panel
    assert hers.get(reverse("restitution:worksheet", args=[case.code])).status_code == 404
    assert hers.get(f"/api/v1/restitution/{case.code}/").status_code == 404
    releases.revoke(release, by=advocate)
    assert hers.get(reverse("restitution:case-panel", args=[case.code])).status_code == 404


def test_a_stranger_finds_nothing(case, colleague, client_for):
    for path in addresses(case)[:-1]:
        assert client_for(colleague).get(path).status_code == 404, path


def test_a_case_without_an_attorney_has_its_signal_too(advocate, client_for):
    case = case_factory.active_case(by=advocate)

    page = client_for(advocate).get(reverse("restitution:worksheet", args=[case.code]))

    assert "Was the survivor injured by it" not in page.content.decode()  # an adult's: no 2255
    assert "To ask" in page.content.decode()


def test_what_the_attorneys_ledger_says_is_shown_to_attorneys_alone(
    case, advocate, supervisor, attorney, client_for
):
    court = restitution.court_case(case, by=attorney, kind="federal")
    restitution.line(court, case=case, by=attorney, kind=LineKind.RESERVE.value)
    asked = reverse("restitution:fact", args=[case.code, "reserve_paid"])
    kept = f"/api/v1/restitution/{case.code}/facts/"

    assert "The ledger" in client_for(attorney).get(asked).content.decode()
    for person in (advocate, supervisor):
        client = client_for(person)
        answer = client.get(asked)
        assert answer.status_code == 200  # the question is theirs too
        assert "The ledger" not in answer.content.decode()
        assert "reserve_paid" not in {one["question"] for one in client.get(kept).json()}
        for path in addresses(case):
            assert "The ledger, where" not in client.get(path).content.decode()
