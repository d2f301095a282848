import pytest

from audit.rules import NotAllowed
from evidence.rules import fingerprints as rules
from evidence.rules.fingerprints import Print

PDQ = "f8" * 32
PHASH = "e7b3c1a592d84c36"
EMPTY_MD5 = "d41d8cd98f00b204e9800998ecf8427e"


def refused(code):
    return pytest.raises(NotAllowed, check=lambda no: no.code == code)


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (Print("pdq", "f8" * 31, 90), "not_a_fingerprint"),
        (Print("pdq", "f8" * 33, 90), "not_a_fingerprint"),
        (Print("pdq", "g8" + "f8" * 31, 90), "not_a_fingerprint"),
        (Print("phash", "f8" * 32), "not_a_fingerprint"),
        (Print("sha256", "f8" * 16), "not_a_fingerprint"),
        (Print("md5", ""), "not_a_fingerprint"),
        (Print("md5", EMPTY_MD5), "empty_file"),
        (Print("dhash", "f8" * 8), "unknown_value"),
        (Print("pdq", PDQ), "no_quality"),
        (Print("pdq", PDQ, -1), "no_quality"),
        (Print("pdq", PDQ, 101), "no_quality"),
    ],
)
def test_what_is_no_fingerprint_is_refused(one, code):
    with refused(code):
        rules.checked([one])


def test_a_file_gives_each_kind_once_and_something():
    with refused("fingerprint_twice"):
        rules.checked([Print("md5", "f8" * 16), Print("md5", "f7" * 16)])
    with refused("no_fingerprint"):
        rules.checked([])


def test_digits_have_one_spelling_and_the_strongest_come_first():
    given = [Print("phash", PHASH.upper()), Print("pdq", f" {PDQ.upper()} ", 60)]

    found = rules.checked([*given, Print("sha256", "AB" * 32, 12)])

    assert found == [Print("sha256", "ab" * 32), Print("pdq", PDQ, 60), Print("phash", PHASH, 60)]


@pytest.mark.parametrize(
    ("one", "compared"),
    [
        (Print("pdq", PDQ, 50), True),
        (Print("pdq", PDQ, 49), False),
        (Print("phash", PHASH, None), True),
        (Print("phash", PHASH, 49), False),
        (Print("phash", "8000000000000000", None), False),  # one colour
        (Print("phash", "ffffffffffff0000", None), False),
        (Print("sha256", "00" * 32, None), True),
    ],
)
def test_what_says_too_little_is_not_compared(one, compared):
    assert rules.is_compared(one) is compared


@pytest.mark.parametrize("ages", [("18plus", "unsure"), ("under18", "18plus"), ("unsure",)])
def test_no_fingerprint_of_a_minor_and_the_service_is_named(ages):
    with refused("no_fingerprint_of_a_minor") as no:
        rules.require_adult(*ages)

    assert "takeitdown.ncmec.org" in no.value.sentence


def test_an_adults_may_be_kept():
    rules.require_adult("18plus", "18plus")


@pytest.mark.parametrize(
    ("fact", "code"),
    [
        ({"producer": ""}, "no_producer"),
        ({"producer": "x" * 81}, "no_producer"),
        ({"producer": "<b>"}, "no_producer"),
        ({"mime": "text/html"}, "not_a_mime"),
        ({"mime": "image/../etc"}, "not_a_mime"),
        ({"byte_length": 0}, "not_a_size"),
        ({"width": -1}, "not_a_size"),
        ({"height": 2**21}, "not_a_size"),
    ],
)
def test_facts_of_the_file_must_be_such(fact, code):
    whole = {"producer": "x/1", "mime": "", "byte_length": 9, "width": None, "height": None}

    with refused(code):
        rules.require_file_facts(**{**whole, **fact})
