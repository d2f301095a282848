"""When something may be told: to this recipient, for this purpose, all of it, at that moment."""

from datetime import UTC, date, datetime, timedelta

import pytest

from audit.rules import NotAllowed
from cases.rules.releases import (
    Needed,
    Terms,
    default_expiry,
    holds,
    latest_expiry,
    require_let,
    why_not,
)

SIGNED = date(2026, 11, 2)
NOON = datetime(2026, 11, 10, 12, tzinfo=UTC)
ENDS = datetime(2026, 12, 2, 23, 59, tzinfo=UTC)
TERMS = Terms(
    "platform", "chirp", "removal_request", frozenset({"locations", "identity"}), SIGNED, ENDS
)
NEEDED = Needed("Chirp", "platform", "chirp", "removal_request", frozenset({"locations"}))


@pytest.mark.parametrize(
    ("moment", "held"),
    [
        (datetime(2026, 11, 1, 9, tzinfo=UTC), False),  # nobody had signed anywhere on Earth
        (datetime(2026, 11, 1, 10, tzinfo=UTC), True),  # the day began in the Line Islands
        (NOON, True),
        (ENDS - timedelta(seconds=1), True),
        (ENDS, False),
    ],
)
def test_a_release_holds_from_its_day_to_its_end(moment, held):
    assert holds(TERMS, moment) is held


def test_a_release_taken_back_holds_no_more_from_that_moment():
    revoked = TERMS._replace(revoked_at=NOON)

    assert holds(revoked, NOON - timedelta(seconds=1))
    assert not holds(revoked, NOON)


@pytest.mark.parametrize(
    ("needed", "terms", "moment", "said"),
    [
        (NEEDED._replace(recipient_ref="murmur"), TERMS, NOON, "No release lets us tell"),
        (NEEDED._replace(recipient_kind="service"), TERMS, NOON, "No release lets us tell"),
        (NEEDED._replace(purpose="referral"), TERMS, NOON, "No release lets us tell"),
        (NEEDED._replace(recipient_ref=""), TERMS._replace(recipient_ref=""), NOON, "No release"),
        (NEEDED._replace(information=frozenset({"contact"})), TERMS, NOON, "does not cover"),
        (NEEDED, TERMS._replace(revoked_at=NOON), NOON, "was revoked on 10 Nov 2026"),
        (NEEDED, TERMS, ENDS, "ended on 2 Dec 2026"),
        (NEEDED, TERMS, NOON - timedelta(days=30), "after that moment"),
    ],
)
def test_each_refusal_says_what_is_missing(needed, terms, moment, said):
    assert said in why_not([terms], needed, moment)

    with pytest.raises(NotAllowed) as no:
        require_let([terms], needed, moment)

    assert no.value.code == "release_needed"


def test_one_that_fits_among_others_lets_it_happen():
    others = [TERMS._replace(recipient_ref="murmur"), TERMS._replace(revoked_at=NOON)]

    assert why_not([*others, TERMS], NEEDED, NOON) == ""


def test_thirty_days_by_default_and_ninety_at_most():
    assert default_expiry(SIGNED).date() - SIGNED == timedelta(days=30)
    assert latest_expiry(SIGNED).date() - SIGNED == timedelta(days=90)
