"""What is watched in the money ledger: the cap, the Reserve, the floor, its own arithmetic.

18 U.S.C. 2259, law.md 4.2 and 4.3. Each says its citation and mark; none promises anything.
"""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from restitution.rules.courts import Offence
from restitution.rules.money import (
    CHECKED_ON,
    FLOOR,
    NOTHING,
    RESERVE_BASE,
    RESERVE_WORDS,
    OfCourt,
    Reserve,
    cap,
    federal,
    received_federal,
    said,
)


class Watch(NamedTuple):
    """One thing to look at: `tone` is quiet, good, soon or late, as tags have it."""

    code: str
    tone: str
    word: str
    sentence: str
    citation: str
    mark: str
    checked_on: date = CHECKED_ON


def watches(
    courts: Collection[OfCourt], *, claimed: Decimal, reserve: Reserve | None
) -> tuple[Watch, ...]:
    """Give what the ledger shows an attorney: the cap, the Reserve, the floor, its arithmetic."""
    return (
        _cap(courts),
        *_losses(courts, claimed),
        *_reserve(courts, reserve),
        *_below_floor(courts),
        *_more_than_ordered(courts),
    )


def _cap(courts: Collection[OfCourt]) -> Watch:
    most, received = cap(courts), received_federal(courts)
    cite, mark = "18 U.S.C. 2259(b)(2)", "V"
    if most is None:
        return Watch(
            "cap", "quiet", "Cap not known",
            "No losses found by a federal court are recorded, so the cap on what may be collected"
            f" under section 2259 is not known. Received so far: {said(received)}.",
            cite, mark,
        )  # fmt: skip
    told = (
        f"Received in federal cases: {said(received)}, against {said(most)}, the greatest losses"
        " recorded as found in any one of them."
    )
    if received > most:
        return Watch(
            "cap", "late", "Above the cap",
            f"{told} That is {said(received - most)} above; check the lines against the orders"
            " before anything more is collected.", cite, mark,
        )  # fmt: skip
    if received == most:
        return Watch(
            "cap", "soon", "Cap reached",
            f"{told} What defendants still owe for these losses may have ended.", cite, mark,
        )  # fmt: skip
    tone, word = ("soon", "Near the cap") if received * 10 >= most * 9 else ("good", "Below")
    return Watch("cap", tone, word, told, cite, mark)


def _losses(courts: Collection[OfCourt], claimed: Decimal) -> tuple[Watch, ...]:
    """Say losses on file against all that came, civil and state money and the Reserve's too."""
    if claimed == NOTHING:
        return ()
    came = sum((one.received + one.reserve for one in courts), NOTHING)
    tone, word = ("quiet", "Not covered") if came < claimed else ("soon", "Covered")
    sentence = f"Losses on file: {said(claimed)}. Received from all sources: {said(came)}."
    if came >= claimed:
        sentence += " Ask whether losses have grown since, before more is asked for."
    return (Watch("losses", tone, word, sentence, "18 U.S.C. 2259(c)(2)", "U"),)


def _reserve(courts: Collection[OfCourt], reserve: Reserve | None) -> tuple[Watch, ...]:
    paid = sum((one.reserve for one in courts), NOTHING)
    if paid > NOTHING:
        return (
            Watch(
                "reserve_once", "soon", "Paid once",
                f"A payment from the Victims Reserve is recorded ({said(paid)}). It is made once.",
                "18 U.S.C. 2259(d)", "V",
            ),
            Watch(
                "reserve_deducted", "quiet", "Counts later",
                "A court that finds losses later is to deduct this payment; restitution for other"
                " offences is otherwise not barred by it.", "18 U.S.C. 2259(d)(2)-(3)", "U",
            ),
        )  # fmt: skip
    return (_threshold(received_federal(courts), reserve), FEE)


FEE = Watch(
    "reserve_fee", "quiet", "Fee limit",
    "An attorney's fee on a payment from the Reserve is limited to 15 %, with a criminal penalty.",
    "18 U.S.C. 2259(d)(4)", "U",
)  # fmt: skip


def _threshold(received: Decimal, reserve: Reserve | None) -> Watch:
    cite, mark = "18 U.S.C. 2259(d), 2259B; 28 CFR Part 81 subpart C", "V"
    if reserve is None:
        told = (
            f"The Reserve's amount is {RESERVE_WORDS}; nobody has noted a current figure."
            f" Received in federal cases: {said(received)}."
        )
        if received > RESERVE_BASE:  # of 2018, and only ever adjusted upwards since
            return Watch(
                "reserve", "soon", "Threshold not known",
                f"{told} Note what the amount is said to be now; above it this route ends.",
                cite, mark,
            )  # fmt: skip
        known, tone = RESERVE_BASE, "quiet"
    else:
        told = (
            f"Received in federal cases: {said(received)}, against {said(reserve.amount)} as noted"
            f" on {reserve.as_of.day} {reserve.as_of:%b %Y} ({reserve.source}). The court sets the"
            " figure on the day of its order."
        )
        known, tone = reserve.amount, "good"
    if received > known:
        return Watch(
            "reserve", "late", "Above the threshold",
            f"{told} Restitution collected above the amount ends this route; an attorney checks"
            " which payments count.", cite, mark,
        )  # fmt: skip
    if received * 10 >= known * 8:
        return Watch(
            "reserve", "soon", "Near the threshold",
            f"{told} Weigh this route before more is collected.", cite, mark,
        )  # fmt: skip
    return Watch("reserve", tone, "Below the threshold", told, cite, mark)


def _below_floor(courts: Collection[OfCourt]) -> tuple[Watch, ...]:
    return tuple(
        Watch(
            f"floor_{one.number}", "soon", "Below the floor",
            f"Court case {one.number}: {said(one.ordered)} is recorded as ordered."
            f" For trafficking on or after 7 Dec 2018 the section says not less than {said(FLOOR)};"
            " compare the order. Earlier offences have no floor (V-2nd).",
            "18 U.S.C. 2259(b)(2)(B)", "V",
        )
        for one in federal(courts)
        if one.offence == Offence.TRAFFICKING.value
        and NOTHING < one.ordered < FLOOR
    )  # fmt: skip


def _more_than_ordered(courts: Collection[OfCourt]) -> tuple[Watch, ...]:
    return tuple(
        Watch(
            f"ordered_{one.number}", "soon", "More than ordered",
            f"Court case {one.number}: {said(one.received)} is recorded as received,"
            f" {said(one.ordered)} as ordered. One of them may be missing or wrong.",
            "The ledger's own sums", "",
        )
        for one in courts
        if one.received > one.ordered
    )  # fmt: skip
