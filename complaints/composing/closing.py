"""Parts H to K: harm, other reports, the index of evidence, and the filer's own statement."""

from collections.abc import Iterator
from datetime import datetime
from itertools import count
from typing import NamedTuple

from complaints.composing import exposed, phrases, resting
from complaints.composing.sentences import blank, of
from complaints.document import Kind, Sentence, Source
from complaints.naming import ADDRESS_WITHHELD
from complaints.rules.grounds import Found
from complaints.spoken import capital, exact
from complaints.told import Told
from evidence.models import Item
from evidence.rules.items import Category
from removal.models import Answer, Submission
from removal.rules.phrases import TYPES
from removal.rules.words import ReceiptBasis

COLUMNS = ("No.", "What", "Where, or by what", "When", "Who holds it")
HELD_HERE = "The agency; no imagery"
ON_REQUEST = "[address on request]"
PLACES = ("url", "handle", "platform_item_id", "locator")
NAMES_THE_PERSON = "[withheld: it would name the depicted person]"


def other_reports(told: Told, _found: tuple[Found, ...]) -> Iterator[Sentence]:
    yield from exposed.tip(told)
    yield blank("other_reports", _wanted(told))


def _wanted(told: Told) -> str:
    if told.exposure.references:
        return "reference numbers of other reports, or that there are none"
    return "that there are none, or that there are some: no reference numbers are told"


def statement(_told: Told, _found: tuple[Found, ...]) -> Iterator[Sentence]:
    yield blank(
        "statement",
        "that this is true to the filer's knowledge; the date; the filer's role, signed by hand",
    )


def evidence(told: Told, _found: tuple[Found, ...]) -> Iterator[Sentence]:
    """Number what the agency holds; nothing is attached, and nothing holds imagery."""
    yield from exposed.addresses(told)
    numbers = count(1)
    for item in told.shown:
        yield _item(told, item, next(numbers))
    for one in sorted(_exchanged(told), key=lambda one: one.at):
        at = exact(one.at, told.zone)
        yield _row(next(numbers), one.key, (one.what, one.by_what), at, one.sources)


class Exchanged(NamedTuple):
    """What was sent to the service, or came from it."""

    at: datetime
    key: str
    what: str
    by_what: str
    sources: tuple[Source, ...]


def _exchanged(told: Told) -> Iterator[Exchanged]:
    if told.submission is not None:
        yield _notice(told.submission, "The notice as sent")
    yield from _before(told)
    yield from _received(told)
    yield from _noticed(told)
    for answer in told.answers:
        yield _answer(answer, "An answer of the service")


def _before(told: Told) -> Iterator[Exchanged]:
    """Give the earlier version and what the service said of it, where this one answers that."""
    if told.cured is None or told.earlier is None:
        return
    link = of(told.request, "cures_answer")
    found = [_answer(told.cured, "An answer of the service, to the earlier version")]
    if told.earlier.sent is not None:
        found.append(_notice(told.earlier.sent, "The notice as sent, in its earlier version"))
    yield from (one._replace(sources=one.sources + link) for one in found)


def _received(told: Told) -> Iterator[Exchanged]:
    receipt = told.receipt
    if receipt is not None and receipt.basis != ReceiptBasis.INFERRED:
        yield Exchanged(
            receipt.received_at,
            f"received.{receipt.pk}",
            "What shows receipt",
            capital(phrases.PROOFS[receipt.proof]),
            of(receipt, "basis", "proof", "received_at"),
        )


def _noticed(told: Told) -> Iterator[Exchanged]:
    for notice in told.notices:
        if notice.sent_at is not None:
            yield Exchanged(
                notice.sent_at,
                f"noticed.{notice.pk}",
                "A notice before this report",
                capital(phrases.channel(notice)),
                of(notice, "channel", "sent_at"),
            )


def _answer(answer: Answer, what: str) -> Exchanged:
    by_what = f"It {phrases.ANSWERS[answer.kind]}"
    sources = of(answer, "kind", "answered_at")
    return Exchanged(answer.answered_at, f"answered.{answer.pk}", what, by_what, sources)


def _notice(sent: Submission, what: str) -> Exchanged:
    by_what = capital(phrases.CHANNELS[sent.channel])
    sources = of(sent, "channel", "submitted_at")
    return Exchanged(sent.submitted_at, f"sent.{sent.pk}", what, by_what, sources)


def _item(told: Told, item: Item, number: int) -> Sentence:
    what = "Item" if told.minor else TYPES[Category(item.category)]
    places = PLACES if told.tells_addresses else ()
    kind = () if told.minor else ("category",)
    return _row(
        number,
        f"item.{item.pk}",
        (f"{item.label}: {what.lower()}", _place(told, item)),
        f"First seen {exact(item.first_seen_at, told.zone)}",
        of(item, "number", "first_seen_at", "screenshot_held_by", "screenshot_sha256")
        + of(item, *kind, *places)
        + tuple(one for group in exposed.places(told) for one in group)
        + _as_copy(told, item),
        held=_held(told, item),
    )


def _as_copy(told: Told, item: Item) -> tuple[Source, ...]:
    """Name what brought a copy into the index that the request did not list."""
    of_it = (one for one in told.identical if one.item is item and not one.in_this_request)
    return next((resting.copy_link(one) for one in of_it), ())


def _place(told: Told, item: Item) -> str:
    if told.minor:
        return ADDRESS_WITHHELD
    if not told.tells_addresses:
        return ON_REQUEST
    named = (
        ("{}", item.url),
        ("account {}", item.handle),
        ("item ID {}", item.platform_item_id),
        ("{}", item.locator),
    )
    return "; ".join(form.format(_unnamed(told, text)) for form, text in named if text)


def _unnamed(told: Told, place: str) -> str:
    return NAMES_THE_PERSON if told.names.part_of(place) else place


def _held(told: Told, item: Item) -> str:
    """Say who holds a screenshot without imagery, and its digest; never the picture."""
    holder = told.clean(item.screenshot_held_by)
    if not (holder or item.screenshot_sha256):
        return HELD_HERE
    digest = f", SHA-256 {item.screenshot_sha256}" if item.screenshot_sha256 else ""
    return f"{HELD_HERE}. Screenshot without imagery: {holder or 'the agency'}{digest}"


def _row(
    number: int,
    key: str,
    what_where: tuple[str, str],
    when: str,
    sources: tuple[Source, ...],
    *,
    held: str = HELD_HERE,
) -> Sentence:
    what, where = what_where
    text = f"{number}. {what}. {where}. {when}. {held}."
    cells = (str(number), what, where, when, held)
    return Sentence(f"evidence.{key}", Kind.FACT, text, sources, verbatim=True, cells=cells)
