"""In part D: what an earlier version was told was wrong, and whether a later one was sent."""

from collections.abc import Iterator

from complaints.composing import phrases
from complaints.composing.sentences import fact, of, quote
from complaints.document import Sentence, Source
from complaints.spoken import exact, listed
from complaints.told import Told
from complaints.versions import Version


def earlier(told: Told) -> Iterator[Sentence]:
    """Say what of an earlier version was disputed; this one was written in answer to that."""
    answer, version = told.cured, told.earlier
    if answer is None or version is None:
        return
    disputed = listed([phrases.DISPUTES[one] for one in answer.disputes]) or "a part of it"
    sent = f", sent at {exact(version.sent.submitted_at, told.zone)}," if version.sent else ","
    yield fact(
        "cured",
        f"An earlier version of this request, {version.request.code}{sent} was disputed at"
        f" {exact(answer.answered_at, told.zone)}: the service called {disputed} wrong or missing."
        " This version was written in answer to that.",
        of(told.request, "cures_answer"),
        of(answer, "answered_at", "disputes"),
        *_named(told, version),
    )
    if answer.words.strip():
        yield quote(
            "cured.words",
            f"Its words: {phrases.quoted(told.clean(answer.words))}",
            of(told.request, "cures_answer"),
            of(answer, "words"),
        )


def later(told: Told) -> Iterator[Sentence]:
    """Say that a later version was sent: both are on record, and each has its own hours."""
    version = told.later
    if version is None or version.request.replaces_id != told.request.pk:
        return
    if version.sent is not None:
        yield fact(
            "later",
            f"A later version of this request, {version.request.code}, was sent at"
            f" {exact(version.sent.submitted_at, told.zone)}; its time is its own.",
            of(version.request, "replaces"),
            *_named(told, version),
        )


def _named(told: Told, version: Version) -> Iterator[tuple[Source, ...]]:
    yield of(told.request.case, "code")
    yield of(version.request, "number", "version")
    if version.sent is not None:
        yield of(version.sent, "submitted_at")
