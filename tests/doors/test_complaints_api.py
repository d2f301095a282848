"""Complaints over the API: read whole, changed by command, refused in one shape."""

import pytest

from audit.models import Entry
from complaints import services
from complaints.models import ComplaintDraft, Revision
from tests.factories import complaints
from tests.factories.complaints import BLANKS, DRAFTED

pytestmark = pytest.mark.django_db
HOME = "/api/v1/complaints/"


@pytest.fixture(autouse=True)
def _an_hour_after_the_deadline(time_machine):
    time_machine.move_to(DRAFTED, tick=False)


@pytest.fixture
def draft(advocate):
    return complaints.complaint(by=advocate)


@pytest.fixture
def supervisors(supervisor, api_for):
    return api_for(supervisor)


def at(draft, command=""):
    return f"{HOME}{draft.pk}/{command}"


def test_a_list_holds_codes_states_and_moments_alone(advocate, api_for):
    draft = complaints.complaint(by=advocate)

    body = api_for(advocate).get(HOME).json()

    [row] = body["results"]
    assert (row["id"], row["request_code"]) == (str(draft.pk), draft.request.code)
    assert (row["grounds"], row["blanks_left"], row["status"]) == (["G3"], 4, "draft")
    assert "parts" not in row
    assert "filing_number" not in row


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({}, 2), ({"status": "draft"}, 1), ({"status": "in_review"}, 1), ({"ground": "G3"}, 2),
        ({"ground": "G1"}, 0), ({"mine": "true"}, 2), ({"mine": "false"}, 0),
        ({"made_because": "by_hand"}, 0),
    ],
)  # fmt: skip
def test_a_list_is_filtered(advocate, api_for, asked, count):
    complaints.complaint(by=advocate)
    complaints.in_review(by=advocate)

    assert len(api_for(advocate).get(HOME, asked).json()["results"]) == count


def test_a_complaint_is_read_with_its_sentences_and_their_sources(advocate, api_for):
    draft = complaints.complaint(by=advocate)

    body = api_for(advocate).get(at(draft)).json()

    assert [part["letter"] for part in body["parts"]] == list("ABCDEFGHIJK")
    due = next(one for one in body["parts"][4]["sentences"] if one["key"] == "due")
    assert due["sources"][1] == {
        "model": "complaints.complaintdraft",
        "id": str(draft.pk),
        "field": "due_at",
    }
    blanks = next(check for check in body["checks"] if check["key"] == "blanks")
    assert blanks["state"] == "missing"
    assert Entry.objects.filter(action="cases.opened", chain=str(draft.case_id)).exists()


def test_the_whole_way_from_draft_to_filed(advocate, supervisor, api_for):
    draft = complaints.complaint(by=advocate)
    hers, his = api_for(advocate), api_for(supervisor)
    blanks = {key: BLANKS[key] for key in services.blanks_of(Revision.objects.get())}

    revised = hers.post(
        at(draft, "revise/"),
        {"blanks": blanks, "added": {"F": ["I called twice."]}, "on_revision": 1},
    )
    assert (revised.status_code, revised.json()["blanks_left"]) == (200, 0)
    assert hers.post(at(draft, "review/")).json()["status"] == "in_review"
    signed = his.post(at(draft, "sign-off/"), {"on_revision": 2})
    assert signed.json()["signed_off_revision"] == 2
    filed = hers.post(
        at(draft, "filed/"), {"filed_at": "2026-11-02T10:00:00-05:00", "number": "FTC-190442"}
    )

    assert filed.json()["status"] == "filed"
    assert filed.json()["filing_number"] == "FTC-190442"


