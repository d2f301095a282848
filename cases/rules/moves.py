"""What may happen to a case, and who may read what of it."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from accounts.rules import Role
from audit.rules import NotAllowed
from cases.rules.kinds import AgeWhenMade, AssignmentKind, RevealReason, Status
from cases.rules.spoken import REASONS, STATUSES

CLOCKS_DIFFER = timedelta(minutes=5)  # two machines' clocks may; a moment later than that is a slip

# fmt: off
MOVES: dict[Status, tuple[Status, ...]] = {
    Status.INTAKE:   (Status.ACTIVE, Status.CLOSED),
    Status.ACTIVE:   (Status.WATCHING, Status.CLOSED),
    Status.WATCHING: (Status.ACTIVE, Status.CLOSED),
    Status.CLOSED:   (Status.ACTIVE,),
}

WORKS_AS: dict[AssignmentKind, Role] = {
    AssignmentKind.ADVOCATE: Role.ADVOCATE,
    AssignmentKind.ATTORNEY: Role.ATTORNEY,
}

# A supervisor sees a named case only for a reason of their own (law.md 5.4).
MAY_SAY: dict[Role, tuple[RevealReason, ...]] = {
    Role.ADVOCATE:   (RevealReason.CASEWORK, RevealReason.CONTACT, RevealReason.VERIFY_IDENTITY,
                      RevealReason.LEGAL),
    Role.ATTORNEY:   (RevealReason.LEGAL, RevealReason.CONTACT, RevealReason.VERIFY_IDENTITY,
                      RevealReason.CASEWORK),
    Role.SUPERVISOR: (RevealReason.SUPERVISION, RevealReason.LEGAL, RevealReason.CONTACT,
                      RevealReason.VERIFY_IDENTITY),
}
# fmt: on


def moves_from(status: str) -> tuple[Status, ...]:
    return MOVES[Status(status)]


def require_move(now: str, to: str) -> None:
    """Pass if a case may go from one status to the other, else say what it may do."""
    allowed = moves_from(now)
    if to not in allowed:
        choices = " or ".join(STATUSES[step].lower() for step in allowed)
        raise NotAllowed(
            f"A case that is {STATUSES[Status(now)].lower()} can only become {choices}.",
            code="case_move",
            field="to",
        )


def require_confirmed(to: str, *, running: Collection[str], confirmed: bool) -> None:
    """Pass if nothing runs on a case that is closed, or somebody said that this is known."""
    if to == Status.CLOSED and running and not confirmed:
        raise NotAllowed(
            f"Still running: {', '.join(running)}. Closing the case stops none of it. Confirm that"
            " you close it all the same.",
            code="still_running",
            field="confirmed",
        )


def require_open(status: str) -> None:
    """Pass if work may be added to a case of this status."""
    if status == Status.CLOSED:
        raise NotAllowed("This case is closed. Open it again first.", code="case_closed")


def handled_as_minor(*ages: str) -> bool:
    """Tell whether the stricter handling applies: anyone under 18 or unsure (law.md R2, R15)."""
    return any(AgeWhenMade(age) is not AgeWhenMade.ADULT for age in ages)


def reasons_for(role: str) -> tuple[RevealReason, ...]:
    """Give the reasons that a role may name for opening a name, the usual one first."""
    return MAY_SAY.get(Role(role), ())


def require_reason(role: str, reason: str) -> None:
    known = reasons_for(role)
    if reason not in known:
        choices = "; ".join(REASONS[one].lower() for one in known)
        raise NotAllowed(
            f"Say why the name is opened. Your role may say: {choices}.",
            code="reveal_reason",
            field="reason",
        )


def require_worker(kind: str, role: str, *, is_active: bool, field: str = "user_id") -> None:
    """Pass if a person of this role may be assigned as this kind."""
    needed = WORKS_AS[AssignmentKind(kind)]
    if role != needed or not is_active:
        raise NotAllowed(
            f"Only a working {needed.value} can be assigned as {kind}.",
            code="wrong_role",
            field=field,
        )


def require_order(starts_on: date, ends_on: date | None) -> None:
    if ends_on is not None and ends_on < starts_on:
        raise NotAllowed(
            "The authority ends before it starts.", code="authority_dates", field="ends_on"
        )


def require_text(text: str, *, field: str) -> str:
    """Give the text without the blanks around it; refuse one with nothing in it."""
    if not text.strip():
        raise NotAllowed("Write something first.", code="empty", field=field)
    return text.strip()


def require_known(value: str, known: Collection[str], *, field: str) -> None:
    if value not in set(known):
        raise NotAllowed(
            f"“{value[:40]}” is not one of the answers here.", code="unknown_value", field=field
        )


def require_past(at: datetime, now: datetime, *, field: str) -> None:
    """Refuse a moment of the past that has not come yet."""
    if at > now + CLOCKS_DIFFER:
        raise NotAllowed(
            "That moment is still to come. Check the date, the time and the zone.",
            code="in_the_future",
            field=field,
        )
