"""Sending to one platform in a row: the same form, in its own order, one after another."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.rules import Deed, require
from cases.forms.answering import done, refusal
from cases.services import open_for_reading, require_told
from cases.services.engaging import NAME
from removal import batching, own_form, shown, stale, telling, withheld
from removal.forms import BatchSubmissionForm, SkipForm
from removal.models import Platform
from removal.services import batches, requests
from removal.views.asked import me, the_platform, the_request


@require_GET
def batch(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the request that comes next, or what a batch would hold, or what was sent."""
    require(me(request).role, Deed.WRITE_REQUEST)
    platform, now = the_platform(request, slug), timezone.now()
    found = _row(request, platform)
    if found is None:
        ready = batching.submittable(me(request), platform, now=now)
        page = {"platform": platform, "ready": ready, "staleness": stale.of(platform, now=now)}
        return render(request, "removal/batch_begin.html", page)
    if found.here is None:
        return render(request, "removal/batch_done.html", {"platform": platform, "row": found})
    return _stop(request, platform, found)


@require_POST
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    require(me(request).role, Deed.WRITE_REQUEST)
    platform = the_platform(request, slug)
    no = refusal(batches.begin_batch, slug=slug, by=me(request), now=timezone.now())
    if no:
        messages.error(request, no)
    return redirect("removal:batch", platform.slug)


@require_POST
def show(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Answer with the name and the addresses this once; no page keeps them."""
    platform, found = the_platform(request, slug), _row_or_404(request, slug)
    stop = _stop_or_404(found, pk)
    told = NAME | telling.information_in(stop.request)
    case, now = stop.request.case, timezone.now()
    require_told(case=case, reader=me(request), now=now, information=told)
    part = f"whole notice of {stop.request.label}"
    open_for_reading(case=case, by=me(request), part=part)
    return _stop(request, platform, found, at=pk, revealed=True)


@require_POST
def send(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Record that this one was sent, by the same service as on its own page, and go on."""
    platform, found = the_platform(request, slug), _row_or_404(request, slug)
    removal = _stop_or_404(found, pk).request
    form = BatchSubmissionForm(_told(request))
    known = {"request_id": removal.pk, "by": me(request), "now": timezone.now()}
    if done(form, requests.record_submission, **known):
        messages.success(request, f"{removal.code} is recorded as sent.")
        return redirect("removal:batch", slug)
    if hasattr(the_request(request, pk), "submission"):  # pressed twice
        return redirect("removal:batch", slug)
    return _stop(request, platform, found, form=form, at=pk)


@require_POST
def skip(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    platform, found = the_platform(request, slug), _row_or_404(request, slug)
    removal = _stop_or_404(found, pk).request
    form = SkipForm(request.POST)
    known = {"batch_id": found.batch.pk, "by": me(request), "now": timezone.now()}
    if done(form, batches.skip_in_batch, request_id=removal.pk, **known):
        messages.success(request, f"{removal.code} is passed over. It stays a draft.")
        return redirect("removal:batch", slug)
    return _stop(request, platform, found, skip_form=form, at=pk)


@require_POST
def end(request: HttpRequest, slug: str) -> HttpResponse:
    """Put the batch away, or take up again what was passed over."""
    the_platform(request, slug)
    found = _row_or_404(request, slug)
    again = "again" in request.POST
    act = batches.take_up_in_batch if again else batches.end_batch
    if no := refusal(act, batch_id=found.batch.pk, by=me(request), now=timezone.now()):
        messages.error(request, no)
    if again:
        return redirect("removal:batch", slug)
    messages.success(request, "The batch is put away. What was not sent stays a draft.")
    return redirect("removal:list")


def _row(request: HttpRequest, platform: Platform) -> batching.Row | None:
    batch = batching.open_batch(me(request), platform)
    return batching.row(batch, me(request), now=timezone.now()) if batch else None


def _row_or_404(request: HttpRequest, slug: str) -> batching.Row:
    found = _row(request, the_platform(request, slug))
    if found is None:
        raise Http404
    return found


def _stop_or_404(found: batching.Row, pk: UUID) -> batching.Stop:
    stop = batching.stop_of(found, pk)
    if stop is None:
        raise Http404
    return stop


def _stop(
    request: HttpRequest,
    platform: Platform,
    found: batching.Row,
    *,
    at: UUID | None = None,
    revealed: bool = False,
    **answered: Any,
) -> HttpResponse:
    """Draw the page of one request of the row; that it was opened is in its case's trail."""
    stop = batching.stop_of(found, at) if at else found.here
    if stop is None:
        raise Http404
    removal, now = stop.request, timezone.now()
    if not revealed and not answered:
        open_for_reading(case=removal.case, by=me(request), part=f"request {removal.label}")
    hidden = withheld.NOTHING if revealed else withheld.by_default(removal)
    page = {
        "platform": platform,
        "row": found,
        "stop": stop,
        "removal": removal,
        "staleness": stale.of(platform, now=now),
        "asked": own_form.asked(removal, hidden=hidden),
        "hidden": shown.hidden_words(hidden),
        "wanted": telling.wanted_for(removal, now=now),
        "form": BatchSubmissionForm(like=_latest(found)),
        "skip_form": SkipForm(),
        "revealed": revealed,
        "starts_at_form": not answered and not shown.hidden_words(hidden),
        **answered,
    }
    return render(request, "removal/batch.html", page, status=422 if answered else 200)


def _latest(found: batching.Row) -> Any:
    """Give the submission that was recorded last: the next mostly goes the same way."""
    sent = [stop.request.submission for stop in found.stops if stop.state == "sent"]
    return max(sent, key=lambda one: one.recorded_at, default=None)


def _told(request: HttpRequest) -> QueryDict:
    """Give what was sent; `just_now` stands for the moment at which it arrived."""
    told = request.POST.copy()
    if told.get("just_now"):
        told["submitted_at"] = timezone.localtime().isoformat(timespec="seconds")
    return told
