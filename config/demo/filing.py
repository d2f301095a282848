"""A complaint of one invented case: reviewed, signed off and filed, each as a person would."""

from datetime import datetime, timedelta

from accounts.models import User
from complaints import services as complaints
from complaints.models import ComplaintDraft
from complaints.rules.exposure import PROTECTIVE, Harm
from complaints.rules.words import Status
from config.demo.cast import secret_looking
from config.demo.matter import Matter

BLANKS = {  # what a person wrote where only a person may write
    "filer": "An advocate of a victim-service agency, for the depicted person.",
    "contact": "The agency's mailbox, desk@agency.example.",
    "other_reports": "None that the release covers.",
}


def review(matter: Matter, now: datetime) -> None:
    draft, by = _complaint(matter), matter.by
    matter.release(now, "regulator", "FTC", "regulator_complaint", {"complaint", "references"})
    revision = complaints.refresh(draft_id=draft.pk, by=by, now=now)
    words = BLANKS | {"statement": f"True to my knowledge; {now:%d %B %Y}; advocate."}
    blanks = {key: words.get(key, "None.") for key in complaints.blanks_of(revision)}
    complaints.revise(draft_id=draft.pk, blanks=blanks, added={}, by=by, now=now)
    complaints.send_to_review(draft_id=draft.pk, by=by, now=now)


def sign_off(matter: Matter, now: datetime, by: User, attorney: User | None = None) -> None:
    """Sign as one, and as an attorney too where the gate asks for two."""
    draft = complaints.sign_off(draft_id=_complaint(matter).pk, by=by, now=now)
    if draft.status == Status.IN_REVIEW and attorney is not None:
        complaints.sign_off(draft_id=draft.pk, by=attorney, now=now)


def choose(matter: Matter, now: datetime) -> None:
    """Go through with the survivor what the complaint shows; they choose two categories of harm."""
    complaints.choose_exposure(
        draft_id=_complaint(matter).pk,
        choice=PROTECTIVE._replace(harm=(Harm.WORK, Harm.HEALTH), state="OH"),
        chosen_by="self",
        how_asked="phone",
        chosen_at=now,
        by=matter.by,
        now=now,
    )


def write_notice(matter: Matter, now: datetime) -> None:
    reply_by = (now + timedelta(hours=24)).replace(minute=0, second=0, microsecond=0)
    complaints.write_notice(
        draft_id=_complaint(matter).pk, reply_by=reply_by, by=matter.by, now=now
    )


def send_notice(matter: Matter, now: datetime) -> None:
    complaints.record_notice_sent(
        draft_id=_complaint(matter).pk,
        sent_by="agency",
        channel="web_form",
        sent_at=now,
        reference=secret_looking(),
        by=matter.by,
        now=now,
    )


def file(matter: Matter, now: datetime) -> None:
    complaints.record_filing(
        draft_id=_complaint(matter).pk,
        filed_at=now,
        number=f"TID-{secret_looking(8)}",
        by=matter.by,
        now=now,
    )


def _complaint(matter: Matter) -> ComplaintDraft:
    return ComplaintDraft.objects.get(request=matter.request)
