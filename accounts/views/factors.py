"""One's own apps, passkeys and recovery codes; and those of another, for an administrator."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import services, step_up
from accounts.forms_factors import FirstCodeForm, NameForm
from accounts.middleware import VISIT
from accounts.models import Factor, RecoveryCode, User
from accounts.rules import Deed, require
from accounts.rules.factors import CODES, Kind, advise_passkey
from accounts.views import asking
from accounts.views.second import first_page, taken_up
from audit.rules import NotAllowed


@require_GET
def factors(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_http_methods(["GET", "POST"])
@step_up.required
def add_factor(request: HttpRequest) -> HttpResponse:
    """Add one more app or passkey: drawing and seed, then the first code."""
    me, form = _me(request), FirstCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            taken_up(request, me, form)
        except NotAllowed as no:
            form.add_error("code", no.sentence)
        else:
            return _done(request, "Added. Wherever else you were signed in, you are signed out.")
    try:
        page = first_page(request, me, form)
    except NotAllowed as no:
        messages.error(request, no.sentence)
        return redirect("accounts:factors")
    return render(request, "accounts/factor_add.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def rename_factor(request: HttpRequest, factor_id: UUID) -> HttpResponse:
    factor = _mine(request, factor_id)
    form = NameForm(request.POST or None, initial={"name": factor.name})
    if request.method == "POST" and form.is_valid():
        services.rename_factor(factor_id=factor_id, by=_me(request), **form.cleaned_data)
        messages.success(request, "Renamed.")
        return redirect("accounts:factors")
    page = {"form": form, "factor": factor}
    return render(request, "accounts/factor_name.html", page, status=422 if form.errors else 200)


@require_POST
@step_up.required
def remove_factor(request: HttpRequest, factor_id: UUID) -> HttpResponse:
    _mine(request, factor_id)
    try:
        services.remove_factor(factor_id=factor_id, by=_me(request))
    except NotAllowed as no:
        return _page(request, refusal=no.sentence, status=409)
    return _done(request, "Removed. Wherever else you were signed in, you are signed out.")


@require_POST
@step_up.required
def new_codes(request: HttpRequest) -> HttpResponse:
    """Answer with the page itself, not a redirect: the codes are shown here and never again."""
    made = services.new_recovery_codes(by=_me(request), now=timezone.now())
    return render(request, "accounts/codes.html", {"codes": made}, status=201)


@require_GET
def factors_of(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Show an administrator what a person has, in kinds and counts, before it is reset."""
    require(_me(request).role, Deed.MANAGE_USERS)
    person = get_object_or_404(User, pk=user_id)
    held = [one.kind for one in Factor.objects.of(person).held()]
    page = {
        "person": person,
        "apps": held.count(Kind.TOTP.value),
        "passkeys": held.count(Kind.PASSKEY.value),
        "codes_left": _codes_left(person),
        "is_me": person.pk == _me(request).pk,
    }
    return render(request, "accounts/factors_of.html", page)


@require_POST
@step_up.required
def reset_factors(request: HttpRequest, user_id: UUID) -> HttpResponse:
    try:
        person = services.reset_factors(user_id=user_id, by=_me(request), now=timezone.now())
    except User.DoesNotExist as none:
        raise Http404 from none
    messages.success(request, f"{person.name} sets up anew at the next sign-in, and was told so.")
    return redirect("accounts:factors-of", user_id)


def _done(request: HttpRequest, said: str) -> HttpResponse:
    update_session_auth_hash(request, User.objects.get(pk=_me(request).pk))
    here = request.session.get(VISIT, "")
    services.close_others(user=_me(request), why="factor", now=timezone.now(), here=here)
    messages.success(request, said)
    return redirect("accounts:factors")


def _page(request: HttpRequest, *, refusal: str = "", status: int = 200) -> HttpResponse:
    me = _me(request)
    held = list(Factor.objects.of(me).held())
    page = {
        "held": held,
        "only": len(held) == 1,
        "advised": asking.may_make_passkey(request)
        and advise_passkey(me.role, [one.kind for one in held]),
        "refusal": refusal,
        "codes_left": _codes_left(me),
        "codes_of": CODES,
    }
    return render(request, "accounts/factors.html", page, status=status)


def _codes_left(user: User) -> int:
    return RecoveryCode.objects.filter(factor__user=user, used_at=None).count()


def _mine(request: HttpRequest, factor_id: UUID) -> Factor:
    return get_object_or_404(Factor.objects.of(_me(request)).held(), pk=factor_id)


def _me(request: HttpRequest) -> User:
    return cast(User, request.user)
