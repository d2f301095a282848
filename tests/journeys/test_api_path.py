"""The main job over HTTP alone, with a token: from a case to a filed complaint."""

import json
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from io import BytesIO
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from pypdf import PdfReader

from accounts.rules import Role
from accounts.services import issue_token
from cases.models import Case
from complaints.models import ComplaintDraft
from deadlines.services import sweep
from removal.models import RemovalRequest, Submission
from tests.factories import deadlines as deadlines_factory
from tests.factories import releases
from tests.factories import removal as removal_factory
from tests.factories.accounts import RECOVERY, person

pytestmark = pytest.mark.django_db(transaction=True)
CALL = datetime(2026, 10, 31, 14, 5, tzinfo=UTC)  # a Saturday, 10:05 in New York
DUE = datetime(2026, 11, 2, 14, tzinfo=UTC)
HOUR = timedelta(hours=1)
ITEM = {
    "category": "image",
    "url": "https://chirp.example/posts/4411",
    "seen_by": "survivor",
    "how_known": "saw_it",
    "first_seen_at": "2026-10-30T20:00:00-04:00",
    "source_zone": "America/New_York",
    "age_when_made": "18plus",
    "is_synthetic": "no",
    "identifiable_by": ["face"],
}
PARTS = {
    "signer_role": "self",
    "signer_name": "M. K.",
    "signed_at": "2026-10-31T09:40:00-04:00",
    "signature_method": "typed",
    "good_faith_basis": "never_consented",
    "good_faith_statement": "I never agreed to this being shown.",
}
SENT = {
    "channel": "web_form",
    "sent_by": "agency",
    "submitted_at": "2026-10-31T10:00:00-04:00",
    "reference": "CH-2",
}
RECEIPT = {
    "received_at": "2026-10-31T10:00:00-04:00",
    "basis": "proven",
    "proof": "confirmation_number",
    "proof_reference": "CH-20417",
}
LOOK = {"how": "opened_link", "checked_by": "advocate"}


class Program:
    """A client that has a token and nothing else: no cookie, no session."""

    def __init__(self, site, user):
        self.at, self.user = urlsplit(site), user
        self.token = issue_token(by=user).token
        self.codes = list(RECOVERY)

    def ask(self, method, path, body=None, **headers):
        """Ask, and where a fresh proof is wanted, ask again with a code beside the token."""
        answer = self._ask(method, path, body, **headers)
        if answer.status == 403 and answer.json["code"] == "step_up_needed":
            return self._ask(method, path, body, **headers, **{"X-Step-Up": self.codes.pop()})
        return answer

    def _ask(self, method, path, body=None, **headers):
        door = HTTPConnection(self.at.hostname, self.at.port, timeout=60)
        own = {"Authorization": f"Token {self.token}", "Content-Type": "application/json"}
        sent = None if body is None else json.dumps(body)
        door.request(method, f"/api/v1/{path}", sent, own | headers)
        answer = door.getresponse()
        raw = answer.read()
        door.close()
        told = answer.headers.get_content_type() == "application/json"
        return SimpleNamespace(
            status=answer.status,
            headers=answer.headers,
            raw=raw,
            json=json.loads(raw) if told else None,
        )

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, body=None, **headers):
        return self.ask("POST", path, {} if body is None else body, **headers)

    def done(self, path, body=None):
        """Post, and give the answer of a command that was done."""
        answer = self.post(path, body)
        assert answer.status in {200, 201}, answer.raw
        return answer.json


@pytest.fixture
def site(live_server, time_machine, monkeypatch):
    monkeypatch.setattr("deadlines.nudge._send", lambda: None)  # the test sweeps when it says so
    time_machine.move_to(CALL, tick=True)
    deadlines_factory.rules_loaded()
    removal_factory.platform()
    return live_server.url


@pytest.fixture
def ada(site):
    return Program(site, person(Role.ADVOCATE, name="Ada"))


@pytest.fixture
def sol(site):
    return Program(site, person(Role.SUPERVISOR, name="Sol"))


@pytest.fixture
def stranger(site):
    return Program(site, person(Role.ADVOCATE, name="Cleo"))


def opened(program):
    """Open a case with one item, and draft a request that lacks its contact."""
    case = program.done("cases/", {"age_when_made": "18plus", "survivor_name": "Maria Kestrel"})
    item = program.done("evidence/", {"case": case["code"], **ITEM})
    wanted = {"case": case["code"], "platform": "chirp", "item_ids": [item["id"]], **PARTS}
    return case["code"], item["id"], program.done("removal-requests/", wanted)


def released(program, request_id):
    """Record what the survivor signed: for the platform, and for the regulator."""
    request = RemovalRequest.objects.for_display().get(pk=request_id)
    releases.to_platform(request, by=program.user, now=CALL)
    releases.to_regulator(request.case, by=program.user, now=CALL)


def received(program):
    code, item, draft = opened(program)
    request = f"removal-requests/{draft['id']}/"
    program.done(f"{request}change/", {"contact": "desk@agency.example"})
    released(program, draft["id"])
    program.done(f"{request}submission/", SENT)
    return code, item, request, program.done(f"{request}receipt/", RECEIPT)


