"""The words of batches, looks, the directory and chokepoints; each is stored, none renamed."""

from enum import StrEnum


class Chokepoint(StrEnum):
    """Who stands behind a site and may act when the site does not (law.md 1.2, section 2)."""

    HOST = "host"
    NETWORK = "network"
    REGISTRAR = "registrar"
    SEARCH = "search"
    PAYMENT = "payment"


class Found(StrEnum):
    """How a person found who stands behind a site, on their own device (ADR 0003)."""

    RDAP = "rdap"
    NETWORK_SAID = "network_said"
    SITE_SAID = "site_said"
    SEARCHED = "searched"
    OTHER = "other"


class Moved(StrEnum):
    """What a person found wrong with a row of the directory."""

    FORM_MOVED = "form_moved"
    FORM_GONE = "form_gone"
    ASKS_OTHERWISE = "asks_otherwise"
    CONTACT_WRONG = "contact_wrong"
    OTHER = "other"


class ReportClosed(StrEnum):
    AS_RECORDED = "as_recorded"
    CORRECTED = "corrected"
    REPEATED = "repeated"


class Decision(StrEnum):
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Skipped(StrEnum):
    """Why a request of a batch was passed over."""

    FORM_DOWN = "form_down"
    ASK_SURVIVOR = "ask_survivor"
    NOT_NOW = "not_now"
    OTHER = "other"


class LooksEnded(StrEnum):
    """Why nobody is asked to look again."""

    GONE_LONG_ENOUGH = "gone_long_enough"
    WITHDRAWN = "withdrawn"
    CASE_CLOSED = "case_closed"
    BY_HAND = "by_hand"
