"""Where a reader finds what a sentence was told from: a word and a page for each source."""

from typing import NamedTuple

from django.urls import reverse

from complaints.document import Source
from complaints.told import Told


class Link(NamedTuple):
    words: str
    url: str  # "" for a row that is no longer told


class Sources:
    """The pages behind one complaint's sentences, looked up among the rows it is told from."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._request = reverse("removal:request", args=[told.request.pk])
        self._items = {
            str(item.pk): item for item in (*told.items, *(one.item for one in told.identical))
        }
        self._facts = {
            str(fact.pk): item for item in self._items.values() for fact in item.facts.all()
        }

    def link(self, source: Source) -> Link:
        """Give the page where this row is kept; no address for one that is told no longer."""
        kind = source.model.partition(".")[2]
        if kind in {"item", "listingfact"}:
            return self._item(source, kind)
        if kind == "platform":
            page = reverse("removal:platform", args=[self._told.request.platform_id])
            return Link("Platform", page)
        if kind == "release":
            return Link("Release", reverse("cases:releases", args=[self._told.request.case.code]))
        if kind in ON_THE_CASE:
            page = reverse("cases:case", args=[self._told.request.case.code])
            return Link(ON_THE_CASE[kind], page)
        words, place = ON_THE_REQUEST.get(kind, ("Request", ""))
        return Link(words, f"{self._request}{place}")

    def _item(self, source: Source, kind: str) -> Link:
        found = (self._items if kind == "item" else self._facts).get(source.id)
        words = "Look" if kind == "listingfact" else "Item"
        if found is None:
            return Link(words, "")
        return Link(
            f"{words} at {found.label}" if kind == "listingfact" else f"Item {found.label}",
            reverse("evidence:item", args=[found.pk]),
        )


ON_THE_CASE = {
    "case": "Case",
    "authority": "Authority",
    "cybertip": "CyberTipline",
    "exposurechoice": "What is shown",
}
ON_THE_REQUEST = {
    "submission": ("Submission", "#submission"),
    "receipt": ("Receipt", "#clock"),
    "complaintdraft": ("Clock", "#clock"),
    "answer": ("Answer", "#answers"),
    "removalrequest": ("Request", "#parts"),
    "priornotice": ("Notice", "#clock"),
}
