"""One invented case: each method is a deed that a person would do on its pages."""

from datetime import datetime, timedelta
from typing import Any

from accounts.models import User
from cases import services as cases
from cases.models import Case
from config.demo.cast import secret_looking
from deadlines.services import answers, outcomes, receipts
from evidence import services as evidence
from evidence.models import Item
from removal import telling
from removal.models import RemovalRequest
from removal.services import requests

ZONE = "America/New_York"


class Matter:
    """What the deeds of one case need of one another."""

    def __init__(self, person: str, by: User, platform: str, *, how: str = "", **case: Any) -> None:
        self.person, self.by, self.platform = person, by, platform
        self.case_facts = case
        self.how = how
        self.case: Case
        self.items: list[Item] = []
        self.request: RemovalRequest

    def open(self, now: datetime) -> None:
        self.case = cases.open_case(
            by=self.by,
            now=now,
            survivor_name=self.person,
            contact=f"{self.person.split()[0].lower()}@post.example",
            safe_contact="Text first, weekdays after six; no voicemail.",
            is_demo=True,
            **({"age_when_made": "18plus", "country": "US"} | self.case_facts),
        )

    def work(self, now: datetime) -> None:
        cases.move_case(case_id=self.case.pk, to="active", by=self.by, now=now)
        cases.write_note(
            case_id=self.case.pk,
            text="Called back at the agreed hour. Explained the steps and the limits.",
            by=self.by,
            now=now,
        )

    def release(
        self, now: datetime, kind: str, ref: str, purpose: str, told: set[str], **terms: Any
    ) -> None:
        """Have the survivor sign for one recipient; it lasts as long as is usual, or as said."""
        cases.record_release(
            case_id=self.case.pk,
            recipient_kind=kind,
            recipient_ref=ref,
            purpose=purpose,
            information=told,
            signed_on=now.date(),
            signed_by_kind="self",
            written=True,
            risks_told=True,
            held_at="Cabinet 2, by case code",
            by=self.by,
            now=now,
            **terms,
        )

    def engage(self, now: datetime, attorney: User, by: User, **terms: Any) -> None:
        told = {"identity", "contact", "locations", "exchange", "complaint", "restitution"}
        self.release(now, "attorney", str(attorney.pk), "legal_review", told, **terms)
        cases.assign_case(
            case_id=self.case.pk, user_id=attorney.pk, kind="attorney", by=by, now=now
        )

    def ask_for_task(self, now: datetime, text: str, in_hours: float) -> None:
        due = now + timedelta(hours=in_hours)
        cases.add_task(case_id=self.case.pk, text=text, due_at=due, by=self.by, now=now)

    def see(self, now: datetime, path: str, **facts: Any) -> None:
        domain, account = self.platform.removeprefix("demo-"), path.replace("/", "")
        seen: dict[str, Any] = {
            "category": "image",
            "url": f"https://{domain}.example/{path}",
            "handle": f"@{account}_feed",
            "seen_by": "survivor",
            "how_known": "saw_it",
            "first_seen_at": now - timedelta(hours=1),
            "source_zone": ZONE,
            "age_when_made": self.case.age_when_made,
            "is_synthetic": "no",
            "identifiable_by": ["face"],
        }
        item = evidence.record_item(case_id=self.case.pk, by=self.by, now=now, **(seen | facts))
        self.items.append(item)

    def draft(self, now: datetime, **parts: Any) -> None:
        whole: dict[str, Any] = {
            "signer_role": "self",
            "signer_name": self.person,
            "signed_at": now,
            "signature_method": "typed",
            "identifiable_by": ["face"],
            "good_faith_basis": "never_consented",
            "good_faith_statement": "I never agreed to this being shown to anyone.",
            "contact": "desk@agency.example",
        }
        self.request = requests.draft_request(
            case_id=self.case.pk,
            platform_slug=self.platform,
            item_ids=[item.pk for item in self.items],
            by=self.by,
            now=now,
            **(whole | parts),
        )

    def release_for(self, request: RemovalRequest, now: datetime) -> None:
        """Have the survivor sign that this notice may go out."""
        needed = telling.needed(request)
        self.release(
            now,
            needed["recipient_kind"],
            needed["recipient_ref"],
            needed["purpose"],
            needed["information"],
        )

    def submit(self, now: datetime) -> None:
        requests.note_process(
            request_id=self.request.pk, process="found", looked_at=now, by=self.by, now=now
        )
        self.release_for(self.request, now)
        requests.record_submission(
            request_id=self.request.pk,
            channel="web_form",
            sent_by="agency",
            submitted_at=now,
            reference=secret_looking(),
            by=self.by,
            now=now,
        )

    def prove(self, now: datetime) -> None:
        receipts.record_receipt(
            request_id=self.request.pk,
            received_at=now,
            basis="proven",
            proof="confirmation_number",
            proof_reference=secret_looking(),
            by=self.by,
            now=now,
        )

    def infer(self, now: datetime) -> None:
        receipts.record_receipt(
            request_id=self.request.pk, received_at=now, basis="inferred", by=self.by, now=now
        )

    def answer(self, now: datetime, kind: str, **facts: Any) -> None:
        answers.record_answer(
            request_id=self.request.pk, kind=kind, answered_at=now, by=self.by, now=now, **facts
        )

    def outcome(self, now: datetime, kind: str) -> None:
        adult = self.case.age_when_made == "18plus"
        for item in self.items:
            outcomes.record_outcome(
                item_id=item.pk,
                kind=kind,
                at=now,
                how="opened_link" if adult else "platform_message",
                checked_by="advocate",
                by=self.by,
                now=now,
            )

    def withdraw(self, now: datetime) -> None:
        answers.withdraw(request_id=self.request.pk, because="survivor_asked", by=self.by, now=now)

    def cure(self, now: datetime) -> None:
        self.request = requests.cure_request(request_id=self.request.pk, by=self.by, now=now)

    def mend(self, now: datetime) -> None:
        """Say better what was disputed, signed anew."""
        requests.change_request(
            request_id=self.request.pk,
            signed_at=now,
            identifiable_by=["face", "name"],
            good_faith_statement="I never agreed to this being shown to anyone. It is the third"
            " picture of the post, with my name under it.",
            by=self.by,
            now=now,
        )

    def close(self, now: datetime) -> None:
        cases.move_case(case_id=self.case.pk, to="closed", by=self.by, now=now)
