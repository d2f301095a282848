"""What deserves a second look before a request is sent; none of it makes a part missing."""

from collections.abc import Callable
from typing import NamedTuple

from removal.rules.parts import Facts, ListingFacts, finds_more_than_a_home_page
from removal.rules.words import Basis


class Warned(NamedTuple):
    code: str
    part: int
    sentence: str
    for_attorney: bool = False


def warnings(facts: Facts) -> tuple[Warned, ...]:
    """Give every warning that these facts call for, in the order of the parts."""
    found = [check(facts) for check in CHECKS]
    return tuple(warned for warned in found if warned is not None)


def _signed_earlier(facts: Facts) -> Warned | None:
    if not facts.signed_for_earlier_version:
        return None
    return Warned(
        "signed_for_earlier_version",
        1,
        "The signature is from the earlier request. Ask for it anew if this one says more.",
    )


def _home_page(facts: Facts) -> Warned | None:
    vague = [one for one in facts.listings if not finds_more_than_a_home_page(one)]
    if not vague:
        return None
    if len(vague) == len(facts.listings):
        return Warned(
            "only_a_home_page",
            2,
            "A home page is the only place this request names. The Act wants enough for the "
            "platform to find the image: add the page's own address, an account or an item ID, "
            "or expect the platform to call the request incomplete.",
        )
    return Warned(
        "home_page",
        2,
        f"{_labels(vague)}: only a home page is named. Add the page's own address if you can.",
    )


def _elsewhere(facts: Facts) -> Warned | None:
    found = [one for one in facts.listings if one.is_elsewhere]
    if not found:
        return None
    return Warned(
        "on_another_platform",
        2,
        f"{_labels(found)}: the address belongs to another platform of the directory. "
        "A copy elsewhere needs a request of its own.",
    )


def _gone(facts: Facts) -> Warned | None:
    found = [one for one in facts.listings if one.is_gone]
    if not found:
        return None
    return Warned("already_gone", 2, f"{_labels(found)}: a person has seen it gone. Leave it out?")


def _consent_withdrawn(facts: Facts) -> Warned | None:
    if facts.good_faith_basis != Basis.CONSENT_WITHDRAWN:
        return None
    return Warned(
        "consent_withdrawn",
        3,
        "Consent that was withdrawn later is not the same as consent never given; whether the Act "
        "reaches it is for an attorney to say. The request can be sent.",
        for_attorney=True,
    )


def _labels(listings: list[ListingFacts]) -> str:
    return ", ".join(one.label for one in listings)


CHECKS: tuple[Callable[[Facts], Warned | None], ...] = (
    _signed_earlier,
    _home_page,
    _elsewhere,
    _gone,
    _consent_withdrawn,
)
