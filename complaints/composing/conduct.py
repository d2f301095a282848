"""Part F: what the service answered, demanded and did; its own words are short and in quotes."""

from collections.abc import Iterator

from complaints.composing import phrases
from complaints.composing.sentences import blank, fact, of, quote
from complaints.document import Sentence
from complaints.models import PriorNotice
from complaints.rules.grounds import LETTERS, Found
from complaints.spoken import exact, listed
from complaints.told import Told
from removal.models import Answer
from removal.rules.words import AnswerKind, Conduct


def did(told: Told, _found: tuple[Found, ...]) -> Iterator[Sentence]:
    """Tell answers and notices in the order in which they came."""
    if not told.answers:
        yield fact(
            "answers", "The record holds no answer from the service.", of(told.request, "answers")
        )
    happened = [
        *(
            (answer.answered_at, _answer(told, answer, n))
            for n, answer in enumerate(told.answers, 1)
        ),
        *((notice.sent_at, _notice(told, notice)) for notice in told.notices if notice.sent_at),
    ]
    for _, sentences in sorted(happened, key=lambda one: one[0]):
        yield from sentences
    yield from _conduct(told)


def _notice(told: Told, notice: PriorNotice) -> Iterator[Sentence]:
    reference = told.clean(notice.reference)
    given = f"; the reference given was {reference}" if reference else ""
    yield fact(
        f"notice.{notice.pk}",
        f"At {exact(notice.sent_at or notice.reply_by, told.zone)} the service was told what was"
        f" still up, {phrases.channel(notice)}, and was asked to answer by"
        f" {exact(notice.reply_by, told.zone)}{given}.",
        of(notice, "sent_at", "channel", "reference", "reply_by"),
    )


def _answer(told: Told, answer: Answer, number: int) -> Iterator[Sentence]:
    key = f"answer.{answer.pk}"
    reference = told.clean(answer.reference)
    given = f", reference {reference}" if reference else ""
    yield fact(
        key,
        f"At {exact(answer.answered_at, told.zone)} the service"
        f" {phrases.ANSWERS[answer.kind]}{given}.",
        of(answer, "answered_at", "kind", "reference"),
    )
    if answer.words.strip():
        yield quote(
            f"{key}.words",
            f"Its words: {phrases.quoted(told.clean(answer.words))}",
            of(answer, "words"),
        )
    if answer.kind == AnswerKind.REFUSED:
        yield fact(
            f"{key}.reason",
            phrases.GAVE_REASON[answer.gave_reason],
            of(answer, "kind", "gave_reason"),
        )
    if answer.disputes:
        said = listed([phrases.DISPUTES[one] for one in answer.disputes])
        yield fact(f"{key}.disputes", f"What it disputed: {said}.", of(answer, "disputes"))
    if answer.demands:
        asked = listed([phrases.DEMANDS[demand] for demand in answer.demands])
        yield fact(
            f"{key}.demands",
            f"It demanded {asked}, which the four parts of the statute do not ask for.",
            of(answer, "demands"),
        )
    if _reason_is_open(told, answer):
        yield blank(
            f"reason_{number}",
            f"why what the service said in answer {number} does not settle the request; an attorney"
            " writes or checks this",
        )


def _reason_is_open(told: Told, answer: Answer) -> bool:
    """Tell whether a person must say why a reason, or "incomplete", does not answer (G6)."""
    if answer.kind == AnswerKind.SAYS_INCOMPLETE:
        return all(part.done for part in told.parts)
    return answer.kind == AnswerKind.REFUSED and answer.gave_reason is True


def _conduct(told: Told) -> Iterator[Sentence]:
    known = told.request.conduct
    for code in Conduct:
        said = phrases.CONDUCT.get((code, known.get(code.value, "")))
        if said:
            yield fact(
                f"conduct.{code.value}",
                f"Measured against {LETTERS}, which are guidance: the service {said}.",
                of(told.request, "conduct"),
            )
