"""Inner: an attorney on a case, and the release that lets them read it (law.md 5.4)."""

from datetime import datetime
from uuid import UUID

from accounts.models import User
from accounts.rules import Role
from audit.rules import NotAllowed
from cases.models import Assignment, Case, Release
from cases.rules import AssignmentKind
from cases.rules.handovers import SIGHT
from cases.rules.moves import require_worker
from cases.rules.release_words import Information, Purpose, RecipientKind
from cases.services.releasing import require_release

ATTORNEY = AssignmentKind.ATTORNEY.value
NAME = frozenset({Information.IDENTITY.value})
NAME_AND_CONTACT = frozenset({Information.IDENTITY.value, Information.CONTACT.value})


def attorney_for(*, case: Case, user_id: UUID) -> User:
    """Give the attorney who may be given the case, and is not on it."""
    person = User.objects.filter(pk=user_id).first()
    is_active = person is not None and person.is_active
    require_worker(ATTORNEY, person.role if person else "", is_active=is_active)
    assert person is not None  # noqa: S101 - for the type checker; the rule refused None
    require_not_on(case=case, user_id=person.pk)
    return person


def require_not_on(*, case: Case, user_id: UUID) -> None:
    if Assignment.objects.filter(case=case, user_id=user_id).active().exists():
        raise NotAllowed(
            "This person is on the case already.", code="already_assigned", field="user_id"
        )


def release_to(
    *,
    case: Case,
    attorney_id: UUID,
    now: datetime,
    information: frozenset[str] = SIGHT,
) -> Release:
    """Ask for the release under which this attorney may read this much of the case."""
    return require_release(
        case=case,
        recipient_kind=RecipientKind.ATTORNEY.value,
        recipient_ref=str(attorney_id),
        purpose=Purpose.LEGAL_REVIEW.value,
        information=set(information),
        now=now,
    )


def require_told(
    *, case: Case, reader: User, now: datetime, information: frozenset[str] = NAME_AND_CONTACT
) -> None:
    """Pass for the agency's own people; an attorney needs a release that covers this too."""
    if reader.role == Role.ATTORNEY:
        release_to(case=case, attorney_id=reader.pk, now=now, information=information)


def advocate_of(*, case: Case) -> User | None:
    """Give who works on the case, for what is owed to them."""
    working = Assignment.objects.filter(case=case, kind=AssignmentKind.ADVOCATE.value).at_work()
    found = working.select_related("user").first()
    return found.user if found else None
