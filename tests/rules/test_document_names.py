"""The depicted person is never named, and no address of a possible minor is printed."""

import pytest

from complaints.naming import Names, without_addresses

MARIA = Names(("Maria Kestrel",))


@pytest.mark.parametrize(
    ("words", "clean"),
    [
        ("Dear Maria Kestrel, no.", "Dear [name withheld], no."),
        ("Dear maria   kestrel, no.", "Dear [name withheld], no."),
        ("Dear Maria, no.", "Dear [name withheld], no."),
        ("Dear Ms Kestrel, no.", "Dear Ms [name withheld], no."),
        ("Kestrel Maria", "[name withheld]"),
        ("A kestrel flew by.", "A kestrel flew by."),
        ("Mariana wrote.", "Mariana wrote."),
    ],
)
def test_a_name_is_taken_out_of_somebody_else_s_words(words, clean):
    assert MARIA.withhold(words) == clean


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("https://chirp.example/mariakestrel/1", True),
        ("@kestrel.fake", True),
        ("@KESTREL99", True),
        ("https://chirp.example/posts/1", False),
    ],
)
def test_an_address_that_gives_a_name_away_is_noticed(address, named):
    assert MARIA.part_of(address) is named


def test_an_accent_hides_no_name_in_an_address():
    assert Names(("Zoë Šarić",)).part_of("https://chirp.example/zoe-saric")


def test_a_short_name_is_noticed_where_it_stands_apart_only():
    ana = Names(("Ana Li",))

    assert ana.part_of("https://chirp.example/ana/1")
    assert not ana.part_of("https://banana.example/1")


def test_no_name_on_record_takes_nothing_out():
    assert Names().withhold("Dear Maria Kestrel") == "Dear Maria Kestrel"
    assert not Names().part_of("@kestrel")


def test_addresses_go_whole():
    words = "See https://chirp.example/a?b=1#c and www.chirp.example/x, now."

    assert without_addresses(words) == "See [address withheld] and [address withheld] now."
