"""Parts H to K: harm, other reports, the index of evidence, and the filer's own statement."""

from collections.abc import Iterator
from itertools import count

from cases.rules.release_words import Information
from complaints.composing import phrases
from complaints.composing.sentences import blank, fact, of
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
NAMES_THE_PERSON = "[withheld: it would name the depicted person]"


def harm(_told: Told, _found: tuple[Found, ...]) -> Iterator[Sentence]:
    yield blank("harm", "the harm in one or two neutral lines, by category, with nothing graphic")


def other_reports(told: Told, _found: tuple[Found, ...]) -> Iterator[Sentence]:
    if told.minor:
        yield blank("cybertipline", "the CyberTipline report number, or why no report was made")
    covered = told.release is not None and Information.REFERENCES in told.release.information
    wanted = (
        "reference numbers of other reports, which the release covers, or that there are none"
        if covered
        else "that there are none, or that there are some: the release covers no reference numbers"
    )
    yield blank("other_reports", wanted)


def statement(_told: Told, _found: tuple[Found, ...]) -> Iterator[Sentence]:
    yield blank(
        "statement",
        "that this is true to the filer's knowledge; the date; the filer's role, signed by hand",
    )


def evidence(told: Told, _found: tuple[Found, ...]) -> Iterator[Sentence]:
    """Number what the agency holds; nothing is attached, and nothing holds imagery."""
    if told.minor:
        yield _withheld(told)
    numbers = count(1)
    shown = [*told.items, *(one.item for one in told.identical if not one.in_this_request)]
    for item in shown:
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
    for answer in told.answers:
        yield _row(
            next(numbers),
            f"answered.{answer.pk}",
            ("An answer of the service", f"It {phrases.ANSWERS[answer.kind]}"),
            exact(answer.answered_at, told.zone),
            of(answer, "kind", "answered_at"),
        )


def _withheld(told: Told) -> Sentence:
    shown = (*told.items, *(one.item for one in told.identical))
    return fact(
        "withheld",
        "Addresses are withheld, because a person shown was or may have been under 18 when an image"
        " was made; the agency holds them under the labels below.",
        of(told.request.case, "age_when_made"),
        *(of(item, "age_when_made") for item in shown),
    )


def _item(told: Told, item: Item, number: int) -> Sentence:
    what = "Item" if told.minor else TYPES[Category(item.category)]
    places = () if told.minor else ("url", "handle", "platform_item_id", "locator", "category")
    return _row(
        number,
        f"item.{item.pk}",
        (f"{item.label}: {what.lower()}", _place(told, item)),
        f"First seen {exact(item.first_seen_at, told.zone)}",
        of(item, "number", "first_seen_at", "screenshot_held_by", "screenshot_sha256", *places),
        held=_held(told, item),
    )


def _place(told: Told, item: Item) -> str:
    if told.minor:
        return ADDRESS_WITHHELD
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
