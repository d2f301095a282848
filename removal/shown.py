"""What the page of one request shows: facts in the shapes of the house's parts."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone

from removal import behind, cured, facts, lists, looked, notices, own_form, stale, withheld
from removal.models import Answer, RemovalRequest, Submission
from removal.rules import parts as statute
from removal.rules import steps
from removal.rules.spoken import ANSWERS, CHANNELS, CONDUCTS, DEMANDS, SENDERS
from removal.rules.warnings import warnings
from removal.rules.words import AnswerKind, Channel, Demand, SentBy, Status


class Line(NamedTuple):
    """One line of a checklist."""

    label: str
    done: bool
    why: str
    url: str
    act: str


class Row(NamedTuple):
    term: str
    value: str
    note: str = ""


class Entry(NamedTuple):
    """One entry of a timeline."""

    at: datetime
    words: str
    by: str
    detail: str
    tone: str


TONES = {
    Status.DRAFT: "neutral",
    Status.SUBMITTED: "soon",
    Status.RECEIVED: "accent",
    Status.RESOLVED: "good",
    Status.WITHDRAWN: "quiet",
}


def of(request: RemovalRequest, *, now: datetime, revealed: bool) -> dict[str, Any]:
    """Give the page's facts; load the request `lists.for_rows` first."""
    hidden = withheld.NOTHING if revealed else withheld.by_default(request)
    known = facts.of(request, at=now)
    step = steps.next_step(lists.step_facts(request, now=now))
    return {
        "removal": request,
        "tone": TONES[Status(request.status)],
        "steps": steps.steps(lists.step_facts(request, now=now)),
        "next": step,
        "next_url": lists.where(request, step) if step else "",
        "checklist": _checklist(request, known),
        "is_complete": not statute.missing_parts(known),
        "warnings": warnings(known),
        "notice": withheld.keep_back(notice(request), hidden),
        "hidden": hidden_words(hidden),
        "asked": own_form.asked(request, hidden=hidden),
        "staleness": stale.of(request.platform, now=now),
        "sent": list(_sent(request)),
        "answers": [_entry(answer) for answer in reversed(request.answers.all())],
        "conduct": list(_conduct(request)),
        "chain": cured.chain(request, revealed=revealed),
        "cure": cured.asked(request) if request.cures_answer_id else None,
        "first": behind.first_of(request) if request.asked_as else None,
        "looked": looked.of(request, now=now),
        "minor": notices.is_handled_as_minor(request),
    }


def notice(request: RemovalRequest) -> str:
    """Give what was sent, once it was; until then what would be."""
    submission = getattr(request, "submission", None)
    return str(submission.notice_text) if submission else notices.compose(request)


def _checklist(request: RemovalRequest, known: statute.Facts) -> list[Line]:
    is_draft = request.status == Status.DRAFT
    url = reverse("removal:change", args=[request.pk]) if is_draft else ""
    return [
        Line(
            label=f"{part.number}. {part.title}",
            done=part.done,
            why=part.why,
            url=url and f"{url}#part-{part.number}",
            act="Add what is missing",
        )
        for part in statute.parts(known)
    ]


def _sent(request: RemovalRequest) -> Iterator[Row]:
    submission = getattr(request, "submission", None)
    if submission is None:
        return
    yield Row("Sent through", CHANNELS[Channel(submission.channel)])
    if submission.sent_by:
        yield Row("Sent by", SENDERS[SentBy(submission.sent_by)], _under(submission))
    yield Row("Reference", submission.reference or "None was shown")


def _under(submission: Submission) -> str:
    if submission.release is None:
        return "It was theirs to send, so no release was needed."
    ends = timezone.localtime(submission.release.expires_at)  # the day that the paper says
    return f"Under the release signed on {_day(submission.release.signed_on)}, to {_day(ends)}."


def _day(on: date) -> str:
    return f"{on.day} {on:%b %Y}"


def _entry(answer: Answer) -> Entry:
    demands = [DEMANDS[Demand(demand)].lower() for demand in answer.demands]
    disputed = [words.lower() for words in cured.disputed_words(answer)]
    said = (
        f"“{answer.words}”" if answer.words else "",
        f"Disputed: {'; '.join(disputed)}." if disputed else "",
        f"Demanded: {', '.join(demands)}." if demands else "",
        f"Reference {answer.reference}." if answer.reference else "",
    )
    return Entry(
        at=answer.answered_at,
        words=ANSWERS[AnswerKind(answer.kind)],
        by=answer.recorded_by.name,
        detail=" ".join(filter(None, said)),
        tone="soon" if demands or disputed or answer.kind == AnswerKind.REFUSED else "",
    )


def _conduct(request: RemovalRequest) -> Iterator[Row]:
    said = {"yes": "Yes", "no": "No", "unsure": "Not sure"}
    for factor, words in CONDUCTS.items():
        if factor in request.conduct:
            yield Row(words, said[request.conduct[factor]])


def hidden_words(hidden: withheld.Hidden) -> str:
    """Say what a page keeps back, for the button that shows it."""
    kept = ["the name" if hidden.name else "", "the addresses" if hidden.places else ""]
    return " and ".join(filter(None, kept))
