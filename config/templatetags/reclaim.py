"""What templates may say about moments, addresses and marks; decides nothing."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import NamedTuple

from django import template
from django.conf import settings
from django.forms.boundfield import BoundField
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from restitution.rules.money import said

register = template.Library()

SPOKEN_DAYS = {-1: "yesterday", 0: "today", 1: "tomorrow"}
LONG_DAYS = 100  # after which months say more
_BLANK = re.compile(r"(\[\[.*?\]\])", re.DOTALL)
_ADDRESS = re.compile(
    r"^(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<host>[^/?#]*)(?P<rest>.*)$", re.I | re.S
)


class Tick(NamedTuple):
    """One mark on a clock's bar: where it stands in per cent, and the hours left there."""

    place: str
    hours: str


@register.filter
def zone_name(at: datetime) -> str:
    """Name the zone at that moment: `EST`, or `UTC+05:45` where the zone has only a number."""
    name = at.tzname() or ""
    if name[:1] in "+-":
        offset = at.strftime("%z")
        return f"UTC{offset[:3]}:{offset[3:5]}"
    return name


def _day(at: datetime) -> str:
    return f"{at:%a} {at.day} {at:%b}"


def _in_utc(here: datetime, there: datetime) -> str:
    other_day = "" if here.date() == there.date() else f"{_day(there)}, "
    return f"({other_day}{there:%H:%M} UTC)"


def _time(at: datetime, words: str, in_utc: str = "") -> SafeString:
    utc = format_html(' <span class="utc">{}</span>', in_utc) if in_utc else ""
    return format_html(
        '<time datetime="{}">{}{}</time>', at.astimezone(UTC).isoformat(), words, utc
    )


@register.filter
def moment(at: datetime | None) -> str:
    """Give `Mon 2 Nov 2026, 09:00 EST (14:00 UTC)`, in the reader's zone first."""
    if at is None:
        return ""
    here = timezone.localtime(at)
    zone = zone_name(here)
    words = f"{_day(here)} {here.year}, {here:%H:%M} {zone}"
    return _time(at, words, "" if zone == "UTC" else _in_utc(here, at.astimezone(UTC)))


@register.filter
def dollars(amount: Decimal | None) -> str:
    """Give `$1,250.00`; nothing where there is no amount."""
    return "" if amount is None else said(amount)


@register.filter
def when_short(at: datetime | None) -> str:
    """Give `Mon 2 Nov, 09:00 EST` for a table; the year only when it is not this one."""
    if at is None:
        return ""
    here = timezone.localtime(at)
    year = "" if here.year == timezone.localtime().year else f" {here.year}"
    return _time(at, f"{_day(here)}{year}, {here:%H:%M} {zone_name(here)}")


@register.filter
def day(at: datetime | None) -> str:
    """Give `2 Nov 2026`, the reader's day."""
    if at is None:
        return ""
    here = timezone.localtime(at)
    return _time(at, f"{here.day} {here:%b} {here.year}")


@register.filter
def days_from(on: date, today: date) -> str:
    """Say how far off a day is: `today`, `tomorrow`, `in 12 days`, `in 5 months`."""
    left = (on - today).days
    if left in SPOKEN_DAYS:
        return SPOKEN_DAYS[left]
    if left < 0:
        return f"{-left} days ago"
    return f"in {left} days" if left < LONG_DAYS else f"in {round(left / 30.4)} months"


@register.filter
def defanged(address: str) -> str:
    """Give `hxxps://site[.]example/path`: legible, and no program takes it for a link."""
    found = _ADDRESS.match(address)
    if not found:
        return address.replace(".", "[.]")
    scheme = found["scheme"].lower().replace("http", "hxxp")
    return f"{scheme}://{found['host'].replace('.', '[.]')}{found['rest']}"


@register.filter
def blanks(text: str) -> SafeString:
    """Mark every `[[…]]`, which only a person may fill."""
    pieces = _BLANK.split(text)
    return format_html_join(
        "",
        "{}",
        (
            (format_html('<mark class="blank">{}</mark>', piece) if turn % 2 else piece,)
            for turn, piece in enumerate(pieces)
        ),
    )


@register.filter
def empty_share(share_left: int) -> int:
    """Give the part of the bar that has run out: a clock empties from the left."""
    return 100 - max(0, min(100, int(share_left)))


@register.filter
def ticks(hours: int) -> list[Tick]:
    """Give the marks of a bar of so many hours: its start, 24 and 6 left, and the end."""
    left = [hours, *(mark for mark in (24, 6) if mark < hours), 0]
    return [Tick(f"{100 - mark * 100 / hours:.2f}", str(mark)) for mark in left]


@register.filter
def utc_iso(at: datetime | None) -> str:
    """Give the moment for a `datetime` attribute or a script, always in UTC."""
    return "" if at is None else at.astimezone(UTC).isoformat()


@register.filter
def input_moment(value: str | None) -> str:
    """Give a form's text for a moment the way `datetime-local` wants it, minutes or seconds."""
    text = (value or "").strip().replace(" ", "T", 1)
    return text.removesuffix(":00") if text.count(":") > 1 else text


@register.filter
def error_target(field: BoundField) -> str:
    """Name the element a summary's link should move to: the first choice of a group."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.simple_tag
def readers_zone() -> str:
    """Say which zone a typed time is read in: `New York time (EDT today)`."""
    name = timezone.get_current_timezone_name()
    place = name.rsplit("/", maxsplit=1)[-1].replace("_", " ")
    return name if place == "UTC" else f"{place} time ({zone_name(timezone.localtime())} today)"


@register.simple_tag
def now_moment() -> str:
    """Say when the page was made, for paper."""
    return moment(timezone.now())


@register.simple_tag
def lasts(setting: str) -> str:
    """Say how long a setting of so many seconds is: whole hours, or minutes."""
    seconds: int = getattr(settings, setting)
    unit, size = ("minute", 60) if seconds % 3600 else ("hour", 3600)
    return f"{seconds // size} {unit}{'s' * (seconds != size)}"


@register.simple_tag
def exit_url() -> str:
    """Give the neutral site; read here because an error page has no context at all."""
    return str(settings.RECLAIM_EXIT_URL)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw one symbol of the sprite; it is always beside a word, so it is hidden from readers."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false" width="16" height="16">'
        '<use href="{}#{}"></use></svg>',
        static("reclaim/sprite.svg"),
        name,
    )
