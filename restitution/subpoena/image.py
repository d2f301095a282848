"""Of the image: where it is and was, and what platforms were sent and answered."""

from collections.abc import Collection, Iterator
from typing import Any

from cases.models import Case
from cases.rules.release_words import Information
from evidence.log import rows as log
from evidence.log.rows import is_hidden, moment
from evidence.models import Item
from evidence.rules.items import Category, FactKind, How, SeenBy
from evidence.rules.spoken import CATEGORIES, FACTS, HOW, SEEN_BY
from removal.models import Answer, Receipt, RemovalRequest, Submission
from restitution.rules.subpoena import Why, Withheld
from restitution.subpoena.part import Code, Part, Table, with_case

PLACES = (("Item", 1), ("Kind", 2), ("Where", 5), ("First seen (UTC)", 3), ("State", 2))
LOOKS = (("Item", 1), ("What was seen", 2), ("At (UTC)", 3), ("How", 2), ("Who looked", 2))
REQUESTS = (
    ("Request", 2), ("Platform", 2), ("Sent (UTC)", 3), ("Channel", 2), ("Its reference", 2),
    ("Received (UTC)", 3), ("Shown by", 2),
)  # fmt: skip
ANSWERS = (
    ("Request", 2), ("What", 3), ("At (UTC)", 3), ("Its reference", 2), ("Gave a reason", 2),
    ("Asked for beside", 3),
)  # fmt: skip
# What a notice's own text tells beside that it was sent.
IN_A_TEXT = frozenset(
    {Information.IDENTITY.value, Information.CONTACT.value, Information.LOCATIONS.value}
)


def any_minor(case: Case) -> bool:
    return any(map(is_hidden, _items(case)))


def locations(case: Case) -> Part:
    """Give where each item is, and every look; of anyone who may be under 18, no address."""
    items = _items(case)
    hidden = [item.label for item in items if is_hidden(item)]
    told = list(log.item_rows(items, hidden_too=False))
    withheld = (
        (Withheld(f"Addresses, accounts and sites of {', '.join(hidden)}", Why.MINOR),)
        if hidden
        else ()
    )
    return Part(
        Information.LOCATIONS.value,
        (
            Table.of("Where it is or was", PLACES, map(_place, told)),
            Table.of("What was seen, and when", LOOKS, map(_look, log.look_rows(items))),
        ),
        withheld=withheld,
    )


def exchange(case: Case, *, released: Collection[str]) -> Part:
    """Give what was sent and answered; whole texts only where all that they tell is released."""
    requests = list(RemovalRequest.objects.filter(case=case).for_display().order_by("number"))
    answers = list(Answer.objects.filter(request__in=requests).order_by("answered_at"))
    sent = {one.request_id: one for one in Submission.objects.filter(request__in=requests)}
    texts, withheld = _texts(case, requests, sent, answers, released)
    return Part(
        Information.EXCHANGE.value,
        (
            Table.of("What platforms were sent", REQUESTS, _requests(case, requests, sent)),
            Table.of("What they answered", ANSWERS, _answers(case, requests, answers)),
        ),
        texts,
        withheld,
    )


def _items(case: Case) -> list[Item]:
    items = list(Item.objects.filter(case=case).for_display().order_by("number"))
    for item in items:
        item.case = case
    return items


def _place(row: dict[str, Any]) -> tuple[object, ...]:
    where = [row[name] for name in log.PLACES if row[name] and name != "site"]
    told = "withheld" if row["address_kept_back"] else "; ".join(where) or row["site"]
    kind = Code.of(row["category"], CATEGORIES[Category(row["category"])])
    state = Code.of(row["state"], row["state"].capitalize())
    return (row["item"], kind, told, row["first_seen_at"], state)


def _look(row: dict[str, Any]) -> tuple[object, ...]:
    seen = Code.of(row["kind"], FACTS[FactKind(row["kind"])])
    how = Code.of(row["how"], HOW[How(row["how"])])
    who = Code.of(row["checked_by"], SEEN_BY[SeenBy(row["checked_by"])])
    return (row["item"], seen, row["at"], how, who)


def _requests(
    case: Case, requests: list[RemovalRequest], sent: dict[Any, Submission]
) -> Iterator[tuple[object, ...]]:
    inforce = Receipt.objects.filter(request__in=requests, replaced_at=None)
    received = {one.request_id: one for one in inforce}
    for request in requests:
        submission, receipt = sent.get(request.pk), received.get(request.pk)
        if submission:
            submission.case = case
        yield (
            request.code,
            request.platform.name,
            moment(submission.submitted_at) if submission else "not sent",
            submission.get_channel_display() if submission else "",
            submission.reference if submission else "",
            moment(receipt.received_at) if receipt else "",
            receipt.get_proof_display() if receipt else "",
        )


def _answers(
    case: Case, requests: list[RemovalRequest], answers: list[Answer]
) -> Iterator[tuple[object, ...]]:
    codes = {one.pk: one.code for one in requests}
    for answer in answers:
        answer.case = case
        yield (
            codes[answer.request_id],
            answer.get_kind_display(),
            moment(answer.answered_at),
            answer.reference,
            answer.gave_reason,
            answer.demands,
        )


def _texts(
    case: Case,
    requests: list[RemovalRequest],
    sent: dict[Any, Submission],
    answers: list[Answer],
    released: Collection[str],
) -> tuple[dict[str, str], tuple[Withheld, ...]]:
    codes = {one.pk: one.code for one in requests}
    if not sent and not any(answer.words for answer in with_case(case, answers)):
        return {}, ()
    what = "The full text of notices, and platforms' answers in their own words"
    if any_minor(case):
        return {}, (Withheld(what, Why.MINOR),)
    if not set(released) >= IN_A_TEXT:
        return {}, (Withheld(what, Why.MIXED),)
    texts = {
        f"exchange/{codes[one.request_id]}-notice.txt": str(one.notice_text)
        for one in with_case(case, sent.values())
    }
    for place, answer in enumerate(answers, start=1):
        if answer.words:
            name = f"exchange/{codes[answer.request_id]}-answer-{place:02}.txt"
            texts[name] = str(answer.words)
    return texts, ()
