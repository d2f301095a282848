"""Every service and line of a plan has plain words, and none of them tells what the paper is of."""

import re

import pytest

from cases.rules.release_words import Information, RecipientKind
from handouts.rules import plain
from intake.rules import SERVICES
from intake.rules.lines import LINES

TELLING = re.compile(
    r"image|photo|picture|video|intimate|nude|sex|abuse|porn|revenge|survivor|victim|http|www|\.org",
    re.IGNORECASE,
)


def test_each_service_line_recipient_and_information_has_its_words():
    assert set(plain.SERVICES) == set(SERVICES)
    assert set(plain.LINES) == {line.code for _, line in LINES} | {"emergency"}
    assert set(plain.RECIPIENTS) == set(RecipientKind)
    assert set(plain.INFORMATION) == set(Information)


ALL = [
    *plain.SERVICES.values(), *plain.LINES.values(), *plain.RECIPIENTS.values(),
    *plain.INFORMATION.values(), *plain.LIMITS, *plain.YOURS_ALWAYS, plain.INTRO, plain.NOBODY,
    plain.TAKE_BACK, plain.NO_FAULT, plain.NO_NUMBER, plain.DONE, plain.LEFT_OUT, plain.REACH,
    plain.TITLE,
]  # fmt: skip


@pytest.mark.parametrize("words", ALL)
def test_no_plain_word_tells_a_stranger_what_it_is_about(words):
    assert not TELLING.search(words)


@pytest.mark.parametrize("words", ALL)
def test_sentences_are_short(words):
    for sentence in re.split(r"(?<=[.:;])\s", words):
        assert len(sentence.split()) <= 24, sentence
