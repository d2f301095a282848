"""Each fact that a sentence rests on, as a reader sees it: what it is called, and what it says."""

from datetime import date, datetime
from typing import Any

from django.db.models import Model

from complaints.document import Source
from complaints.naming import ADDRESS_WITHHELD
from complaints.spoken import day, exact, listed
from complaints.told import Told

GONE = "no longer in the record"
KEPT = "on record; not shown here"
NOTHING = "nothing recorded"
NAMED = "withheld: it would name the depicted person"

# A person's own words, and what tells who somebody is: that they are there is enough here.
NOT_SHOWN = {
    "good_faith_statement", "contact", "choice", "filing_number", "signer_name",
}  # fmt: skip
PLACES = {"url", "handle", "platform_item_id", "locator", "account_name"}
# The service's own address, which the text prints: it leads to no image, and to nobody.
PUBLIC = {("removal.platform", "report_url")}
COUNTED = {"answers", "listings", "exposures", "cyber_tips"}

# fmt: off
LABELS = {
    "at": "moment", "kind": "what", "how": "how it was seen", "checked_by": "who looked",
    "received_at": "received", "submitted_at": "sent", "answered_at": "answered",
    "sent_at": "sent", "due_at": "time ended", "basis": "receipt is", "hours": "hours allowed",
    "proof": "what shows it", "proof_reference": "its reference", "citation": "rule",
    "signed_at": "signed", "signed_on": "signed", "expires_at": "holds until",
    "signed_by_kind": "who agreed", "first_seen_at": "first seen", "source_zone": "told in zone",
    "number": "number in the case", "version": "version", "age_when_made": "age when made",
    "copy_of": "identical to", "good_faith_basis": "why not consensual",
    "good_faith_statement": "statement", "identifiable_by": "recognised by",
    "report_url": "notice form", "last_verified_on": "entry last checked",
    "coverage_reason": "reason for coverage", "foreign_operator": "operator abroad",
    "gave_reason": "gave a reason", "screenshot_held_by": "screenshot held by",
    "screenshot_sha256": "screenshot's SHA-256", "platform_item_id": "item ID",
    "process_looked_at": "looked for the process", "reply_by": "reply asked for by",
    "exposures": "choices recorded", "cyber_tips": "CyberTipline records",
    "choice": "what is shown",
}
# fmt: on


class Record:
    """The rows that one complaint is told from, by table and row, to be read fact by fact."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._rows = {(row._meta.label_lower, str(row.pk)): row for row in told.rows()}

    def row(self, source: Source) -> Model | None:
        return self._rows.get((source.model, source.id))

    def value(self, source: Source) -> str:
        """Say what this column holds now, without a name and as far as it may be shown."""
        row = self.row(source)
        if row is None:
            return GONE
        if source.field in NOT_SHOWN:
            return KEPT if getattr(row, source.field) else NOTHING
        if source.field in PLACES and not self._told.tells_addresses:
            return ADDRESS_WITHHELD
        if (source.model, source.field) in PUBLIC:
            return str(_held(row, source.field)) or NOTHING
        return self._said(_held(row, source.field)) or NOTHING

    def _said(self, value: Any) -> str:
        if value is None or value in ("", [], {}):
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, date):
            return exact(value, self._told.zone) if isinstance(value, datetime) else day(value)
        return self._many(value) if isinstance(value, dict | list) else self._clean(str(value))

    def _many(self, value: dict[str, Any] | list[Any]) -> str:
        if isinstance(value, list):
            return listed(map(self._said, value))
        return listed(f"{_plain(name)}: {self._said(one)}" for name, one in value.items())

    def _clean(self, words: str) -> str:
        clean = self._told.clean(words)
        if self._told.names.part_of(clean):
            return NAMED
        return _plain(clean) if clean.replace("_", "").isalpha() else clean


def label(source: Source) -> str:
    """Give what a fact is called; its column's own name where no other is given."""
    return LABELS.get(source.field, _plain(source.field))


def _held(row: Model, field: str) -> Any:
    held = getattr(row, field)
    if field in COUNTED:
        return str(held.count())
    return getattr(held, "label", held)


def _plain(code: str) -> str:
    return code.replace("_", " ")
