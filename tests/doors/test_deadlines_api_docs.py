"""docs/reference/api.md is true: its examples are run, its tables are held against the house."""

import json
import re
import subprocess
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator
from rest_framework.test import APIClient

from accounts.models import User
from accounts.services import issue_token
from cases.models import Case
from complaints import services as complaints
from complaints.models import ComplaintDraft
from deadlines.services import sweep
from removal.models import RemovalRequest
from tests.factories import cases as cases_factory
from tests.factories import deadlines as made
from tests.factories import releases
from tests.factories import removal as removal_factory
from tests.factories.accounts import RECOVERY, paper_of

TEXT = (Path(settings.BASE_DIR) / "docs/reference/api.md").read_text()
WAY = TEXT.index("## The way of one request")
PIECE = re.compile(r"<!-- (?P<act>.+?) -->|```(?P<kind>sh|json)\n(?P<text>.+?)```", re.DOTALL)
LATER = re.compile(r"^(\w+)=\S+ +# `([\w.]+)` of the answer$")
CASE = "C-7F3K"


class Reader:
    """One who pastes the examples into a shell, in order; bash itself expands them."""

    def __init__(self, people):
        self.shell = 'curl() { printf "%s\\0" "$@"; }\n'
        self.people = people
        for name, who in (("TOKEN", "advocate"), ("ATTORNEY", "attorney")):
            self.shell += f"{name}={issue_token(by=people[who]).token}\n"
        paper_of(people["advocate"])
        self.codes = list(RECOVERY)
        self.answer = None

    def paste(self, text):
        for line in text.strip().splitlines():
            later = LATER.match(line)
            if later:
                self.shell += f"{later[1]}={self.found(later[2])}\n"
            elif "$CODE" in line:
                self.refused_without(line)
                self.shell += f"CODE={self.codes.pop()}\n"
                self.done(line)
            elif "curl " in line.split("{")[0] or re.search(r"\bapi (-|\$|\")", line):
                self.done(line)
            else:
                self.shell += f"{line}\n"

    def done(self, line):
        self.answer = self.ask(line)
        assert self.answer.status_code in {200, 201}, (line, self.answer.content)

    def refused_without(self, line):
        answer = self.ask(line.replace('-H "X-Step-Up: $CODE" ', ""))
        assert (answer.status_code, answer.json()["code"]) == (403, "step_up_needed"), line

    def found(self, path):
        value = self.answer.json()
        for step in path.split("."):
            value = value[int(step) if step.isdigit() else step]
        return value

    def ask(self, line):
        given = subprocess.run(
            ["bash", "-c", self.shell + line],
            capture_output=True,
            check=True,
            text=True,
            timeout=60,
        )
        words = given.stdout.split("\0")[:-1]
        headers, sent, url = {}, None, words[-1]
        for flag, value in pairwise(words):
            if flag == "-H":
                name, _, rest = value.partition(": ")
                headers[name] = rest
            if flag == "-d":
                sent = json.loads(value)
        at = urlsplit(url)
        assert at.netloc == "127.0.0.1:8000"
        api, path = APIClient(headers=headers), f"{at.path}?{at.query}"
        posts = sent is not None or "POST" in words
        return api.post(path, sent) if posts else api.get(path)


def untrue(told, answer, at=""):
    """Give where an answer is not as told, or nothing; `…` stands for anything."""
    if isinstance(told, dict):
        found = (untrue(told[key], answer.get(key, "absent"), f"{at}.{key}") for key in told)
        return next(filter(None, found), "")
    if isinstance(told, list):
        if told and told[-1] == "…":
            told, answer = told[:-1], answer[: len(told) - 1]
        if len(told) != len(answer):
            return f"{at}: {len(answer)} rows"
        found = (untrue(one, other, at) for one, other in zip(told, answer, strict=True))
        return next(filter(None, found), "")
    return "" if told in ("…", answer) else f"{at}: {answer}"


@pytest.fixture
def people(db):
    named = {"advocate": "Amara Osei", "attorney": "Dana Whitfield", "supervisor": "Grace Okafor"}
    return {
        role: User.objects.create_user(
            email=f"{role}@demo.example", name=name, role=role, password=None
        )
        for role, name in named.items()
    }


def fill_the_rest(people):
    """Do what the reader is told to do in the same way."""
    draft, case = ComplaintDraft.objects.get(), Case.objects.get()
    revision = draft.revisions.get(number=draft.revision_number)
    blanks = dict.fromkeys(complaints.blanks_of(revision), "Told in words.")
    now, by = timezone.now(), people["advocate"]
    complaints.revise(draft_id=draft.pk, blanks=blanks, added={}, by=by, now=now)
    cases_factory.engage(case=case, attorney=people["attorney"], by=people["supervisor"])


def do(act, people):
    """Do what the text says happens beside the API."""
    if act == "sweep":
        sweep.run(now=timezone.now())
    elif act.startswith("releases"):
        release(people["advocate"])
    else:
        fill_the_rest(people)


def release(by):
    """Record what the survivor signed: for the platform, and for the regulator."""
    now = timezone.now()
    releases.to_platform(RemovalRequest.objects.get(), by=by, now=now)
    releases.to_regulator(Case.objects.get(), by=by, now=now)


