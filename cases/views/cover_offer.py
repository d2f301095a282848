"""Offering cover: one case or several, to one colleague, from one hour to another."""

from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme

from accounts import calendars
from accounts.models import User
from accounts.rules import Deed, Role, require
from accounts.rules.hours import closed_at_or_after
from cases import services
from cases.forms.answering import done
from cases.forms.cover import OfferCoverForm
from cases.models import Assignment, Case
from cases.rules import AssignmentKind
from cases.views.asked import answers, ask, ask_and_answer, me

MOST_CASES = 200


@ask_and_answer
def offer_cover(request: HttpRequest) -> HttpResponse:
    """Offer one case or several; from the board everything is filled in and one press is enough."""
    by, now = me(request), timezone.now()
    require(by.role, Deed.COVER_CASE)
    cases, back = list(_lendable(by, request)), back_to(request)
    begun = _begun(request, now, cases)
    form = OfferCoverForm(_told(request), by=by, cases=_by_advocate(cases, by), initial=begun)
    made = done(form, services.offer_cover, by=by, now=now)
    if made:
        codes = ", ".join(cover.case.code for cover in made)
        taken = made[0].accepted_at is not None
        said = f"You cover {codes}." if taken else f"{made[0].taker.name} is asked: {codes}."
        messages.success(request, said)
        return redirect(back or "cases:covers")
    return ask(request, "cases/cover_offer.html", form, back=back, cases=cases)


def back_to(request: HttpRequest) -> str:
    """Give the page of ours that asked, or nothing."""
    to = request.POST.get("back", "") or request.GET.get("back", "")
    ours = to.startswith("/") and url_has_allowed_host_and_scheme(to, allowed_hosts=None)
    return to if ours else ""


def _told(request: HttpRequest) -> QueryDict | None:
    """Give what was sent; all that nobody has is offered without a colleague's own cases."""
    sent = answers(request)
    if sent is None or not sent.get("but_own"):
        return sent
    ids, takers = _uuids(sent.getlist("case_ids")), _uuids(sent.getlist("taker_id"))
    own = Assignment.objects.filter(case__in=ids, user__in=takers).at_work()
    theirs = set(own.values_list("case_id", flat=True))
    rest: QueryDict = sent.copy()
    rest.setlist("case_ids", [str(one) for one in ids if one not in theirs])
    return rest


def _lendable(by: User, request: HttpRequest) -> Any:
    """Give the open cases that this person may lend: their own; to a supervisor, those named."""
    cases = Case.objects.visible_to(by).open().order_by("code")
    if by.role != Role.SUPERVISOR:
        return cases.filter(assignments__user=by, assignments__ended_at=None)[:MOST_CASES]
    codes, ids = request.GET.getlist("case"), _uuids(request.POST.getlist("case_ids"))
    if codes or ids:
        cases = cases.filter(Q(code__in=codes) | Q(pk__in=ids))
    return cases[:MOST_CASES]


def _by_advocate(cases: list[Case], by: User) -> list[tuple[str, Any]]:
    """Give the choices; a supervisor's under the name of whoever has each case."""
    if by.role != Role.SUPERVISOR:
        return [(str(case.pk), case.code) for case in cases]
    working = Assignment.objects.filter(case__in=cases, kind=AssignmentKind.ADVOCATE.value)
    whose = {one.case_id: one.user.name for one in working.at_work().select_related("user")}
    groups: dict[str, list[tuple[str, str]]] = {}
    for case in cases:
        group = groups.setdefault(whose.get(case.pk, ""), [])
        group.append((str(case.pk), case.code))
    named = sorted(groups.items())
    return [(f"{name}'s" if name else "Without an advocate", group) for name, group in named]


def _begun(request: HttpRequest, now: datetime, cases: list[Case]) -> dict[str, Any]:
    """Begin with what the address names, and with the coming weekend."""
    span = closed_at_or_after(calendars.of_agency(), now)
    named, soon = set(request.GET.getlist("case")), now.replace(second=0, microsecond=0)
    return {
        "case_ids": [str(case.pk) for case in cases if case.code in named],
        "taker_id": request.GET.get("taker", ""),
        "starts_at": _moment(request.GET.get("from", "")) or max(soon, span.starts_at),
        "ends_at": _moment(request.GET.get("to", "")) or span.ends_at,
    }


def _moment(text: str) -> datetime | None:
    try:
        at = parse_datetime(text)
    except ValueError:
        return None
    return at if at is not None and at.tzinfo is not None else None


def _uuids(texts: list[str]) -> list[UUID]:
    found = []
    for text in texts:
        with suppress(ValueError):
            found.append(UUID(text))
    return found
