"""What stands around a complaint, with a word wherever a person writes: canaries go on here."""

from datetime import timedelta

from cases import services as cases
from complaints import services as complaints
from removal.services import chokepoints
from tests.factories import complaints as complaint_factory
from tests.factories import courses as course_factory
from tests.factories import remedies, restitution
from tests.factories.canaries import DUE, RECEIVED, canary
from tests.factories.cases import case as open_case

HOUR = timedelta(hours=1)


def tipped(by):
    """Keep of another case, a possible child's, why there is no report's number, then one.

    Gives its request, which still runs.
    """
    case = open_case(by=by, age_when_made="unsure", narrative="", now=DUE)
    draft = complaint_factory.draft_of(complaint_factory.received_request(by=by, case=case))
    act = {"draft_id": draft.pk, "by": by}
    complaints.record_tip(
        kind="no_number", reason="not_yet", words=f"They ask {canary('why no number')}.",
        now=DUE + HOUR, **act,
    )  # fmt: skip
    complaints.record_tip(
        kind="number", number=canary("report's number"), agreed=True, now=DUE + 2 * HOUR, **act
    )
    return draft.request


def lent(case, by, taker):
    """Offer the case to a colleague, with a line about what waits there."""
    cases.offer_cover(
        case_ids=[case.pk], taker_id=taker.pk, starts_at=DUE + 30 * HOUR, ends_at=DUE + 60 * HOUR,
        note=f"Ask about {canary('cover')}.", by=by, now=DUE + 6 * HOUR,
    )  # fmt: skip


def behind(request_id, by):
    """Note who hosts the site, and how that was found."""
    chokepoints.note_chokepoint(
        request_id=request_id, kind="host", name="Rook Hosting",
        contact_url="https://rook.example/abuse", found_how="rdap",
        found_at=DUE + HOUR, note=f"Seen by {canary('found how')}.", by=by, now=DUE + 6 * HOUR,
    )  # fmt: skip


def abroad(request, by):
    """Take another country's law up, and record what came under it with its number."""
    course_factory.taken_up(request, course_factory.AUSTRALIA, by=by, now=RECEIVED)
    course_factory.event(
        request, course_factory.AUSTRALIA, "asked", by=by, at=RECEIVED + HOUR,
        reference=canary("regulator's number"),
    )  # fmt: skip


def apart(case, attorney, by):
    """Keep what an attorney alone reads: a court case, a line of the ledger, a note."""
    restitution.engaged(case, attorney, by=by)
    court = restitution.court_case(
        case, by=attorney, docket=canary("docket"), defendant=f"Lowell {canary('defendant')}"
    )
    restitution.line(court, case=case, by=attorney, note=canary("what shows an amount"))
    restitution.note(case, by=attorney, text=f"Weigh {canary('privileged note')}.")


def weighed(case, attorney):
    """Answer what a remedy asks, find something, and keep a day: each with its words."""
    remedies.tell(case, "injury", "yes", by=attorney, note=f"Told by {canary('answer')}.")
    remedies.determine(case, by=attorney, reasons=f"Because of {canary('reasons')}.")
    remedies.day(case, by=attorney, in_days=9, words=f"Call {canary('day')}.")
