"""Which laws may be taken up on a request, and which events may come under one."""

from collections.abc import Collection
from datetime import datetime

from audit.rules import NotAllowed
from cases.rules import require_past
from cases.rules.moves import require_known
from deadlines.rules.elsewhere import EventKind, LawFacts, events_of
from deadlines.rules.elsewhere_words import CONNECTIONS, MAKERS
from deadlines.rules.reach import connection_contradicts
from removal.rules.spoken import PROOFS

MOST_HOURS = 24 * 90  # what a regulator may allow, so far as a slip of the hand goes


def require_possible(
    law: LawFacts,
    *,
    connection: str,
    made_by: str,
    declared: Collection[str],
    reaches: Collection[str],
    survivor_in: str,
    operator_in: str,
) -> None:
    """Refuse what is no answer, and a reason that the record contradicts."""
    require_known(connection, list(CONNECTIONS), field="connection")
    require_known(made_by, list(MAKERS), field="made_by")
    for one in declared:
        require_known(one, law.elements, field="declared")
    if connection_contradicts(
        connection, reaches=reaches, survivor_in=survivor_in, operator_in=operator_in
    ):
        raise NotAllowed(
            "The record says another country. Correct it there first, or choose another reason.",
            code="record_says_otherwise",
            field="connection",
        )


def require_takeable(*, is_under_way: bool, is_intermediary: bool) -> None:
    """Refuse a request that no law can be taken up on."""
    if not is_under_way:
        raise NotAllowed(
            "A law is taken up on a request that was sent and is not at its end.",
            code="request_not_under_way",
        )
    if is_intermediary:
        raise NotAllowed(
            "This asks whoever stands behind a site; no law here counts hours for that.",
            code="asked_as_intermediary",
        )


def require_event(
    law: LawFacts,
    *,
    kind: str,
    at: datetime,
    proof: str,
    hours: int | None,
    is_notice: bool,
    asked_at: datetime | None,
    now: datetime,
) -> None:
    """Refuse an event that this law knows nothing of, or at a moment when it cannot have been."""
    require_known(kind, list(events_of(law, is_notice=is_notice)), field="kind")
    require_known(proof, list(PROOFS), field="proof")
    require_past(at, now=now, field="at")
    if asked_at is not None and kind != EventKind.ASKED and at < asked_at:
        raise NotAllowed(
            "That is before the complaint or report was made. Check both moments.",
            code="before_it_was_asked",
            field="at",
        )
    if hours is not None and not (law.hours or 0) <= hours <= MOST_HOURS:
        raise NotAllowed(
            f"A notice allows {law.hours} hours or more, up to {MOST_HOURS}.",
            code="hours_out_of_bounds",
            field="hours",
        )
