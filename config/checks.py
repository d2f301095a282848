"""What must hold before real cases go in; each with an id and what to do about it."""

import os
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection, models
from django.urls import get_resolver

from config.beat import BEAT
from config.embedded import roles

GUARDS_OF_THE_TRAIL = 2  # one chains what is entered, one refuses change and deletion


def _error(number: int, sentence: str, hint: str) -> checks.Error:
    return checks.Error(sentence, hint=hint, id=f"reclaim.E{number:03}")


@checks.register
def clocks_count_in_utc(app_configs: Any, **kwargs: Any) -> Sequence[checks.CheckMessage]:
    if settings.USE_TZ and settings.TIME_ZONE == "UTC":
        return []
    return [_error(1, "Moments are not kept in UTC.", 'Set USE_TZ = True, TIME_ZONE = "UTC".')]


@checks.register
def no_file_is_taken(app_configs: Any, **kwargs: Any) -> Sequence[checks.CheckMessage]:
    """No image is ever held (ADR 0002): no upload handler, no file column, no multipart."""
    found = []
    if settings.FILE_UPLOAD_HANDLERS:
        found.append(_error(2, "An upload handler is installed.", "FILE_UPLOAD_HANDLERS = []"))
    parsers = settings.REST_FRAMEWORK["DEFAULT_PARSER_CLASSES"]
    if any("MultiPart" in parser or "File" in parser for parser in parsers):
        found.append(_error(3, "The API would read files.", "Keep the JSON parser alone."))
    return found + [
        _error(4, f"{field} would hold a file.", "Facts about images, never images.")
        for field in _our_fields()
        if isinstance(field, models.FileField)
    ]


def _our_fields() -> "list[models.Field[Any, Any]]":
    from django.apps import apps

    return [field for model in apps.get_models() for field in model._meta.fields]


@checks.register
def beat_names_are_tasks(app_configs: Any, **kwargs: Any) -> Sequence[checks.CheckMessage]:
    from config.celery import app

    app.autodiscover_tasks(force=True)  # import_default_modules would run these checks again
    return [
        _error(5, f"Beat calls {entry['task']}, which is no task.", "Name a task of tasks.py.")
        for entry in BEAT.values()
        if entry["task"] not in app.tasks
    ]


@checks.register
def agency_keys_are_there(app_configs: Any, **kwargs: Any) -> Sequence[checks.CheckMessage]:
    if any(settings.RECLAIM_AGENCY_KEYS) and settings.RECLAIM_INDEX_KEY:
        return []
    return [_error(6, "No agency key.", "Set RECLAIM_AGENCY_KEYS and RECLAIM_INDEX_KEY.")]


@checks.register(checks.Tags.database)
def trail_is_guarded(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> Sequence[checks.CheckMessage]:
    if not databases or not _table_is_there("audit_entry"):
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = 'audit_entry'::regclass"
            " AND NOT tgisinternal AND tgenabled <> 'D'"
        )
        (guards,) = cursor.fetchone() or (0,)
    if guards >= GUARDS_OF_THE_TRAIL:
        return []
    return [_error(7, "The trail's triggers are off.", "Run migrate; then verify_trail.")]


def _table_is_there(name: str) -> bool:
    return name in connection.introspection.table_names()


@checks.register(checks.Tags.security, deploy=True)
def production_is_on_https(app_configs: Any, **kwargs: Any) -> Sequence[checks.CheckMessage]:
    if settings.HTTPS:
        return []
    return [_error(8, "Cookies would travel in the clear.", "Set RECLAIM_HTTPS=1 behind TLS.")]


@checks.register(checks.Tags.security, deploy=True)
def own_mail_is_named(app_configs: Any, **kwargs: Any) -> Sequence[checks.CheckMessage]:
    """Mail to any other domain is a disclosure, and asks for a release (law.md 5.2)."""
    if settings.RECLAIM_MAIL_DOMAINS:
        return []
    return [
        checks.Warning(
            "Every account's mailbox counts as the agency's own, an attorney's outside too.",
            hint="Set RECLAIM_MAIL_DOMAINS to your own domains, as agency.example,desk.example.",
            id="reclaim.W010",
        )
    ]


@checks.register(checks.Tags.security, deploy=True)
def the_web_owns_no_table(app_configs: Any, **kwargs: Any) -> Sequence[checks.CheckMessage]:
    """Whoever owns the tables meets no wall in them (ADR 0080)."""
    web = roles.login_of(roles.WEB, os.environ)
    if not web or web != (_owner_of_the_tables() or roles.login_of(roles.OWNER, os.environ)):
        return []
    return [
        checks.Warning(
            "The web is the tables' owner, so the database keeps nobody to their own cases.",
            hint="Name the owner with RECLAIM_OWNER_URL, and a role that owns nothing with"
            " DATABASE_URL (docs/how-to/set-up.md).",
            id="reclaim.W012",
        )
    ]


def _owner_of_the_tables() -> str:
    """Ask the database; nothing where it does not answer or has no tables yet."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT tableowner FROM pg_tables WHERE tablename = 'cases_case'")
            (owner,) = cursor.fetchone() or ("",)
    except DatabaseError:
        return ""
    return str(owner)


@checks.register(checks.Tags.security, deploy=True)
def own_address_is_named(app_configs: Any, **kwargs: Any) -> Sequence[checks.CheckMessage]:
    """Unset, a letter's link leads where a request said that it was sent to (ADR 0069)."""
    if settings.RECLAIM_ADDRESS:
        return []
    return [
        checks.Warning(
            "Links in letters lead to whatever name a request used for this house.",
            hint="Set RECLAIM_ADDRESS to where people reach it, as https://desk.agency.example.",
            id="reclaim.W011",
        )
    ]


@checks.register(checks.Tags.urls)
def addresses_are_opaque(app_configs: Any, **kwargs: Any) -> Sequence[checks.CheckMessage]:
    """A path carries codes and ids alone: never a name, a search or a URL (UX.md 2)."""
    loose = [
        pattern for pattern in get_resolver().reverse_dict.values() if "<path:" in str(pattern)
    ]
    return [_error(9, f"{pattern} takes any text.", "Use an id or a code.") for pattern in loose]
