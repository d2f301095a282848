"""Cases elsewhere: a law taken up beside the Act, each in another state."""

from datetime import datetime, timedelta
from functools import partial

from config.demo.matter import Matter
from config.demo.script import Script
from deadlines.services import courses

WHOLE_REPORT = {
    "UK-OSA-10-3A": ["is_intimate_image", "truth", "prescribed_items"],
    "IN-ITR-3-2-b": ["complaint_to_grievance_officer"],
    "AU-OSA-77": ["complaint_to_esafety"],
    "EU-DSA-16": ["name_and_email"],
}
# fmt: off
# how it went, hours ago -> where the survivor is, the laws, what came, hours after the receipt
ABROAD: dict[tuple[str, float], tuple[str, dict[str, dict[str, float]]]] = {
    ("running", 1):      ("IN", {"IN-ITR-3-2-b": {}}),
    ("running", 12):     ("AU", {"AU-OSA-77": {"asked": 2}}),
    ("running", 21):     ("AU", {"AU-OSA-77": {"asked": 1, "regulator_notice": 14}}),
    ("running", 31):     ("DE", {"EU-DSA-16": {"receipt_confirmed": 3}}),
    ("running", 38):     ("GB", {"UK-OSA-10-3A": {}, "EU-DSA-16": {"receipt_confirmed": 2}}),
    ("just late", 48.4): ("GB", {"UK-OSA-10-3A": {}}),
}
# fmt: on


def country(how: str, hours: float) -> dict[str, str]:
    """Give where the survivor of a story is, when that is not at home."""
    known = ABROAD.get((how, hours))
    return {"country": known[0]} if known else {}


def take_up(script: Script, matter: Matter, how: str, hours: float) -> None:
    """Note that laws are taken up just after the receipt, and what came under each."""
    if (how, hours) not in ABROAD:
        return
    for place, (law, events) in enumerate(ABROAD[how, hours][1].items()):
        script.ago(hours - 0.05 * (1 + place), partial(_take_up, matter, law, is_home=not place))
        for kind, later in events.items():
            script.ago(hours - later, partial(_event, matter, law, kind))


def _take_up(matter: Matter, law: str, now: datetime, *, is_home: bool) -> None:
    courses.take_up(
        request_id=matter.request.pk,
        law=law,
        connection="survivor_there" if is_home else "shown_there",
        made_by="person",
        is_notice=True,
        declared=WHOLE_REPORT[law],
        by=matter.by,
        now=now,
    )


def _event(matter: Matter, law: str, kind: str, now: datetime) -> None:
    courses.record_event(
        request_id=matter.request.pk,
        law=law,
        kind=kind,
        at=now - timedelta(minutes=10),
        proof="auto_reply",
        by=matter.by,
        now=now,
    )
