"""Releases of information: what may be told to whom until when, and what breaks without one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.rules import Deed, may, require
from cases import outward, recipients, releases, services
from cases.forms.answering import done
from cases.forms.releases import ReleaseForm, RevokeForm, SigningForm, renewal
from cases.models import Release, Task
from cases.rules import TaskKind
from cases.rules.people import same_name
from cases.rules.release_words import INFORMATION, PURPOSES
from cases.views.asked import answers, ask, ask_and_answer, me, the_case
from cases.views.cover_offer import back_to


@require_GET
def of_case(request: HttpRequest, code: str) -> HttpResponse:
    """Show a case's releases; that they were opened is in the trail."""
    case, reader = the_case(request, code), me(request)
    services.open_for_reading(case=case, by=reader, part="releases")
    rows = releases.standing(case, reader=reader, now=timezone.now())
    page = {"case": case, "rows": rows, "may_work_case": may(reader.role, Deed.WORK_CASE)}
    return render(request, "cases/releases.html", page)


@require_GET
def breaking(request: HttpRequest) -> HttpResponse:
    """Show what breaks next week, on every case in sight."""
    reader = me(request)
    require(reader.role, Deed.NOTE_CASE)
    rows = releases.what_breaks(reader, now=timezone.now())
    page = {"rows": rows, "may_work_case": may(reader.role, Deed.WORK_CASE)}
    return render(request, "cases/breaking.html", page)


@ask_and_answer
def new(request: HttpRequest, code: str) -> HttpResponse:
    case, by = the_case(request, code), me(request)
    require(by.role, Deed.WORK_CASE)
    begun: dict[str, Any] = {name: request.GET.get(name, "") for name in ("recipient", "purpose")}
    begun["information"] = request.GET.getlist("information")
    form = ReleaseForm(answers(request), case=case, initial=begun)
    if done(form, services.record_release, case_id=case.pk, by=by, now=timezone.now()):
        messages.success(request, "The release is recorded.")
        return redirect(back_to(request) or reverse("cases:releases", args=[case.code]))
    return ask(request, "cases/release_form.html", form, case=case, act="Record the release")


@ask_and_answer
def renew(request: HttpRequest, pk: UUID) -> HttpResponse:
    release, by = _release(request, pk), me(request)
    require(by.role, Deed.WORK_CASE)
    form = SigningForm(answers(request), case=release.case, initial=renewal(release))
    if done(form, services.renew_release, release_id=pk, by=by, now=timezone.now()):
        messages.success(request, "The release is renewed.")
        return redirect("cases:releases", release.case.code)
    return ask(request, "cases/release_renew.html", form, **_said(release))


@ask_and_answer
def revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    release, by = _release(request, pk), me(request)
    require(by.role, Deed.WORK_CASE)
    form = RevokeForm(answers(request))
    if done(form, services.revoke_release, release_id=pk, by=by, now=timezone.now()):
        messages.success(request, "The release is revoked. Nothing more is told under it.")
        _say_what_holds(request, release)
        return redirect("cases:releases", release.case.code)
    return ask(request, "cases/release_revoke.html", form, **_said(release))


@require_GET
def blank(request: HttpRequest, code: str) -> HttpResponse:
    """Give a neutral page to sign: no name, no code, nothing that tells what it is about."""
    the_case(request, code)
    require(me(request).role, Deed.WORK_CASE)
    page = {"information": INFORMATION.values(), "purposes": PURPOSES.values()}
    return render(request, "cases/release_blank.html", page)


@require_GET
def stopped(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what stopped for want of a release, and how it goes on."""
    reader = me(request)
    owed = Task.objects.visible_to(reader).filter(kind=TaskKind.RELEASE.value, subject_id=pk)
    task = owed.select_related("case").order_by("-created_at").first()
    if task is None:
        raise Http404
    about = outward.stopped(pk)
    page: dict[str, Any] = {
        "case": task.case,
        "task": task,
        "about": about,
        "may_work_case": may(reader.role, Deed.WORK_CASE),
    }
    if about is not None:
        kind, ref = about.recipient_kind, about.recipient_ref
        page["who"] = recipients.name_of(kind, ref)
        page["new_url"] = releases.new_url(task.case.code, kind, ref, about.purpose)
    return render(request, "cases/stopped.html", page)


def _release(request: HttpRequest, pk: UUID) -> Release:
    mine = Release.objects.visible_to(me(request)).select_related("case__key")
    release: Release = get_object_or_404(mine, pk=pk)
    return release


def _say_what_holds(request: HttpRequest, release: Release) -> None:
    """Name what another release still lets the same recipient be told: one yes is not all."""
    ours = Release.objects.filter(case=release.case).holding()
    kind, ref = release.recipient_kind, release.recipient_ref
    names = recipients.names_for([release])
    who = releases.who_is(release, names)
    others = [one for one in ours.to_recipient(kind, ref) if ref or _is_for(release, one)]
    if others:
        messages.warning(
            request,
            f"Another release for {who} still holds. If the survivor takes that back too,"
            " revoke it as well.",
        )


def _is_for(release: Release, other: Release) -> bool:
    other.case = release.case  # whose key opens the name
    return same_name(release.recipient_name, other.recipient_name)


def _said(release: Release) -> dict[str, Any]:
    """Give a release in words, for the page that renews or revokes it."""
    return {
        "case": release.case,
        "release": release,
        "who": releases.who_is(release, recipients.names_for([release])),
        "information": [
            INFORMATION[one] for one in INFORMATION if one.value in release.information
        ],
    }
