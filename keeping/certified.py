"""The certificate of a purge: codes, counts and moments that anybody can check by their digest."""

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from keeping.models import Purge, PurgeCertificate


def told(purge: Purge, counts: Mapping[str, int], *, number: int) -> dict[str, Any]:
    """Give what a certificate says, with nothing in it of a person of the matter."""
    return {
        "certificate": number,
        "case": purge.case.code,
        "parts": list(purge.parts),
        "reason": purge.reason,
        "proposed_by": str(purge.proposed_by_id),
        "proposed_at": _moment(purge.proposed_at),
        "confirmed_by": str(purge.confirmed_by_id),
        "confirmed_at": _moment(purge.confirmed_at),
        "done_at": _moment(purge.done_at),
        "counts": dict(counts),
        "key_destroyed": purge.is_whole,
    }


def digest_of(says: Mapping[str, Any]) -> str:
    text = json.dumps(says, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode()).hexdigest()


def holds(certificate: PurgeCertificate) -> bool:
    """Tell whether what a certificate says is what was digested when it was made."""
    return digest_of(certificate.told) == certificate.digest


def certify(*, purge: Purge, counts: Mapping[str, int], now: datetime) -> PurgeCertificate:
    """Inner: make the certificate of a purge that is done in this very transaction."""
    number = PurgeCertificate.objects.filter(case=purge.case).count() + 1  # its row is held
    says = told(purge, counts, number=number)
    return PurgeCertificate.objects.create(  # type: ignore[misc]  # a purge that is done has both
        purge=purge,
        case=purge.case,
        number=number,
        told=says,
        digest=digest_of(says),
        proposed_by=purge.proposed_by,
        confirmed_by=purge.confirmed_by,
        made_at=now,
    )


def _moment(at: datetime | None) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else ""