@pytest.mark.parametrize(
    ("command", "body", "refusal"),
    [
        ("revise/", {"blanks": {"due": "Later."}}, ("no_such_blank", "due")),
        (
            "revise/",
            {"blanks": {"other_reports": "It was illegal."}},
            ("words_to_change", "other_reports"),
        ),
        ("revise/", {"added": {"F": ["revenge porn"]}}, ("words_to_change", "added_F")),
        ("revise/", {"added": {"Z": ["More."]}}, ("no_such_part", None)),
        (
            "revise/",
            {"blanks": {"other_reports": "x"}, "on_revision": 7},
            ("revision_moved", "revision"),
        ),
        ("revise/", {}, ("nothing_changed", None)),
        ("sign-off/", {}, ("complaint_move", "status")),
        (
            "filed/",
            {"filed_at": "2026-11-02T15:00:00Z", "number": "1"},
            ("complaint_move", "status"),
        ),
        ("return/", {}, ("complaint_move", "status")),
    ],
)
def test_a_rule_refuses_with_a_code_and_a_sentence_and_writes_nothing(
    draft, supervisors, command, body, refusal
):
    answer = supervisors.post(at(draft, command), body)

    assert answer.status_code == 409
    assert (answer.json()["code"], answer.json().get("field")) == refusal
    assert Revision.objects.count() == 1
    assert ComplaintDraft.objects.get().status == "draft"


@pytest.mark.parametrize(
    ("command", "body"),
    [
        ("revise/", {"facts": {"due": "Later."}}),
        ("revise/", {"blanks": ["other_reports"]}),
        ("sign-off/", {"holds_release": True}),
        ("sign-off/", {"signed_off_by": 1}),
        ("filed/", {"filed_at": "2026-11-02T15:00:00", "number": "1"}),
        ("filed/", {"filed_at": "2026-11-02T15:00:00Z"}),
    ],
)
def test_a_body_of_the_wrong_shape_is_refused(draft, supervisors, command, body):
    answer = supervisors.post(at(draft, command), body)

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")


def test_a_role_that_may_not_is_told_so(advocate, api_for):
    draft = complaints.in_review(by=advocate)

    answer = api_for(advocate).post(at(draft, "sign-off/"), {})

    assert (answer.status_code, answer.json()["code"]) == (403, "role_may_not")


@pytest.mark.parametrize(
    "command",
    ["", "packet.pdf", "packet.txt", "revise/", "refresh/", "review/", "return/", "sign-off/",
     "filed/", "supersede/", "take-up/"],
)  # fmt: skip
def test_a_stranger_s_id_is_not_there(advocate, colleague, administrator, api_for, command):
    draft = complaints.complaint(by=advocate)
    how = "get" if command in {"", "packet.pdf", "packet.txt"} else "post"

    for stranger in (colleague, administrator):
        answer = getattr(api_for(stranger), how)(at(draft, command))
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert Entry.objects.filter(subject_id=str(draft.pk)).count() == 0


def test_a_packet_is_taken_and_that_is_recorded(advocate, api_for):
    draft = complaints.complaint(by=advocate)
    api = api_for(advocate)

    paper, text = api.get(at(draft, "packet.pdf")), api.get(at(draft, "packet.txt"))

    assert (paper.headers["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    assert text.content.decode().startswith("Complaint to the Federal Trade Commission\n")
    assert Entry.objects.filter(action="complaints.exported").count() == 2


def test_composing_anew_and_setting_aside(advocate, api_for):
    draft = complaints.complaint(by=advocate)
    api = api_for(advocate)

    assert api.post(at(draft, "refresh/")).json()["revision"] == 2
    assert api.post(at(draft, "supersede/")).json()["status"] == "superseded"
    assert api.post(at(draft, "refresh/")).json()["code"] == "complaint_frozen"
    assert api.post(at(draft, "take-up/")).json()["status"] == "draft"


def test_a_packet_is_given_to_who_accepts_a_pdf_and_refused_in_the_one_shape(
    advocate, colleague, api_for
):
    draft = complaints.complaint(by=advocate)
    accepts = {"Accept": "application/pdf"}

    given = api_for(advocate).get(at(draft, "packet.pdf"), headers=accepts)
    refused = api_for(colleague).get(at(draft, "packet.pdf"), headers=accepts)

    assert given.headers["Content-Type"] == "application/pdf"
    assert (refused.status_code, refused.json()["code"]) == (404, "not_found")
