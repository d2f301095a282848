"""The ladders: versions by law, one version, and what a supervisor does with a draft."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.rules import Deed, require
from cases.forms.answering import done, refusal
from deadlines import ladder_drawn, ladders, ladders_shown
from deadlines.forms_ladders import InForceForm, ProposeForm, RungForm
from deadlines.models import Ladder
from deadlines.rules.ladder import Rung
from deadlines.services import ladders as versions
from deadlines.services import rungs
from deadlines.views.asked import answers, ask_and_answer, me


@require_GET
def ladder_list(request: HttpRequest) -> HttpResponse:
    require(me(request).role, Deed.EDIT_LADDER)
    page = {"laws": ladders_shown.of_laws(me(request), now=timezone.now())}
    return render(request, "deadlines/ladders.html", page)


@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """Begin a draft from the version in force, and go to it."""
    require(me(request).role, Deed.EDIT_LADDER)
    form = ProposeForm(request.POST)
    made = done(form, versions.propose_ladder, by=me(request), now=timezone.now())
    if made is not None:
        messages.success(
            request, "A draft of the next version. Nothing changes until it is in force."
        )
        return redirect("deadlines:ladder", made.name)
    for errors in form.errors.values():
        messages.error(request, " ".join(map(str, errors)))
    return redirect("deadlines:ladders")


@require_GET
def ladder(request: HttpRequest, name: str) -> HttpResponse:
    return _page(request, the_ladder(request, name), InForceForm())


@ask_and_answer
def add(request: HttpRequest, name: str) -> HttpResponse:
    found = the_ladder(request, name)
    form = RungForm(answers(request), law=found.applies_to)
    given = {"ladder_id": found.pk}
    return _step(request, found, form, rungs.add_rung, given, head="Add a step")


@ask_and_answer
def change(request: HttpRequest, name: str, rung: str) -> HttpResponse:
    found = the_ladder(request, name)
    before = _rung(found, rung)
    form = RungForm(answers(request), law=found.applies_to, rung=before)
    given = {"ladder_id": found.pk, "key": rung}
    return _step(request, found, form, rungs.change_rung, given, head="Change a step")


@require_POST
def take_out(request: HttpRequest, name: str, rung: str) -> HttpResponse:
    found = the_ladder(request, name)
    return _do(request, found, rungs.take_out_rung, "Taken out.", key=_rung(found, rung).key)


@require_POST
def looked(request: HttpRequest, name: str) -> HttpResponse:
    found = the_ladder(request, name)
    return _do(request, found, versions.look_at_ladder, "Recorded: you looked at it as it stands.")


@require_POST
def set_aside(request: HttpRequest, name: str) -> HttpResponse:
    found = the_ladder(request, name)
    return _do(request, found, versions.set_ladder_aside, "Set aside. It stays to be read.")


@require_POST
def put_in_force(request: HttpRequest, name: str) -> HttpResponse:
    found, form = the_ladder(request, name), InForceForm(request.POST)
    about = {"ladder_id": found.pk, "by": me(request), "now": timezone.now()}
    if done(form, versions.put_ladder_in_force, **about) is not None:
        messages.success(request, "Put in force. Clocks that run keep the version that they have.")
        return redirect("deadlines:ladder", found.name)
    return _page(request, found, form, status=422)


def the_ladder(request: HttpRequest, name: str) -> Ladder:
    """Give the version of this name, to who may change ladders."""
    require(me(request).role, Deed.EDIT_LADDER)
    found = ladders.by_name(name)
    if found is None:
        raise Http404
    return found


def _rung(found: Ladder, key: str) -> Rung:
    rung = next((one for one in ladders.rungs_of(found) if one.key == key), None)
    if rung is None:
        raise Http404
    return rung


def _page(
    request: HttpRequest, found: Ladder, form: InForceForm, *, status: int = 200
) -> HttpResponse:
    now, reader = timezone.now(), me(request)
    same_law = list(Ladder.objects.visible_to(reader).filter(applies_to=found.applies_to))
    others = [one for one in same_law if one.pk != found.pk]
    beside = _beside(request, found, others)
    mine = ladders.rungs_of(found)
    word, tone = ladders_shown.state(found, same_law, now=now)
    page: dict[str, Any] = {
        "ladder": found,
        "law": ladders.law_name(found.applies_to),
        "word": word,
        "tone": tone,
        "steps": ladder_drawn.steps_of(mine),
        "marks": ladder_drawn.marks_of(mine, hours=ladders.hours_of(found.applies_to)),
        "lacks": ladders_shown.lacks(found) if found.is_draft else [],
        "running": ladders_shown.running_on(found, reader),
        "others": others,
        "beside": beside,
        "pairs": ladder_drawn.compared(mine, ladders.rungs_of(beside)) if beside else [],
        "form": form,
    }
    return render(request, "deadlines/ladder.html", page, status=status)


def _beside(request: HttpRequest, found: Ladder, others: list[Ladder]) -> Ladder | None:
    """Give the version that was asked for beside this one, or the one before it."""
    asked = request.GET.get("with", "")
    named = next((one for one in others if one.name == asked), None)
    earlier = [one for one in others if one.version < found.version and one.in_force_at]
    return named or max(earlier, key=lambda one: one.version, default=None)


def _step(  # noqa: PLR0917  what a form, an act and a page are made of
    request: HttpRequest,
    found: Ladder,
    form: forms.Form,
    act: Callable[..., Ladder],
    given: dict[str, Any],
    head: str,
) -> HttpResponse:
    if form.is_bound and done(form, act, **given, by=me(request), now=timezone.now()) is not None:
        messages.success(request, "The draft is changed. Look at it again before it is in force.")
        return redirect("deadlines:ladder", found.name)
    law = ladders.law_name(found.applies_to)
    page = {"form": form, "ladder": found, "law": law, "head": head}
    return render(request, "deadlines/rung.html", page, status=422 if form.is_bound else 200)


def _do(
    request: HttpRequest, found: Ladder, act: Callable[..., Ladder], said: str, **given: Any
) -> HttpResponse:
    about = {"ladder_id": found.pk, "by": me(request), "now": timezone.now(), **given}
    if no := refusal(act, **about):
        messages.error(request, no)
    else:
        messages.success(request, said)
    return redirect("deadlines:ladder", found.name)
