"""Take the demo away whole: rows, trail and people, leaving what is real untouched."""

from django.db import connection, models, transaction

from accounts.models import User
from audit.models import ChainHead, Entry
from audit.rules import NotAllowed
from cases.models import Case
from config.demo.cast import DOMAIN
from removal.models import Platform

# Final by trigger: only the owner of the tables may lift that, and only this command asks it.
FINAL = (
    "audit_chainhead",
    "audit_entry",
    "complaints_addendum",
    "complaints_complaintdraft",
    "complaints_revision",
)


@transaction.atomic
def remove() -> int:
    """Remove every demo case with all that hangs on it; give how many."""
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
        _delete_with_dependents(Platform.objects.filter(is_demo=True))
        _delete_with_dependents(User.objects.filter(email__endswith=f"@{DOMAIN}"))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in FINAL:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    return count


def _refuse_when_mixed() -> None:
    mixed = Case.objects.filter(is_demo=False, opened_by__email__endswith=f"@{DOMAIN}")
    if mixed.exists():
        codes = ", ".join(mixed.values_list("code", flat=True)[:5])
        raise NotAllowed(
            f"A demo person opened real cases ({codes}); give them to a colleague first.",
            code="demo_person_on_real_case",
        )


def _delete_with_dependents(rows: "models.QuerySet[models.Model]") -> None:
    """Delete what points at these rows, deepest first, then the rows themselves."""
    for relation in rows.model._meta.related_objects:
        if relation.one_to_many or relation.one_to_one:
            dependents = relation.related_model._base_manager.filter(
                **{f"{relation.field.name}__in": rows}
            )
            if relation.related_model is not rows.model and dependents.exists():
                _delete_with_dependents(dependents)
    rows._raw_delete(rows.db)
