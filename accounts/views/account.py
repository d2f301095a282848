"""One's own page: who I am here, my zone, my API tokens."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from knox.models import AuthToken

from accounts import services
from accounts.forms import TimeZoneForm, TokenForm
from accounts.models import User
from accounts.services.tokens import SHOWN
from audit.rules import NotAllowed


@require_GET
def account(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_POST
def change_time_zone(request: HttpRequest) -> HttpResponse:
    by = _me(request)
    form = TimeZoneForm(request.POST, instance=User.objects.get(pk=by.pk))
    if not form.is_valid():
        return _page(request, form=form, status=422)
    services.change_time_zone(time_zone=form.cleaned_data["time_zone"], by=by)
    messages.success(request, "Times are now shown in this zone.")
    return redirect("accounts:account")


@require_POST
def issue_token(request: HttpRequest) -> HttpResponse:
    """Answer with the page itself, not a redirect: the token is shown here and never again."""
    form = TokenForm(request.POST, auto_id="id_token_%s")
    if not form.is_valid():
        return _page(request, naming=form, status=422)
    try:
        issued = services.issue_token(by=_me(request), name=form.cleaned_data["name"])
    except NotAllowed as no:
        return _page(request, refusal=no.sentence, status=409)
    return _page(request, token=issued.token, status=201)


@require_POST
def revoke_token(request: HttpRequest) -> HttpResponse:
    try:
        services.revoke_token(token_key=request.POST.get("token_key", ""), by=_me(request))
    except AuthToken.DoesNotExist as none:
        raise Http404 from none
    messages.success(request, "The token is revoked.")
    return redirect("accounts:account")


def _page(
    request: HttpRequest,
    *,
    form: TimeZoneForm | None = None,
    naming: TokenForm | None = None,
    status: int = 200,
    **shown: Any,
) -> HttpResponse:
    me = _me(request)
    forms = {
        "form": form or TimeZoneForm(instance=me),
        "naming": naming or TokenForm(auto_id="id_token_%s"),
    }
    kept = AuthToken.objects.filter(user=me).select_related("note").order_by("-created")
    tokens = [_shown(token) for token in kept]
    page = {"me": me, "tokens": tokens, **forms, **shown}
    return render(request, "accounts/account.html", page, status=status)


def _shown(token: AuthToken) -> dict[str, Any]:
    note = getattr(token, "note", None)  # one made before notes were kept has none
    return {
        "start": token.token_key[:SHOWN],
        "token_key": token.token_key,
        "created": token.created,
        "expiry": token.expiry,
        "is_over": token.expiry is not None and token.expiry <= timezone.now(),
        "name": note.name if note else "",
        "used_at": note.used_at if note else None,
    }


def _me(request: HttpRequest) -> User:
    return cast(User, request.user)
