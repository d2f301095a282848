"""The notice before a complaint, composed from facts (law.md 9.2): neutral, and no threat.

It tells what the platform has, how long ago, what is still up, and by when a reply is asked for.
"""

from collections.abc import Iterator
from datetime import datetime

from complaints.naming import ADDRESS_WITHHELD
from complaints.rules.listings import is_up, last_look
from complaints.spoken import exact, span
from complaints.told import Told, standing_facts
from evidence.models import Item
from evidence.rules.items import Fact, FactKind
from removal.rules.words import Coverage, ReceiptBasis

SEEN = {FactKind.SEEN_UP: "still up", FactKind.PARTIAL: "partly up", FactKind.BACK: "up again"}


def still_up(told: Told) -> list[tuple[int, Item]]:
    """Give what was not seen gone, each with its number in the request."""
    numbered = enumerate(told.items, start=1)
    return [(number, item) for number, item in numbered if is_up(_facts(item))]


def compose(told: Told, *, reply_by: datetime, now: datetime) -> str:
    """Give the notice as plain text; its caller has seen that the time has run."""
    paragraphs = (
        f"Subject: Our request {told.request.code}{_yours(told)}: before a report",
        f"To: {told.request.platform.name}",
        _request(told),
        _clock(told, now),
        _up(told),
        f"We ask you to tell us by {exact(reply_by)} what was done, with a reference.",
        "If it stays as it is, a report to the Federal Trade Commission may follow. This notice"
        " asks for nothing beyond our request.",
        "Please reply to the contact that our request gives.",
    )
    return "\n\n".join(paragraphs) + "\n"


def _yours(told: Told) -> str:
    reference = told.clean(_reference(told))
    return f", your reference {reference}" if reference else ""


def _reference(told: Told) -> str:
    receipt, sent = told.receipt, told.submission
    proof = str(receipt.proof_reference) if receipt else ""
    return proof or (str(sent.reference) if sent else "")


def _request(told: Told) -> str:
    sent = told.submission
    asked = (
        "We asked you to remove non-consensual intimate images under the TAKE IT DOWN Act"
        " (47 U.S.C. 223a)"
    )
    if told.request.platform.coverage != Coverage.COVERED:
        asked += ", as far as it reaches your service"
    when = f", in a request sent at {exact(sent.submitted_at)}" if sent else ""
    return f"{asked}{when}. {_receipt(told)}"


def _receipt(told: Told) -> str:
    receipt = told.receipt
    if receipt is None:
        return ""
    at = exact(receipt.received_at)
    if receipt.basis == ReceiptBasis.INFERRED:
        return f"We take it that you received it at {at}, when it was sent."
    return f"You received it at {at}."


def _clock(told: Told, now: datetime) -> str:
    draft = told.draft
    if draft.due_at is None or draft.received_at is None:
        return ""
    return (
        f"{draft.hours} hours from receipt ended at {exact(draft.due_at)}. As of {exact(now)},"
        f" {span(now - draft.received_at)} had passed since receipt."
    )


def _up(told: Told) -> str:
    lines = (_line(told, number, item) for number, item in still_up(told))
    return "Not seen gone, as of the last look:\n" + "\n".join(lines)


def _line(told: Told, number: int, item: Item) -> str:
    return f"- Item {number} of our request{_place(told, item)}: {_seen(item)}."


def _place(told: Told, item: Item) -> str:
    """Name a place as the request did; where a child may be shown, by its number there alone."""
    if told.minor:
        return ""
    named = "; ".join(_locators(item))
    return f" ({ADDRESS_WITHHELD if told.names.part_of(named) else named})" if named else ""


def _locators(item: Item) -> Iterator[str]:
    if item.url:
        yield str(item.url)
    if item.handle:
        yield f"account {item.handle}"
    if item.platform_item_id:
        yield f"item ID {item.platform_item_id}"


def _seen(item: Item) -> str:
    last = last_look(_facts(item))
    if last is None:
        return f"first seen at {exact(item.first_seen_at)}"
    return f"{SEEN.get(FactKind(last.kind), 'seen')} at {exact(last.at)}"


def _facts(item: Item) -> tuple[Fact, ...]:
    return tuple(Fact(row.kind, row.at) for row in standing_facts(item))
