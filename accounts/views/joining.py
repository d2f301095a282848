"""A link that opens once: a new person, or somebody who forgot, chooses their own password."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts import devices, services
from accounts.forms_people import ChooseForm, ForgottenForm
from accounts.models import Factor, Invitation, User
from accounts.rules.guessing import SHUT
from audit.rules import NotAllowed

HTTP = "80"
FORGOT = "forgot"  # the purpose under which asking for links counts


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for a password of one's own; a link that is used, ended or invented opens nothing."""
    row = services.found_by(token=token, now=timezone.now())
    if row is None:
        return render(request, "accounts/link_ended.html", status=404)
    asks_code = _asks_code(row)
    sent = request.POST if request.method == "POST" else None
    form = ChooseForm(sent, row=row, asks_code=asks_code)
    device = devices.known(request, row.email)
    if form.is_valid() and _accepted(form, row, token, device):
        messages.success(request, "Your password is set. Sign in with it.")
        return redirect("accounts:sign-in")
    page = {"form": form, "row": row, "is_new": row.for_user_id is None}
    return render(request, "accounts/join.html", page, status=422 if form.errors else 200)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def forgot(request: HttpRequest) -> HttpResponse:
    """Say the same of every address: if it is somebody's here, a link is on its way."""
    form = ForgottenForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        page, status = {"form": form}, 422 if form.errors else 200
        return render(request, "accounts/forgot.html", page, status=status)
    email = form.cleaned_data["email"]
    if wait := services.admit(email=email, purpose=FORGOT):
        form.add_error(None, f"Asked for too often. Try again in {wait} s.")
        response = render(request, "accounts/forgot.html", {"form": form}, status=429)
        response.headers["Retry-After"] = str(wait)
        return response
    services.ask_password_link(email=email, now=timezone.now(), origin=_own_address(request))
    return render(request, "accounts/forgot.html", {"sent": True})


def _own_address(request: HttpRequest) -> str:
    """Give where a stranger's asking leads: a host that the settings name, never their `Host`."""
    named = next((host for host in settings.ALLOWED_HOSTS if host.strip("*.")), "localhost")
    port = str(request.META.get("SERVER_PORT", ""))  # of the socket; a proxy's is RECLAIM_ADDRESS
    if settings.HTTPS:
        return f"https://{named.lstrip('.')}"
    told = f":{port}" if port.isdigit() and port != HTTP else ""
    return f"http://{named.lstrip('.')}{told}"


def _asks_code(row: Invitation) -> bool:
    """A mailbox alone gives no new password to whoever has a second factor."""
    return row.for_user is not None and Factor.objects.of(row.for_user).held().exists()


def _accepted(form: ChooseForm, row: Invitation, token: str, device: str) -> bool:
    user, code = row.for_user, form.cleaned_data.get("code")
    if code is not None and not _proved(form, user, code, device):
        return False
    try:
        services.accept(token=token, password=form.cleaned_data["password"], now=timezone.now())
    except NotAllowed as no:
        form.add_error(no.field if no.field in form.fields else None, no.sentence)
        return False
    return True


def _proved(form: ChooseForm, user: User | None, code: str, device: str) -> bool:
    assert user is not None  # noqa: S101  a code is asked of somebody
    proof = services.confirm(user=user, given=code, now=timezone.now(), device=device)
    if proof.wait:
        form.add_error("code", f"Too many tries. Try again in {proof.wait} s.")
    elif proof.shut:
        form.add_error("code", SHUT)
    elif not proof:
        form.add_error("code", "This code is wrong, or was used already.")
    return bool(proof)
