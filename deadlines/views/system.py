"""What keeps deadlines kept: for whoever looks after the machine, and for what watches it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts import told
from accounts.rules import Deed, require
from deadlines import machine
from deadlines.services import by_hand, health, permanence, relay
from deadlines.views.asked import me


@require_GET
def system(request: HttpRequest) -> HttpResponse:
    require(me(request).role, Deed.SEE_SYSTEM)
    window = request.GET.get("window", "")
    page = machine.shown(now=timezone.now(), window=window)
    page["told"] = told.told_to(me(request))  # an administrator has no Today
    return render(request, "deadlines/system.html", page)


@require_POST
def run_now(request: HttpRequest) -> HttpResponse:
    """Sweep and relay at once; beside beat and timer it does no harm."""
    ran = by_hand.run_now(by=me(request))
    messages.success(
        request,
        f"Ran: {ran.swept.sent} told, {ran.swept.skipped} skipped, {ran.swept.drafted} drafted, "
        f"{ran.relayed.sent} mailed.",
    )
    return redirect("deadlines:system")


@require_POST
def reconcile_now(request: HttpRequest) -> HttpResponse:
    """Compare now what is owed with what was sent; it mends nothing."""
    checked = by_hand.reconcile_now(by=me(request))
    said = f"{checked.in_all} differences." if checked.in_all else "No difference."
    messages.success(request, f"{checked.clocks} clocks compared. {said}")
    return redirect("deadlines:system")


@require_POST
def revive_mail(request: HttpRequest) -> HttpResponse:
    letters = relay.revive_dead(by=me(request))
    messages.success(request, f"{letters} letters are owed again.")
    return redirect("deadlines:system")


@login_not_required
@require_GET
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 while deadlines are kept and 503 when a person must look; counts alone."""
    found = health.deadlines_health()
    told = found.as_json() | {"permanence": permanence.look().as_json()}
    return JsonResponse(told, status=200 if found.ok else 503)
