"""The people of the agency: who is in, who is invited, and how somebody comes in again."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts import services
from accounts.forms_people import InviteForm
from accounts.models import Invitation, User
from accounts.rules import Deed, require
from audit.rules import NotAllowed

ON_ITS_WAY = "The link is on its way to {}. It opens once, within {}."


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """List everybody, and invite one more."""
    by = _administrator(request)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.invite(
                **form.cleaned_data, by=by, now=timezone.now(), origin=origin_of(request)
            )
        except NotAllowed as no:
            form.add_error(no.field if no.field in form.fields else None, no.sentence)
        else:
            said = ON_ITS_WAY.format(form.cleaned_data["email"], "three days")
            messages.success(request, said)
            return redirect("accounts:people")
    return render(request, "accounts/people.html", _page(form), status=422 if form.errors else 200)


@require_POST
def resend_invitation(request: HttpRequest, pk: UUID) -> HttpResponse:
    by = _administrator(request)
    services.resend_invitation(
        invitation_id=pk, by=by, now=timezone.now(), origin=origin_of(request)
    )
    messages.success(request, "A new link is on its way; the one before has ended.")
    return redirect("accounts:people")


@require_POST
def revoke_invitation(request: HttpRequest, pk: UUID) -> HttpResponse:
    by = _administrator(request)
    services.revoke_invitation(invitation_id=pk, by=by, now=timezone.now())
    messages.success(request, "The invitation is revoked; its link opens nothing.")
    return redirect("accounts:people")


@require_POST
def send_password_link(request: HttpRequest, pk: UUID) -> HttpResponse:
    by = _administrator(request)
    try:
        services.send_password_link(
            user_id=pk, by=by, now=timezone.now(), origin=origin_of(request)
        )
    except NotAllowed as no:
        messages.error(request, no.sentence)
    else:
        messages.success(
            request, "A link for a new password is on its way. Until then the old one works."
        )
    return redirect("accounts:people")


def origin_of(request: HttpRequest) -> str:
    """Give the address of these pages, for a letter that is written later."""
    return request.build_absolute_uri("/").rstrip("/")


def _administrator(request: HttpRequest) -> User:
    by = cast(User, request.user)
    require(by.role, Deed.MANAGE_USERS)
    return by


def _page(form: InviteForm) -> dict[str, Any]:
    waiting = Invitation.objects.waiting().select_related("invited_by").order_by("-made_at")
    return {
        "form": form,
        "people": User.objects.order_by("-is_active", "name", "pk"),
        "waiting": waiting,
        "now": timezone.now(),
    }
