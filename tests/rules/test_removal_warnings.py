"""A second look before sending; a warning never makes a part missing (law.md 1.4)."""

from datetime import UTC, datetime

import pytest

from removal.rules.parts import Facts, ListingFacts, is_page_of_its_own, missing_parts
from removal.rules.warnings import warnings

POST = ListingFacts("E1", url="https://chirp.example/posts/1")
WHOLE = Facts(
    signer_role="self",
    signer_name="M. K.",
    signed_at=datetime(2026, 11, 2, 10, tzinfo=UTC),
    signature_method="typed",
    listings=(POST,),
    identifiable_by=("face",),
    good_faith_basis="never_consented",
    good_faith_statement="I never agreed.",
    contact="desk@agency.example",
)


def codes(**change):
    return [warned.code for warned in warnings(WHOLE._replace(**change))]


# fmt: off
ADDRESSES = [
    ("https://chirp.example/posts/1",        True),
    ("https://chirp.example/?id=4",          True),
    ("https://chirp.example?id=4",           True),
    ("https://chirp.example/#/p/4",          True),
    ("https://alice.chirp.example/",         True),
    ("https://www.chirp.example/",           False),
    ("https://m.chirp.example",              False),
    ("https://chirp.example",                False),
    ("https://chirp.example/",               False),
    ("https://chirp.example/#",              False),
    ("chirp.example/posts/1",                True),
    ("chirp.example",                        False),
    ("",                                     False),
]
# fmt: on


@pytest.mark.parametrize(("url", "its_own"), ADDRESSES)
def test_an_address_is_a_page_of_its_own_or_a_front_door(url, its_own):
    assert is_page_of_its_own(url) is its_own


def home(label="E2", **more):
    return ListingFacts(label, url="https://chirp.example/", **more)


# fmt: off
LISTINGS = [
    ((POST,),                                 []),
    ((home(),),                               ["only_a_home_page"]),
    ((home(), home("E3")),                    ["only_a_home_page"]),
    ((POST, home()),                          ["home_page"]),
    ((home(handle="@k"),),                    []),
    ((home(platform_item_id="77"),),          []),
    ((ListingFacts("E4", handle="@k"),),      []),
    ((POST._replace(is_gone=True),),          ["already_gone"]),
    ((POST._replace(is_elsewhere=True),),     ["on_another_platform"]),
]
# fmt: on


@pytest.mark.parametrize(("listings", "said"), LISTINGS)
def test_listings_that_deserve_a_second_look(listings, said):
    assert codes(listings=listings) == said
    assert missing_parts(WHOLE._replace(listings=listings)) == ()


def test_only_a_home_page_says_what_the_act_wants_and_what_may_follow():
    (warned,) = warnings(WHOLE._replace(listings=(home(),)))

    assert "enough for the platform to find the image" in warned.sentence
    assert "incomplete" in warned.sentence


def test_withdrawn_consent_goes_to_an_attorney_and_can_still_be_sent():
    facts = WHOLE._replace(good_faith_basis="consent_withdrawn")
    (warned,) = warnings(facts)

    assert (warned.code, warned.part, warned.for_attorney) == ("consent_withdrawn", 3, True)
    assert missing_parts(facts) == ()


def test_a_signature_of_the_earlier_version_is_looked_at_again():
    assert codes(signed_for_earlier_version=True) == ["signed_for_earlier_version"]


def test_nothing_to_say_of_a_plain_request():
    assert warnings(WHOLE) == ()
    assert warnings(Facts()) == ()
