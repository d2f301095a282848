"""What the trail says, in words for a person; each package registers the words of its acts."""

import json
import re
from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from audit.models import Entry

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")

_words: dict[str, str] = {}


def register(words: Mapping[str, str]) -> None:
    """Add a package's words: action code to a template that may name facts in braces."""
    _words.update(words)


def known() -> list[str]:
    """Give every act that has words, in order."""
    return sorted(_words)


def sentence(entry: Entry) -> str:
    """Give an entry in words; an action without words gives its own code, readable."""
    template = _words.get(entry.action)
    if template is None:
        return entry.action.replace(".", ": ").replace("_", " ").capitalize()
    return template.format_map(_Said({name: _said(fact) for name, fact in facts(entry).items()}))


def facts(entry: Entry) -> dict[str, object]:
    """Give an entry's facts as they were recorded; moments are ISO texts in UTC."""
    told: dict[str, object] = json.loads(entry.facts)
    return told


class _Said(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "not recorded"  # a template newer than the entry


def _said(fact: object) -> str:
    if fact is None:
        return "not recorded"
    if isinstance(fact, bool):
        return "yes" if fact else "no"
    if isinstance(fact, list):
        return ", ".join(_said(one) for one in fact)
    if isinstance(fact, str) and MOMENT.fullmatch(fact):
        return _moment(datetime.fromisoformat(fact))
    return str(fact)


def _moment(at: datetime) -> str:
    """Say a moment in the reader's zone, which middleware sets; UTC where there is no reader."""
    here = timezone.localtime(at)
    zone = here.tzname() or ""
    named = f"UTC{zone[:3]}:{zone[3:] or '00'}" if zone[:1] in {"+", "-"} else zone
    return f"{here:%a} {here.day} {here:%b %Y, %H:%M} {named}"
