"""The one way in which every page asks for a second factor and reads what came back."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import render
from django.utils import timezone

from accounts import passkeys, shown
from accounts.forms_factors import CodeForm
from accounts.models import Factor, User
from accounts.rules.factors import Kind
from accounts.rules.guessing import SHUT
from accounts.services.proving import Given, Proof

STATE = "passkey_asked"
WRONG = "This code or passkey is not right, or was used already. Wait for the app's next code."


def host_of(request: HttpRequest) -> str:
    return split_domain_port(request.get_host())[0]


def half_in(request: HttpRequest) -> User | None:
    """Give who gave the right password in this session and nothing more yet."""
    return cast(User | None, getattr(request, "half_in", None))


def given(request: HttpRequest, form: CodeForm) -> Given:
    """Give what was typed or signed; a challenge is used up by its first answer."""
    state = request.session.pop(STATE, {})
    told = form.cleaned_data["passkey"]
    if told:
        return passkeys.Answer(told, state, host_of(request))
    return str(form.cleaned_data["code"])


def prompt(
    request: HttpRequest, user: User, form: CodeForm, template: str, proof: Proof, **more: Any
) -> HttpResponse:
    """Draw a page that asks this person for a code or a passkey, and says what was wrong before."""
    page = {
        "form": form,
        "asked": _asked(request, user),
        "shown_code": shown.code_for(user, now=timezone.now()),
        "has_app": Factor.objects.of(user).proving().of_kind(Kind.TOTP).exists(),
        **more,
    }
    response = render(request, template, page, status=422 if form.errors else 200)
    if proof.wait:
        response.status_code = 429
        response.headers["Retry-After"] = str(proof.wait)
    return response


def refuse(form: CodeForm, proof: Proof) -> None:
    """Say on the form why a try did not do."""
    seconds = "second" if proof.wait == 1 else "seconds"
    wait = f"Too many tries. Try again in {proof.wait} {seconds}."
    form.add_error("code", wait if proof.wait else SHUT if proof.shut else WRONG)


def may_make_passkey(request: HttpRequest) -> bool:
    return passkeys.possible(host_of(request))


def ask_for_new_passkey(request: HttpRequest, user: User) -> str:
    """Give what the browser is told for a new passkey; nothing where none is possible."""
    if not may_make_passkey(request):
        return ""
    host = host_of(request)
    asked = passkeys.ask_to_make(user=user, host=host, known=_passkeys(user))
    request.session[STATE] = asked.state
    return asked.told


def _asked(request: HttpRequest, user: User) -> str:
    known, host = _passkeys(user), host_of(request)
    if not known or not passkeys.possible(host):
        return ""
    asked = passkeys.ask_to_show(host=host, known=known)
    request.session[STATE] = asked.state
    return asked.told


def _passkeys(user: User) -> list[Factor]:
    return list(Factor.objects.of(user).proving().of_kind(Kind.PASSKEY))
