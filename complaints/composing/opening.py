"""Parts A and B: what this is about, and who reports."""

from collections.abc import Iterator

from complaints.composing import phrases
from complaints.composing.sentences import blank, fact, inference, of
from complaints.composing.service import service_name
from complaints.document import Sentence, Source
from complaints.rules.grounds import Found, RestsOn, row_of
from complaints.rules.words import Ground
from complaints.spoken import day, exact, listed
from complaints.told import Told
from removal.models import Answer
from removal.rules.words import Coverage, Process, ReceiptBasis


def summary(told: Told, found: tuple[Found, ...]) -> Iterator[Sentence]:
    request = told.request
    name, *sources = service_name(told)
    yield fact(
        "summary",
        f"This report is about the service {name} and about a request for removal of"
        f" non-consensual intimate images under {phrases.ACT}, which we call {request.code}.",
        *sources,
        of(request, "number", "version"),
    )
    for one in found:
        yield from _ground(told, one)


def _ground(told: Told, found: Found) -> Iterator[Sentence]:
    """State what was found as a fact, and what it appears to mean as an inference."""
    row, draft = row_of(found.ground), told.draft
    key = f"ground.{found.ground}"
    timed = found.ground in phrases.TIMED
    say = inference if timed and draft.basis == ReceiptBasis.INFERRED else fact
    text = f"Ground {found.ground}: {row.title}{_with(told, found)}."
    yield say(key, text, of(draft, "grounds"), *_carriers(told, found))
    if row.rests_on is RestsOn.STATUTE:
        yield inference(
            f"{key}.means",
            f"{_as_far_as(told)} appears not to have complied with {row.citation}.",
            of(draft, "grounds"),
            of(told.request.platform, "coverage"),
        )
    elif row.rests_on is RestsOn.ATTORNEY:
        yield fact(
            f"{key}.means",
            "Whether the refusal answers the request is left to an attorney's review.",
            of(draft, "grounds"),
        )
    else:
        yield fact(
            f"{key}.means",
            f"This rests on guidance ({row.citation}), not on the statute.",
            of(draft, "grounds"),
        )


def _as_far_as(told: Told) -> str:
    """Claim no more than is known of whether the Act reaches the service (law.md 1.2)."""
    if told.request.platform.coverage == Coverage.COVERED:
        return "The service"
    return "As far as the Act reaches it, the service"


def _with(told: Told, found: Found) -> str:
    """Say what carries a ground: listings and the end of their time, answers, or demands."""
    if found.ground in phrases.TIMED and told.draft.due_at is not None:
        ended = exact(told.draft.due_at, told.zone)
        unknown = found.ground == Ground.COPIES_LEFT and _untold(told, found)
        known = "; part G says whether the service knew" if unknown else ""
        return f", which ended at {ended}; it concerns {listed(found.carried_by)}{known}"
    if found.ground == Ground.WRONG_REFUSAL:
        moments = [exact(one.answered_at, told.zone) for one in _refusals(told, found)]
        return f", at {listed(moments)}"
    if found.ground == Ground.OBSTRUCTION:
        return f": {listed([phrases.OBSTRUCTIONS[code] for code in found.carried_by])}"
    return ""


def _untold(told: Told, found: Found) -> bool:
    """Tell whether no request on record told the service of a copy that is left."""
    carriers = (one for one in told.identical if one.item.label in found.carried_by)
    return any(one.told_by is None for one in carriers)


def _carriers(told: Told, found: Found) -> Iterator[tuple[Source, ...]]:
    """Name the rows that carry a ground."""
    if found.ground in phrases.TIMED:
        yield of(told.draft, "due_at")
        shown = (*told.items, *(one.item for one in told.identical))
        yield from (of(item, "number") for item in shown if item.label in found.carried_by)
    elif found.ground in {Ground.NO_PROCESS, Ground.PROCESS_UNCLEAR}:
        looked = told.request.process in {Process.NONE, Process.HARD_TO_FIND}
        yield of(told.request, "process" if looked else "conduct")
    elif found.ground == Ground.WRONG_REFUSAL:
        yield from (of(one, "kind", "answered_at") for one in _refusals(told, found))
    elif found.ground == Ground.OBSTRUCTION:
        yield from (of(one, "demands") for one in told.answers if one.demands)
        if any(code in phrases.CONDUCT_CODES for code in found.carried_by):
            yield of(told.request, "conduct")


def _refusals(told: Told, found: Found) -> list[Answer]:
    return [one for one in told.answers if one.kind in found.carried_by]


def who(told: Told, _found: tuple[Found, ...]) -> Iterator[Sentence]:
    request, authority = told.request, told.request.authority
    yield blank("filer", "who files this report, and in what role")
    if request.signer_role:
        yield fact(
            "signer",
            f"The request was signed by {phrases.SIGNED_BY[request.signer_role]}.",
            of(request, "signer_role"),
        )
    if authority is not None:
        until = f" to {day(authority.ends_on)}" if authority.ends_on else ", with no recorded end"
        yield fact(
            "authority",
            f"What lets them act is {phrases.AUTHORITY[authority.kind]}, in force from"
            f" {day(authority.starts_on)}{until}.",
            of(authority, "kind", "starts_on", "ends_on"),
        )
    if told.release is not None:
        yield fact(
            "release",
            "The depicted person, or who may act for them, agreed in writing that the Federal Trade"
            f" Commission is told this: signed on {day(told.release.signed_on)}, to"
            f" {day(told.release.expires_at.date())}.",
            of(told.release, "signed_on", "expires_at", "signed_by_kind"),
        )
    yield blank("contact", "how the regulator can reach the filer; a contact that is safe")
