"""The whole way of one case, with a word of its own wherever a person writes something."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from cases import services as cases
from complaints import services as complaints
from complaints.models import ComplaintDraft
from complaints.rules.exposure import Contact, Exposure, Person
from complaints.services.exporting import Form
from deadlines.services import exchange, receipts, relay, sweep
from evidence.models import Match
from evidence.services import correct_item, decide_match, record_custody, record_item
from intake import services as intake_services
from removal.services import requests
from tests.factories import deadlines as deadlines_factory
from tests.factories import evidence as evidence_factory
from tests.factories import releases
from tests.factories import removal as removal_factory

HOUR = timedelta(hours=1)
SENT = datetime(2026, 10, 31, 13, 30, tzinfo=UTC)
RECEIVED = SENT + HOUR / 2
DUE = RECEIVED + 48 * HOUR
CANARIES: dict[str, str] = {}


def canary(place: str) -> str:
    """Give the word for this place: letters that no other text has by chance."""
    letters = sha256(place.encode()).hexdigest()[:14]
    return CANARIES.setdefault(place, "zq" + "".join(chr(97 + int(one, 16)) for one in letters))


def opened(by):
    case = cases.open_case(
        by=by,
        now=SENT - 3 * HOUR,
        survivor_name=f"Maria {canary('name')}",
        contact=f"{canary('contact')}@person.example",
        safe_contact=f"Ask for {canary('safe contact')}.",
        age_when_made="18plus",
        narrative=f"It began in {canary('narrative')}.",
    )
    act = {"case_id": case.pk, "by": by, "now": SENT - 2 * HOUR}
    cases.write_note(text=f"Spoke with {canary('note')}.", **act)
    cases.add_task(text=f"Call {canary('task')} back", **act)
    authority = cases.record_authority(
        kind="written",
        holder=f"Rosa {canary('holder')}",
        reference=f"Shelf {canary('paper')}",
        starts_on=date(2026, 10, 1),
        causes_harm=False,
        **act,
    )
    around(act)
    return case, authority


def around(act):
    """Record somebody in the matter, and a release that is taken back."""
    cases.record_person(
        name=f"Bo {canary('person')}",
        part="witness",
        contact=f"{canary('their contact')}@person.example",
        note=f"Met at {canary('what we know')}.",
        **act,
    )
    release = cases.record_release(
        recipient_kind="police",
        recipient_name=f"Officer {canary('recipient')}",
        information=["locations"],
        information_words=f"Only {canary('limits')}.",
        purpose="other",
        purpose_words=f"For {canary('purpose')}",
        signed_on=SENT.date(),
        written=True,
        held_at=f"Folder {canary('signed paper')}",
        risks_told=True,
        **act,
    )
    reason = f"She said {canary('revoked')}."
    cases.revoke_release(release_id=release.pk, reason=reason, by=act["by"], now=act["now"])


def recorded(case, by):
    item = record_item(
        case_id=case.pk,
        by=by,
        now=SENT - 2 * HOUR,
        category="video",
        url=f"https://{canary('host')}.example/{canary('address')}",
        handle=f"@{canary('handle')}",
        account_name=f"{canary('account')} B.",
        platform_item_id=canary("platform's id"),
        locator=f"Thread {canary('locator')}",
        description=f"The {canary('first description')} one",
        seen_by="survivor",
        how_known="saw_it",
        first_seen_at=SENT - 24 * HOUR,
        age_when_made="18plus",
        is_synthetic="no",
        identifiable_by=["face"],
        screenshot_held_by=f"Desk of {canary('screenshot')}",
    )
    described = f"The {canary('description')} one"
    return correct_item(item_id=item.pk, description=described, by=by, now=SENT - 2 * HOUR)


def asked(case, authority, item, by):
    """Send a request to Chirp that somebody else signs; give its id."""
    request = requests.draft_request(
        case_id=case.pk,
        platform_slug="chirp",
        item_ids=[item.pk],
        by=by,
        now=SENT - HOUR,
        signer_role="advocate",
        authority_id=authority.pk,
        signer_name=f"Ada {canary('signer')}",
        signed_at=SENT - HOUR,
        signature_method="typed",
        good_faith_basis="never_consented",
        good_faith_statement=f"Nobody agreed, says {canary('statement')}.",
        contact=f"{canary('reply')}@agency.example",
    )
    releases.to_platform(request, by=by, now=SENT - HOUR)
    requests.record_submission(
        request_id=request.pk,
        channel="web_form",
        sent_by="agency",
        submitted_at=SENT,
        reference=canary("sent as"),
        by=by,
        now=SENT,
    )
    return request.pk


def answered(request_id, item, by):
    """Prove the receipt, and prove it better; hear a refusal; find the listing still up."""
    proof = {"basis": "proven", "proof": "confirmation_number", "received_at": RECEIVED, "by": by}
    receipts.record_receipt(
        request_id=request_id, proof_reference=canary("proof"), now=RECEIVED, **proof
    )
    receipts.record_receipt(
        request_id=request_id,
        proof_reference=canary("better proof"),
        change_reason="better_proof",
        change_note=f"Found by {canary('change')}.",
        now=RECEIVED + HOUR,
        **proof,
    )
    exchange.record_answer(
        request_id=request_id,
        kind="asks_more",
        answered_at=RECEIVED + HOUR,
        reference=canary("answer"),
        words=f"We see no {canary('words')} here.",
        by=by,
        now=RECEIVED + HOUR,
    )
    look(item, by, "seen_up", DUE + HOUR / 2, note=f"Looked with {canary('fact')}.")


def look(item, by, kind, at, note=""):
    exchange.record_outcome(
        item_id=item.pk, kind=kind, at=at, how="opened_link", checked_by="advocate", note=note,
        by=by, now=at,
    )  # fmt: skip


def swept():
    for moment in (DUE - 24 * HOUR, DUE - 6 * HOUR, DUE, DUE + HOUR):
        sweep.run(now=moment)
    assert relay.send_owed().sent > 3


def shown(act):
    """Keep a pseudonym and a channel that the survivor chose to have told."""
    complaints.choose_exposure(
        choice=Exposure(
            person=Person.PSEUDONYM,
            pseudonym=canary("pseudonym"),
            contact=Contact.CHOSEN,
            contact_words=f"{canary('chosen contact')}@mail.example",
        ),
        chosen_by="self", how_asked="phone", chosen_at=DUE + HOUR, **act,
    )  # fmt: skip


def told_before(act):
    """Write to the platform twice before the complaint, the second time with a reason."""
    for number, reason in enumerate(("", f"They lost {canary('again because')}."), start=1):
        at = act["now"] + number * HOUR / 10
        now = {"draft_id": act["draft_id"], "by": act["by"], "now": at}
        complaints.write_notice(reply_by=at + 24 * HOUR, again_because=reason, **now)
        complaints.record_notice_sent(
            sent_by="survivor", channel="email", sent_at=at,
            reference=canary(f"notice's reference {number}"), **now,
        )  # fmt: skip


def complained(item, by, signer):
    """Fill the draft, have it signed, take it away, file it; then the listing goes."""
    draft = ComplaintDraft.objects.get()
    act = {"draft_id": draft.pk, "by": by, "now": DUE + 2 * HOUR}
    shown(act)
    told_before(act)
    complaints.refresh(**act)
    keys = complaints.blanks_of(draft.revisions.order_by("-number")[0])
    complaints.revise(
        blanks={key: f"Told by {canary(f'blank {key}')}." for key in keys},
        added={"F": [f"We also wrote to {canary('own sentence')}."]},
        **act,
    )
    complaints.send_to_review(**act)
    complaints.sign_off(**(act | {"by": signer}))
    for form in set(Form) - {Form.ADDENDA}:
        complaints.export(form=form, **act)
    complaints.record_filing(filed_at=act["now"], number=canary("filing number"), **act)
    look(item, by, "seen_gone", DUE + 3 * HOUR)
    note = f"Later {canary('addendum')} was told."
    complaints.add_addendum(
        draft=draft, kind="look", text=note, source=item.case, now=DUE + 4 * HOUR, by=None
    )
    after = {"by": by, "now": DUE + 5 * HOUR}
    complaints.export(draft_id=draft.pk, form=Form.ADDENDA, **after)
    complaints.record_addendum_filing(
        addendum_id=draft.addenda.order_by("made_at").last().pk,
        filed_at=after["now"],
        number=canary("addendum's number"),
        **after,
    )


def planned(by):
    """Take an intake with words and places in every kind, and keep a service's number."""
    plan = intake_services.take(
        given={
            "age_when_made": "18plus",
            "file_on_own_device": "yes",
            "where": [
                {"kind": "address", "at": f"https://{canary('told host')}.example/one",
                 "note": f"Said {canary('told note')}"},
                {"kind": "account", "at": f"@{canary('told handle')}",
                 "site": f"{canary('told site')}.example"},
                {"kind": "app", "at": f"The {canary('told app')}"},
            ],
            "words": f"Since {canary('told words')}.",
        },
        channel="phone", by=by, now=SENT - 3 * HOUR,
    )  # fmt: skip
    intake_services.mark_step(
        step_id=plan.steps.get(service="stopncii").pk,
        state="done",
        reference=f"{canary('service number')}-2041",
        survivor_agreed=True,
        by=by,
        now=SENT,
    )
    compared(plan.case, by)


def compared(case, by):
    """Keep the same digits for two items, say why they are the same, and who holds the paper."""
    act = {"by": by, "now": SENT}
    digits = CANARIES.setdefault("digits", sha256(b"digits").hexdigest())
    for _ in range(2):
        item = evidence_factory.item(case=case, **act)
        evidence_factory.fingerprints(item=item, pdq=digits, phash="", sha256="", md5="", **act)
    reason = f"Both have {canary('why the same')}."
    decide_match(match_id=Match.objects.get().pk, same=True, reason=reason, **act)
    record_custody(
        item_id=item.pk,
        what="paper",
        holder=f"Sergeant {canary('holder of it')}",
        since=SENT - HOUR,
        note=f"Signed for {canary('handed over')}.",
        **act,
    )


def walk(*, by, signer):
    """Go the whole way, from the call to what became known after filing."""
    deadlines_factory.rules_loaded()
    removal_factory.platform()
    case, authority = opened(by)
    item = recorded(case, by)
    releases.to_regulator(case, by=by, now=SENT - HOUR)
    request_id = asked(case, authority, item, by)
    answered(request_id, item, by)
    swept()
    complained(item, by, signer)
    planned(by)
    return case, request_id
