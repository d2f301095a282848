"""The survivor's sheet, read from the record: nothing here writes, and nothing is kept of it."""

from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from accounts.models import User
from cases.models import Case, Release
from cases.recipients import name_of
from handouts.done import what_was_done
from handouts.next_steps import lines_of, what_comes_next, yours
from handouts.rules import plain
from handouts.rules.plain import Options
from handouts.spoken import day, listed


class Section(NamedTuple):
    """A heading with sentences, and a list under them."""

    heading: str
    sentences: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    write_in: tuple[str, ...] = ()  # what a hand adds on the paper


class Sheet(NamedTuple):
    title: str
    code: str
    made_on: str
    name: str  # empty unless somebody chose to put it there
    zone: str
    is_large: bool
    opening: tuple[str, ...]
    sections: tuple[Section, ...]


def sheet_of(case: Case, *, reader: User, options: Options, now: datetime, name: str = "") -> Sheet:
    """Give the sheet of a case in plain words, with names only as far as they were chosen."""
    did = what_was_done(case, reader=reader, options=options, now=now)
    after = what_comes_next(case, reader=reader, options=options, now=now)
    own = yours(case, reader=reader, options=options)
    lines = lines_of(case, reader=reader, options=options)
    return Sheet(
        title=plain.TITLE,
        code=case.code,
        made_on=day(now),
        name=name,
        zone=timezone.get_current_timezone_name().rsplit("/", 1)[-1].replace("_", " "),
        is_large=options.large,
        opening=(plain.NO_FAULT, plain.INTRO, *(() if options.named else (plain.LEFT_OUT,))),
        sections=(
            Section("What was done", (), did),
            Section("What comes next", (), after),
            Section("What only you can do", plain.YOURS_ALWAYS, own),
            _told(case, reader, options),
            Section("Someone to talk to", (), lines),
            Section("What nobody can promise", (), plain.LIMITS),
            Section("How to reach us", (f"{plain.REACH} Your code: {case.code}.",), (),
                    plain.WRITE_IN),
        ),
    )  # fmt: skip


def _told(case: Case, reader: User, options: Options) -> Section:
    heading = "Who may be told what"
    held = Release.objects.visible_to(reader).filter(case=case).holding().order_by("expires_at")
    points = tuple(
        f"Until {day(release.expires_at)}: {_recipient(release, options)} may be told"
        f" {listed([plain.INFORMATION[one] for one in sorted(release.information)])}."
        for release in held
    )
    if not points:
        return Section(heading, (plain.NOBODY,))
    return Section(heading, (plain.TAKE_BACK,), points)


def _recipient(release: Release, options: Options) -> str:
    """Name a regulator or a site where names were chosen; a person is never named on paper."""
    kind = release.recipient_kind
    if options.named and kind in {"regulator", "platform"}:
        return name_of(kind, release.recipient_ref)
    return plain.RECIPIENTS[kind]
