"""Two who ask for the same complaint at once are given one, and one of them is told it is new."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from complaints.models import ComplaintDraft, SignOff
from removal.services import requests
from tests.factories import removal
from tests.faults.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_four_at_once_one_is_told_that_it_was_made(advocate):
    now = timezone.now()
    request = removal.draft(by=advocate, now=now - timedelta(hours=2))
    requests.note_process(
        request_id=request.pk, process="none", looked_at=now - timedelta(hours=1), by=advocate,
        now=now,
    )  # fmt: skip

    def ask(_number):
        client = Client()
        client.force_login(advocate)
        answer = client.post(
            "/api/v1/complaints/", {"request": str(request.pk)}, content_type="application/json"
        )
        return answer.status_code

    assert sorted(at_once(ask, range(4))) == [200, 200, 200, 201]
    assert ComplaintDraft.objects.count() == 1


def test_one_person_who_signs_twice_at_once_signs_once(advocate, supervisor):
    from tests.doors.test_complaint_gates import in_review

    draft = in_review(advocate, timezone.now())

    def sign(_number):
        client = Client()
        client.force_login(supervisor)
        path = f"/api/v1/complaints/{draft.pk}/sign-off/"
        return client.post(path, {}, content_type="application/json").status_code

    assert sorted(at_once(sign, range(2))) == [200, 409]
    assert SignOff.objects.count() == 1
