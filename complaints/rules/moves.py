"""How a draft's status may move; a table instead of branches (ADR 0015)."""

from collections.abc import Iterable
from datetime import datetime

from audit.rules import NotAllowed
from complaints.rules.completeness import RELEASE, Check
from complaints.rules.words import Status
from removal.rules.words import Coverage
from removal.rules.words import Status as RequestStatus

# fmt: off
MOVES: dict[Status, frozenset[Status]] = {
    Status.DRAFT:      frozenset({Status.IN_REVIEW, Status.SUPERSEDED}),
    Status.IN_REVIEW:  frozenset({Status.DRAFT, Status.SIGNED_OFF, Status.SUPERSEDED}),
    Status.SIGNED_OFF: frozenset({Status.DRAFT, Status.FILED, Status.SUPERSEDED}),
    Status.FILED:      frozenset(),  # what was filed stays as it was filed; later facts are addenda
    Status.SUPERSEDED: frozenset(),  # taken up again by its own deed, when a ground stands
}

IS: dict[Status, str] = {
    Status.DRAFT:      "a draft",
    Status.IN_REVIEW:  "in review",
    Status.SIGNED_OFF: "signed off",
    Status.FILED:      "filed",
    Status.SUPERSEDED: "superseded",
}

WANTED: dict[Status, str] = {
    Status.DRAFT:      "returned",
    Status.IN_REVIEW:  "sent to review",
    Status.SIGNED_OFF: "signed off",
    Status.FILED:      "recorded as filed",
    Status.SUPERSEDED: "superseded",
}
# fmt: on

WRITABLE = (Status.DRAFT, Status.IN_REVIEW)  # a signed text is returned before it changes


def require_move(now: str, to: Status) -> None:
    """Pass if a complaint may go from one status to the other, else say from where it may."""
    if to not in MOVES[Status(now)]:
        before = (IS[one] for one in Status if to in MOVES[one])
        raise NotAllowed(
            f"This complaint is {IS[Status(now)]}; only one that is {_either(before)}"
            f" can be {WANTED[to]}.",
            code="complaint_move",
            field="status",
        )


def require_writable(now: str) -> None:
    """Pass if the text may still be changed."""
    if Status(now) not in WRITABLE:
        cure = " Return it to draft first." if now == Status.SIGNED_OFF else ""
        raise NotAllowed(
            f"This complaint is {IS[Status(now)]}, so its text stays as it is.{cure}",
            code="complaint_frozen",
            field="status",
        )


def require_open(now: str) -> None:
    """Pass if it may still become another text: neither filed nor set aside."""
    if Status(now) in {Status.FILED, Status.SUPERSEDED}:
        raise NotAllowed(
            f"This complaint is {IS[Status(now)]}, so its text stays as it is.",
            code="complaint_frozen",
            field="status",
        )


def require_signed(now: str) -> None:
    """Pass if a sign-off of it may still be taken back."""
    if Status(now) not in {Status.IN_REVIEW, Status.SIGNED_OFF}:
        raise NotAllowed(
            f"This complaint is {IS[Status(now)]}; only before it is filed is a sign-off taken"
            " back.",
            code="complaint_move",
            field="status",
        )


def require_set_aside(now: str) -> None:
    """Pass if a complaint was set aside, which alone can be taken up again."""
    if Status(now) is not Status.SUPERSEDED:
        raise NotAllowed(
            f"This complaint is {IS[Status(now)]}; only one that was set aside is taken up again.",
            code="complaint_move",
            field="status",
        )


def require_draftable(
    request_status: str, coverage: str, *, has_ground: bool, is_intermediary: bool = False
) -> None:
    """Pass if a person may ask for a draft: the Act reaches the service and a ground stands."""
    if is_intermediary:
        raise NotAllowed(
            "This went to one who stands behind the site, under its own terms. A complaint is about"
            " the service that shows the image: draft it on the first request.",
            code="asked_intermediary",
        )
    if coverage == Coverage.EXCLUDED:
        raise NotAllowed(
            "The Act leaves this service out, so there is nothing to report under it.",
            code="platform_excluded",
        )
    if request_status == RequestStatus.WITHDRAWN:
        raise NotAllowed("This request was withdrawn.", code="request_withdrawn")
    if not has_ground:
        raise NotAllowed(
            "The facts on record support no ground yet. The time may still run, or something"
            " found out is not recorded.",
            code="no_ground",
        )


def require_complete(missing: Iterable[Check]) -> None:
    """Pass if nothing is missing; else name all that is, at once."""
    lacking = list(missing)
    named = [f"{check.label}: {check.why.rstrip('.')}" for check in lacking]
    if named:
        unreleased = any(check.key == RELEASE for check in lacking)
        code = "release_needed" if unreleased else "not_complete"
        raise NotAllowed(f"Not complete. {'. '.join(named)}.", code=code)


def require_filed_after(filed_at: datetime, signed_off_at: datetime) -> None:
    """Pass if it was filed once it was signed; to the minute, as a form tells it."""
    if filed_at < signed_off_at.replace(second=0, microsecond=0):
        raise NotAllowed(
            "It was signed off after that moment. Check the date, the time and the zone.",
            code="filed_before_sign_off",
            field="filed_at",
        )


def _either(words: Iterable[str]) -> str:
    return " or ".join(words)
