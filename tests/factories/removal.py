"""Platforms and requests as the services leave them; all of them invented."""

from datetime import UTC, datetime
from typing import Any

from accounts.models import User
from cases.models import Case
from evidence.models import Item
from removal.models import Platform, PlatformChange, RemovalRequest
from removal.services import keeping, platforms, requests
from tests.factories import cases as case_factory
from tests.factories import evidence as evidence_factory
from tests.factories import releases

DRAFTED = datetime(2026, 10, 30, 11, tzinfo=UTC)
SIGNED = datetime(2026, 10, 30, 10, 30, tzinfo=UTC)
SUBMITTED = datetime(2026, 10, 31, 13, 30, tzinfo=UTC)

WHOLE: dict[str, Any] = {
    "signer_role": "self",
    "signer_name": "M. K.",
    "signed_at": SIGNED,
    "signature_method": "typed",
    "good_faith_basis": "never_consented",
    "good_faith_statement": "I never agreed to this being shown.",
    "contact": "desk@agency.example",
}
CHIRP: dict[str, Any] = {
    "slug": "chirp",
    "name": "Chirp",
    "kind": "social",
    "domains": ["chirp.example"],
    "report_url": "https://chirp.example/report",
    "asks_for": ["url", "statement"],
    "coverage": "covered",
    "coverage_reason": "A public forum for what its users post.",
    "confidence": "medium",
}
OTHER: dict[str, Any] = {
    "slug": "other-site",
    "name": "Any other site",
    "kind": "other",
    "coverage": "unclear",
    "coverage_reason": "Nobody has looked at this site yet.",
    "confidence": "low",
}


def platform(**row: Any) -> Platform:
    """Give a covered forum on chirp.example, or what the row says; other sites are there too."""
    given = CHIRP | row
    if row.get("slug", "chirp") != "chirp":
        given["domains"] = row.get("domains", [f"{row['slug']}.example"])
    platforms.load([given, OTHER])
    return Platform.objects.get(pk=given["slug"])


def draft(
    *,
    by: User,
    case: Case | None = None,
    items: list[Item] | None = None,
    on: Platform | None = None,
    now: datetime = DRAFTED,
    **parts: Any,
) -> RemovalRequest:
    """Give a draft with no part missing, to Chirp about one item; `contact=""` takes one away."""
    case = case or case_factory.case(by=by)
    items = [evidence_factory.item(case=case, by=by)] if items is None else items
    return requests.draft_request(
        case_id=case.pk,
        platform_slug=(on or platform()).slug,
        item_ids=[item.pk for item in items],
        by=by,
        now=now,
        **(WHOLE | parts),
    )


def submitted_request(
    *,
    by: User,
    submitted_at: datetime = SUBMITTED,
    channel: str = "web_form",
    reference: str = "",
    sent_by: str = "agency",
    **rest: Any,
) -> RemovalRequest:
    """Give a whole request as submitted, under a release; no receipt is recorded."""
    request = draft(by=by, **rest)
    if sent_by == "agency":
        releases.to_platform(request, by=by, now=submitted_at)
    return requests.record_submission(
        request_id=request.pk,
        channel=channel,
        sent_by=sent_by,
        submitted_at=submitted_at,
        reference=reference,
        by=by,
        now=max(submitted_at, DRAFTED),
    )


def corrected(slug: str, *, by: User, second: User, now: datetime, **fields: Any) -> Platform:
    """Give a row as two people changed it: one proposed, the other confirmed."""
    platforms.edit_platform(slug=slug, by=by, now=now, **fields)
    change = PlatformChange.objects.get(platform_id=slug, decided_at=None)
    keeping.decide_change(change_id=change.pk, decision="confirmed", by=second, now=now)
    return Platform.objects.get(pk=slug)
