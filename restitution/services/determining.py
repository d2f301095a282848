from datetime import datetime
from hashlib import sha256
from json import dumps
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.models import Case
from cases.rules import require_open
from cases.rules.moves import require_text
from restitution import standing, told
from restitution.models import Determination
from restitution.rules.remedies import REMEDIES
from restitution.rules.words import Outcome
from restitution.services.locked import locked_told_case


@transaction.atomic
def determine(
    *,
    case_id: UUID,
    remedy: str,
    outcome: str,
    reasons: str,
    on_version: int | None = None,
    on_facts: str = "",
    by: User,
    now: datetime,
) -> Determination:
    """Keep what an attorney found on a remedy, with the facts as they stood; versions add up.

    `on_version` and `on_facts` say what the attorney looked at: what came meanwhile is refused.
    """
    require(by.role, Deed.REVIEW_RESTITUTION)
    case = locked_told_case(case_id=case_id, by=by)
    require_open(case.status)
    _require_known(remedy, outcome)
    given = require_text(reasons, field="reasons")
    stands = standing.of_case(case, now=now)
    facts, weighed = told.plain(stands.held), stands.card(remedy).weighed
    version = _version(case, remedy)
    _require_looked_at(on_version, version, on_facts, digest(facts=facts))
    made: Determination = Determination.objects.create(  # type: ignore[misc]  # sealed names
        case=case,
        remedy=remedy,
        version=version + 1,
        outcome=outcome,
        reasons=given,
        weighed_outcome=weighed.outcome.value,
        weighed_path=list(weighed.path),
        weighed_by=weighed.version,
        facts=facts,
        by=by,
        at=now,
    )
    trail.record(
        by=by,
        action="restitution.determined",
        subject=made,
        case=case,
        remedy=REMEDIES[remedy].title,
        version=made.version,
    )
    return made


def digest(*, facts: dict[str, Any]) -> str:
    """Give what tells two states of the facts apart, for a form to carry."""
    said = dumps({slug: str(value) for slug, value in facts.items()}, sort_keys=True)
    return sha256(said.encode()).hexdigest()[:16]


def _require_known(remedy: str, outcome: str) -> None:
    if remedy not in REMEDIES:
        raise NotAllowed("No remedy has this name.", code="unknown_remedy", field="remedy")
    if outcome not in set(Outcome):
        raise NotAllowed("Choose what you found.", code="unknown_outcome", field="outcome")


def _version(case: Case, remedy: str) -> int:
    mine = Determination.objects.filter(case=case, remedy=remedy)
    return mine.aggregate(last=Max("version"))["last"] or 0


def _require_looked_at(on_version: int | None, version: int, on_facts: str, facts: str) -> None:
    if on_version is not None and on_version != version:
        raise NotAllowed(
            "Another determination was kept meanwhile. Read it, then keep yours.",
            code="version_moved",
        )
    if on_facts and on_facts != facts:
        raise NotAllowed(
            "An answer changed while you wrote. Look at it, then keep your determination.",
            code="facts_moved",
        )
