"""Somebody's account is closed: what they had to do is nobody's, and their cases are listed so."""

import pytest
from django.urls import reverse

from accounts.services import change_user
from audit.models import Entry
from cases.models import Assignment, Task
from complaints.models import ComplaintDraft
from complaints.rules.words import Status
from tests.factories import cases as made
from tests.factories import complaints

pytestmark = pytest.mark.django_db


@pytest.fixture
def left(advocate, supervisor, administrator):
    """Give the case of an advocate whose account is closed, with a draft and a task of hers."""
    draft = complaints.complaint(by=advocate)
    filed = complaints.filed(by=advocate, signer=supervisor)
    ComplaintDraft.objects.exclude(pk=filed.pk).update(assigned_to=advocate)
    made.task(case=draft.case, by=advocate, assigned_to_id=advocate.pk)
    before = Entry.objects.count()
    change_user(user_id=advocate.pk, is_active=False, by=administrator)
    assert Entry.objects.count() == before + 1
    return draft


def test_tasks_and_drafts_of_a_closed_account_are_nobodys(left, advocate):
    assert not Task.objects.filter(assigned_to=advocate).open().exists()
    assert ComplaintDraft.objects.get(pk=left.pk).assigned_to is None
    assert ComplaintDraft.objects.get(status=Status.FILED.value).assigned_to == advocate


def test_her_cases_are_listed_as_without_an_advocate(left, advocate, supervisor, client_for):
    page = client_for(supervisor).get(reverse("cases:list"), {"view": "nobodys"}).content.decode()

    assert left.case.code in page
    assert "Ada" not in page[page.index("Who works on it") :]
    assert Assignment.objects.filter(case=left.case, user=advocate).active().exists()
    case_page = client_for(supervisor).get(reverse("cases:case", args=[left.case.code]))
    assert "(account closed)" in case_page.content.decode()


def test_a_draft_made_afterwards_is_given_to_nobody(left, supervisor, advocate):
    case = left.case
    request = complaints.received_request(by=supervisor, case=case)

    assert complaints.draft_of(request).assigned_to is None


def test_a_new_name_or_zone_frees_nothing(advocate, administrator):
    made.task(case=made.case(by=advocate), by=advocate, assigned_to_id=advocate.pk)

    change_user(user_id=advocate.pk, name="Ada L.", by=administrator)

    assert Task.objects.filter(assigned_to=advocate).open().count() == 1
