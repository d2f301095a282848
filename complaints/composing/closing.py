"""Parts H to K: harm, other reports, the index of evidence, and the filer's own statement."""

from collections.abc import Iterator
from itertools import count

from complaints.composing import exposed, phrases, resting
from complaints.composing.sentences import blank, of
from complaints.document import Kind, Sentence, Source
from complaints.naming import ADDRESS_WITHHELD
from complaints.rules.grounds import Found
from complaints.spoken import capital, exact
from complaints.told import Told
from evidence.models import Item
from evidence.rules.items import Category
from removal.rules.phrases import TYPES

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
    if told.submission is not None:
        yield _row(
            next(numbers),
            f"sent.{told.submission.pk}",
            ("The notice as sent", capital(phrases.CHANNELS[told.submission.channel])),
            exact(told.submission.submitted_at, told.zone),
            of(told.submission, "channel", "submitted_at"),
        )
    if told.receipt is not None:
        yield _row(
            next(numbers),
            f"received.{told.receipt.pk}",
            ("What shows receipt", capital(phrases.PROOFS[told.receipt.proof])),
            exact(told.receipt.received_at, told.zone),
            of(told.receipt, "proof", "received_at"),
        )
    for notice in told.notices:
        yield _row(
            next(numbers),
            f"noticed.{notice.pk}",
            (
                "A notice before this report",
                capital(phrases.channel(notice)),
            ),
            exact(notice.sent_at, told.zone) if notice.sent_at else "",
            of(notice, "channel", "sent_at"),
        )
    for answer in told.answers:
        yield _row(
            next(numbers),
            f"answered.{answer.pk}",
            ("An answer of the service", f"It {phrases.ANSWERS[answer.kind]}"),
            exact(answer.answered_at, told.zone),
            of(answer, "kind", "answered_at"),
        )


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
