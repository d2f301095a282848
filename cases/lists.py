"""What the case list shows, the same number of questions to the database for 3 rows and 30."""

from typing import Any, NamedTuple

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse

from accounts.models import User
from accounts.rules import Role
from cases.models import Assignment, Case
from cases.models.case import CaseQuerySet
from cases.rules import AgeWhenMade, Status


class View(NamedTuple):
    """A saved filter: its word in the address, its label, the rows it keeps."""

    name: str
    label: str
    keeps: Q


class Tab(NamedTuple):
    label: str
    url: str
    current: bool
    count: int  # type: ignore[assignment]  # what the tabs part calls it


OPEN = ~Q(status=Status.CLOSED.value)


def views_for(user: User) -> list[View]:
    mine = Q(pk__in=Case.objects.worked_by(user).values("pk"))
    views = [
        View("open", "Open", OPEN),
        View("mine", "Mine", OPEN & mine),
        View("watching", "Watching", Q(status=Status.WATCHING.value)),
        View("minor", "Under 18 or not sure", OPEN & ~Q(age_when_made=AgeWhenMade.ADULT.value)),
        View("closed", "Closed", Q(status=Status.CLOSED.value)),
        View("all", "All", Q()),
    ]
    if user.role == Role.SUPERVISOR:
        views.insert(3, View("nobodys", "Without an advocate", OPEN & ~Q(pk__in=_with_advocate())))
    return views


def chosen(user: User, name: str) -> View:
    """Give the filter of this name; an unknown one is the usual one."""
    known = {view.name: view for view in views_for(user)}
    return known.get(name, known["open"])


def rows(user: User, view: View) -> CaseQuerySet:
    return for_rows(Case.objects.visible_to(user).filter(view.keeps), user)


def for_rows(cases: CaseQuerySet, user: User) -> CaseQuerySet:
    """Bring what a row shows: who works on the case, and what waits there."""
    at_work = Prefetch("assignments", Assignment.objects.at_work().for_display(), to_attr="at_work")
    cases = cases.with_tasks(user).annotate(purged=Q(key__destroyed_at__isnull=False))
    return cases.prefetch_related(at_work).order_by("-opened_at", "code")


def tabs(user: User, current: View) -> list[Tab]:
    """Give every filter with how many cases it holds, counted in one question."""
    known = views_for(user)
    wanted = {f"n_{view.name}": Count("pk", filter=view.keeps) for view in known}
    counts = Case.objects.visible_to(user).aggregate(**wanted)
    return [
        Tab(
            view.label,
            f"{reverse('cases:list')}?view={view.name}",
            view.name == current.name,
            counts[f"n_{view.name}"],
        )
        for view in known
    ]


def _with_advocate() -> QuerySet[Any, Any]:
    return Assignment.objects.at_work().filter(kind="advocate").values("case")
