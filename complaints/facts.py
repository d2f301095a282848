"""What was gathered, as the rules look at it."""

from collections.abc import Iterable
from datetime import UTC, datetime

from cases.rules.release_words import COVERS
from complaints import exposing
from complaints.document import Document
from complaints.rules.exposure import ALSO_NEEDS
from complaints.rules.gate import Gate, Look
from complaints.rules.grounds import Copy, GroundFacts, Listed, Said
from complaints.rules.listings import is_up, last_look
from complaints.rules.reports import NO_TIPS, NoTip, TipKind
from complaints.rules.words import Ground
from complaints.spoken import day
from complaints.told import Told, standing_facts
from complaints.wording import words_to_change
from evidence.models import Item
from evidence.rules.items import Fact
from removal.rules.words import AnswerKind, Basis, Status


def of_item(item: Item) -> tuple[Fact, ...]:
    return tuple(Fact(row.kind, row.at) for row in standing_facts(item))


def for_grounds(told: Told, *, now: datetime) -> GroundFacts:
    return GroundFacts(
        now=now,
        coverage=told.request.platform.coverage,
        process=told.request.process,
        looked_at=told.request.process_looked_at,
        parts_missing=tuple(part.number for part in told.parts if not part.done),
        submitted_at=told.submission.submitted_at if told.submission else None,
        due_at=told.draft.due_at,
        listings=tuple(Listed(item.label, of_item(item)) for item in told.items),
        copies=tuple(
            Copy(
                one.item.label,
                tuple(item.label for item in one.same_as),
                of_item(one.item),
                one.in_this_request,
            )
            for one in told.identical
        ),
        answers=tuple(
            Said(answer.kind, answer.gave_reason, tuple(answer.demands)) for answer in told.answers
        ),
        conduct=tuple(sorted(told.request.conduct.items())),
    )


def for_gate(
    told: Told,
    document: Document,
    *,
    grounds: Iterable[str],
    facts_changed: bool,
    release_why: str,
    now: datetime,
) -> Gate:
    platform = told.request.platform
    return Gate(
        now=now,
        grounds=tuple(grounds),
        parts_missing=tuple(part.title for part in told.parts if not part.done),
        basis=told.receipt.basis if told.receipt else "",
        due_at=told.draft.due_at,
        looks=looks_of(told),
        blanks=tuple(one.prompt for one in document.open_blanks()),
        facts_changed=facts_changed,
        words_to_change=words_to_change(document),
        withdrawn=told.request.status == Status.WITHDRAWN,
        coverage=platform.coverage,
        coverage_reason=platform.coverage_reason,
        foreign_operator=platform.foreign_operator,
        disputed=tuple(_disputes(told)),
        on_guidance=_on_guidance(told, document),
        release_why=release_why,
        authority_ended=_authority_ended(told, now),
        minor=told.minor,
        tip=_tip(told),
        was_asked=told.exposing is not None,
        not_covered=_not_covered(told),
    )


def looks_of(told: Told) -> tuple[Look, ...]:
    """Give the last look at each listing, and whether it was up then."""
    return tuple(_look(item) for item in told.items)


def _look(item: Item) -> Look:
    facts = of_item(item)
    last = last_look(facts)
    return Look(item.label, last.at if last else None, is_up(facts))


def _authority_ended(told: Told, now: datetime) -> str:
    """Say how the authority that it was signed under ended; as of signing, it stood."""
    authority, today = told.request.authority, now.astimezone(UTC).date()
    if authority is None:
        return ""
    if authority.revoked_at is not None:
        on = f"was taken back on {day(authority.revoked_at.astimezone(UTC).date())}"
    elif authority.ends_on is not None and authority.ends_on < today:
        on = f"ended on {day(authority.ends_on)}"
    else:
        return ""
    if told.submission is None:
        return f"It {on}, and the request was not sent; nothing is sent under it now."
    return f"It {on}. It stood when the request was signed; nothing more is signed under it."


def _tip(told: Told) -> str:
    if told.tip is None:
        return ""
    if told.tip.kind == TipKind.NUMBER:
        return "A report was made, and its number is kept with the survivor's agreement."
    return f"No number: {NO_TIPS[NoTip(told.tip.reason)].lower()}."


def _not_covered(told: Told) -> tuple[str, ...]:
    """Name what was chosen to be shown and is held back, because the release does not cover it."""
    if told.exposing is None:
        return ()
    chosen, shown = exposing.chosen(told.exposing), told.exposure
    return tuple(
        COVERS[needs]
        for field, needs in ALSO_NEEDS.items()
        if getattr(chosen, field) != getattr(shown, field)
    )


def _on_guidance(told: Told, document: Document) -> bool:
    return Ground.OBSTRUCTION in document.grounds or any(
        value in {"yes", "no"} for value in told.request.conduct.values()
    )


def _disputes(told: Told) -> Iterable[str]:
    if told.request.good_faith_basis == Basis.CONSENT_WITHDRAWN:
        yield "Consent was given once and withdrawn, which the Act does not speak of."
    refusals = [one for one in told.answers if one.kind == AnswerKind.REFUSED]
    if any(one.gave_reason for one in refusals):
        yield "The platform gave a reason for refusing."
    if any(not one.gave_reason for one in refusals):
        yield "The platform refused, and the record holds no reason; an attorney weighs that."
    if any(one.kind == AnswerKind.SAYS_INCOMPLETE for one in told.answers) and all(
        part.done for part in told.parts
    ):
        yield "The platform called the request incomplete, while all four parts are on record."
