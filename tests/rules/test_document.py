"""A complaint's text: its JSON, its digest, and what a person may do to it."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.rules import NotAllowed
from complaints import document as doc
from complaints.document import Document, Kind, Part, Sentence, Source
from complaints.naming import Names
from complaints.wording import Pen, add, fill, keep_words, words_to_change

AT = datetime(2026, 11, 2, 15, tzinfo=UTC)
PEN = Pen(by="7", at=AT, names=Names(("Maria Kestrel",)))

FACT = Sentence("due", Kind.FACT, "It ended at noon.", (Source("removal.receipt", "1", "at"),))
GUESS = Sentence("coverage", Kind.INFERENCE, "It appears covered.", FACT.sources)
BLANK = Sentence("harm", Kind.BLANK, prompt="the harm in a line")
FILER = Sentence("filer", Kind.BLANK, prompt="who files")


def text(*sentences, letter="A"):
    parts = tuple(Part(one, sentences if one == letter else ()) for one in doc.TITLES)
    return Document("C-7F3K", "C-7F3K-R1", ("G3",), parts)


WHOLE = text(FACT, GUESS, BLANK, FILER)

sentences = st.builds(
    Sentence,
    key=st.text(),
    kind=st.sampled_from(Kind),
    text=st.text(),
    sources=st.lists(st.builds(Source, st.text(), st.text(), st.text())).map(tuple),
    prompt=st.text(),
    written_by=st.text(),
    written_at=st.text(),
    verbatim=st.booleans(),
    cells=st.lists(st.text()).map(tuple),
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # a busy machine is no bug
@given(st.lists(sentences, max_size=5))
def test_what_is_kept_as_json_comes_back_as_it_was(told):
    whole = text(*told)

    assert doc.from_json(doc.to_json(whole)) == whole


def test_the_digest_is_of_one_canonical_text():
    assert doc.canonical(WHOLE).startswith('{"code":"C-7F3K","grounds":["G3"],"parts":[')
    assert doc.sha256(WHOLE) == doc.sha256(doc.from_json(doc.to_json(WHOLE)))


@pytest.mark.parametrize("change", [{"text": "It ended at one."}, {"sources": ()}, {"key": "end"}])
def test_any_change_changes_the_digest(change):
    other = text(Sentence(**{**vars(FACT), **change}), GUESS, BLANK, FILER)

    assert doc.sha256(other) != doc.sha256(WHOLE)


def test_what_is_inferred_is_printed_as_inferred_and_a_blank_says_what_to_write():
    shown = [one.shown for one in WHOLE.sentences()]

    assert shown == [
        "It ended at noon.",
        "It appears covered. (inferred)",
        "[[harm: the harm in a line]]",
        "[[filer: who files]]",
    ]


def test_a_filled_blank_tells_who_wrote_it_and_when():
    [filled] = [one for one in fill(WHOLE, {"harm": " Loss of\nwork. "}, PEN).blanks() if one.text]

    assert filled.shown == "Loss of work."
    assert (filled.written_by, filled.written_at) == ("7", "2026-11-02T15:00:00+00:00")


def test_an_empty_text_opens_a_blank_again():
    filled = fill(WHOLE, {"harm": "Loss of work."}, PEN)

    assert fill(filled, {"harm": "  "}, PEN) == WHOLE


def test_nothing_that_the_record_says_can_be_filled_in():
    with pytest.raises(NotAllowed, match="no blank called due"):
        fill(WHOLE, {"due": "It ended a week ago."}, PEN)


def test_own_sentences_are_kept_apart_from_facts_and_told_as_a_person_s():
    added = add(WHOLE, {"A": ["I called twice.", "I called twice.", ""]}, PEN)

    assert [(one.key, one.text, one.kind) for one in added.part("A").sentences[4:]] == [
        ("own.A.1", "I called twice.", Kind.OWN)
    ]
    assert added.facts() == WHOLE.facts()


def test_own_sentences_are_the_whole_list_of_a_part_and_keep_their_writer():
    first = add(WHOLE, {"A": ["I called twice."]}, PEN)
    later = Pen(by="9", at=AT, names=Names())

    second = add(first, {"A": ["I wrote too.", "I called twice."]}, later)

    assert [(one.text, one.written_by) for one in second.part("A").sentences[4:]] == [
        ("I wrote too.", "9"),
        ("I called twice.", "7"),
    ]
    assert add(second, {"A": []}, later).part("A") == WHOLE.part("A")


def test_a_part_that_is_not_there_takes_no_sentence():
    with pytest.raises(NotAllowed, match="none called L"):
        add(WHOLE, {"L": ["One more."]}, PEN)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Maria Kestrel lost work.", "names_the_person"),
        ("maria  KESTREL lost work.", "names_the_person"),
        ("Ms Kestrel lost work.", "names_the_person"),
        ("They violated the Act.", "words_to_change"),
        ("It is revenge porn.", "words_to_change"),
        ("[[harm: later]]", "blank_in_blank"),
        ("x" * 2001, "too_long"),
    ],
)
def test_words_that_name_or_conclude_are_refused(words, code):
    with pytest.raises(NotAllowed) as refused:
        fill(WHOLE, {"harm": words}, PEN)
    with pytest.raises(NotAllowed):
        add(WHOLE, {"A": [words]}, PEN)

    assert (refused.value.code, refused.value.field) == (code, "harm")


def test_a_parent_who_files_may_share_a_name_but_not_give_the_whole():
    assert fill(WHOLE, {"filer": "Rosa Kestrel, a parent."}, PEN)
    with pytest.raises(NotAllowed):
        fill(WHOLE, {"filer": "Rosa, parent of Maria Kestrel."}, PEN)


def test_a_text_composed_anew_keeps_every_word_a_person_wrote():
    written = add(fill(WHOLE, {"harm": "Loss of work."}, PEN), {"B": ["I called twice."]}, PEN)
    changed = Sentence("due", Kind.FACT, "It ended at one.", FACT.sources)

    kept = keep_words(text(changed, BLANK, FILER), earlier=written)

    assert kept.facts() == {"due": "It ended at one."}
    assert [one.key for one in kept.open_blanks()] == ["filer"]
    assert [one.text for one in kept.part("B").sentences] == ["I called twice."]


def test_words_to_change_are_found_in_facts_but_not_in_a_platform_s_own_words():
    ours = text(Sentence("coverage", Kind.FACT, "A site that violates the law."))
    theirs = text(Sentence("quote", Kind.FACT, "Its words: “does not violate”", verbatim=True))

    assert "appears not to have complied" in words_to_change(ours)
    assert words_to_change(theirs) == ""
