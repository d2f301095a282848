"""When a purge may be proposed, confirmed and done; every refusal says what stands against it."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from audit.rules import NotAllowed
from keeping.rules.parts import PARTS, REASONS, STATES, Part, Reason, State


class Standing(NamedTuple):
    """What stands on a case at a moment, as far as a purge is concerned."""

    status: str
    is_purged: bool
    is_held: bool
    running: Collection[str] = ()
    complaints: Collection[str] = ()  # open ones, by the code of their request


HELD = "A legal hold stands on this case: nothing of it is purged until the hold is lifted."
OPEN = "The case is not closed. Close it first; what is still being worked on is not purged."


def against(standing: Standing) -> list[tuple[str, str]]:
    """Give each thing that stands against a purge: its code and a sentence."""
    running, complaints = ", ".join(standing.running), ", ".join(standing.complaints)
    complaint = f"Still open: {complaints}. File it or set it aside first."
    # fmt: off
    table = (
        (standing.is_purged,          "purged",         "This case is purged already."),
        (standing.is_held,            "held",           HELD),
        (standing.status != "closed", "case_open",      OPEN),
        (bool(running),               "still_running",  f"Still running: {running}."),
        (bool(complaints),            "complaint_open", complaint),
    )
    # fmt: on
    return [(code, sentence) for stands, code, sentence in table if stands]


# What stood against one when it was to begin; the row keeps the code of it.
STOPPED = {
    "purged": "This case was purged already.",
    "held": "A legal hold stood on this case.",
    "case_open": "The case was open again.",
    "still_running": "Something was still running on it.",
    "complaint_open": "A complaint was still open.",
}


def why_stopped(code: str) -> str:
    return STOPPED.get(code, "Something stood against it.")


def require_free(standing: Standing) -> None:
    for code, sentence in against(standing):
        raise NotAllowed(sentence, code=code)


def require_parts(parts: Collection[str]) -> list[str]:
    """Give known parts in their order; the whole case says all of them."""
    known = [part.value for part in PARTS if part.value in parts]
    if not known or len(known) != len(set(parts)):
        raise NotAllowed("Choose what is to be purged.", code="purge_parts", field="parts")
    return [Part.WHOLE.value] if Part.WHOLE.value in known else known


def require_reason(reason: str, words: str) -> None:
    if reason not in {one.value for one in REASONS}:
        raise NotAllowed("Say why.", code="purge_reason", field="reason")
    if reason == Reason.OTHER and not words.strip():
        raise NotAllowed(
            "Say the reason in your own words.", code="purge_reason", field="reason_words"
        )


def require_state(state: str, wanted: Iterable[State]) -> None:
    """Pass for a purge that stands where this act takes it up."""
    if state not in {one.value for one in wanted}:
        said = STATES[State(state)]
        raise NotAllowed(
            f"This purge has gone on meanwhile: {said[0].lower()}{said[1:]}.", code="purge_moved"
        )


def require_second(*, proposed_by: object, by: object) -> None:
    if proposed_by == by:
        raise NotAllowed(
            "Another person confirms: whoever proposed a purge may not.", code="second_person"
        )


def not_before(proposed_at: datetime, hours: int) -> datetime:
    return proposed_at + timedelta(hours=hours)


def require_waited(*, not_before: datetime, now: datetime) -> None:
    if now < not_before:
        raise NotAllowed(
            f"Confirm it from {not_before:%d %b %Y, %H:%M} UTC on: the wait is there so that"
            " somebody can still say no.",
            code="too_early",
        )
