"""What to carry into the platform's own form, in the order in which that form asks."""

from collections.abc import Callable
from typing import NamedTuple

from evidence.models import Item
from removal import behind
from removal.models import RemovalRequest
from removal.rules.desk_words import Chokepoint
from removal.rules.phrases import BECAUSE
from removal.rules.spoken import ASKS
from removal.rules.words import Basis
from removal.withheld import HIDDEN_NAME, HIDDEN_PLACE, Hidden

# Where nobody recorded what a form asks, the four parts stand in the order of most forms.
USUAL = ("url", "username", "statement", "signature", "email")
# Who stands behind a site knows addresses and domains, and no account on it (law.md section 2).
USUAL_BEHIND = ("url", "statement", "signature", "email")
BY_DOMAIN = frozenset({Chokepoint.REGISTRAR, Chokepoint.PAYMENT})
# More than the four parts; worth recording as a demand when the platform insists (law.md 1.4).
BEYOND = frozenset({"account", "legal_name", "perjury_statement", "id_document"})


ONE_LINE = 60  # characters that stand beside a button


class Asked(NamedTuple):
    label: str
    text: str  # empty: nothing of the request answers it
    multiline: bool
    is_beyond: bool
    is_hidden: bool


def asked(request: RemovalRequest, *, hidden: Hidden) -> list[Asked]:
    """Give each thing the form asks for with what answers it, ready to copy."""
    items = [listing.item for listing in request.listings.all()]
    codes = request.platform.asks_for or _usual(request)
    return [_asked(code, request, items, hidden) for code in codes]


def _usual(request: RemovalRequest) -> tuple[str, ...]:
    if not request.asked_as:
        return USUAL
    return ("domain", *USUAL_BEHIND) if request.asked_as in BY_DOMAIN else USUAL_BEHIND


def _asked(code: str, request: RemovalRequest, items: list[Item], hidden: Hidden) -> Asked:
    label = ASKS.get(code, code.replace("_", " ").capitalize())
    text, is_hidden = "", False
    if code in OF_ITEMS:
        is_hidden = hidden.places
        text = _places(items, OF_ITEMS[code], hide=hidden.places)
    elif code in OF_REQUEST:
        is_hidden = (hidden.name and OF_REQUEST[code] is _name) or (
            hidden.places and OF_REQUEST[code] is _domain
        )
        text = OF_REQUEST[code](request, hidden)
    multiline = "\n" in text or len(text) > ONE_LINE
    return Asked(label, text, multiline, code in BEYOND, is_hidden)


def _places(items: list[Item], of: Callable[[Item], str], *, hide: bool) -> str:
    if hide:
        return "\n".join(f"{item.label} {HIDDEN_PLACE}" for item in items)
    return "\n".join(dict.fromkeys(filter(None, map(of, items))))


def _name(request: RemovalRequest, hidden: Hidden) -> str:
    return HIDDEN_NAME if hidden.name else request.signer_name


def _domain(request: RemovalRequest, hidden: Hidden) -> str:
    return HIDDEN_PLACE if hidden.places else "\n".join(behind.sites(request))


def _service(request: RemovalRequest, hidden: Hidden) -> str:
    return request.platform.name if request.asked_as == Chokepoint.SEARCH else ""


def _reason(request: RemovalRequest, hidden: Hidden) -> str:
    basis = request.good_faith_basis
    return f"Intimate image shared without consent. {BECAUSE[Basis(basis)]}" if basis else ""


# fmt: off
OF_ITEMS: dict[str, Callable[[Item], str]] = {
    "url":          lambda item: item.url or item.platform_item_id,
    "message_link": lambda item: item.url,
    "username":     lambda item: item.handle,
    "timestamps":   lambda item: item.locator,
}

OF_REQUEST: dict[str, Callable[[RemovalRequest, Hidden], str]] = {
    "domain":    _domain,
    "service":   _service,
    "reason":    _reason,
    "statement": lambda request, hidden: request.good_faith_statement,
    "signature": _name,
    "name":      _name,
    "email":     lambda request, hidden: request.contact,
}
# fmt: on
