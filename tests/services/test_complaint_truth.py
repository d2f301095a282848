"""What a complaint may not claim: more than the record holds of process, refusals and copies."""

from datetime import timedelta

import pytest

from complaints import gates
from complaints.models import ComplaintDraft
from complaints.revisions import document_of, in_force
from complaints.standing import standing_of
from tests.factories.complaints import DRAFTED
from tests.factories.stories import STORIES

pytestmark = pytest.mark.django_db
NOW = DRAFTED + timedelta(hours=5)


@pytest.fixture
def text(advocate):
    def text(story):
        draft = ComplaintDraft.objects.for_display().get(pk=STORIES[story](advocate).pk)
        return draft, {one.key: one for one in document_of(in_force(draft)).sentences()}

    return text


def test_a_request_by_e_mail_asks_whose_process_that_is(text):
    _, by_mail = text("cured")
    _, by_form = text("posted")

    assert by_mail["channel"].is_open
    assert "channel" not in by_form


def test_two_versions_tell_of_each_other_and_each_keeps_its_own_time(text):
    second, later = text("cured")
    first = second.request.replaces
    _, earlier = text("replaced")

    assert f"{second.case.code}-{first.label}, sent at 31 October 2026" in later["cured"].text
    assert "the service called the signature wrong or missing" in later["cured"].text
    assert later["cured.words"].text == "Its words: “Who signed this?”"
    assert "R1.2, was sent at 31 October 2026, 17:00:00 UTC" in earlier["later"].text
    assert "2 November 2026, 17:00:00 UTC" in later["due"].text
    assert "2 November 2026, 14:00:00 UTC" in earlier["due"].text


def test_a_ground_of_copies_says_if_it_knew_until_something_shows_that(text):
    _, untold = text("copies")
    _, told = text("copies_told")

    assert untold["ground.G5.means"].text.startswith("If it knew of what is left, the service")
    assert told["ground.G5.means"].text.startswith("The service appears not to have complied")


@pytest.mark.parametrize("story", ["refused", "replaced", "unclear"])
def test_what_is_contested_wants_two_and_the_checklist_says_whose(text, story, supervisor):
    draft, told = text(story)

    standing = standing_of(draft, now=NOW)
    row = list(gates.checklist(standing, supervisor))[-1]

    assert (row.label, row.done) == ("Two sign-offs", False)
    assert "Still wanted: an attorney of the case; and a supervisor" in row.why
    if "ground.G6.means" in told:
        assert "is not concluded here" in told["ground.G6.means"].text


def test_what_nobody_contests_wants_one(text, supervisor):
    draft, _ = text("posted")

    row = list(gates.checklist(standing_of(draft, now=NOW), supervisor))[-1]

    assert (row.label, row.done) == ("A sign-off", False)


def test_guidance_is_said_to_be_known_at_second_hand(text):
    notes = {
        story: {check.key for check in standing_of(text(story)[0], now=NOW).checks}
        for story in ("obstructed", "posted")
    }

    assert "guidance" in notes["obstructed"]
    assert "guidance" not in notes["posted"]
