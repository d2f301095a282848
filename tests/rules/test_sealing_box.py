"""A sealed value opens with its key at its place, and nowhere else."""

import copy
import pickle
from base64 import b64encode
from uuid import uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from sealing import box, keys
from sealing.box import CannotOpen
from sealing.secret import Secret

KEY, OTHER = b"k" * 32, b"o" * 32
HERE = "cases_case|narrative|1"


def agency(name: str, letter: bytes) -> str:
    return f"{name}:{b64encode(letter * 32).decode()}"


@given(st.text())
def test_what_goes_in_comes_out(text):
    assert box.open_sealed(box.seal(text, KEY, bound_to=HERE), KEY, bound_to=HERE) == text


@pytest.mark.parametrize(
    "place", ["cases_case|narrative|2", "cases_case|contact|1", "x|narrative|1"]
)
def test_it_opens_at_no_other_row_column_or_table(place):
    blob = box.seal("Maria", KEY, bound_to=HERE)

    with pytest.raises(CannotOpen):
        box.open_sealed(blob, KEY, bound_to=place)


def test_it_opens_with_no_other_key():
    with pytest.raises(CannotOpen):
        box.open_sealed(box.seal("Maria", KEY, bound_to=HERE), OTHER, bound_to=HERE)


def test_no_byte_of_it_can_be_changed():
    blob = box.seal("Maria", KEY, bound_to=HERE)

    for place in range(len(blob)):
        changed = blob[:place] + bytes([blob[place] ^ 1]) + blob[place + 1 :]
        with pytest.raises(CannotOpen):
            box.open_sealed(changed, KEY, bound_to=HERE)


@pytest.mark.parametrize("blob", [b"", b"\x01", b"\x01" + b"n" * 12, b"Maria"])
def test_what_was_never_sealed_is_refused_in_the_same_way(blob):
    with pytest.raises(CannotOpen):
        box.open_sealed(blob, KEY, bound_to=HERE)


@pytest.mark.parametrize(
    ("one", "another", "alike"),
    [(1, 60, True), (60, 61, False), (61, 252, True), (1021, 4092, True), (16381, 32764, True)],
)
def test_a_length_tells_only_its_bucket(one, another, alike):
    sizes = {len(box.seal("x" * length, KEY, bound_to=HERE)) for length in (one, another)}

    assert (len(sizes) == 1) is alike


def test_the_same_text_never_looks_the_same_twice():
    assert box.seal("Maria", KEY, bound_to=HERE) != box.seal("Maria", KEY, bound_to=HERE)


def test_a_secret_is_a_text_that_hides_from_whoever_prints_its_surroundings():
    secret = Secret("Maria")

    assert secret == "Maria"
    assert f"{secret}!" == "Maria!"
    assert repr({"name": secret}) == "{'name': •••}"
    assert copy.deepcopy([secret]) == ["Maria"]


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_secret_is_in_no_pickle(protocol):
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps({"name": Secret("Maria")}, protocol)


@pytest.fixture(autouse=True)
def _one_agency_key(settings, monkeypatch):
    settings.RECLAIM_AGENCY_KEYS = [agency("a1", b"a")]
    monkeypatch.setattr("sealing.retired.is_retired", lambda _key_id: False)


def test_each_case_has_a_key_of_its_own_under_the_agencys():
    one, another = str(uuid4()), str(uuid4())
    wrapped = keys.new_wrapped_key(one)

    assert len(keys.unwrap(wrapped, one)) == 32
    assert keys.unwrap(wrapped, one) != keys.unwrap(keys.new_wrapped_key(another), another)
    assert keys.unwrap(wrapped, one) not in wrapped


def test_a_case_key_opens_for_no_other_case():
    with pytest.raises(CannotOpen):
        keys.unwrap(keys.new_wrapped_key("one"), "another")


@pytest.mark.parametrize("wrapped", [b"", b"\x01", b"\x01\x02a1", b"\x07" * 60])
def test_a_destroyed_case_key_opens_nothing(wrapped):
    with pytest.raises(CannotOpen):
        keys.unwrap(wrapped, "one")


def test_a_new_agency_key_takes_over_while_the_old_one_still_reads(settings):
    old = keys.new_wrapped_key("one")
    key = keys.unwrap(old, "one")

    settings.RECLAIM_AGENCY_KEYS = [agency("a2", b"b"), agency("a1", b"a")]
    new = keys.rewrap(old, "one")
    settings.RECLAIM_AGENCY_KEYS = [agency("a2", b"b")]

    assert (keys.wrapped_under(old), keys.wrapped_under(new)) == ("a1", "a2")
    assert keys.unwrap(new, "one") == key
    with pytest.raises(CannotOpen, match="not at hand"):
        keys.unwrap(old, "one")


def test_an_agency_key_under_a_borrowed_name_opens_nothing(settings):
    wrapped = keys.new_wrapped_key("one")
    settings.RECLAIM_AGENCY_KEYS = [agency("a1", b"z")]

    with pytest.raises(CannotOpen):
        keys.unwrap(wrapped, "one")


@pytest.mark.parametrize("given", [[], [""], ["a1"], ["a1:short"], ["a1:" + "é"], [":" + "x" * 44]])
def test_a_misspelt_agency_key_says_so(settings, given):
    settings.RECLAIM_AGENCY_KEYS = given

    with pytest.raises(ImproperlyConfigured, match="RECLAIM_AGENCY_KEYS"):
        keys.new_wrapped_key("one")
