"""What a log line says and what it never says, record by record."""

import json
import logging
import logging.config

import pytest
import structlog

from config.logs import ALLOWED, logging_settings

CANARY = "Maribel-Canary"


class Kept(logging.Handler):
    def __init__(self, formatter):
        super().__init__()
        self.setFormatter(formatter)
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))


def kept(shape="json"):
    ours = logging_settings(shape=shape, level="INFO")["formatters"]["line"]
    return Kept(logging.config.BaseConfigurator({}).configure_custom(dict(ours)))


def said(name, *words, shape="json", **more):
    """Give the line of one record, as a process of the house writes it."""
    handler, logger = kept(shape), logging.Logger(name)
    logger.addHandler(handler)
    logger.warning(*words, **more)
    return json.loads(handler.lines[0]) if shape == "json" else handler.lines[0]


def test_our_own_words_are_said_whole():
    line = said("deadlines.nudge", "nudge not heard: code=%s", "OperationalError")

    assert line["event"] == "nudge not heard: code=OperationalError"
    assert (line["level"], line["logger"]) == ("warning", "deadlines.nudge")
    assert line["at"].endswith("Z")


@pytest.mark.parametrize(
    ("name", "words", "event"),
    [
        ("django.request", ("%s: %s", "Not Found", f"/cases/{CANARY}/"), "Not Found: …"),
        ("gunicorn.error", ("Booting worker with pid: %s", 12), "Booting worker with pid: 12"),
        ("gunicorn.error", ("Error handling request %s", f"/x?q={CANARY}"),
         "Error handling request …"),
        ("celery.beat", ("beat: %s in %s seconds", OSError(CANARY), 2.0),
         "beat: OSError in 2.0 seconds"),
        ("celery.app.trace",
         ("Task %(name)s raised %(exc)s", {"name": "deadlines.tasks.sweep", "exc": CANARY}),
         "Task deadlines.tasks.sweep raised …"),
        ("py.warnings", (f"naive datetime for '{CANARY}' at /srv/{CANARY}.py",),
         "naive datetime for … at …"),
        ("django.server", ("%d of %d, %s", CANARY), "%d of %d, %s"),
    ],
)  # fmt: skip
def test_others_keep_their_words_and_lose_their_values(name, words, event):
    assert said(name, *words)["event"] == event


def test_an_exception_is_its_classes_and_frames_and_not_what_it_says():
    try:
        try:
            raise KeyError(CANARY)
        except KeyError as first:
            raise ValueError(f"Key (email)=({CANARY}) exists") from first
    except ValueError:
        line = said("django.request", "%s", "Internal Server Error", exc_info=True)

    assert line["error"] == "ValueError from KeyError"
    assert line["frames"][-1].startswith("tests/rules/test_logs.py:")
    assert CANARY not in json.dumps(line)


def test_what_is_not_on_the_list_is_dropped_however_it_is_given():
    with structlog.contextvars.bound_contextvars(request_id="0123", survivor=CANARY):
        line = said("deadlines.x", "done", extra={"route": "cases:case", "path": CANARY})

    assert set(line) <= set(ALLOWED)
    assert (line["request_id"], line["route"]) == ("0123", "cases:case")
    assert CANARY not in json.dumps(line)


@pytest.mark.parametrize("shape", ["json", "plain"])
def test_a_calendars_secret_is_in_no_line(shape):
    line = said("deadlines.feeds", "gave /calendar/%s.ics", CANARY, shape=shape)

    assert CANARY not in str(line)


def test_a_line_for_a_person_reads_as_one():
    line = said("deadlines.nudge", "nudge not heard: code=%s", "OSError", shape="plain")

    assert line.endswith("warning deadlines.nudge nudge not heard: code=OSError")
