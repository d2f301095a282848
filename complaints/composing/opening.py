"""Parts A and B: what this is about, and who reports."""

from collections.abc import Iterator

from cases.models import Authority
from cases.rules.release_words import SignedBy
from complaints.composing import exposed, phrases, resting
from complaints.composing.sentences import blank, fact, inference, of
from complaints.composing.service import service_name
from complaints.document import Sentence
from complaints.rules.grounds import Found, RestsOn, row_of
from complaints.rules.words import Ground
from complaints.spoken import capital, day, exact, listed
from complaints.told import Told
from removal.rules.words import AnswerKind, Coverage, ReceiptBasis

# fmt: off
WHO_AGREED = {
    SignedBy.SELF:      "The depicted person",
    SignedBy.AUTHORITY: "A person who may act for the depicted person",
}
# fmt: on


def summary(told: Told, found: tuple[Found, ...]) -> Iterator[Sentence]:
    request = told.request
    name, *sources = service_name(told)
    yield fact(
        "summary",
        f"This report is about the service {name} and about a request under {phrases.ACT}, which we"
        f" call {request.code}. It asks for the removal of intimate images that it says are shown"
        " without consent.",
        *sources,
        of(request, "number", "version"),
        of(request.case, "code"),
    )
    for one in found:
        yield from _ground(told, one)


def _ground(told: Told, found: Found) -> Iterator[Sentence]:
    """State what was found as a fact, and what it appears to mean as an inference."""
    row, draft = row_of(found.ground), told.draft
    key, rests_on = f"ground.{found.ground}", tuple(resting.means(told, found))
    timed = found.ground in phrases.TIMED
    say = inference if timed and draft.basis == ReceiptBasis.INFERRED else fact
    named = resting.named(told, found)
    yield say(
        key, f"Ground {found.ground}: {_title(found)}{_with(told, found)}.", *rests_on, *named
    )
    if row.rests_on is RestsOn.STATUTE:
        text = f"{_as_far_as(told, found)} appears not to have complied with {row.citation}."
        yield inference(f"{key}.means", text, *rests_on)
    elif row.rests_on is RestsOn.ATTORNEY:
        text = "This says what the service answered; whether that was right is not concluded here."
        yield fact(f"{key}.means", text, *rests_on)
    else:
        text = f"This rests on guidance ({row.citation}), not on the statute."
        yield fact(f"{key}.means", text, *rests_on)


def _title(found: Found) -> str:
    """Say which it was, where the service called the request incomplete rather than refused it."""
    incomplete = AnswerKind.SAYS_INCOMPLETE in found.carried_by
    if found.ground != Ground.WRONG_REFUSAL or not incomplete:
        return row_of(found.ground).title
    refused = "refused, and " if AnswerKind.REFUSED in found.carried_by else ""
    return f"the request was {refused}called incomplete, while all four parts are on record"


def _as_far_as(told: Told, found: Found) -> str:
    """Claim no more than is known of the Act's reach, and of what the service knew (law.md 1.2)."""
    reached = told.request.platform.coverage == Coverage.COVERED
    provisos = [] if reached else ["as far as the Act reaches it"]
    if found.ground == Ground.COPIES_LEFT and _untold(told, found):
        provisos.append("if it knew of what is left")  # (3)(B): "known identical copies"
    return capital(", and ".join(provisos) + ", the service" if provisos else "the service")


def _with(told: Told, found: Found) -> str:
    """Say what carries a ground: listings and the end of their time, answers, or demands."""
    if found.ground in phrases.TIMED and told.draft.due_at is not None:
        ended = exact(told.draft.due_at, told.zone)
        unknown = found.ground == Ground.COPIES_LEFT and _untold(told, found)
        known = "; part G says whether the service knew" if unknown else ""
        which = "listing" if len(found.carried_by) == 1 else "listings"
        return f", which ended at {ended}; it concerns {which} {listed(found.carried_by)}{known}"
    if found.ground == Ground.WRONG_REFUSAL:
        moments = [exact(one.answered_at, told.zone) for one in resting.refusals(told, found)]
        return f", at {listed(moments)}"
    if found.ground == Ground.OBSTRUCTION:
        return f": {listed([phrases.OBSTRUCTIONS[code] for code in found.carried_by])}"
    return ""


def _untold(told: Told, found: Found) -> bool:
    """Tell whether no request on record told the service of a copy that is left."""
    carriers = (one for one in told.identical if one.item.label in found.carried_by)
    return any(one.told_by is None for one in carriers)


def who(told: Told, _found: tuple[Found, ...]) -> Iterator[Sentence]:
    authority = told.request.authority
    yield blank("filer", "who files this report, and in what role")
    if authority is not None:
        yield fact(
            "authority",
            "What lets the signer of the request act for the depicted person:"
            f" {phrases.AUTHORITY[authority.kind]}, in force from"
            f" {day(authority.starts_on)}{_until(authority, told.zone)}.",
            of(told.request, "authority"),
            of(authority, "kind", "starts_on", "ends_on", "revoked_at"),
        )
    if told.release is not None:
        yield fact(
            "release",
            f"{WHO_AGREED[SignedBy(told.release.signed_by_kind)]} agreed in writing, on"
            f" {day(told.release.signed_on)}, that the Federal Trade Commission is told this, until"
            f" {exact(told.release.expires_at, told.zone)}.",
            of(told.release, "signed_on", "expires_at", "signed_by_kind"),
        )
    yield from exposed.person(told, _found)
    yield blank("contact", "how the regulator can reach the filer; a contact that is safe")


def _until(authority: Authority, zone: str) -> str:
    if authority.revoked_at is not None:
        return f" until it was taken back at {exact(authority.revoked_at, zone)}"
    return f" to {day(authority.ends_on)}" if authority.ends_on else ", with no recorded end"
