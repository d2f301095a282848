"""What a ladder may be: the refusals of one step, and of a whole version (ADR 0049)."""

import re
from collections.abc import Collection, Iterable
from datetime import timedelta

from accounts.rules import Role
from audit.rules import NotAllowed
from deadlines.rules.hours import HOUR
from deadlines.rules.ladder import THE_ACT, Rung
from deadlines.rules.spoken import RUNGS

LATEST = 30 * 24 * HOUR  # past due; a step later than that reminds nobody
USUAL_HOURS = 48  # of a law that is not known by name
LONGEST_KEY = 30
TOLD = (Role.ADVOCATE, Role.ATTORNEY, Role.SUPERVISOR)
# Names of shipped steps that tell their moment; moved, such a step is named anew.
TELLS_ITS_MOMENT = {
    "a-day-left", "six-hours-left", "an-hour-left", "quarter-hour-left", "time-is-up",
}  # fmt: skip


def key_at(from_due: timedelta) -> str:
    """Give the name that a step has by its moment, as `20-hours-left` or `3-hours-after`."""
    if not from_due:
        return "time-is-up"
    hours, minutes = divmod(abs(from_due) // timedelta(minutes=1), 60)
    spans = [_counted(hours, "hour"), _counted(minutes, "minute")]
    return "-".join([*filter(None, spans), "left" if from_due < timedelta(0) else "after"])


def key_of(name: str, from_due: timedelta, *, before: Rung | None = None) -> str:
    """Give a step's key: the name that was given, or the one of its moment; it then stays.

    `before` is the step as it was: unless a new name is given it keeps its key, but for one that
    tells its moment when that moment has changed.
    """
    written = re.sub(r"[^a-z0-9]+", "-", name.strip().lower()).strip("-")
    if before is not None and written in {"", before.key}:
        moved = from_due != before.from_due
        return key_at(from_due) if moved and tells_its_moment(before) else before.key
    if not name.strip():
        return key_at(from_due)
    if not written or len(written) > LONGEST_KEY:
        raise NotAllowed(
            f"Give a name of letters and digits, up to {LONGEST_KEY}, or leave it blank.",
            code="name_unfit",
            field="name",
        )
    if written in RUNGS:
        raise NotAllowed(
            "A step that ships has that name and its own words. Give another.",
            code="name_of_a_shipped_step",
            field="name",
        )
    return written


def tells_its_moment(rung: Rung) -> bool:
    return rung.key in TELLS_ITS_MOMENT or rung.key == key_at(rung.from_due)


def require_rung(rung: Rung, *, others: Collection[Rung], law: str, hours: int | None) -> None:
    """Refuse a step that this law's ladder cannot have, beside the field it is about."""
    earliest = -(hours or USUAL_HOURS) * HOUR
    # fmt: off
    table = (
        (not rung.tells, "tells", "tells_nobody", "Choose at least one to be told."),
        (bool(set(rung.tells) - set(TOLD)), "tells", "tells_unknown",
            "An advocate, an attorney or a supervisor can be told."),
        (rung.from_due <= earliest, "amount", "before_it_starts",
            f"This law has {hours or USUAL_HOURS} hours: a step so early would come before they "
            "begin."),
        (rung.from_due > LATEST, "amount", "too_late",
            f"A step comes {LATEST.days} days after due at the latest."),
        (any(rung.from_due == other.from_due for other in others), "amount", "moment_taken",
            "Another step has that moment. Choose another, or change that one."),
        (any(rung.key == other.key for other in others), "name", "name_taken",
            "Another step of this version has that name."),
        (rung.drafts_complaint and law != THE_ACT, "drafts_complaint", "no_draft_here",
            "The complaint to the FTC is the Act's alone; no other law's ladder drafts it."),
        (rung.drafts_complaint and rung.from_due <= timedelta(0), "drafts_complaint",
            "drafts_too_early", "A complaint is drafted after due, not at it or before."),
        (rung.drafts_complaint and any(other.drafts_complaint for other in others),
            "drafts_complaint", "drafts_twice", "Another step drafts already; one is enough."),
        (rung.unless_reviewed and (rung.drafts_complaint or law != THE_ACT), "unless_reviewed",
            "nothing_to_review", "Only a step after the draft can wait for its review."),
    )
    # fmt: on
    for holds, field, code, sentence in table:
        if holds:
            raise NotAllowed(sentence, code=code, field=field)


def wrongs_of(rungs: Iterable[Rung], *, law: str) -> list[str]:
    """Give what a version lacks before it can be put in force; empty when it is whole."""
    given = list(rungs)
    drafts = [rung for rung in given if rung.drafts_complaint]
    early = [
        rung
        for rung in given
        if rung.unless_reviewed and any(rung.from_due <= one.from_due for one in drafts)
    ]
    # fmt: off
    table = (
        (not any(rung.from_due <= timedelta(0) for rung in given),
            "No step comes at or before due."),
        (not any(rung.from_due > timedelta(0) for rung in given), "No step comes after due."),
        (law == THE_ACT and not drafts, "No step drafts the complaint."),
        (bool(early), "A step that waits for the review comes before the draft."),
        (any(rung.unless_reviewed for rung in given) and not drafts,
            "A step waits for the review of a draft that no step makes."),
    )
    # fmt: on
    return [sentence for holds, sentence in table if holds]


def require_whole(rungs: Iterable[Rung], *, law: str) -> None:
    if wrongs := wrongs_of(rungs, law=law):
        raise NotAllowed(" ".join(wrongs), code="ladder_not_whole")


def _counted(count: int, unit: str) -> str:
    return f"{count}-{unit}{'' if count == 1 else 's'}" if count else ""
