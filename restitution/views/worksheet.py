"""A case's remedies: an attorney's cards, and what an advocate or a supervisor is told."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.rules import Deed, Role, may, require
from cases.models import Case
from cases.services import open_for_reading
from cases.views.asked import me, the_case
from restitution import signal, standing
from restitution.models.sight import told_cases
from restitution.rules.questions import QUESTIONS
from restitution.rules.weighing import Unsure
from restitution.rules.words import OUTCOMES, Outcome
from restitution.signal import TONES, WAITS
from restitution.standing import Card, Standing
from restitution.views.asked import told_case
from restitution.views.tabs import tabs


@require_GET
def worksheet(request: HttpRequest, code: str) -> HttpResponse:
    """Show where a case stands for every remedy, as far as this reader is told."""
    case = told_case(request, code, Deed.TELL_RESTITUTION)
    open_for_reading(case=case, by=me(request), part="restitution")
    if me(request).role != Role.ATTORNEY:
        said = signal.of_case(case, now=timezone.now())
        page = {"case": case, "signal": said, "may_tell": _may_tell(request, case)}
        return render(request, "restitution/signal.html", page)
    stands = standing.of_case(case, now=timezone.now())
    return render(request, "restitution/worksheet.html", _cards(stands))


@require_GET
def panel(request: HttpRequest, code: str) -> HttpResponse:
    """Give the signal alone for htmx, and as a page without it; an attorney gets it too."""
    reader = me(request)
    case = the_case(request, code)
    require(reader.role, Deed.TELL_RESTITUTION)
    told = told_cases(reader).for_display().filter(pk=case.pk).first()
    page: dict[str, Any] = {"case": case, "told": told is not None}
    page["may_answer"] = may(reader.role, Deed.ANSWER_SUBPOENA)
    if told is not None:
        said = signal.of_case(told, now=timezone.now())
        page |= {"signal": said, "may_tell": _may_tell(request, told)}
        if reader.role == Role.ATTORNEY:
            page["stands"] = standing.of_case(told, now=timezone.now())
    part = "#panel" if request.headers.get("HX-Request") else ""
    return render(request, f"restitution/panel.html{part}", page)


def shown(card: Card) -> dict[str, Any]:
    """Give a card with the words and tone of what the table and the attorney say."""
    found = card.found
    return {
        "unsure": [_open(one) for one in card.weighed.unsure],
        "card": card,
        "word": OUTCOMES[card.weighed.outcome],
        "tone": TONES[card.weighed.outcome],
        "found_word": OUTCOMES[Outcome(found.outcome)] if found else "",
        "found_tone": TONES[Outcome(found.outcome)] if found else "",
    }


def _open(one: Unsure) -> dict[str, str]:
    """Say who could settle what is open, and when to ask; a wish not to say is let be."""
    who = QUESTIONS[one.slug].who_words
    days = one.next_ask_days
    when = f"Ask again in {days} days" if days else "Nobody asks again"
    return {"words": one.words, "who": f"{who[0].upper()}{who[1:]} could settle it. {when}."}


def _cards(stands: Standing) -> dict[str, Any]:
    ordered = sorted(stands.cards, key=lambda card: standing.ORDER[card.weighed.outcome])
    waiting = [card for card in ordered if card.weighed.outcome in WAITS or card.changed]
    resting = [card for card in ordered if card not in waiting]
    begun = [card for card in waiting if _is_begun(card)]
    return {
        "case": stands.case,
        "stands": stands,
        "tabs": tabs(stands.case, "worksheet"),
        "waiting": [shown(card) for card in begun],
        "unbegun": [shown(card) for card in waiting if card not in begun],
        "resting": [shown(card) for card in resting],
        "asks": stands.asks_due,
        "today": stands.today,
    }


def _is_begun(card: Card) -> bool:
    """Tell whether a card has more to show than what nobody has asked yet."""
    said = card.weighed
    return bool(said.met or said.against or said.unsure or said.dates or card.found)


def _may_tell(request: HttpRequest, case: Case) -> bool:
    return may(me(request).role, Deed.TELL_RESTITUTION) and case.status != "closed"
