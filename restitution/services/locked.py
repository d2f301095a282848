"""Rows under a lock, as far as the person is told of restitution; a stranger's is not there."""

from uuid import UUID

from accounts.models import User
from cases.models import Case
from restitution.models import CourtCase
from restitution.models.sight import told_cases


def locked_told_case(*, case_id: UUID, by: User) -> Case:
    """Inner: give the case for a change, its key at hand."""
    mine = told_cases(by).select_related("key")
    return mine.select_for_update(of=("self",), no_key=True).get(pk=case_id)


def locked_court_case(*, court_case_id: UUID, by: User) -> CourtCase:
    """Inner: give a court case for a change, with its case locked first."""
    mine = CourtCase.objects.visible_to(by)
    case = locked_told_case(case_id=mine.get(pk=court_case_id).case_id, by=by)
    found: CourtCase = mine.select_for_update(of=("self",), no_key=True).get(pk=court_case_id)
    found.case = case
    return found
