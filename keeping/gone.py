"""Which address is about which case: whatever is asked of a purged one is answered in one place.

A row's address begins with the word for its table, so the word tells how the row leads to its case.
"""

from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.exceptions import ValidationError
from django.urls import ResolverMatch

from accounts.models import User
from cases.models import Case

# The word that an address begins with: the table, and the way from its row to the case.
ROWS = {
    "break-glass": ("cases.breakglass", "case"),
    "addenda": ("complaints.addendum", "case"),
    "authorities": ("cases.authority", "case"),
    "chokepoints": ("removal.chokepoint", "case"),
    "clocks": ("deadlines.clock", "case"),
    "complaints": ("complaints.complaintdraft", "case"),
    "covers": ("cases.cover", "case"),
    "evidence": ("evidence.item", "case"),
    "facts": ("evidence.listingfact", "case"),
    "fingerprints": ("evidence.fingerprint", "case"),
    "follow-ups": ("intake.intake", "case"),
    "handovers": ("cases.plannedhandover", "case"),
    "holds": ("keeping.legalhold", "case"),
    "intake-places": ("intake.intakeplace", "case"),
    "looks": ("removal.removalrequest", "case"),
    "people": ("cases.person", "case"),
    "plan-steps": ("intake.planstep", "case"),
    "purges": ("keeping.purge", "case"),
    "releases": ("cases.release", "case"),
    "removal-requests": ("removal.removalrequest", "case"),
    "requests": ("removal.removalrequest", "case"),
    "retention": ("cases.case", "pk"),
    "stopped": ("cases.release", "case"),
    "tasks": ("cases.task", "case"),
}
# What stays to be read of a purged case, and what is of no case though it has a code or a row.
STAYS = frozenset({"cases:activity-case", "keeping:certificate", "keeping:certificate-pdf"})
CODES = ("code",)
KEYS = ("pk", "row_id")


def purged_case(match: ResolverMatch, user: User) -> Case | None:
    """Give the purged case that an address is about, if it is one in this person's sight."""
    if match.view_name in STAYS:
        return None
    found = _case_of(match)
    if found is None:
        return None
    mine = Case.objects.visible_to(user).purged()
    return mine.select_related("key").filter(pk=found).first()


def _case_of(match: ResolverMatch) -> Any:
    code = next((match.kwargs[name] for name in CODES if name in match.kwargs), None)
    if code is not None:
        cases = Case.objects.purged().filter(code=str(code).upper())
        return cases.values_list("pk", flat=True).first()
    word = match.route.removeprefix("api/v1/").lstrip("^").split("/")[0]
    row = next((match.kwargs[name] for name in KEYS if name in match.kwargs), None)
    if row is None or word not in ROWS:
        return None
    label, way = ROWS[word]
    return _purged_row(label, way, row)


def _purged_row(label: str, way: str, row: Any) -> Any:
    to_case = "" if way == "pk" else f"{way}__"
    gone = {f"{to_case}key__destroyed_at__isnull": False}
    try:
        rows = apps.get_model(label)._base_manager.filter(pk=UUID(str(row)), **gone)
    except (ValueError, ValidationError):
        return None
    return rows.values_list("pk" if way == "pk" else f"{way}_id", flat=True).first()
