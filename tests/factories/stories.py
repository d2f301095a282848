"""Whole stories that a complaint tells, each of another kind; all of them invented."""

from collections.abc import Callable
from datetime import date, timedelta

from accounts.models import User
from complaints import services
from complaints.models import ComplaintDraft
from complaints.rules.exposure import Addresses, Age, Contact, Exposure, Harm, Person
from removal.models import Platform, RemovalRequest
from removal.services import requests
from tests.factories import cases, complaints, evidence, releases, removal
from tests.factories.complaints import DRAFTED, DUE, LOOKED, RECEIVED

HOUR = timedelta(hours=1)
Story = Callable[[User], ComplaintDraft]


def posted(by: User) -> ComplaintDraft:
    return complaints.complaint(by=by)


def reappeared(by: User) -> ComplaintDraft:
    """Gone in time and back, and one that came down late on the service's own word."""
    case = cases.case(by=by)
    back, late = (evidence.item(case=case, by=by) for _ in range(2))
    request = complaints.received_request(by=by, case=case, items=[back, late])
    evidence.fact(item=back, kind="seen_gone", by=by, at=DUE - 3 * HOUR)
    evidence.fact(item=back, kind="back", by=by, at=DUE - HOUR)
    evidence.fact(item=late, kind="said_removed", by=by, at=DUE + timedelta(minutes=5))
    evidence.fact(item=late, kind="seen_gone", by=by, at=LOOKED)
    return complaints.draft_of(request)


def refused(by: User) -> ComplaintDraft:
    request = complaints.received_request(by=by)
    for kind, given in (
        ("refused", {"gave_reason": True, "words": "Dear Maria Kestrel, it may stay."}),
        ("says_incomplete", {"disputes": ["signature", "contact"], "reference": "A-7"}),
    ):
        answered_at = RECEIVED + (HOUR if kind == "refused" else 2 * HOUR)
        complaints.exchange.add_answer(
            request=request, kind=kind, answered_at=answered_at, by=by, now=DUE, **given
        )
    complaints.look(request, by=by)
    return complaints.draft_of(request)


def partial(by: User) -> ComplaintDraft:
    case = cases.case(by=by)
    items = [evidence.item(case=case, by=by) for _ in range(2)]
    request = complaints.received_request(by=by, case=case, items=items)
    evidence.fact(item=items[0], kind="partial", by=by, at=LOOKED)
    evidence.fact(item=items[1], kind="said_removed", by=by, at=DUE - HOUR)
    evidence.fact(item=items[1], kind="seen_up", by=by, at=LOOKED, how="search")
    return complaints.draft_of(request)


def inferred(by: User) -> ComplaintDraft:
    return complaints.complaint(by=by, basis="inferred")


def unclear(by: User) -> ComplaintDraft:
    platform = removal.platform(
        coverage="unclear",
        coverage_reason="Mostly links, with comments below",
        foreign_operator=True,
        operator="Chirp Holdings",
        operator_country="IE",
    )
    request = complaints.received_request(by=by, on=platform)
    complaints.look(request, by=by)
    return complaints.draft_of(request, claimed=True)


def minor(by: User) -> ComplaintDraft:
    case = cases.case(by=by, age_when_made="under18")
    items = [evidence.item(case=case, by=by, age_when_made="under18")]
    return complaints.complaint(by=by, case=case, items=items)


def no_process(by: User) -> ComplaintDraft:
    """G1: nothing was sent, because there was nowhere to send it."""
    request = removal.draft(by=by)
    request.process, request.process_looked_at = "none", RECEIVED
    request.save()
    made, _ = services.draft(request=request, because="no_process", clock=None, by=by, now=DRAFTED)
    return made


def hidden_process(by: User) -> ComplaintDraft:
    """G2, by what was found and by what the service's conduct was."""
    request = complaints.received_request(by=by)
    request.process, request.process_looked_at = "hard_to_find", RECEIVED
    request.conduct = {"process_easy_to_find": "no", "gave_identifier": "yes"}
    request.save()
    complaints.look(request, by=by)
    for item in complaints.items_of(request):
        evidence.fact(item=item, kind="said_removed", by=by, at=LOOKED + timedelta(minutes=5))
    return complaints.draft_of(request)


def copies(by: User) -> ComplaintDraft:
    """G5: what was listed came down, and a copy on the same service did not."""
    case = cases.case(by=by)
    first = evidence.item(case=case, by=by)
    evidence.item(case=case, by=by, copy_of_id=first.pk)
    request = complaints.received_request(by=by, case=case, items=[first])
    evidence.fact(item=first, kind="seen_gone", by=by, at=DUE - HOUR)
    return complaints.draft_of(request)


def obstructed(by: User) -> ComplaintDraft:
    """G7: demands beyond the four parts, under an authority, in a cured version."""
    case = cases.case(by=by)
    authority = cases.authority(case=case, by=by, ends_on=date(2027, 1, 2))
    request = complaints.received_request(
        by=by, case=case, signer_role="advocate", authority_id=authority.pk, reference="CH-1"
    )
    request.conduct = {"required_account": "yes", "told_outcome": "no"}
    request.save()
    complaints.exchange.add_answer(
        request=request,
        kind="asks_more",
        answered_at=RECEIVED + HOUR,
        reference="A-9",
        demands=["id_document", "fee"],
        by=by,
        now=DUE,
    )
    complaints.look(request, by=by)
    return complaints.draft_of(request)


