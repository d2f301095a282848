"""What the log says of each item: facts and codes; no image, no name, no person's free words."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from typing import Any

from audit import words
from audit.models import Entry
from cases.models import Case
from cases.rules import handled_as_minor
from evidence import custody
from evidence.models import Fingerprint, Item
from evidence.rules.custody import act_of
from evidence.rules.hosts import defang
from evidence.shown import standing_of

ITEM = (
    "item", "category", "address", "site", "handle", "account_name", "platform_item_id", "locator",
    "address_kept_back", "seen_by", "how_known", "first_seen_at", "told_in_zone", "age_when_made",
    "made_by_a_computer", "recognised_by", "state", "said_removed_at", "seen_gone_at", "back_at",
    "copy_of", "return_of", "screenshot_held_elsewhere", "screenshot_sha256", "recorded_at",
)  # fmt: skip
PLACES = ("address", "site", "handle", "account_name", "platform_item_id", "locator")
FREE = ("account_name", "locator")  # words that a person chose, and that may hold a name
KEPT_BACK = "[kept back: it holds a name]"
SHORTEST_NAME = 3


def is_hidden(item: Item) -> bool:
    return handled_as_minor(item.case.age_when_made, item.age_when_made)


def moment(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat(timespec="microseconds")


def item_rows(items: Collection[Item], *, hidden_too: bool) -> Iterator[dict[str, Any]]:
    """Give one row an item; an address that is hidden stays so unless it was asked for."""
    for item in items:
        hidden = is_hidden(item)
        places = _places(item, hidden=hidden) if hidden_too or not hidden else {}
        yield {
            **dict.fromkeys(PLACES, ""),
            **places,
            **_facts(item),
            "address_kept_back": hidden and not hidden_too,
            "screenshot_sha256": "" if hidden else item.screenshot_sha256,
        }


def _places(item: Item, *, hidden: bool) -> dict[str, str]:
    told = {
        "address": defang(item.url) if hidden and item.url else str(item.url),
        "site": defang(item.host) if hidden and item.host else str(item.host),
        "handle": str(item.handle),
        "account_name": str(item.account_name),
        "platform_item_id": str(item.platform_item_id),
        "locator": str(item.locator),
    }
    names = _names(item.case)
    for free in FREE:
        if any(name in told[free].casefold() for name in names):
            told[free] = KEPT_BACK
    return told


def _names(case: Case) -> list[str]:
    whole = str(case.survivor.name).casefold().split()
    return [name for name in whole if len(name) >= SHORTEST_NAME]


def _facts(item: Item) -> dict[str, Any]:
    now = standing_of(item)
    return {
        "item": item.label,
        "category": item.category,
        "seen_by": item.seen_by,
        "how_known": item.how_known,
        "first_seen_at": moment(item.first_seen_at),
        "told_in_zone": item.source_zone,
        "age_when_made": item.age_when_made,
        "made_by_a_computer": item.is_synthetic,
        "recognised_by": list(item.identifiable_by),
        "state": now.word,
        "said_removed_at": moment(now.said_removed_at),
        "seen_gone_at": moment(now.seen_gone_at),
        "back_at": moment(now.back_at),
        "copy_of": item.copy_of.label if item.copy_of else "",
        "return_of": item.follows.label if item.follows else "",
        "screenshot_held_elsewhere": bool(item.screenshot_held_by),
        "recorded_at": moment(item.recorded_at),
    }


def look_rows(items: Collection[Item]) -> Iterator[dict[str, Any]]:
    """Give every dated fact about every item, those taken back too; notes stay here."""
    for item in items:
        for fact in item.facts.all():
            yield {
                "item": item.label,
                "kind": fact.kind,
                "at": moment(fact.at),
                "how": fact.how,
                "checked_by": fact.checked_by,
                "recorded_at": moment(fact.recorded_at),
                "taken_back_at": moment(fact.retracted_at),
            }


def fingerprint_rows(items: Collection[Item]) -> Iterator[dict[str, Any]]:
    """Give the fingerprints of adults' items; of nobody else is there a digit (28 CFR 94.115)."""
    adults = {item.pk: item.label for item in items if not is_hidden(item)}
    kept = Fingerprint.objects.filter(item_id__in=adults).kept().select_related("case__key")
    for one in kept.order_by("item__number", "recorded_at", "algorithm"):
        yield {
            "item": adults[one.item_id],
            "algorithm": one.algorithm,
            "digits": str(one.digits),
            "quality": one.quality,
            "made_with": one.producer,
            "rule_version": one.rule_version,
            "recorded_at": moment(one.recorded_at),
        }


def chain_rows(entries: Collection[Entry]) -> Iterator[dict[str, Any]]:
    """Give every link of the case's chain, so that none can be left out unseen."""
    for entry in entries:
        yield {"seq": entry.seq, "prev_hash": entry.prev_hash, "hash": entry.hash}


def custody_rows(entries: Collection[Entry]) -> Iterator[dict[str, Any]]:
    """Give the entries about items whole, as they were hashed, and what each was to its items."""
    for entry in filter(custody.is_custody, entries):
        yield {
            "seq": entry.seq,
            "items": custody.labels(entry),
            "act": act_of(entry.action, words.facts(entry)).value,
            "words": words.sentence(entry),
            "id": entry.pk,
            "chain": entry.chain,
            "at": entry.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "actor": entry.actor,
            "actor_role": entry.actor_role,
            "action": entry.action,
            "subject_type": entry.subject_type,
            "subject_id": entry.subject_id,
            "facts": entry.facts,
            "prev_hash": entry.prev_hash,
            "hash": entry.hash,
        }
