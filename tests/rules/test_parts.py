"""The four statutory parts, by the one rule that computes them (47 U.S.C. 223a(a)(1)(B))."""

from datetime import UTC, date, datetime

import pytest

from removal.rules.parts import AuthorityFacts, Facts, ListingFacts, missing_parts, parts

SIGNED = datetime(2026, 11, 2, 10, tzinfo=UTC)
TODAY = date(2026, 11, 2)
POST = ListingFacts("E1", url="https://chirp.example/posts/1")
WHOLE = Facts(
    signer_role="self",
    signer_name="M. K.",
    signed_at=SIGNED,
    signature_method="typed",
    judged_on=TODAY,
    listings=(POST,),
    identifiable_by=("face",),
    good_faith_basis="never_consented",
    good_faith_statement="I never agreed to this being shown.",
    contact="desk@agency.example",
)
STANDING = AuthorityFacts(starts_on=date(2026, 10, 1), ends_on=date(2026, 11, 2))


def missing(**change):
    return [part.number for part in missing_parts(WHOLE._replace(**change))]


def why(number, **change):
    return parts(WHOLE._replace(**change))[number - 1].why


def test_a_whole_request_has_all_four():
    assert [part.done for part in parts(WHOLE)] == [True] * 4
    assert missing_parts(WHOLE) == ()


# fmt: off
BLANKS = [
    ({"signer_role": ""},                                     [1]),
    ({"signer_name": ""},                                     [1]),
    ({"signer_name": "   "},                                  [1]),
    ({"signed_at": None},                                     [1]),
    ({"signature_method": ""},                                [1]),
    ({"signer_role": "advocate"},                             [1]),
    ({"signer_role": "advocate", "authority": STANDING},      []),
    ({"signer_role": "parent_guardian"},                      [1]),
    ({"signer_role": "attorney", "authority": STANDING},      []),
    ({"signer_role": "other", "authority": STANDING},         []),
    ({"listings": ()},                                        [2]),
    ({"identifiable_by": ()},                                 [2]),
    ({"good_faith_basis": ""},                                [3]),
    ({"good_faith_statement": ""},                            [3]),
    ({"good_faith_basis": "consent_withdrawn"},               []),
    ({"good_faith_basis": "minor"},                           []),
    ({"contact": ""},                                         [4]),
    ({"contact": " \n"},                                      [4]),
    ({"signer_name": "", "listings": (), "contact": ""},      [1, 2, 4]),
]
# fmt: on


@pytest.mark.parametrize(("change", "lacking"), BLANKS)
def test_each_blank_makes_its_own_part_missing(change, lacking):
    assert missing(**change) == lacking


# fmt: off
AUTHORITIES = [
    (AuthorityFacts(date(2026, 11, 2)),                                     True),
    (AuthorityFacts(date(2026, 11, 3)),                                     False),
    (AuthorityFacts(date(2026, 10, 1), ends_on=date(2026, 11, 2)),          True),
    (AuthorityFacts(date(2026, 10, 1), ends_on=date(2026, 11, 1)),          False),
    (AuthorityFacts(date(2026, 10, 1), revoked_on=date(2026, 11, 2)),       False),
    (AuthorityFacts(date(2026, 10, 1), revoked_on=date(2026, 11, 3)),       True),
    (AuthorityFacts(date(2026, 10, 1), date(2027, 1, 1), date(2026, 10, 5)), False),
]
# fmt: on


@pytest.mark.parametrize(("authority", "stands"), AUTHORITIES)
def test_someone_else_signs_only_under_an_authority_that_stands_that_day(authority, stands):
    lacking = missing(signer_role="advocate", authority=authority)

    assert lacking == ([] if stands else [1])


def test_what_was_submitted_was_judged_then_and_stands():
    ended = AuthorityFacts(date(2026, 1, 1), ends_on=date(2026, 2, 1))

    assert missing(signer_role="advocate", authority=ended, judged_on=None) == []
    assert missing(signer_role="advocate", authority=None, judged_on=None) == [1]


def test_the_person_shown_needs_no_authority_even_when_one_has_ended():
    ended = AuthorityFacts(date(2026, 1, 1), ends_on=date(2026, 2, 1))

    assert missing(signer_role="self", authority=ended) == []


def test_a_missing_part_says_what_it_wants_and_where_the_law_says_so():
    part = parts(WHOLE._replace(signer_name="", signature_method=""))[0]

    assert part.why == ("Missing: the signer's name or agreed pseudonym; how it was signed.")
    assert part.citation == "47 U.S.C. 223a(a)(1)(B)(i)"


# fmt: off
FALLEN = [
    (None,                                                     "under which someone else signs"),
    (AuthorityFacts(date(2026, 1, 1), date(2026, 10, 9)),       "this one ended on 9 Oct 2026"),
    (AuthorityFacts(date(2026, 12, 1)),                         "this one starts on 1 Dec 2026"),
    (AuthorityFacts(date(2026, 1, 1), None, date(2026, 3, 1)),  "this one was revoked"),
]
# fmt: on


@pytest.mark.parametrize(("authority", "said"), FALLEN)
def test_an_authority_that_does_not_stand_says_why(authority, said):
    assert said in why(1, signer_role="advocate", authority=authority)


def test_each_part_cites_its_own_clause():
    assert [part.citation[-4:].strip(")B") for part in parts(WHOLE)] == ["(i", "(ii", "iii", "(iv"]


def test_a_home_page_alone_still_completes_the_part():
    home = ListingFacts("E1", url="https://chirp.example/")

    assert missing(listings=(home,)) == []
