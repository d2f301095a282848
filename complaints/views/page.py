"""The page of one complaint: facts with their sources, and the places for a person's words."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.models import User
from accounts.rules import Deed, may
from cases.forms.answering import done
from cases.services import open_for_reading
from complaints import services, shown, signing
from complaints.forms import AddendumFiledForm, FilingForm, ReviseForm, SignOffForm
from complaints.models import ComplaintDraft
from complaints.revisions import document_of, in_force
from complaints.rules.words import Status
from complaints.standing import Standing, why_not_taken_up
from complaints.views.asked import me, the_draft


@require_GET
def complaint(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a complaint; that someone opened it is itself in the trail."""
    found = the_draft(request, pk)
    open_for_reading(case=found.case, by=me(request), part=f"complaint on {found.request.label}")
    return page(request, found, number=_number(request, found) if found.has_text else 0)


@require_POST
def revise(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = the_draft(request, pk)
    if not found.has_text:
        return redirect("complaints:draft", pk)
    typed = request.POST.copy()
    form = ReviseForm(typed, document=document_of(in_force(found)), number=found.revision_number)
    kept = done(form, services.revise, draft_id=pk, by=me(request), now=timezone.now())
    if kept is None:
        typed["on_revision"] = str(found.revision_number)  # the words typed, on the text in force
        return page(request, found, revise=form)
    messages.success(request, f"Kept as revision {kept.number}.")
    return redirect("complaints:draft", pk)


def page(
    request: HttpRequest, found: ComplaintDraft, *, number: int = 0, **answered: forms.Form
) -> HttpResponse:
    """Draw the page; a form that was answered wrongly is drawn again where it stands."""
    if not found.has_text:
        return render(request, "complaints/waiting.html", {"draft": found})
    number = number or found.revision_number
    reader = me(request)
    writes = answered.get("revise") or ReviseForm(
        document=document_of(in_force(found)), number=found.revision_number
    )
    may_revise = may(reader.role, Deed.REVISE_COMPLAINT)
    context = shown.of(
        found,
        reader=reader,
        form=writes if may_revise else None,
        number=number,
        now=timezone.now(),
    )
    context |= {
        "revise": writes,
        "sign": answered.get("sign") or SignOffForm(initial={"on_revision": number}),
        "filing": answered.get("filing") or FilingForm(),
        "adding": answered.get("adding") or AddendumFiledForm(),
        "form": next(iter(answered.values()), None),
        "may_revise": may_revise,
        "may_sign": may(reader.role, Deed.SIGN_OFF_COMPLAINT),
        "may_file": may(reader.role, Deed.FILE_COMPLAINT),
        "may_take": may(reader.role, Deed.EXPORT_PACKET),
        "may_record": may(reader.role, Deed.WORK_CASE),
        "has_signed": _has_signed(context["standing"], reader),
        "why_not_taken_up": _why_not_taken_up(found),
        "why_not_signer": signing.why_not(found, reader, context["standing"].signing),
    }
    return render(request, "complaints/draft.html", context, status=422 if answered else 200)


def _has_signed(standing: Standing, reader: User) -> bool:
    draft, given = standing.draft, standing.signing.given
    return any(one.signed_by_id == reader.pk for one in given) or (
        draft.signed_off_by_id == reader.pk
    )


def _why_not_taken_up(found: ComplaintDraft) -> str:
    set_aside = found.status == Status.SUPERSEDED
    return why_not_taken_up(found, now=timezone.now()) if set_aside else ""


def _number(request: HttpRequest, found: ComplaintDraft) -> int:
    """Give the revision that the address asks for; one that is not there is a 404."""
    asked = request.GET.get("revision", str(found.revision_number))
    if not asked.isdecimal() or not 1 <= int(asked) <= found.revision_number:
        raise Http404
    return int(asked)
