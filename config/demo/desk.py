"""What makes the desk worth looking at: a batch, drift, somebody behind a site."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from accounts.models import User
from config.demo.cast import secret_looking
from config.demo.matter import Matter
from evidence import services as evidence
from removal.models import Platform
from removal.services import batches, chokepoints, keeping, platforms, requests

FORM = "demo-pictogram"
IN_A_BATCH = 7
CHECKED_DAYS_AGO = {FORM: 4, "demo-chirrup": 120, "demo-vidloft": 12, "demo-murmur": 30}


def fill(matters: Sequence[Matter], people: dict[str, User], *, now: datetime) -> None:
    """Add to cases that are there: seven drafts in a row, a host noted, rows old and disputed."""
    _batch([one for one in matters if _fits(one, people["advocate"])][:IN_A_BATCH], now)
    _behind(next(one for one in matters if one.how == "late"), now)
    _directory(people, now)


def _fits(matter: Matter, by: User) -> bool:
    return matter.by == by and matter.how in {
        "running",
        "late",
        "just late",
        "evidence",
        "awaiting",
    }


def _batch(matters: Sequence[Matter], now: datetime) -> None:
    """Draft one for each to the same platform; the first is sent, so that the batch goes on."""
    drafted = [_draft(one, place, now - timedelta(minutes=50)) for place, one in enumerate(matters)]
    by = matters[0].by
    batches.begin_batch(slug=FORM, by=by, now=now - timedelta(minutes=20))
    requests.record_submission(
        request_id=drafted[0],
        channel="web_form",
        sent_by="agency",
        submitted_at=now - timedelta(minutes=12),
        reference=secret_looking(),
        by=by,
        now=now - timedelta(minutes=12),
    )


def _draft(matter: Matter, place: int, at: datetime) -> UUID:
    item = evidence.record_item(
        case_id=matter.case.pk,
        category="image",
        url=f"https://pictogram.example/g/{8100 + place}",
        seen_by="survivor",
        how_known="saw_it",
        first_seen_at=at - timedelta(hours=2),
        source_zone="America/New_York",
        age_when_made="18plus",
        is_synthetic="no",
        identifiable_by=["face"],
        by=matter.by,
        now=at,
    )
    request = requests.draft_request(
        case_id=matter.case.pk,
        platform_slug=FORM,
        item_ids=[item.pk],
        signer_role="self",
        signer_name=matter.person,
        signed_at=at,
        signature_method="typed",
        good_faith_basis="never_consented",
        good_faith_statement="I never agreed to this being shown to anyone.",
        contact="desk@agency.example",
        by=matter.by,
        now=at + timedelta(minutes=place),
    )
    if place != IN_A_BATCH - 1:  # the last waits for its release
        matter.release_for(request, at)
    return request.pk


def _behind(matter: Matter, now: datetime) -> None:
    """Note the host of a site that ignored its notice, and begin the request to it."""
    at = now - timedelta(hours=2)
    noted = chokepoints.note_chokepoint(
        request_id=matter.request.pk,
        kind="host",
        platform_slug="demo-kasten",
        found_how="rdap",
        found_at=at,
        by=matter.by,
        now=at,
    )
    chokepoints.ask_chokepoint(chokepoint_id=noted.pk, by=matter.by, now=at)


def _directory(people: dict[str, User], now: datetime) -> None:
    """Check four rows, one of them long ago; report one, and propose where its form went."""
    keeper, advocate = people["supervisor"], people["advocate"]
    for slug, days in CHECKED_DAYS_AGO.items():
        keeping.verify_platform(slug=slug, by=keeper, now=now - timedelta(days=days))
    report = keeping.report_entry(
        slug="demo-vidloft",
        kind="form_moved",
        found="The footer leads to /removal now; the old address says 404.",
        by=advocate,
        now=now - timedelta(hours=5),
    )
    platforms.edit_platform(
        slug="demo-vidloft",
        report_url=Platform.objects.get(pk="demo-vidloft").report_url.replace("report", "removal"),
        found="Linked from the footer, under Legal.",
        report_id=report.pk,
        by=keeper,
        now=now - timedelta(hours=4),
    )
