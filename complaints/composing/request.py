"""Parts D and E: what was asked of the service, and how long it had."""

from collections.abc import Iterator
from datetime import datetime

from complaints.composing import exposed, phrases, resting, versions
from complaints.composing.sentences import blank, fact, inference, of
from complaints.document import Kind, Sentence
from complaints.rules.grounds import Found
from complaints.rules.listings import LOOKS
from complaints.spoken import capital, exact, listed, span
from complaints.told import Told, standing_facts
from evidence.models import Item, ListingFact
from evidence.rules.items import Identifiable
from removal.models import Receipt
from removal.rules.parts import Part
from removal.rules.phrases import BECAUSE, RECOGNISED_BY
from removal.rules.words import Basis, Channel, ReceiptBasis, Status

LISTED = 2
TOLD_BY_CHOICE = {2: exposed.wishes_recognised_by, 3: exposed.wishes_basis}
# 47 U.S.C. 223a(a)(3) counts from a request made "using the process" that the service keeps.
UNNAMED = {Channel.EMAIL, Channel.OTHER}
WHOSE_PROCESS = (
    "that this way is the process which the service itself names for such requests, and where it"
    " does; or why the request went this way"
)
COLUMNS = ("Looked at", "Listing", "Seen", "By whom, how", "Since receipt")


def sent(told: Told, _found: tuple[Found, ...]) -> Iterator[Sentence]:
    request = told.request
    when = f" at {_at(told, request.process_looked_at)}" if request.process_looked_at else ""
    yield fact(
        "process",
        f"{phrases.PROCESSES[request.process]}{when and ' when looked for' + when}.",
        of(request, "process", "process_looked_at"),
    )
    yield from versions.earlier(told)
    yield _sent(told)
    if told.submission is not None and told.submission.channel in UNNAMED:
        yield blank("channel", WHOSE_PROCESS)
    for part in told.parts:
        yield _part(told, part)
    yield from versions.later(told)


def _sent(told: Told) -> Sentence:
    submission = told.submission
    if submission is None:
        stands = "was withdrawn" if told.request.status == Status.WITHDRAWN else "is a draft"
        text = f"The request was not sent; it {stands}."
        return fact("sent", text, of(told.request, "status"))
    reference = told.clean(submission.reference)
    number = f"; the reference given was {reference}" if reference else ""
    return fact(
        "sent",
        f"The request was sent at {_at(told, submission.submitted_at)},"
        f" {phrases.CHANNELS[submission.channel]}{number}.",
        of(submission, "submitted_at", "channel", "reference"),
    )


def _part(told: Told, part: Part) -> Sentence:
    """Tick one of the four parts, with what is on record for it."""
    words = (_signature, _where, _belief, _contact)[part.number - 1](told)
    tick = "on record" if part.done else "not complete on record"
    title = f"{part.title[:1].lower()}{part.title[1:]} ({part.citation})"
    text = f"Part {part.number} of 4, {title}: {tick}. {words}"
    rests_on = [*resting.part(told, part.number)]
    if part.number in TOLD_BY_CHOICE:
        rests_on += exposed.decided(told, wished=TOLD_BY_CHOICE[part.number](told))
    if part.number == LISTED:
        rests_on += (of(item, "number") for item in told.items)
    return fact(f"part.{part.number}", text.strip(), *rests_on)


def _signature(told: Told) -> str:
    request = told.request
    if not (request.signer_role and request.signature_method and request.signed_at):
        return ""
    return (
        f"Signed by {phrases.SIGNED_BY[request.signer_role]},"
        f" {phrases.METHODS[request.signature_method]}, at {_at(told, request.signed_at)}."
    )


def _where(told: Told) -> str:
    labels = [item.label for item in told.items]
    named = f"Listed: {listed(labels)}." if labels else "Nothing is listed."
    by = [RECOGNISED_BY[Identifiable(code)] for code in told.request.identifiable_by]
    if not (by and told.exposure.recognised_by):
        return named
    return f"{named} The depicted person can be recognised by {listed(by)}."


def _belief(told: Told) -> str:
    basis = told.request.good_faith_basis
    stated = told.request.good_faith_statement
    because = BECAUSE[Basis(basis)] if basis and told.exposure.basis else ""
    because = f"The request rests on this: {because[:1].lower()}{because[1:]}" if because else ""
    return f"{because} {'The request states a belief in good faith.' if stated else ''}".strip()


def _contact(told: Told) -> str:
    given = bool(told.request.contact.strip())
    return "A contact was given; the agency holds it." if given else ""


def clock(told: Told, _found: tuple[Found, ...]) -> Iterator[Sentence]:
    if told.receipt is not None:
        yield _received(told, told.receipt)
    yield from _due(told)
    if told.draft.claimed:
        yield fact(
            "claimed",
            "That this time limit applies is the filer's claim, because coverage is uncertain.",
            of(told.draft, "claimed"),
        )
    if told.zone != "UTC":
        yield fact(
            "zone",
            f"Local times are those of {told.zone}, in which {told.items[0].label} was recorded.",
            of(told.items[0], "source_zone", "number"),
        )
    yield from _looks(told)


def _received(told: Told, receipt: Receipt) -> Sentence:
    at = _at(told, receipt.received_at)
    if receipt.basis == ReceiptBasis.INFERRED:
        return inference(
            "received",
            f"The service received the request at {at}, taken from when it was sent; nothing else"
            " shows receipt.",
            of(receipt, "received_at", "basis"),
        )
    reference = told.clean(receipt.proof_reference)
    shown = f"{phrases.PROOFS[receipt.proof]}{f' ({reference})' if reference else ''}"
    return fact(
        "received",
        f"The service received the request at {at}. What shows it: {shown}.",
        of(receipt, "received_at", "basis", "proof", "proof_reference"),
    )


def _due(told: Told) -> Iterator[Sentence]:
    draft = told.draft
    if draft.due_at is None or draft.hours is None:
        yield fact("due", "No statutory time limit is claimed to have run.", of(draft, "due_at"))
        return
    say = inference if draft.basis == ReceiptBasis.INFERRED else fact
    rule = f" under {draft.citation}" if draft.citation else ""
    yield say(
        "due",
        f"{draft.hours} elapsed hours from receipt{rule} ended at {_at(told, draft.due_at)}.",
        of(draft, "hours", "due_at", "citation", *(("basis",) if say is inference else ())),
    )


def _looks(told: Told) -> Iterator[Sentence]:
    """Give each look after receipt as a row, in the order they happened."""
    since = told.draft.received_at
    looks = [
        (row, item)
        for item in told.items
        for row in standing_facts(item)
        if row.kind in LOOKS and since is not None and row.at >= since
    ]
    for row, item in sorted(looks, key=lambda one: (one[0].at, one[1].number)):
        yield _look(told, row, item)


def _look(told: Told, row: ListingFact, item: Item) -> Sentence:
    since = told.draft.received_at
    after = span(row.at - since) if since else ""
    seen, by, how = (
        phrases.SEEN[row.kind],
        phrases.LOOKED_BY[row.checked_by],
        phrases.LOOKED_HOW[row.how],
    )
    at = _at(told, row.at)
    return Sentence(
        f"look.{row.pk}",
        Kind.FACT,
        f"At {at}, {after} after receipt, {item.label} was {seen} ({by}; {how}).",
        of(row, "at", "kind", "checked_by", "how")
        + of(item, "number")
        + of(told.draft, "received_at"),
        cells=(capital(at), item.label, capital(seen), f"{capital(by)}; {how}", after),
    )


def _at(told: Told, at: datetime) -> str:
    return exact(at, told.zone)
