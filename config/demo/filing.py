"""A complaint of one invented case: reviewed, signed off and filed, each as a person would."""

from datetime import datetime

from accounts.models import User
from complaints import services as complaints
from complaints.models import ComplaintDraft
from config.demo.cast import secret_looking
from config.demo.matter import Matter

BLANKS = {  # what a person wrote where only a person may write
    "filer": "An advocate of a victim-service agency, for the depicted person.",
    "contact": "The agency's mailbox, desk@agency.example.",
    "harm": "Lost sleep and days of work; moved out of a shared home.",
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


def sign_off(matter: Matter, now: datetime, by: User) -> None:
    complaints.sign_off(draft_id=_complaint(matter).pk, by=by, now=now)


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
