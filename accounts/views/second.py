"""After the password: the second factor, and its first set-up; nothing else opens before it."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts import codes, devices, services, step_up
from accounts.forms_factors import CodeForm, FirstCodeForm
from accounts.middleware import begin_session
from accounts.models import Factor, User
from accounts.rules.factors import SAID, Kind, advise_passkey
from accounts.services.proving import Proof
from accounts.views import asking
from audit.rules import NotAllowed

PAGE, SET_UP, CODES = "accounts/factor.html", "accounts/set_up.html", "accounts/codes.html"
BEGUN = "totp_begun"  # the app that this session is setting up, and no other session's


@login_not_required
@require_http_methods(["GET", "POST"])
def factor(request: HttpRequest) -> HttpResponse:
    """Ask for a code or a passkey; the right one opens the house."""
    user = asking.half_in(request)
    if user is None or not Factor.objects.of(user).held().exists():
        return _elsewhere(request, user)
    form, proof = CodeForm(request.POST or None), Proof()
    if request.method == "POST" and form.is_valid():
        device = devices.known(request, user.email)
        proof = services.come_in(
            user=user, given=asking.given(request, form), now=timezone.now(), device=device
        )
        if proof:
            response = redirect(step_up.there(request, _next(request)))
            return _let_in(request, user, response, device)
        asking.refuse(form, proof)
    return asking.prompt(request, user, form, PAGE, proof, half=user, next=_next(request))


@login_not_required
@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Have a first app or passkey made and proved; then show the recovery codes, this once."""
    user = asking.half_in(request)
    if user is None or Factor.objects.of(user).held().exists():
        return _elsewhere(request, user)
    form = FirstCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            kind = taken_up(request, user, form)
        except NotAllowed as no:
            form.add_error("code", no.sentence)
        else:
            return _first_codes(request, user, kind)
    page = first_page(request, user, form) | {"half": user, "next": _next(request)}
    return render(request, SET_UP, page, status=422 if form.errors else 200)


def first_page(request: HttpRequest, user: User, form: FirstCodeForm) -> dict[str, Any]:
    """Give what a page shows on which a new app is set up: drawing, seed, and the passkey's ask."""
    begun = services.begin_totp(by=user, begun=request.session.get(BEGUN))
    request.session[BEGUN], seed = str(begun.pk), begun.seed
    return {
        "form": form,
        "drawn": codes.drawn(codes.address(seed, email=user.email)),
        "seed": codes.in_groups(seed),
        "asked": asking.ask_for_new_passkey(request, user),
        "advised": advise_passkey(user.role, [one.kind for one in Factor.objects.of(user).held()]),
    }


def taken_up(request: HttpRequest, user: User, form: FirstCodeForm) -> Kind:
    """Take a new app by its first code, or a new passkey; NotAllowed when it does not fit."""
    told, now = asking.given(request, form), timezone.now()
    if isinstance(told, str):
        begun = request.session.get(BEGUN)
        return Kind(services.confirm_totp(code=told, by=user, now=now, begun=begun).kind)
    return Kind(services.add_passkey(answer=told, by=user, now=now).kind)


def _first_codes(request: HttpRequest, user: User, kind: Kind) -> HttpResponse:
    made = services.new_recovery_codes(by=user, now=timezone.now())
    page = {"codes": made, "to": step_up.there(request, _next(request)), "first": True}
    device = devices.known(request, user.email)
    services.record_sign_in(user=user, device=device, factor=SAID[kind])
    _open(request, user)
    response = render(request, CODES, page, status=201)
    devices.remember(response, user.email, device)
    return response


def _let_in(request: HttpRequest, user: User, response: HttpResponse, device: str) -> HttpResponse:
    _open(request, user)
    devices.remember(response, user.email, device)
    return response


def _open(request: HttpRequest, user: User) -> None:
    request.user = user
    update_session_auth_hash(request, user)  # a new session key, too: nobody planted this one
    begin_session(request)


def _next(request: HttpRequest) -> str:
    return request.POST.get("next", request.GET.get("next", ""))


def _elsewhere(request: HttpRequest, user: User | None) -> HttpResponse:
    """Lead whoever has no business on this page to the one where they have."""
    if user is not None:
        held = Factor.objects.of(user).held().exists()
        return _to("accounts:factor" if held else "accounts:set-up", request)
    if request.user.is_authenticated:
        return redirect(step_up.there(request, _next(request)))
    return _to("accounts:sign-in", request)


def _to(name: str, request: HttpRequest) -> HttpResponse:
    after = _next(request)
    return redirect(f"{reverse(name)}?{urlencode({'next': after})}" if after else reverse(name))