def noticed(by: User) -> ComplaintDraft:
    """Told once more when the time had run, and no answer came."""
    draft = complaints.complaint(by=by)
    services.write_notice(
        draft_id=draft.pk, reply_by=DRAFTED + 24 * HOUR, by=by, now=DRAFTED + HOUR
    )
    services.record_notice_sent(
        draft_id=draft.pk,
        sent_by="survivor",
        channel="email",
        sent_at=DRAFTED + 2 * HOUR,
        reference="N-3",
        by=by,
        now=DRAFTED + 2 * HOUR,
    )
    return ComplaintDraft.objects.get(pk=draft.pk)


def exposed(by: User) -> ComplaintDraft:
    """All that a survivor may choose to have shown, under a release that covers it."""
    request = complaints.received_request(by=by)
    releases.to_regulator(
        request.case,
        by=by,
        now=RECEIVED,
        information={"complaint", "contact", "locations", "references"},
    )
    complaints.look(request, by=by)
    draft = complaints.draft_of(request)
    choose(draft, WHOLE, by=by)
    return ComplaintDraft.objects.get(pk=draft.pk)


WHOLE = Exposure(
    person=Person.PSEUDONYM,
    pseudonym="Wren",
    contact=Contact.CHOSEN,
    contact_words="wren@mail.example",
    addresses=Addresses.SHOWN,
    references=True,
    harm=(Harm.WORK, Harm.HOME),
    age=Age.BAND,
    state="OR",
    basis=True,
    recognised_by=True,
)


def choose(draft: ComplaintDraft, choice: Exposure, *, by: User) -> None:
    services.choose_exposure(
        draft_id=draft.pk,
        choice=choice,
        chosen_by="self",
        how_asked="phone",
        chosen_at=DRAFTED,
        by=by,
        now=DRAFTED,
    )


def with_tip(by: User) -> ComplaintDraft:
    """A child's, with a report's number that the release covers and the choice lets be told."""
    request = complaints.received_request(by=by, case=cases.case(by=by, age_when_made="unsure"))
    releases.to_regulator(
        request.case, by=by, now=RECEIVED, information={"complaint", "references"}
    )
    draft = complaints.draft_of(request)
    services.record_tip(
        draft_id=draft.pk, kind="number", number="77120", agreed=True, by=by, now=DRAFTED
    )
    choose(draft, Exposure(references=True, age=Age.BAND), by=by)
    return ComplaintDraft.objects.get(pk=draft.pk)


def without_tip(by: User) -> ComplaintDraft:
    """A child's, with the reason why no report's number is kept."""
    draft = minor(by)
    services.record_tip(
        draft_id=draft.pk,
        kind="no_number",
        reason="not_yet",
        words="They decide with their mother.",
        by=by,
        now=DRAFTED,
    )
    return draft


def _two_versions(by: User) -> tuple[RemovalRequest, RemovalRequest]:
    """Give a request that was called incomplete, and the version that was sent in answer."""
    first = complaints.received_request(by=by)
    complaints.exchange.add_answer(
        request=first, kind="says_incomplete", answered_at=RECEIVED + 2 * HOUR,
        disputes=["signature"], words="Who signed this?", by=by, now=RECEIVED + 2 * HOUR,
    )  # fmt: skip
    at = RECEIVED + 3 * HOUR
    second = requests.cure_request(request_id=first.pk, by=by, now=at)
    requests.record_submission(
        request_id=second.pk, channel="email", sent_by="survivor", submitted_at=at, by=by, now=at
    )
    complaints.look(first, by=by, at=DUE + 4 * HOUR)
    return first, second


def cured(by: User) -> ComplaintDraft:
    """The second version, whose receipt is inferred: its own hours, and what it answers."""
    _, second = _two_versions(by)
    at = RECEIVED + 3 * HOUR
    second = RemovalRequest.objects.for_display().get(pk=second.pk)
    complaints.exchange.add_receipt(
        request=second, received_at=at, basis="inferred", proof="none", by=by, now=at
    )
    about = {"received_at": at, "due_at": DUE + 3 * HOUR, "basis": "inferred"}
    return complaints.draft_of(second, now=DUE + 5 * HOUR, **about)


def replaced(by: User) -> ComplaintDraft:
    """The first version of two: its own hours ran, and another was sent since."""
    return complaints.draft_of(_two_versions(by)[0], now=DUE + 5 * HOUR)


def copies_told(by: User) -> ComplaintDraft:
    """G5, where another request told the service of the copy."""
    case = cases.case(by=by)
    first = evidence.item(case=case, by=by)
    copy = evidence.item(case=case, by=by, copy_of_id=first.pk)
    request = complaints.received_request(by=by, case=case, items=[first])
    removal.submitted_request(by=by, case=case, items=[copy], sent_by="survivor")
    evidence.fact(item=first, kind="seen_gone", by=by, at=DUE - HOUR)
    evidence.fact(item=copy, kind="seen_up", by=by, at=LOOKED)
    return complaints.draft_of(request)


def elsewhere(by: User) -> ComplaintDraft:
    """On a site that is in no row of the directory."""
    case = cases.case(by=by)
    item = evidence.item(case=case, by=by, url="https://sparrow.example/7", handle="")
    removal.platform()
    request = complaints.received_request(
        by=by, case=case, items=[item], on=Platform.objects.get(pk="other-site")
    )
    complaints.look(request, by=by)
    return complaints.draft_of(request, claimed=True)


STORIES: dict[str, Story] = {
    one.__name__: one
    for one in (
        posted, reappeared, refused, partial, inferred, unclear, minor, no_process, hidden_process,
        copies, obstructed, noticed, exposed, with_tip,
        without_tip, cured, replaced, copies_told, elsewhere,
    )
}  # fmt: skip
