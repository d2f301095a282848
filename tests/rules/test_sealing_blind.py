"""What is looked up blind: equal is equal, a column has its own tokens, and nothing shows."""

import pytest

from sealing import blind


@pytest.mark.parametrize(
    ("normal", "one", "another"),
    [
        (blind.names, "María  Kovač", " maría kovač "),
        (blind.names, "STRASSE", "straße"),
        (blind.names, "ﬁona", "FIONA"),
        (blind.names, "O\u2009Neil", "o neil"),
        (blind.handles, "@Sam_99 ", "sam_99"),
        (blind.hosts, "WWW.Site.Example.", "site.example"),
        (blind.urls, " https://site.example/A ", "https://site.example/A"),
    ],
)
def test_spellings_of_one_thing_are_one(normal, one, another):
    assert normal(one) == normal(another)


@pytest.mark.parametrize(
    ("normal", "one", "another"),
    [
        (blind.names, "Maria", "Mariah"),
        (blind.handles, "sam_99", "sam-99"),
        (blind.urls, "https://site.example/a", "https://site.example/A"),
    ],
)
def test_two_things_stay_two(normal, one, another):
    assert normal(one) != normal(another)


def test_a_token_is_short_keyed_and_of_its_column(settings):
    token = blind.blind("maria", column="survivor.name")

    assert token == blind.blind("maria", column="survivor.name")
    assert len(token) == 16
    assert token != blind.blind("maria", column="survivor.contact")
    settings.RECLAIM_INDEX_KEY = "YmJi" * 10 + "YmI="
    assert token != blind.blind("maria", column="survivor.name")


def test_words_are_taken_apart_once_each():
    assert blind.parts("maria o'neil-maria") == ["maria", "neil", "o"]
