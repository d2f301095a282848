"""What a page keeps back of a notice until a person asks, and the asking is recorded."""

import re
from typing import NamedTuple

from cases.rules import handled_as_minor
from evidence.models import Item
from removal.models import RemovalRequest
from removal.notices import is_handled_as_minor
from removal.rules.words import SignerRole

HIDDEN_NAME = "(name not shown here)"
HIDDEN_PLACE = "(address not shown here)"


class Hidden(NamedTuple):
    name: bool = False
    places: bool = False


NOTHING = Hidden()

# The lines of a composed notice that hold the signer's name, and those that hold a place. Greedy:
# a name may hold a bracket of its own.
NAMED = (
    re.compile(r"^(I am ).*(?=, the person shown|, and I write|, \[\[)", re.MULTILINE),
    re.compile(r"^(Signed: ).*(?= \()", re.MULTILINE),
)
PLACED = re.compile(r"^(\d+\. |   Also: |The (?:site|domain)s?: ).*$", re.MULTILINE)


def keep_back(text: str, hidden: Hidden) -> str:
    """Give a composed notice without what a page does not show unasked."""
    for line in NAMED if hidden.name else ():
        text = line.sub(rf"\g<1>{HIDDEN_NAME}", text)
    return PLACED.sub(rf"\g<1>{HIDDEN_PLACE}", text) if hidden.places else text


def by_default(request: RemovalRequest) -> Hidden:
    """Give what a page keeps back: a survivor's own name, and a possible minor's places."""
    return Hidden(
        name=request.signer_role == SignerRole.SELF and bool(request.signer_name),
        places=is_handled_as_minor(request),
    )


def hides(item: Item) -> bool:
    """Tell whether a page keeps this item's address back; needs the case at hand."""
    return handled_as_minor(item.case.age_when_made, item.age_when_made)
