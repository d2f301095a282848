"""One case with something of everything on it, and everyone who might ask for it."""

from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.urls import reverse

from accounts.models import User
from accounts.rules import Role
from cases import services as cases
from cases.services.moments import database_time
from complaints import services as complaints
from deadlines.models import Reminder
from deadlines.services import ladders as versions
from deadlines.services import sweep
from evidence.models import Match
from tests.factories import cases as cases_factory
from tests.factories import deadlines as deadlines_factory
from tests.factories import evidence as evidence_factory
from tests.factories import funder, releases
from tests.factories import intake as intake_factory
from tests.house import hands, keeping, partition, remedies
from tests.house.addresses import addresses
from tests.house.rows import cover_rows, desk_rows, exported, moved_to

ELSEWHERE = UUID("00000000-0000-4000-8000-00000000dead")


class World(NamedTuple):
    """One case with something of everything on it, and everyone who might ask."""

    people: dict[str, User]
    keys: dict[str, Any]

    def url(self, name: str) -> str:
        return reverse(name, kwargs=self._kwargs(name, self.keys))

    def nowhere(self, name: str) -> str:
        """Give the same address for rows that do not exist."""
        absent = {key: "C-ZZZZ" if key == "code" else ELSEWHERE for key in self.keys}
        return reverse(name, kwargs=self._kwargs(name, absent))

    def _kwargs(self, name: str, keys: dict[str, Any]) -> dict[str, Any]:
        pattern, wanted = addresses()[name]
        first = pattern.removeprefix("api/v1/").lstrip("^").split("/")[0]
        rows = ("tasks", "releases", "people", "handovers", "addenda", "days", "courts", "lines")
        kept = [keys[name] for name in rows if f"/{name}/" in pattern]
        row = kept[0] if kept else keys["authorities"]
        slug = "danger_now" if name == "intake:question" else "chirp"
        every = {
            "code": keys["code"],
            "slug": slug,
            "whose": "agency",
            "row_id": row,
            "pk": keys.get(first),
        }
        every |= {
            "law": "UK-OSA-10-3A", "name": "US-TIDA-v2", "rung": "time-is-up", "token": "none",
            "remedy": "usc2255", "kind": "case", "part": "cases", "question": "injury",
            "funder": "funder", "quarter": "2020-Q1",
            "user_id": self.people["colleague"].pk, "factor_id": ELSEWHERE,
            "version": 1, "chapter": "platforms", "table": "kept-by-platform",
        }  # fmt: skip
        return {each: every[each] for each in wanted}


def world_of(
    advocate: User, colleague: User, supervisor: User, attorney: User, administrator: User
) -> World:
    other = User.objects.create_user(
        email="una@agency.example", name="Una", role=Role.ATTORNEY, password=None
    )
    clock = deadlines_factory.clock(by=advocate)
    case, item = clock.case, clock.request.listings.get().item
    cases_factory.engage(case=case, attorney=attorney, by=supervisor, told=("restitution",))
    deadlines_factory.look(item, by=advocate, at=clock.due_at - timedelta(hours=1), kind="seen_up")
    sweep.run(now=clock.due_at + timedelta(hours=2))
    cases.add_task(case_id=case.pk, text="Call back", by=advocate, now=clock.due_at)
    twin = evidence_factory.item(case=case, by=advocate)
    evidence_factory.fingerprints(item=item, by=advocate)
    kept = evidence_factory.fingerprints(item=twin, by=advocate)
    plan = intake_factory.planned(case=case, by=advocate, extortion="yes")
    release = cases_factory.release(case=case, by=advocate, now=clock.due_at)
    cases.owe_task(case=case, kind="release", subject_id=release.pk, now=clock.due_at)
    added = complaints.add_addendum(
        draft=clock.request.complaint_draft, kind="look", text="Seen.", source=item,
        now=clock.due_at, by=None,
    )  # fmt: skip
    row = desk_rows(case=case, item=item, by=advocate, now=clock.due_at)
    now = database_time()
    versions.propose_ladder(law="US-TIDA", by=supervisor, now=now)
    releases.to_attorney(case, other, by=advocate, now=now)
    tomorrow = now + timedelta(days=1)
    funder.locked(by=supervisor, now=now)
    handover = cases.plan_handover(
        case_id=case.pk, user_id=other.pk, at=tomorrow, by=supervisor, now=now
    )
    return World(
        people={
            "owner": advocate, "colleague": colleague, "engaged": attorney,
            "other_attorney": other, "supervisor": supervisor, "administrator": administrator,
        },
        keys={
            "code": case.code,
            "cases": case.code,
            "evidence": item.pk,
            "facts": item.facts.first().pk,
            "fingerprints": kept[0].pk,
            "matches": Match.objects.get(item_b__in=[item, twin]).pk,
            "plan-steps": plan.steps.first().pk,
            "follow-ups": case.intake.pk,
            "intake-places": case.intake_places.first().pk,
            "requests": clock.request_id,
            "removal-requests": clock.request_id,
            **row,
            **remedies.rows(case=case, advocate=advocate, attorney=attorney),
            **partition.rows(case=case, by=attorney),
            **hands.rows(
                case=case, supervisor=supervisor, administrator=administrator, other=other
            ),
            **keeping.rows(case=case, by=advocate, supervisor=supervisor),
            "looks": clock.request_id,
            "complaints": clock.request.complaint_draft.pk,
            "addenda": added.pk,
            "clocks": clock.pk,
            "tasks": case.tasks.first().pk,
            "releases": case.releases.get(recipient_ref=str(attorney.pk)).pk,
            "stopped": release.pk,
            "handovers": handover.pk,
            "team": advocate.pk,
            "activity": advocate.pk,
            **dict.fromkeys(("reports", "exports"), exported(by=advocate)),
            "moves": moved_to(advocate, by=supervisor),
            **cover_rows(case=case, by=supervisor, giver=advocate),
            "people": cases_factory.person(case=case, by=advocate, name="Bo Wren").pk,
            "authorities": cases_factory.authority(case=case, by=advocate).pk,
            "reminders": Reminder.objects.filter(recipient=advocate).first().pk,
        },
    )  # fmt: skip