def test_the_way_of_one_request_goes_as_it_is_told(people):
    made.rules_loaded()
    removal_factory.platform(slug="demo-pictogram", domains=["pictogram.example"])
    reader, checked = Reader(people), 0
    with time_machine.travel("2026-10-31T14:10:00Z", tick=False) as clock:
        for piece in PIECE.finditer(TEXT, WAY):
            act, kind, text = piece.group("act", "kind", "text")
            if act and act.startswith("at "):
                clock.move_to(datetime.fromisoformat(act[3:]))
            elif act:
                do(act, people)
            elif kind == "sh":
                reader.paste(text)
            else:
                told = json.loads(text.replace(CASE, Case.objects.get().code))
                assert not untrue(told, reader.answer.json())
                checked += 1
    assert Case.objects.count() == 1
    assert ComplaintDraft.objects.get().addenda.count() == 1
    assert checked > 15


def test_the_first_examples_are_true(people):
    reader = Reader(people)
    examples = [piece for piece in PIECE.finditer(TEXT) if piece.start() < WAY]
    for piece in examples:
        if piece["kind"] == "sh":
            reader.paste(piece["text"])
        elif "me/" in reader.answer.wsgi_request.path:
            assert not untrue(json.loads(piece["text"]), reader.answer.json())
    assert reader.answer.json() == {"next": None, "previous": None, "results": []}


def rows_of(heading, columns):
    """Give a table's rows, each cell as its words in code."""
    section = TEXT.split(heading, 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if len(row) == columns and "`" in "".join(row)]


@pytest.fixture(scope="module")
def paths():
    return SchemaGenerator().get_schema(request=None, public=True)["paths"]


def test_the_filters_told_are_the_filters_there_are(paths):
    rows = rows_of("## Lists", 3)
    told = {re.findall(r"`(.+?)`", row[0])[0]: set(re.findall(r"`(.+?)`", row[2])) for row in rows}
    there = {}
    for path, methods in paths.items():
        names = {each["name"] for each in methods.get("get", {}).get("parameters", ())}
        if "cursor" in names:
            there[path.removeprefix("/api/v1/")] = names - {"cursor", "page_size"}

    assert told == there


def test_the_commands_told_to_take_a_key_are_those_that_do(paths):
    keyed = {
        re.sub(r"\{\w+\}", "{}", path.removeprefix("/api/v1/"))
        for path, methods in paths.items()
        for each in methods.get("post", {}).get("parameters", ())
        if each["name"] == "Idempotency-Key"
    }
    of_case = ["notes", "tasks", "authorities", "handovers", "people", "releases"]
    of_case += ["court-cases", "privileged-notes", "money/lines"]
    of_case += ["purges", "holds", "corrections"]
    acts = {
        "cases/{}": [*of_case, "releases/{}/renew"],
        "restitution/{}": ["facts", "determinations", "days"],
        "evidence/{}": ["outcome"],
        "removal-requests/{}": ["cure", "receipt", "answer", "outcome"],
        "platforms/{}": ["report"],
        "chokepoints/{}": ["ask"],
    }
    made = ["cases", "intakes", "evidence", "removal-requests", "complaints"]
    made += ["covers", "rota", "batches", "chokepoints"]
    told = {f"{row}/{act}/" for row, some in acts.items() for act in some}

    assert keyed == told | {f"{name}/" for name in made}
    section = TEXT.split("## Sending a command twice", 1)[1].split("\n## ", 1)[0]
    assert all(f"`{path.rpartition('/')[0].rpartition('/')[2]}/`" in section for path in keyed)


def test_every_code_told_is_one_that_a_rule_gives():
    told = {code for row in rows_of("The codes that", 2) for code in re.findall(r"`(\w+)`", row[0])}
    packages = ["cases", "evidence", "removal", "complaints", "deadlines", "sealing", "audit"]
    packages += ["reports"]
    source = "".join(
        path.read_text()
        for package in packages
        for path in (Path(settings.BASE_DIR) / package).rglob("*.py")
    )

    assert len(told) > 20
    assert {code for code in told if f'"{code}"' not in source} == set()


@pytest.mark.django_db
def test_each_refusal_of_the_table_is_given_as_told(api_for, advocate, attorney, supervisor):
    request = made.submitted(by=advocate)
    cases_factory.engage(case=request.case, attorney=attorney, by=supervisor)
    row, api = f"/api/v1/removal-requests/{request.pk}/", api_for(advocate)
    early = {"received_at": "2026-10-30T10:00:00Z", "basis": "inferred"}
    wrong = APIClient(headers={"Authorization": "Token " + "a" * 64})
    api.post("/api/v1/cases/", {}, headers={"Idempotency-Key": "1"})
    text = {"content_type": "text/plain"}
    answers = [
        api.post(f"{row}receipt/", {}),
        api.post(f"{row}receipt/", b"{", content_type="application/json"),
        APIClient().get(row),
        wrong.get(row),
        api_for(attorney).post(f"{row}receipt/", early),
        api.get("/api/v1/clocks/00000000-0000-4000-8000-00000000dead/"),
        api.put(row, {}),
        api.post(f"{row}receipt/", {"note": "so long " * 40_000}),
        api.post(f"{row}receipt/", b"x", **text),
        api.post("/api/v1/cases/", {"country": "US"}, headers={"Idempotency-Key": "1"}),
    ]
    given = [(str(one.status_code), one.json()["code"]) for one in answers]

    refused = api.post(f"{row}receipt/", early)
    example = re.search(r"```json\n(\{\"code\": \"before.+?)\n```", TEXT)

    assert (refused.status_code, refused.json()) == (409, json.loads(example[1]))
    told = [(row[0], row[1].strip("`")) for row in rows_of("## Refusals", 3)]
    assert given == told
    assert all(one.json()["detail"] for one in answers)
