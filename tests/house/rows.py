"""What the access table's world holds beside its case: of the desk, and of cover."""

from datetime import datetime, timedelta
from uuid import UUID

from accounts.models import User
from cases import services
from cases.models import Case
from cases.services.moments import database_time
from deadlines.services import rota
from evidence.models import Item
from removal.models import PlatformChange
from removal.services import batches, chokepoints, keeping, platforms
from reports.services import exporting
from tests.factories import cases as cases_factory
from tests.factories import cover as cover_factory
from tests.factories import removal as removal_factory


def cover_rows(*, case: Case, by: User, giver: User) -> dict[str, UUID]:
    """Give an offer of the case to its supervisor, and a turn of the giver's on the rota."""
    now = database_time()
    turn = rota.add_turn(
        user_id=giver.pk, starts_at=now, ends_at=now + timedelta(days=1), by=by, now=now
    )
    return {
        "covers": cover_factory.offered(case=case, giver=giver, taker=by).pk,
        "rota": turn.pk,
    }


def moved_to(taker: User, *, by: User) -> UUID:
    """Give what tells an advocate of a case that came to them from nobody."""
    now = database_time()
    case = cases_factory.active_case(by=taker)
    services.end_assignment(case_id=case.pk, user_id=taker.pk, by=by, now=now)
    [move] = services.hand_over_cases(
        case_ids=[case.pk], from_id=None, to_id=taker.pk, note="Yours again.", by=by, now=now
    )
    return move.together


def desk_rows(*, case: Case, item: Item, by: User, now: datetime) -> dict[str, UUID]:
    """Give what the desk keeps beside requests: a batch with one draft, a report, a change."""
    draft = removal_factory.draft(by=by, case=case, items=[item])
    batch = batches.begin_batch(slug="chirp", by=by, now=now)
    report = keeping.report_entry(slug="chirp", kind="form_moved", by=by, now=now)
    moved = "https://chirp.example/moved"
    platforms.edit_platform(slug="chirp", report_url=moved, by=by, now=now)
    noted = chokepoints.note_chokepoint(
        request_id=case.removal_requests.exclude(pk=draft.pk).get().pk, kind="host", name="Hosty",
        found_how="rdap", found_at=now, by=by, now=now,
    )  # fmt: skip
    return {
        "chokepoints": noted.pk,
        "batches": batch.pk,
        "platforms": draft.pk,
        "platform-reports": report.pk,
        "platform-changes": PlatformChange.objects.get(decided_at=None).pk,
    }


def exported(*, by: User) -> UUID:
    """Give a list that this person took along."""
    return exporting.ask_export(
        listed="cases", asked={}, paper="csv", use="own_work", by=by, now=database_time()
    ).pk
