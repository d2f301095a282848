"""What a kept text shows beside the complaint itself, and what must hold for it to leave."""

from audit.rules import NotAllowed
from cases.rules.release_words import Information
from complaints.composing.closing import PLACES
from complaints.document import Document
from complaints.rules.exposure import ALSO_NEEDS

TELLS_WHO = {Information.CONTACT.value, Information.LOCATIONS.value}


def beyond(document: Document) -> set[str]:
    """Give the kinds of information that a release must cover too, by what the sentences rest on.

    The text was composed under the release of its day; the one that stands now may say less.
    """
    sentences = list(document.sentences())
    told = {(source.model, source.field) for one in sentences for source in one.sources}
    shows = {
        "addresses": any(("evidence.item", place) in told for place in PLACES),
        "contact": any(one.key == "reach" for one in sentences),
        "references": ("complaints.cybertip", "number") in told,
    }
    return {ALSO_NEEDS[field].value for field, is_so in shows.items() if is_so}


def require_no_child(shown: set[str], *, minor: bool) -> None:
    """Pass unless a text from before an age was known still tells where or who (law.md R2)."""
    if minor and shown & TELLS_WHO:
        raise NotAllowed(
            "Someone shown was or may have been under 18, and this text was written before that"
            " was on record: it still tells where, or how to reach them. Return it to draft if it"
            " is signed, and refresh it.",
            code="handled_as_minor",
        )
