"""Once more, before what matters most: a fresh proof, then back to where it was asked for."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts import devices, services, step_up
from accounts.forms_factors import CodeForm
from accounts.models import User
from accounts.services.proving import Proof
from accounts.views import asking

UNDONE = "Confirmed. Nothing was done yet: press the button again."


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    told = request.POST if request.method == "POST" else request.GET
    to, undone = step_up.there(request, told.get("next", "")), told.get("undone", "")
    form, proof = CodeForm(request.POST or None), Proof()
    if request.method == "POST" and form.is_valid():
        device = devices.known(request, user.email)
        proof = services.confirm(
            user=user, given=asking.given(request, form), now=timezone.now(), device=device
        )
        if proof:
            request.session.cycle_key()
            step_up.mark(request)
            if undone:
                messages.info(request, UNDONE)
            return redirect(to)
        asking.refuse(form, proof)
    page = {"next": to, "undone": undone, "leave": to if undone else reverse("deadlines:today")}
    return asking.prompt(request, user, form, "accounts/confirm.html", proof, **page)