def test_the_whole_path_is_done_with_a_token(ada, sol, time_machine):
    code, item, request, answer = received(ada)
    (clock,) = answer["clocks"]
    assert (clock["due_at"], clock["state"]) == ("2026-11-02T14:00:00Z", "running")

    assert sweep.run(now=DUE + HOUR).drafted == 1
    time_machine.move_to(DUE + HOUR + timedelta(minutes=5), tick=True)
    (row,) = ada.get("clocks/?state=late").json["results"]
    assert row["words"] == "late by 1 h 05 min"
    still_up = LOOK | {"item": item, "kind": "seen_up", "at": "2026-11-02T15:04:00Z"}
    ada.done(f"{request}outcome/", still_up)

    (row,) = ada.get("complaints/").json["results"]
    complaint = f"complaints/{row['id']}/"
    fill(ada, complaint)
    ada.done(f"{complaint}review/")
    sol.done(f"{complaint}sign-off/", {})
    reads_the_packet(ada, complaint, code)
    filed = ada.done(
        f"{complaint}filed/", {"filed_at": "2026-11-02T10:06:00-05:00", "number": "FTC-190442"}
    )
    assert (filed["status"], filed["filing_number"]) == ("filed", "FTC-190442")

    gone = LOOK | {"kind": "seen_gone", "at": "2026-11-02T15:05:00Z"}
    ada.done(f"evidence/{item}/outcome/", gone)
    (addendum,) = ada.get(complaint).json["addenda"]
    assert "was removed by 2 November 2026" in addendum["text"]
    assert ada.get(request).json["status"] == "resolved"


def fill(program, complaint):
    """Bring it up to today's facts, then say what only a person knows."""
    told = program.done(f"{complaint}refresh/")
    blanks = [
        one["key"] for part in told["parts"] for one in part["sentences"] if one["kind"] == "blank"
    ]
    words = dict.fromkeys(blanks, "An advocate of a victim-service agency.")
    told = program.done(f"{complaint}revise/", {"blanks": words})
    assert told["blanks_left"] == 0


def reads_the_packet(program, complaint, code):
    packet = program.get(f"{complaint}packet.pdf")
    assert packet.status == 200
    assert packet.headers.get_content_type() == "application/pdf"
    pages = PdfReader(BytesIO(packet.raw)).pages
    for number, page in enumerate(pages, start=1):
        assert f"{code}-R1" in page.extract_text()
        assert f"{number} of {len(pages)}" in page.extract_text()
    whole = " ".join(page.extract_text() for page in pages)
    assert all(ground in whole for ground in ComplaintDraft.objects.get().grounds)
    assert "Maria" not in whole


def test_what_no_release_lets_out_is_refused_by_its_code(ada, sol):
    _, _, draft = opened(ada)
    request = f"removal-requests/{draft['id']}/"
    ada.done(f"{request}change/", {"contact": "desk@agency.example"})

    refused = ada.post(f"{request}submission/", SENT)

    assert (refused.status, refused.json["code"]) == (409, "release_needed")
    assert "Chirp" in refused.json["detail"]
    assert not Submission.objects.exists()
    sent = ada.done(f"{request}submission/", SENT | {"sent_by": "survivor"})
    assert (sent["submission"]["sent_by"], sent["submission"]["release"]) == ("survivor", None)


def test_a_command_that_comes_twice_is_done_once(ada):
    keyed = {"Idempotency-Key": "call-1"}
    told = {"age_when_made": "18plus"}

    first, again = (ada.post("cases/", told, **keyed) for _ in range(2))
    other = ada.post("cases/", told | {"country": "US"}, **keyed)

    assert (first.status, again.status, other.status) == (201, 201, 422)
    assert first.json["code"] == again.json["code"]
    assert again.headers["Idempotent-Replay"] == "true"
    assert Case.objects.count() == 1


def test_a_missing_part_is_refused_by_its_code(ada):
    _, _, draft = opened(ada)

    refused = ada.post(f"removal-requests/{draft['id']}/submission/", SENT)

    assert (refused.status, refused.json["code"]) == (409, "parts_missing")
    assert refused.json["detail"].endswith(".")
    assert not Submission.objects.exists()


def test_a_moment_without_its_zone_is_refused(ada):
    _, _, draft = opened(ada)
    request = f"removal-requests/{draft['id']}/"
    ada.done(f"{request}change/", {"contact": "desk@agency.example"})

    refused = ada.post(f"{request}submission/", SENT | {"submitted_at": "2026-10-31T10:00:00"})

    assert (refused.status, refused.json["code"]) == (400, "invalid")
    assert set(refused.json["fields"]) == {"submitted_at"}
    assert RemovalRequest.objects.get().status == "draft"


def test_a_strangers_token_finds_nothing(ada, stranger):
    code, item, request, _ = received(ada)
    sweep.run(now=DUE + HOUR)
    complaint = f"complaints/{ComplaintDraft.objects.get().pk}/"

    for path in (f"cases/{code}/", f"evidence/{item}/", request, complaint):
        assert stranger.get(path).status == 404
    for path in (
        f"cases/{code}/reveal/", f"{request}receipt/", f"{request}outcome/",
        f"evidence/{item}/outcome/", f"{complaint}review/",
    ):  # fmt: skip
        assert stranger.post(path, {}).status == 404
    assert stranger.get(f"{complaint}packet.pdf").status == 404
    for path in ("cases/", "evidence/", "removal-requests/", "clocks/", "complaints/"):
        assert stranger.get(path).json["results"] == []


def test_a_token_that_was_never_given_opens_nothing(ada):
    ada.token = "0" * 64

    refused = ada.get("cases/")

    assert refused.status == 401
    assert refused.headers["WWW-Authenticate"].startswith("Token")
