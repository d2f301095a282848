"""Pairs of items that may show one image: listed, compared, decided; and a fingerprint let go."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.rules import Deed, may, require
from cases.forms.answering import done, refusal
from cases.services import open_for_reading
from cases.views.asked import me, the_case
from evidence import services
from evidence.forms import DecideForm
from evidence.models import Fingerprint, Match
from evidence.pairs import NO_MATCH, pair

ON_A_PAGE = 30


@require_GET
def all_matches(request: HttpRequest) -> HttpResponse:
    """Give every pair of which this person may see both sides, those to decide first."""
    return _list(request, Match.objects.visible_to(me(request)))


@require_GET
def matches(request: HttpRequest, code: str) -> HttpResponse:
    case = the_case(request, code)
    open_for_reading(case=case, by=me(request), part="matches")
    return _list(request, Match.objects.visible_to(me(request)).on_case(case), case=case)


@require_GET
def match(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show two items side by side; that someone compared them is in the trail."""
    found = _the_match(request, pk)
    services.open_match(match=found, by=me(request))
    form = DecideForm(may_link=pair(found).may_link)
    return render(request, "evidence/match.html", _page(request, found, form))


@require_POST
def decide_match(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, by = _the_match(request, pk), me(request)
    require(by.role, Deed.WORK_CASE)
    form = DecideForm(request.POST, may_link=pair(found).may_link)
    if done(form, services.decide_match, match_id=found.pk, by=by, now=timezone.now()):
        messages.success(request, "Decided. This pair is not offered again.")
        return redirect("evidence:match", found.pk)
    return render(request, "evidence/match.html", _page(request, found, form), status=422)


@require_POST
def withdraw_fingerprint(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a fingerprint out of the record; its digits are erased."""
    mine = Fingerprint.objects.visible_to(me(request))
    found = cast(Fingerprint, get_object_or_404(mine, pk=pk))
    no = refusal(
        services.withdraw_fingerprint, fingerprint_id=found.pk, by=me(request), now=timezone.now()
    )
    if no:
        messages.error(request, no)
    else:
        messages.success(request, "Withdrawn: its digits are erased.")
    return redirect("evidence:item", found.item_id)


def _the_match(request: HttpRequest, pk: UUID) -> Match:
    mine = Match.objects.visible_to(me(request)).for_display()
    return get_object_or_404(mine, pk=pk)


def _list(request: HttpRequest, found: Any, **page: Any) -> HttpResponse:
    shown = Paginator(found.for_display(), ON_A_PAGE).get_page(request.GET.get("page"))
    page |= {"page": shown, "pairs": [pair(one) for one in shown], "no_match": NO_MATCH}
    return render(request, "evidence/matches.html", page)


def _page(request: HttpRequest, found: Match, form: DecideForm) -> dict[str, Any]:
    return {
        "pair": pair(found),
        "form": form,
        "no_match": NO_MATCH,
        "may_decide": may(me(request).role, Deed.WORK_CASE) and found.decided_at is None,
    }
