"""A pattern of late requests: a supervisor's, of figures alone, kept and taken with a digest."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from audit.models import Entry
from audit.rules import NotAllowed
from cases.services.moments import database_time
from complaints import services
from complaints.models import Pattern
from complaints.packet import as_docx, as_text, check
from complaints.pattern.papers import paper_of
from removal.models import RemovalRequest
from tests.factories import deadlines, evidence
from tests.factories.deadlines import DUE

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
NOW = DUE + 30 * HOUR


@pytest.fixture
def late(advocate, settings):
    """Give three cases whose requests to Chirp ran late, where three are enough."""
    settings.PATTERN_FEWEST_CASES = 3
    clocks = [deadlines.clock(by=advocate) for _ in range(3)]
    [item] = deadlines.items_of(clocks[0].request)
    deadlines.look(item, by=advocate, at=DUE + 2 * HOUR, kind="seen_gone")
    return clocks


def test_a_pattern_that_was_kept_before_groups_were_has_none_behind_it():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_default FROM information_schema.columns"
            " WHERE table_name = 'complaints_pattern' AND column_name = 'behind'"
        )
        [(default,)] = cursor.fetchall()
        cursor.execute(f"SELECT {default}")
        [(behind,)] = cursor.fetchall()

    assert json.loads(behind) == {}


def made(supervisor):
    return services.make_pattern(slug="chirp", by=supervisor, now=NOW)


def words(pattern):
    return as_text(paper_of(pattern))


def test_a_pattern_tells_figures_and_each_sentence_names_its_query(late, supervisor):
    paper = paper_of(made(supervisor))
    text = as_text(paper)

    assert "held 3 requests to the service Chirp" in text
    assert "In 3 of 3 (100 %) of them, not all that was listed had come down" in text
    assert "[Q3]" not in text
    assert "Late by any time, or not down yet: 3 times. [Q6]" in text
    assert "The service appears not to have complied with 47 U.S.C. 223a(a)(3) in these." in text
    for line in paper.lines():
        assert line.facts or line.kind == "blank_open", line.text
        assert all(f"\n{number}: " in text for number in line.facts)


def test_nothing_of_any_case_stands_in_it(late, supervisor):
    packed = services.export_pattern(slug="chirp", number=made(supervisor).number, form="zip",
                                     by=supervisor)  # fmt: skip

    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        held = b"".join(archive.read(name) for name in archive.namelist()).decode("latin-1")
    for clock in late:
        for secret in (clock.case.code, str(clock.case_id), str(clock.request_id), "Maria"):
            assert secret not in held
    assert "/posts/" not in held
    assert "14:00:00 UTC" not in held.split("Made")[0]


def test_too_few_cases_are_refused_and_nothing_is_kept(late, supervisor, settings):
    settings.PATTERN_FEWEST_CASES = 4

    with pytest.raises(NotAllowed, match="3 cases have a late request"):
        made(supervisor)

    assert not Pattern.objects.exists()
    assert not Entry.objects.filter(action="complaints.made_pattern").exists()


def test_sites_in_no_row_are_not_one_platform(late, supervisor):
    with pytest.raises(NotAllowed, match="many sites in one row"):
        services.make_pattern(slug="other-site", by=supervisor, now=NOW)


def test_a_withdrawn_request_is_not_counted(late, supervisor, advocate, settings):
    settings.PATTERN_FEWEST_CASES = 2
    RemovalRequest.objects.filter(pk=late[1].request_id).update(
        status="withdrawn", withdrawn_at=NOW, withdrawn_because="mistake"
    )

    assert made(supervisor).told["figures"]["received"] == 2


@pytest.mark.parametrize("who", ["advocate", "attorney", "administrator"])
def test_it_is_a_supervisor_s_alone(late, request, who, client_for):
    person = request.getfixturevalue(who)

    with pytest.raises(NotAllowed, match="only a supervisor"):
        services.make_pattern(slug="chirp", by=person, now=NOW)
    page = client_for(person).get(reverse("complaints:pattern", args=["chirp"]))

    assert page.status_code == 403
    assert not Pattern.objects.exists()


def test_what_is_kept_stays_as_it_was_and_gives_the_same_packet(late, supervisor, advocate):
    pattern = made(supervisor)
    first = services.export_pattern(slug="chirp", number=1, form="zip", by=supervisor)
    pattern.platform.__class__.objects.filter(pk="chirp").update(operator="Someone Else")
    [item] = deadlines.items_of(late[1].request)
    evidence.fact(item=item, kind="seen_gone", by=advocate, at=NOW)

    again = services.export_pattern(slug="chirp", number=1, form="zip", by=supervisor)
    second = made(supervisor)

    assert again.content == first.content
    assert check.verify(first.content).holds
    assert second.number == 2
    assert second.sha256 != pattern.sha256


def test_what_one_request_changes_is_not_told_beside_what_was_kept(late, supervisor, advocate):
    first = made(supervisor)
    deadlines.clock(by=advocate)

    with pytest.raises(NotAllowed, match="fewer than 3 cases changed"):
        made(supervisor)

    assert Pattern.objects.get() == first
    assert len(first.behind) == 3
    for request, (case, _) in first.behind.items():
        held = json.dumps(first.told)
        assert request not in held
        assert case not in held


def test_the_page_says_that_too_little_is_new_and_still_gives_the_earlier_one(
    late, supervisor, advocate, client_for
):
    services.make_pattern(slug="chirp", by=supervisor, now=database_time() + 5000 * HOUR)
    for _ in range(2):
        deadlines.clock(by=advocate)

    page = client_for(supervisor).get(reverse("complaints:pattern", args=["chirp"]))

    assert "No pattern can be told" in page.content.decode()
    assert "P-chirp-1" in page.content.decode()


def test_a_pattern_that_told_of_single_requests_is_given_out_no_more(late, supervisor):
    pattern = made(supervisor)
    Pattern.objects.update(told={**pattern.told, "schema": 1})

    with pytest.raises(NotAllowed, match="single requests"):
        services.export_pattern(slug="chirp", number=1, form="zip", by=supervisor)


def test_three_forms_say_the_same_sentences(late, supervisor):
    paper = paper_of(made(supervisor))
    text = as_text(paper)
    with zipfile.ZipFile(io.BytesIO(as_docx(paper))) as archive:
        word = archive.read("word/document.xml").decode()

    for line in paper.lines():
        assert line.text in text
        for words in line.cells or (line.text,):
            assert words.replace("&", "&amp;") in word, words


def test_making_taking_and_filing_are_each_in_the_trail(late, supervisor):
    made(supervisor)
    taken = services.export_pattern(slug="chirp", number=None, form="zip", by=supervisor)
    services.record_pattern_filed(
        slug="chirp", pattern_number=1, filed_at=NOW, number="FTC-77", by=supervisor, now=NOW
    )

    entries = Entry.objects.filter(subject_type="complaints.pattern").order_by("seq")
    assert [one.action.split(".")[1] for one in entries] == [
        "made_pattern", "exported_pattern", "filed_pattern",
    ]  # fmt: skip
    assert json.loads(entries[1].facts)["sha256"] == taken.sha256
    with pytest.raises(NotAllowed, match="recorded as filed"):
        services.record_pattern_filed(
            slug="chirp", pattern_number=1, filed_at=NOW, number="FTC-78", by=supervisor, now=NOW
        )


def test_the_page_shows_what_can_be_told_keeps_it_and_gives_its_papers(
    late, supervisor, client_for
):
    client, there = client_for(supervisor), reverse("complaints:pattern", args=["chirp"])

    page = client.get(there).content.decode()
    assert "What the record says now" in page
    assert client.post(there).status_code == 302
    page = client.get(there).content.decode()

    assert "P-chirp-1" in page
    for form in ("zip", "pdf", "docx", "txt"):
        taken = client.get(reverse(f"complaints:pattern-{form}", args=["chirp"]) + "?number=1")
        assert taken.status_code == 200
        assert "P-chirp-1" in taken.headers["Content-Disposition"]


def test_the_page_says_why_no_pattern_can_be_told(supervisor, client_for, late, settings):
    settings.PATTERN_FEWEST_CASES = 9

    page = client_for(supervisor).get(reverse("complaints:pattern", args=["chirp"]))

    assert "3 cases have a late request to this platform" in page.content.decode()
    assert "Keep it as a report to file" not in page.content.decode()


def test_the_api_keeps_a_pattern_and_gives_its_packet(late, supervisor, advocate, api_for):
    home = "/api/v1/platforms/chirp/pattern/"

    kept = api_for(supervisor).post(home)
    packet = api_for(supervisor).get(f"{home}packet.zip")

    assert (kept.status_code, kept.json()["code"]) == (201, "P-chirp-1")
    assert check.verify(packet.content).manifest == packet.headers["X-Content-SHA256"]
    assert api_for(advocate).post(home).status_code == 403
