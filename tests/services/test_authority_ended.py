"""An authority that was taken back after signing: said, and nothing more is sent under it."""

from datetime import timedelta

import pytest

from audit.rules import NotAllowed
from cases import services as cases_services
from complaints.standing import standing_of
from removal import lists
from removal.models import RemovalRequest
from removal.services import requests
from tests.factories import cases, complaints, removal
from tests.factories.complaints import DRAFTED

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def missing(draft):
    row = lists.for_rows(RemovalRequest.objects.all()).get(pk=draft.pk)
    return lists.step_facts(row).missing


def test_a_draft_signed_under_an_ended_authority_reads_incomplete_wherever_it_is_listed(advocate):
    case = cases.case(by=advocate)
    authority = cases.authority(case=case, by=advocate)
    draft = removal.draft(by=advocate, case=case, signer_role="other", authority_id=authority.pk)
    later = removal.SUBMITTED + 24 * HOUR
    assert missing(draft) == 0

    cases_services.revoke_authority(authority_id=authority.pk, by=advocate, now=later)

    assert missing(draft) == 1
    with pytest.raises(NotAllowed, match="this one was revoked"):
        requests.record_submission(
            request_id=draft.pk, channel="web_form", sent_by="survivor", submitted_at=later,
            by=advocate, now=later,
        )  # fmt: skip


def test_an_authority_that_ended_by_its_date_reads_as_one_that_was_taken_back(advocate):
    case = cases.case(by=advocate)
    authority = cases.authority(case=case, by=advocate, ends_on=removal.DRAFTED.date())
    draft = removal.draft(by=advocate, case=case, signer_role="other", authority_id=authority.pk)
    row = lists.for_rows(RemovalRequest.objects.all()).get(pk=draft.pk)

    assert lists.row(row, now=removal.DRAFTED).next.where == "submission"
    assert lists.row(row, now=removal.SUBMITTED).next.where != "submission"
    assert lists.step_facts(row, now=removal.SUBMITTED).missing == 1


def test_who_signs_a_complaint_is_told_that_the_request_s_authority_has_ended(advocate):
    case = cases.case(by=advocate)
    authority = cases.authority(case=case, by=advocate)
    draft = complaints.complaint(
        by=advocate, case=case, signer_role="other", authority_id=authority.pk
    )

    cases_services.revoke_authority(authority_id=authority.pk, by=advocate, now=DRAFTED)

    draft = type(draft).objects.for_display().get(pk=draft.pk)
    said = {check.key: check.why for check in standing_of(draft, now=DRAFTED).checks}
    assert said["authority"].startswith("It was taken back on 2 November 2026.")
    assert said["elements"].startswith("All four are on record")
