"""The trail holds codes, counts and moments; it outlives a purge, so it holds no one's words."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import uuid4

import pytest

from accounts.rules import Role
from audit.rules import NotAllowed, canonical
from sealing.secret import Secret

EST = timezone(timedelta(hours=-5))


@pytest.mark.parametrize(
    ("fact", "kept"),
    [
        ("complaint", '"complaint"'),
        (Role.ATTORNEY, '"attorney"'),
        (48, "48"),
        (True, "true"),
        (None, "null"),
        (datetime(2026, 11, 2, 9, tzinfo=EST), '"2026-11-02T14:00:00.000000Z"'),
        (datetime(2026, 11, 2, 14, 0, 0, 7, tzinfo=UTC), '"2026-11-02T14:00:00.000007Z"'),
        (date(2026, 11, 2), '"2026-11-02"'),
        (["a", 1, None], '["a",1,null]'),
        ("é" * 200, '"' + "é" * 200 + '"'),
    ],
)
def test_a_fact_is_kept_as_one_text(fact, kept):
    assert canonical({"fact": fact}) == f'{{"fact":{kept}}}'


def test_the_order_in_which_facts_are_given_leaves_no_trace():
    assert canonical({"b": 1, "a": 2}) == canonical({"a": 2, "b": 1}) == '{"a":2,"b":1}'


@pytest.mark.parametrize(
    "fact",
    [
        "x" * 201,
        "two\nlines",
        "two\rlines",
        "nul\x00",
        Secret("Maria"),
        ["fine", Secret("Maria")],
        ["fine", "x" * 201],
        1.5,
        Decimal(1),
        uuid4(),
        b"bytes",
        {"a": 1},
        datetime(2026, 11, 2, 9),  # noqa: DTZ001 - naive on purpose
    ],
)
def test_what_could_be_a_persons_words_is_refused(fact):
    with pytest.raises(TypeError, match="trail"):
        canonical({"fact": fact})


def test_a_refusal_speaks_to_a_person_and_to_a_machine():
    no = NotAllowed("The notice still needs a signature.", code="parts_missing", field="signed_at")

    assert str(no) == no.sentence == "The notice still needs a signature."
    assert (no.code, no.field) == ("parts_missing", "signed_at")
