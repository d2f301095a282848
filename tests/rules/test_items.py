from datetime import UTC, datetime, timedelta

import pytest

from audit.rules import NotAllowed
from evidence.rules import items, places, recording
from evidence.rules.items import Fact, FactKind, standing

MON = datetime(2026, 11, 2, 9, tzinfo=UTC)
UP, SAID, PART, GONE, BACK = (
    FactKind.SEEN_UP, FactKind.SAID_REMOVED, FactKind.PARTIAL, FactKind.SEEN_GONE, FactKind.BACK,
)  # fmt: skip


def told(*kinds):
    """Give facts an hour apart, in order."""
    return [Fact(kind, MON + place * timedelta(hours=1)) for place, kind in enumerate(kinds)]


# fmt: off
STANDINGS = [  # facts in order,     where it stands, removed at which of them
    ((),                       "up",           None),
    ((UP,),                    "up",           None),
    ((SAID,),                  "said removed", None),
    ((SAID, UP),               "up",           None),
    ((PART,),                  "up",           None),
    ((SAID, GONE),             "seen gone",    0),
    ((GONE,),                  "seen gone",    0),
    ((GONE, SAID),             "seen gone",    0),
    ((SAID, GONE, BACK),       "back",         None),
    ((GONE, BACK, GONE),       "seen gone",    2),
    ((GONE, BACK, UP),         "back",         None),
    ((SAID, UP, GONE),         "seen gone",    2),
]
# fmt: on


@pytest.mark.parametrize(("kinds", "word", "removed_after"), STANDINGS)
def test_three_facts_say_where_a_listing_stands(kinds, word, removed_after):
    now = standing(told(*kinds))

    assert now.word == word
    expected = None if removed_after is None else MON + removed_after * timedelta(hours=1)
    assert now.removed_at == expected


def test_facts_are_read_in_the_order_they_happened():
    facts = told(SAID, GONE, BACK)

    assert standing(reversed(facts)) == standing(facts)


def test_a_platform_alone_is_not_believed():
    assert not standing(told(SAID)).is_gone


@pytest.mark.parametrize("given", ["url", "handle", "platform_item_id"])
def test_one_locator_is_enough(given):
    places_given = {"url": "", "handle": "", "platform_item_id": "", given: "x"}

    recording.require_locator(**places_given)


def test_nothing_to_find_it_by_is_refused():
    with pytest.raises(NotAllowed) as no:
        recording.require_locator(url="", handle="", platform_item_id="")

    assert (no.value.code, no.value.field) == ("no_locator", "url")


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("https://chirp.example", True),
        ("chirp.example/", True),
        ("https://chirp.example/p/1", False),
        ("https://chirp.example/?v=1", False),
        ("https://chirp.example/#/p/1", False),
        ("@handle", False),
    ],
)
def test_a_home_page_is_too_little_to_find_an_item_by(text, only):
    assert places.is_only_a_host(text) is only


@pytest.mark.parametrize(
    ("one", "other"),
    [("chirp.example", "https://m.chirp.example/p/1"), ("www.bbc.co.uk", "news.bbc.co.uk")],
)
def test_hosts_of_one_holder_are_searched_as_one(one, other):
    assert places.host_key(one) == places.host_key(other) != ""


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("hxxps://chirp[.]example/p/1", "https://chirp.example/p/1"),
        ("HXXP://m(dot)chirp[.]example", "http://m.chirp.example"),
        ("chirp[.]example/a[.]b", "chirp.example/a[.]b"),
        ("https://chirp.example/p?q=[.]", "https://chirp.example/p?q=[.]"),
    ],
)
def test_an_address_is_kept_as_a_platforms_form_takes_it(written, whole):
    assert places.refanged(written) == whole


def test_tenants_of_a_shared_host_are_told_apart():
    assert places.host_key("alice.github.io") != places.host_key("bob.github.io")


def test_an_unreadable_address_says_why():
    with pytest.raises(NotAllowed) as no:
        recording.host_named("maria@person.example")

    assert (no.value.code, no.value.field) == ("not_an_address", "url")


def test_no_fingerprint_is_kept_while_someone_may_be_under_eighteen():
    with pytest.raises(NotAllowed) as no:
        recording.digest("a" * 64, minor=True)

    assert no.value.code == "no_fingerprint_of_a_minor"
    assert recording.digest("", minor=True) == ""
    assert recording.digest("A" * 64, minor=False) == "a" * 64


@pytest.mark.parametrize("text", ["a" * 63, "g" * 64, "a" * 65])
def test_a_digest_is_whole(text):
    with pytest.raises(NotAllowed, match="64 digits"):
        recording.digest(text, minor=False)


def test_ways_to_recognise_someone_are_each_said_once():
    assert recording.identifiable(["name", "face", "face"]) == ["face", "name"]
    with pytest.raises(NotAllowed):
        recording.identifiable(["shoes"])


def test_every_word_of_an_item_can_be_said():
    from evidence.rules import spoken

    for kinds, words in (
        (items.Category, spoken.CATEGORIES),
        (items.SeenBy, spoken.SEEN_BY),
        (items.HowKnown, spoken.HOW_KNOWN),
        (items.Identifiable, spoken.IDENTIFIABLE),
        (items.Synthetic, spoken.SYNTHETIC),
        (items.FactKind, spoken.FACTS),
        (items.How, spoken.HOW),
    ):
        assert set(kinds) == set(words)
