"""Answering a subpoena: what a release lets go, what stays and why, and then the step itself."""

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.rules import Deed, Role, require
from audit import words
from audit.models import Entry
from audit.rules import NotAllowed
from cases import recipients
from cases.forms.answering import done
from cases.models import Case, Release
from cases.rules.release_words import INFORMATION, RECIPIENTS, Information, RecipientKind
from cases.views.asked import ask_and_answer, me, the_case
from restitution.forms.subpoena import SubpoenaForm, release_asked
from restitution.rules.subpoena import NOTIFIED, Notified
from restitution.services import subpoena as services
from restitution.views.tabs import tabs_for


class Taken(NamedTuple):
    """An export that happened, as the trail knows it."""

    entry: Entry
    parts: str
    notified: str
    digest: str


@ask_and_answer
def subpoena(request: HttpRequest, code: str) -> HttpResponse:
    """Show what would leave and what stays; a POST makes the archive."""
    case, by = the_case(request, code), me(request)
    require(by.role, Deed.ANSWER_SUBPOENA)
    offered = list(services.releases_for(case=case))
    release = _chosen(request, offered)
    if release is None:
        status = 422 if request.method == "POST" else 200
        _looked(request, case)
        return render(request, "restitution/subpoena.html", _page(request, case, []), status=status)
    form = SubpoenaForm(request.POST if request.method == "POST" else None, release=release)
    now = timezone.now()
    given = done(form, services.export_subpoena, case_id=case.pk, by=by, now=now)
    if given is not None:
        response = HttpResponse(given.content, content_type=given.content_type)
        response.headers["Content-Disposition"] = f'attachment; filename="{given.name}"'
        response.headers["X-Content-SHA256"] = given.manifest
        return response
    _looked(request, case)
    page = _page(request, case, offered) | _previewed(request, case, release, form)
    return render(request, "restitution/subpoena.html", page, status=422 if form.is_bound else 200)


def _looked(request: HttpRequest, case: Case) -> None:
    if request.method != "POST":
        services.open_subpoena(case=case, by=me(request))


def _chosen(request: HttpRequest, offered: list[Release]) -> Release | None:
    asked = release_asked(request.POST if request.method == "POST" else request.GET)
    if asked is None and request.method != "POST":
        return offered[0] if offered else None
    return next((one for one in offered if one.pk == asked), None)


def _page(request: HttpRequest, case: Case, offered: list[Release]) -> dict[str, Any]:
    return {
        "case": case,
        "tabs": tabs_for(case, me(request), "subpoena"),
        "offered": [(one, who_is(one)) for one in offered],
        "may_record": me(request).role == Role.SUPERVISOR,
        "taken": [_taken(entry) for entry in _entries(case)],
    }


def who_is(release: Release) -> str:
    """Name a release's recipient for those who answer under it."""
    kind = RECIPIENTS[RecipientKind(release.recipient_kind)]
    ref = release.recipient_ref
    name = recipients.name_of(release.recipient_kind, ref) if ref else release.recipient_name
    return f"{kind}: {name}"


def _previewed(
    request: HttpRequest, case: Case, release: Release, form: SubpoenaForm
) -> dict[str, Any]:
    given = services.preview(case=case, release=release, chosen=form.chosen())
    why_not = ""
    try:
        services.require_told_of(case=case, release=release, by=me(request))
    except NotAllowed as no:
        why_not = no.sentence
    return {
        "release": release,
        "who": who_is(release),
        "form": form,
        "why_not": why_not,
        "covers": [INFORMATION[Information(one)] for one in release.information],
        "parts": [(INFORMATION[Information(one.information)], one) for one in given.parts],
        "withheld": given.withheld,
    }


def _entries(case: Case) -> list[Entry]:
    made = Entry.objects.filter(chain=str(case.pk), action="restitution.exported_subpoena")
    return list(made.order_by("-seq")[:20])


def _taken(entry: Entry) -> Taken:
    told: Any = words.facts(entry)
    parts = "; ".join(told["parts"])  # in the words of the trail
    return Taken(entry, parts, NOTIFIED[Notified(told["notified"])], told["sha256"])
