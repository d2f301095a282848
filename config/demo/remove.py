"""Take the demo away whole: rows, trail and people, leaving what is real untouched."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import connection, models, transaction

from accounts.models import CommandKey, DayOff, User, WorkingHours
from audit.models import ChainHead, Entry
from audit.rules import NotAllowed
from cases.models import Case
from config.demo.cast import DOMAIN
from deadlines.models import Ladder, Reminder, RotaTurn
from evidence.models import Match
from removal.models import EntryReport, Platform, PlatformChange

# Final by trigger: only the owner of the tables may lift that, and only this command asks it.
FINAL = (
    "audit_chainhead",
    "audit_entry",
    "complaints_addendum",
    "complaints_addendumfiling",
    "complaints_complaintdraft",
    "complaints_cybertip",
    "complaints_exposurechoice",
    "complaints_priornotice",
    "complaints_revision",
    "complaints_signoff",
    "keeping_purge",
    "keeping_purgecertificate",
    "reports_countedcase",
    "reports_snapshot",
    "restitution_determination",
    "restitution_moneyline",
    "restitution_noticepreference",
    "restitution_privilegednote",
    "restitution_remedyfact",
    "restitution_reserveamount",
)


class Removed(NamedTuple):
    """How many cases went, and which platforms stay because real cases name them."""

    cases: int
    kept: list[str]


@transaction.atomic
def remove() -> Removed:
    """Remove every demo case with all that hangs on it; an invented platform in real use stays."""
    cases = Case.objects.filter(is_demo=True)
    _refuse_when_mixed()
    count, chains = cases.count(), [str(pk) for pk in cases.values_list("pk", flat=True)]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no pending event may meet the lift
        for table in FINAL:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        _delete_with_dependents(cases)
        Entry.objects.filter(chain__in=chains).delete()
        ChainHead.objects.filter(chain__in=chains).delete()
        kept = _in_real_use()
        _delete_with_dependents(Platform.objects.filter(is_demo=True).exclude(pk__in=kept))
        people = User.objects.filter(email__endswith=f"@{DOMAIN}")
        _forget(people)
        _delete_with_dependents(people)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in FINAL:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    return Removed(count, [f"{slug} ({', '.join(codes)})" for slug, codes in kept.items()])


def _in_real_use() -> dict[str, list[str]]:
    """Give invented platforms that rows of real cases name, with those cases' codes."""
    found: dict[str, set[str]] = {}
    for relation in Platform._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ForeignObjectRel):
            continue
        model: Any = relation.related_model
        if any(field.name == "case" for field in model._meta.fields):
            column = relation.field.name
            rows = model._base_manager.filter(
                **{f"{column}__is_demo": True, "case__is_demo": False}
            )
            for slug, code in rows.values_list(f"{column}_id", "case__code"):
                found.setdefault(slug, set()).add(code)
    return {slug: sorted(codes) for slug, codes in sorted(found.items())}


def _refuse_when_mixed() -> None:
    codes = sorted({code for rows in _rows_of_real_cases() for code in rows})
    if codes:
        raise NotAllowed(
            f"Demo people worked on real cases ({', '.join(codes[:5])}), whose record names them. "
            "Close the demo's accounts instead of removing them.",
            code="demo_person_on_real_case",
        )


def _rows_of_real_cases() -> "Iterator[models.QuerySet[Any, str]]":
    """Give, for each column that names a person, the real cases where it names one of the demo."""
    for relation in User._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ForeignObjectRel):
            continue
        model: Any = relation.related_model
        named = {f"{relation.field.name}__email__endswith": f"@{DOMAIN}"}
        way = _to_case(model)
        if way is not None:
            rows = model._base_manager.filter(**named, **{f"{way}is_demo": False})
            yield rows.values_list(f"{way}code", flat=True)


def _to_case(model: Any) -> str | None:
    """Give how a row leads to its case, where it is of one."""
    if model is Case:
        return ""
    if model is Match:
        return "item_a__case__"
    return "case__" if any(field.name == "case" for field in model._meta.fields) else None


def _forget(people: "models.QuerySet[User]") -> None:
    """Undo what people of the demo left on what is real, and stays."""
    Reminder.objects.filter(recipient__in=people).delete()
    CommandKey.objects.filter(user__in=people).delete()
    _forget_ladders(people)
    checked = Platform.objects.filter(verified_by__in=people)
    checked.update(verified_by=None, last_verified_on=None)  # an invented person's look is none
    _forget_directory(people)
    RotaTurn.objects.filter(withdrawn_by__in=people).update(withdrawn_by=None)
    _forget_agency_hours(people)


def _forget_ladders(people: "models.QuerySet[User]") -> None:
    Ladder.objects.filter(in_force_by__in=people).update(in_force_by=None)
    Ladder.objects.filter(looked_by__in=people).update(looked_at=None, looked_by=None)
    Ladder.objects.filter(set_aside_by__in=people).update(set_aside_at=None, set_aside_by=None)
    kept = Ladder.objects.exclude(in_force_at=None)  # clocks of real cases may run under it
    kept.filter(made_by__in=people).update(made_by=None)


def _forget_directory(people: "models.QuerySet[User]") -> None:
    """Open again what only an invented person settled of a real person's word on a row."""
    EntryReport.objects.filter(assigned_to__in=people).update(assigned_to=None)
    settled = EntryReport.objects.filter(closed_by__in=people)
    settled.update(closed_at=None, closed_by=None, closed_as="")
    waiting = PlatformChange.objects.filter(decided_at=None).values("platform")
    decided = PlatformChange.objects.filter(decided_by__in=people).exclude(platform__in=waiting)
    for change in decided.exclude(proposed_by__in=people).order_by("platform", "-proposed_at"):
        if not PlatformChange.objects.filter(platform=change.platform, decided_at=None).exists():
            undone: dict[str, Any] = {"decided_at": None, "decided_by": None, "decision": ""}
            PlatformChange.objects.filter(pk=change.pk).update(**undone)


def _forget_agency_hours(people: "models.QuerySet[User]") -> None:
    """Take out the agency's hours and holidays that the demo wrote: their rows name nobody."""
    actors = {str(pk) for pk in people.values_list("pk", flat=True)}
    entries = Entry.objects.filter(facts__contains='"whose":"agency"').order_by("seq")
    hours = entries.filter(action="accounts.set_hours").last()
    if hours is not None and hours.actor in actors:
        WorkingHours.objects.filter(user=None).delete()
    for day_off in DayOff.objects.filter(user=None):
        added = entries.filter(action="accounts.added_day_off")
        last = added.filter(facts__contains=f'"day":"{day_off.day.isoformat()}"').last()
        if last is not None and last.actor in actors:
            day_off.delete()


def _delete_with_dependents(rows: "models.QuerySet[models.Model]") -> None:
    """Delete what points at these rows, deepest first, then the rows themselves."""
    keys = list(rows.values_list("pk", flat=True))  # asked once: each level would ask those above
    rows = rows.model._base_manager.filter(pk__in=keys)
    for relation in rows.model._meta.get_fields(include_hidden=True):  # a match has no way back
        if isinstance(relation, models.ManyToOneRel):
            model: Any = relation.related_model
            dependents = model._base_manager.filter(**{f"{relation.field.name}__in": rows})
            if model is not rows.model and dependents.exists():
                _delete_with_dependents(dependents)
    rows._raw_delete(rows.db)
