"""What cases hold that answers a remedy's question: as many queries for one case as for many."""

from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Sum
from django.utils import timezone

from cases.models import Case
from evidence.models import Item
from intake.models import Intake
from removal.models import RemovalRequest
from removal.rules.words import Basis
from restitution.models import CourtCase, MoneyLine
from restitution.rules.courts import CourtKind
from restitution.rules.known import Court, Listing, Records, Sums
from restitution.rules.money import LineKind

NO_CONSENT = [one.value for one in Basis if one is not Basis.CONSENT_WITHDRAWN]


def of(cases: Collection[Case]) -> dict[UUID, Records]:
    """Give each case's records; whoever asks has been let in to the cases already."""
    pks = [case.pk for case in cases]
    listings, courts, sums = _listings(pks), _courts(pks), _sums(pks)
    told, refused = _intakes(pks), _refused(pks)
    return {
        case.pk: Records(
            age_when_made=case.age_when_made,
            country=case.country,
            listings=listings.get(case.pk, ()),
            courts=courts.get(case.pk, ()),
            sums=sums.get(case.pk, Sums()),
            made_by=str(told.get(case.pk, {}).get("made_by", "")),
            synthetic_told=str(told.get(case.pk, {}).get("is_synthetic", "")),
            refused_consent=refused.get(case.pk, ""),
        )
        for case in cases
    }


def _listings(cases: list[UUID]) -> dict[UUID, list[Listing]]:
    found: dict[UUID, list[Listing]] = defaultdict(list)
    columns = ("case_id", "number", "first_seen_at", "is_synthetic", "identifiable_by")
    rows = Item.objects.filter(case__in=cases).order_by("case_id", "number").values_list(*columns)
    for case_id, number, seen_at, is_synthetic, identifiable_by in rows:
        seen_on = timezone.localdate(seen_at)
        listing = Listing(f"E{number}", seen_on, is_synthetic, bool(identifiable_by))
        found[case_id].append(listing)
    return found


def _courts(cases: list[UUID]) -> dict[UUID, list[Court]]:
    found: dict[UUID, list[Court]] = defaultdict(list)
    for one in CourtCase.objects.filter(case__in=cases).order_by("case_id", "number"):
        court = Court(one.number, one.kind, one.stage, one.offence, one.sentencing_on)
        found[one.case_id].append(court)
    return found


def _sums(cases: list[UUID]) -> dict[UUID, Sums]:
    """Add up what federal courts ordered; a claim of another ground is no restitution."""
    lines = MoneyLine.objects.filter(
        case__in=cases, court_case__kind=CourtKind.FEDERAL.value
    ).order_by()
    added = lines.values_list("case", "court_case", "kind").annotate(Sum("amount"))
    by_kind: dict[UUID, dict[str, list[Decimal]]] = defaultdict(lambda: defaultdict(list))
    for case_id, _, kind, amount in added:
        by_kind[case_id][kind].append(amount)
    return {case_id: _summed(kinds) for case_id, kinds in by_kind.items()}


def _summed(kinds: dict[str, list[Decimal]]) -> Sums:
    received, losses = kinds.get(LineKind.RECEIVED), kinds.get(LineKind.LOSS)
    paid = kinds.get(LineKind.RESERVE)
    return Sums(
        received=sum(received, Decimal(0)) if received else None,
        losses=max(losses) if losses else None,
        reserve_paid=sum(paid, Decimal(0)) if paid else None,
    )


def _intakes(cases: list[UUID]) -> dict[UUID, dict[str, Any]]:
    return dict(Intake.objects.filter(case__in=cases).values_list("case_id", "answers"))


def _refused(cases: list[UUID]) -> dict[UUID, str]:
    """Give each case's first request whose signed statement says that consent was not given."""
    signed = RemovalRequest.objects.filter(
        case__in=cases, signed_at__isnull=False, good_faith_basis__in=NO_CONSENT
    )
    rows = signed.order_by("case_id", "-number", "-version").only("case_id", "number", "version")
    return {one.case_id: one.label for one in rows}
