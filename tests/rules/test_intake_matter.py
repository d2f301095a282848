"""What answers say of a case, which still count, and what a place comes to."""

import pytest

from intake.rules import read
from intake.rules.matter import case_facts, safe_contact, still_asked
from intake.rules.where import Row, where_of

CHIRP = Row("chirp", "forum", "covered")
APART = Row("somewhere", "host", "unclear")
CARRIER = Row("cloudflare", "cdn", "excluded")
SEARCH = Row("bing", "search", "unclear")
WHATSAPP = Row("whatsapp", "messaging", "unclear")


# fmt: off
PLACES = [
    ("address", "",        True,  CHIRP,    "covered"),
    ("address", "",        True,  APART,    "unclear"),
    ("address", "",        True,  CARRIER,  "outside"),
    ("address", "",        True,  SEARCH,   "search"),
    ("address", "",        True,  None,     "unclear"),
    ("account", "chirp",   True,  CHIRP,    "covered"),
    ("account", "",        False, None,     "unknown"),
    ("app",     "Signal",  False, None,     "encrypted"),
    ("app",     "",        False, WHATSAPP, "encrypted"),
    ("search",  "Nowhere", False, None,     "search"),
]
# fmt: on


@pytest.mark.parametrize(("kind", "name", "on_a_site", "row", "where"), PLACES)
def test_a_place_comes_to_what_the_directory_says(kind, name, on_a_site, row, where):
    assert where_of(kind, name=name, on_a_site=on_a_site, row=row) == where


def test_one_answer_may_end_several_questions():
    given = {"age_when_made": "under18", "made_by": "self", "series_known": "yes"}

    kept = still_asked(read(given))

    assert kept.dropped == ("made_by",)
    assert set(kept.answers.codes) == {"age_when_made", "series_known"}


@pytest.mark.parametrize(("said", "line"), [
    ("yes", "Voicemail: yes"),
    ("no", "Voicemail: never"),
    ("unsure", "Voicemail: not sure, so none until they say"),
    ("unsaid", "Voicemail: not said, so none until they do"),
])  # fmt: skip
def test_no_voicemail_is_left_unless_it_was_agreed(said, line):
    assert safe_contact(read({"contact_voicemail": said})) == line


def test_only_what_was_answered_just_now_moves():
    answers = read({"age_when_made": "18plus", "country": "GB", "contact_name": "Kestrel"})

    assert case_facts(answers, ["country"]) == {"country": "GB"}
    assert case_facts(answers, ["contact"]) == {"survivor_name": "Kestrel"}
    assert case_facts(read({"country": "unsaid"}), ["country"]) == {"country": ""}
