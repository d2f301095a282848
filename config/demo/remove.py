"""Take the demo away whole: rows, trail and people, leaving what is real untouched."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import connection, models, transaction

from accounts.models import CommandKey, User
from audit.models import ChainHead, Entry
from audit.rules import NotAllowed
from cases.models import Case
from config.demo.cast import DOMAIN
from deadlines.models import Ladder, Reminder
from removal.models import Platform

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
        if model is Case or any(field.name == "case" for field in model._meta.fields):
            way = "" if model is Case else "case__"
            rows = model._base_manager.filter(**named, **{f"{way}is_demo": False})
            yield rows.values_list(f"{way}code", flat=True)


def _forget(people: "models.QuerySet[User]") -> None:
    """Undo what people of the demo left on what is real, and stays."""
    Reminder.objects.filter(recipient__in=people).delete()
    CommandKey.objects.filter(user__in=people).delete()
    Ladder.objects.filter(in_force_by__in=people).update(in_force_by=None)
    Ladder.objects.filter(looked_by__in=people).update(looked_at=None, looked_by=None)
    kept = Ladder.objects.exclude(in_force_at=None)  # clocks of real cases may run under it
    kept.filter(made_by__in=people).update(made_by=None)
    checked = Platform.objects.filter(verified_by__in=people)
    checked.update(verified_by=None, last_verified_on=None)  # an invented person's look is none


def _delete_with_dependents(rows: "models.QuerySet[models.Model]") -> None:
    """Delete what points at these rows, deepest first, then the rows themselves."""
    for relation in rows.model._meta.get_fields(include_hidden=True):  # a match has no way back
        if isinstance(relation, models.ManyToOneRel):
            model: Any = relation.related_model
            dependents = model._base_manager.filter(**{f"{relation.field.name}__in": rows})
            if model is not rows.model and dependents.exists():
                _delete_with_dependents(dependents)
    rows._raw_delete(rows.db)
