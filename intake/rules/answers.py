"""Reading answers: one function for the wizard, the phone form, the API and the import."""

import re
from collections.abc import Callable, Collection, Mapping

from audit.rules import NotAllowed
from intake.rules.places import NotAPlace, places_in
from intake.rules.questions import BY_SLUG, CONTACT, NOT_TOLD, Part, Question
from intake.rules.told import TOLD, Answers, Place
from intake.rules.words import Need
from sealing.imagery import refuse_imagery

__all__ = ["Answers", "Place", "Refused", "fields", "read"]

Read = Callable[[Question, Mapping[str, object]], Answers]
ONLY_ALONE = {*NOT_TOLD, Need.NOTHING.value}
_SAYS_A_WORD = re.compile(r"[^\W_]")


class Refused(NotAllowed):
    """What could not be read: a sentence a field; nothing was taken."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        field, sentence = next(iter(errors.items()))
        super().__init__(sentence, code="answers_refused", field=field)
        self.errors = dict(errors)


class _No(Exception):
    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(sentence)
        self.field = field


def fields(question: Question) -> tuple[str, ...]:
    """Give the names under which a question's answer may be given."""
    return tuple(dict.fromkeys((question.slug, *(part.slug for part in question.parts))))


def read(given: Mapping[str, object], *, only: Collection[str] | None = None) -> Answers:
    """Give what was answered, and nothing for what was not; Refused names every field at fault.

    `only` names the questions of one page: an answer to any other is refused as unknown there.
    """
    given = _flat(given)
    asked = [question for slug, question in BY_SLUG.items() if only is None or slug in only]
    known = {name for question in asked for name in fields(question)}
    errors = {
        str(name)[:40]: "No question here has this name." for name in given if name not in known
    }
    answers = Answers()
    for question in asked:
        try:
            answers = answers.with_later(READERS[question.kind](question, given))
        except _No as no:
            errors[no.field] = str(no)
    if errors:
        raise Refused(errors)
    return answers


def _flat(given: Mapping[str, object]) -> dict[str, object]:
    """Give a contact's parts beside the rest, however they were nested."""
    flat = dict(given)
    nested = flat.get("contact")
    if isinstance(nested, Mapping):
        del flat["contact"]
        flat |= {f"contact_{name}": said for name, said in nested.items()}
    return flat


def _is_blank(said: object) -> bool:
    return said is None or said in ([], (), {}) or (isinstance(said, str) and not said.strip())


def _code(said: object, known: Mapping[str, str], field: str) -> str:
    code = said.strip() if isinstance(said, str) else ""
    for spelling in (code.lower(), code.upper()):
        if spelling in known:
            return spelling
    few = len(known) <= len(Need) + len(NOT_TOLD)
    choices = "one of: " + ", ".join(known) if few else "a code of the list, as US"
    raise _No(f"“{str(said)[:40]}” is not one of the answers here. Give {choices}.", field)


def _one(question: Question, given: Mapping[str, object]) -> Answers:
    said = given.get(question.slug)
    if _is_blank(said):
        return Answers()
    if question.slug == "country" and isinstance(said, str) and said.strip().upper() == "UK":
        said = "GB"  # ISO 3166-1 reserves UK for the same country
    return Answers(codes={question.slug: _code(said, question.choices, question.slug)})


def _many(question: Question, given: Mapping[str, object]) -> Answers:
    slug, said = question.slug, given.get(question.slug)
    told = _told(question.parts, given)
    if _is_blank(said):
        return Answers(codes={slug: [Need.OTHER.value]} if told else {}, told=told)
    rows = re.split(r"[\s,;|]+", said.strip()) if isinstance(said, str) else said
    if not isinstance(rows, list | tuple):
        raise _No("Give a list of answers.", slug)
    chosen = list(dict.fromkeys(_code(row, question.choices, slug) for row in rows))
    alone = next((code for code in chosen if code in ONLY_ALONE), "")
    if alone and (len(chosen) > 1 or told):
        raise _No(f"Give “{question.choices[alone]}” alone, or the others without it.", slug)
    return Answers(codes={slug: alone or chosen}, told=told)


def _text(question: Question, given: Mapping[str, object]) -> Answers:
    code = _not_told(question.slug, given)
    if code:
        return Answers(codes={question.slug: code})
    told = _told(question.parts, given)
    return Answers(codes={question.slug: TOLD} if told else {}, told=told)


def _contact(question: Question, given: Mapping[str, object]) -> Answers:
    told = _told(CONTACT, given)
    said = given.get(question.slug)
    if _is_blank(said):
        return Answers(codes={question.slug: TOLD} if told else {}, told=told)
    code = _code(said, question.choices, question.slug)
    if any(line not in NOT_TOLD for line in told.values()):
        raise _No(f"Give “{question.choices[code]}” alone, or the lines without it.", question.slug)
    return Answers(codes={question.slug: code})


def _places(question: Question, given: Mapping[str, object]) -> Answers:
    code = _not_told(question.slug, given)
    if code:
        return Answers(codes={question.slug: code})
    said = given.get(question.slug)
    if _is_blank(said):
        return Answers()
    try:
        places = places_in(said)
    except NotAPlace as no:
        raise _No(str(no), question.slug) from no
    return Answers(codes={question.slug: TOLD} if places else {}, places=places)


def _not_told(slug: str, given: Mapping[str, object]) -> str:
    said = given.get(slug)
    code = said.strip().lower() if isinstance(said, str) else ""
    return code if code in NOT_TOLD else ""


def _told(parts: Collection[Part], given: Mapping[str, object]) -> dict[str, str]:
    read = {part.slug: _words(part, given.get(part.slug)) for part in parts}
    return {slug: words for slug, words in read.items() if words}


def _words(part: Part, said: object) -> str:
    if _is_blank(said):
        return ""
    if part.choices:
        return _code(said, part.choices, part.slug)
    if not isinstance(said, str):
        raise _No("This is text.", part.slug)
    text = said.strip()
    if len(text) > part.most:
        raise _No(f"This takes at most {part.most} characters; {len(text)} were given.", part.slug)
    if not _SAYS_A_WORD.search(text):
        raise _No("No word can be read in this. Leave it empty, or write some.", part.slug)
    return _without_imagery(text, part.slug)


def _without_imagery(text: str, field: str) -> str:
    try:
        refuse_imagery(text)
    except NotAllowed as no:
        raise _No(no.sentence, field) from no
    return text


READERS: dict[str, Read] = {
    "one": _one, "many": _many, "text": _text, "contact": _contact, "places": _places,
}  # fmt: skip
