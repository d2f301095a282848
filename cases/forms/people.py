"""Who may be chosen for a case."""

from typing import Any

from accounts.models import User
from accounts.rules import Role
from cases.models import Case

PERSON = "Choose a person"


def people(*roles: Role) -> list[tuple[str, Any]]:
    """Give the people at work in these roles, a group a role."""
    at_work = User.objects.filter(is_active=True, role__in=[role.value for role in roles])
    by_role: dict[str, list[tuple[str, str]]] = {role.value: [] for role in roles}
    for person in at_work.order_by("name"):
        by_role[person.role].append((str(person.pk), person.name))
    return [(f"{role.capitalize()}s", group) for role, group in by_role.items() if group]


def on_the_case(case: Case) -> list[tuple[str, str]]:
    """Give whom a task of this case may be for: those who work on it, and who covers it now."""
    active = case.assignments.filter(ended_at=None).select_related("user").order_by("user__name")
    at_work = {str(one.user_id): f"{one.user.name}, {one.kind}" for one in active}
    for cover in case.covers.active().select_related("taker"):
        at_work.setdefault(str(cover.taker_id), f"{cover.taker.name}, covering")
    return list(at_work.items())
