"""The front half of some cases: questions, plan, people, releases that end, and a match."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from cases import services as cases
from cases.models import Release
from config.demo.matter import Matter
from config.demo.script import Deed, Script
from evidence import services as evidence
from evidence.rules.fingerprints import Print
from intake import services as intake
from intake.models import PlanStep

POSTED = {
    "danger_now": "no",
    "extortion": "no",
    "age_now": "18plus",
    "is_synthetic": "no",
    "made_by": "other",
    "happened": "posted",
    "file_on_own_device": "yes",
    "language": "English",
    "needs": ["counselling", "tech"],
}
THREATENED = POSTED | {
    "extortion": "yes",
    "happened": "threat_only",
    "where": "account: @quietly_waiting on chirrup.example",
    "needs": ["police", "interpreter"],
}
NO_FILE = POSTED | {"file_on_own_device": "no", "where": "https://vidloft.example/u/119"}
MINOR = {"danger_now": "no", "extortion": "no", "age_now": "under18", "file_on_own_device": "yes"}
HALF_WAY = {"danger_now": "no", "extortion": "yes", "is_synthetic": "unsure"}

# fmt: off
# the story it belongs to     what was told so far        what came of the plan's steps
TOLD: dict[tuple[str, float], tuple[dict[str, Any], dict[str, str]]] = {
    ("intake", 3):        (HALF_WAY,   {}),
    ("intake", 20):       (THREATENED, {"sextortion-adult": "under_way"}),
    ("intake", 44):       (POSTED | {"where": "https://murmur.example/p/74"}, {}),
    ("intake", 70):       (NO_FILE,    {"ccri": "done", "search-removal": "declined"}),
    ("evidence", 2):      (POSTED | {"where": "https://pictogram.example/p/74"}, {}),
    ("evidence", 30):     (POSTED | {"where": "https://vidloft.example/p/1110"},
                           {"stopncii": "done", "request-48h": "under_way"}),
    ("under 18", 10):     (MINOR,      {"cybertipline": "done"}),
}
# One picture as two devices saw it: a few bits apart. The last is a picture of something else.
PICTURE = "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22"
SAVED_AGAIN = "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9bdd"
ELSE = "0d1c53a97e664fb2d39a0c55e1783b4c8a2f91d66b07e5345cc9381ea7f2406b"
PICTURED: dict[tuple[str, float], str] = {
    ("evidence", 2): PICTURE, ("evidence", 9): ELSE, ("evidence", 30): PICTURE,
    ("evidence", 52): SAVED_AGAIN,
}
# fmt: on


def begin(script: Script, matter: Matter, how: str, hours: float) -> None:
    """Note what came before the evidence: what was told, and the plan that it gave."""
    told, steps = TOLD.get((how, hours), ({}, {}))
    if not told:
        return
    half_way = told is HALF_WAY
    script.ago(hours, partial(_tell, matter, told=told, finished=not half_way))
    if steps:
        script.ago(hours - 0.5, partial(_mark, matter, steps=steps))


def go_on(script: Script, matter: Matter, how: str, hours: float) -> None:
    """Note what some cases have besides: digits of a picture, a guardian, a release that ends."""
    if (how, hours) in PICTURED:
        digits = PICTURED[how, hours]
        script.ago(hours - 0.5, partial(_keep_digits, matter, digits=digits))
    for deed in _besides(matter).get((how, hours), ()):
        script.ago(hours - 1, deed)


def _besides(matter: Matter) -> dict[tuple[str, float], tuple[Deed, ...]]:
    return {
        ("under 18", 10): (partial(_guardian, matter),),
        ("intake", 20): (partial(_taken_back, matter),),
        ("intake", 70): (partial(_ends_soon, matter),),
    }


def _tell(matter: Matter, now: datetime, *, told: dict[str, Any], finished: bool) -> None:
    case, by = matter.case, matter.by
    intake.start_on_case(case_id=case.pk, by=by, now=now)
    intake.answer(case_id=case.pk, given=told, by=by, now=now)
    if finished:
        intake.finish(case_id=case.pk, by=by, now=now)


def _mark(matter: Matter, now: datetime, steps: dict[str, str]) -> None:
    for service, state in steps.items():
        step = PlanStep.objects.get(case=matter.case, service=service)
        intake.mark_step(step_id=step.pk, state=state, by=matter.by, now=now)


def _keep_digits(matter: Matter, now: datetime, digits: str) -> None:
    evidence.keep_fingerprints(
        item_id=matter.items[0].pk,
        prints=[Print("pdq", digits, 97)],
        producer="reclaim-fingerprint/1",
        mime="image/jpeg",
        width=1080,
        height=1350,
        by=matter.by,
        now=now,
    )


def _guardian(matter: Matter, now: datetime) -> None:
    cases.record_authority(
        case_id=matter.case.pk,
        kind="parent_guardian",
        holder=f"Ada {matter.person.split()[-1]}",
        scope=["sign_requests", "sign_releases", "speak"],
        starts_on=now.date(),
        causes_harm=False,
        harms_other_parent=False,
        by=matter.by,
        now=now,
    )


def _ends_soon(matter: Matter, now: datetime) -> None:
    terms = {"recipient_name": "A counselling centre", "expires_at": now + timedelta(days=6)}
    matter.release(now, "service", "", "referral", {"contact"}, **terms)


def _taken_back(matter: Matter, now: datetime) -> None:
    matter.release(now, "police", "", "referral", {"contact"}, recipient_name="The county's police")
    release = Release.objects.get(case=matter.case)
    cases.revoke_release(release_id=release.pk, reason="Not yet.", by=matter.by, now=now)
