"""What is logged, and what no log may hold (ADR 0077).

Other people's records keep their words and lose their values; ours are codes and ids by the
house's rule. An exception is told by its class and its frames, never by what it says: a database's
own words quote the row. Nothing here needs Django: gunicorn logs before it is there.
"""

import logging
import re
import traceback
from collections.abc import Mapping, MutableMapping
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Any

import structlog

SECRET = re.compile(r"(/calendar/)[A-Za-z0-9_\-%.]+")
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|\S*/\S*|\S+@\S+")
MOST = 8  # frames
ROOT = Path(__file__).resolve().parents[1]
OURS = {one.name for one in ROOT.iterdir() if (one / "__init__.py").exists()} | {"reclaim"}
PHRASES = {status.phrase for status in HTTPStatus}
SAYABLE = {"name", "id"}  # of a task, where celery logs by name
ALLOWED = (
    "at", "level", "logger", "event", "request_id", "user", "method", "route", "status", "ms",
    "error", "frames",
)  # fmt: skip
Event = MutableMapping[str, Any]


class NoSecrets(logging.Filter):
    """Write `/calendar/…` for the whole of such an address, wherever a record quotes one."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if "/calendar/" in said:
            record.msg, record.args = SECRET.sub(r"\1…", said), ()
        return True


def told(_: object, __: str, event: Event) -> Event:
    """Put template and values together again, without the values of others."""
    record: logging.LogRecord = event["_record"]
    template, given = str(event["event"]), event.pop("positional_args", ())
    event["logger"] = record.name
    if record.name.split(".")[0] not in OURS:
        given = _bare(given)
        template = template if given else QUOTED.sub("…", template)
    try:
        event["event"] = template % given if given else template
    except (TypeError, ValueError, KeyError):
        event["event"] = template
    event.update({key: vars(record)[key] for key in ALLOWED if key in vars(record)})
    return event


def _bare(given: Any) -> Any:
    if isinstance(given, Mapping):
        return {key: to if key in SAYABLE else _word(to) for key, to in given.items()}
    return tuple(_word(one) for one in given) if isinstance(given, tuple) else _word(given)


def _word(one: Any) -> Any:
    """Give a number or a phrase of HTTP as it is, an exception by its class, nothing else."""
    if isinstance(one, int | float) or (isinstance(one, str) and one in PHRASES):
        return one
    return type(one).__name__ if isinstance(one, BaseException) else "…"


def broken_where(_: object, __: str, event: Event) -> Event:
    """Tell an exception by the classes of it and its causes, and by its frames in our code."""
    found = event.pop("exc_info", None)
    error = found[1] if isinstance(found, tuple) else None
    if error is not None:
        event["error"] = " from ".join(_causes(error))
        event["frames"] = _frames(error.__traceback__)
    return event


def _causes(error: BaseException | None) -> list[str]:
    names: list[str] = []
    while error is not None and len(names) < 5:  # noqa: PLR2004  a chain may be a ring
        names.append(type(error).__name__)
        error = error.__cause__ or error.__context__
    return names


def _frames(trace: TracebackType | None) -> list[str]:
    """Give where our own code was, and the place at which it broke."""
    frames = traceback.extract_tb(trace)
    ours = [one for one in frames if _is_ours(Path(one.filename))]
    shown = [*ours[-MOST:], *(frames[-1:] if frames[-1:] != ours[-1:] else [])]
    return [f"{_place(Path(one.filename))}:{one.lineno} {one.name}" for one in shown]


def _is_ours(path: Path) -> bool:
    return path.is_relative_to(ROOT) and ".venv" not in path.parts


def _place(path: Path) -> str:
    return str(path.relative_to(ROOT)) if _is_ours(path) else path.name


def allowed(_: object, __: str, event: Event) -> Event:
    """Keep the keys of the list, in its order, and no other."""
    event["event"] = SECRET.sub(r"\1…", event["event"])
    return {key: event[key] for key in ALLOWED if event.get(key) not in (None, "")}


def line(_: object, __: str, event: Event) -> str:
    """Give a line for a person who watches."""
    head = [str(event.pop(key, "")) for key in ("at", "level", "logger", "event")]
    frames = event.pop("frames", [])
    rest = [f"{key}={to}" for key, to in event.items()]
    return "\n    ".join([" ".join([*head, *rest]), *frames])


def logging_settings(*, shape: str, level: str) -> dict[str, Any]:
    """Give the logging of a process: `json` or `plain` lines, or `whole` for who develops."""
    chain = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        told,
        broken_where,
    ]
    last = structlog.processors.JSONRenderer(ensure_ascii=False) if shape == "json" else line
    ours = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": chain,
        "processors": [allowed, last],
        "use_get_message": False,
        "pass_foreign_args": True,
    }
    whole = {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    stderr = {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_secrets"]}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": whole if shape == "whole" else ours},
        "filters": {"no_secrets": {"()": "config.logs.NoSecrets"}},
        "handlers": {"stderr": stderr},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Both come with a way of their own, past the list of what may be said.
            "django.server": {"handlers": [], "propagate": True},
            "gunicorn.error": {"handlers": [], "propagate": True},
            "gunicorn.access": {"handlers": [], "propagate": False},
        },
    }
