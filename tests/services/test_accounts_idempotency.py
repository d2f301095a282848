"""A create command that comes twice is done once; a refused one may come again."""

import time
from uuid import uuid4

import pytest
from rest_framework.test import APIRequestFactory, force_authenticate
from rest_framework.views import APIView

from accounts.idempotency import once
from accounts.models import CommandKey, User
from accounts.services.people import change_time_zone
from audit.models import Entry
from rows import reading
from tests.faults.together import at_once


class Rename(APIView):
    """A command of this test alone: it makes nothing but an entry, and shows the row's zone."""

    slow = False

    def post(self, request):
        return once(
            request,
            command=lambda: self._done(request),
            show=lambda pk: {"id": pk, "zone": User.objects.get(pk=pk).time_zone},
        )

    def _done(self, request):
        if self.slow:
            time.sleep(0.3)
        return change_time_zone(time_zone=request.data["zone"], by=request.user)


def post(user: User, zone: str, key: str | None = "k-1", path: str = "/x/", *, slow=False):
    headers = {} if key is None else {"Idempotency-Key": key}
    request = APIRequestFactory().post(path, {"zone": zone}, format="json", headers=headers)
    force_authenticate(request, user)
    with reading.reading_as(user.pk):
        return Rename.as_view(slow=slow)(request)


@pytest.mark.django_db
def test_a_repeat_gives_the_first_answer_and_does_nothing(advocate):
    first = post(advocate, "UTC")
    again = post(advocate, "UTC")

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.data == again.data == {"id": str(advocate.pk), "zone": "UTC"}
    assert ("Idempotent-Replay" in first, again["Idempotent-Replay"]) == (False, "true")
    assert Entry.objects.count() == CommandKey.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("other", [{"zone": "Asia/Tokyo"}, {"zone": "UTC", "path": "/y/"}])
def test_the_same_key_for_something_else_is_refused(advocate, other):
    post(advocate, "UTC")

    refused = post(advocate, **other)

    assert (refused.status_code, refused.data["code"]) == (422, "idempotency_key_reused")
    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_a_key_is_ones_own(advocate, colleague):
    post(advocate, "UTC")

    assert "Idempotent-Replay" not in post(colleague, "UTC")
    assert Entry.objects.count() == 2


@pytest.mark.django_db
def test_a_refused_command_does_not_burn_its_key(advocate):
    refused = post(advocate, "Mars/Olympus")
    cured = post(advocate, "UTC")

    assert (refused.status_code, cured.status_code) == (409, 201)
    assert Entry.objects.count() == CommandKey.objects.count() == 1


@pytest.mark.django_db
def test_without_a_key_each_command_is_a_new_one(advocate):
    post(advocate, "UTC", key=None)
    post(advocate, "UTC", key=None)

    assert Entry.objects.count() == 2
    assert not CommandKey.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "x" * 256, "\t", "clé"])
def test_an_odd_key_is_refused(advocate, key):
    assert post(advocate, "UTC", key=key).status_code == 400
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_neither_key_nor_body_is_kept(advocate):
    post(advocate, "UTC", key="canary-key")

    kept = str(CommandKey.objects.values().get())
    assert "canary" not in kept
    assert "UTC" not in kept.replace("tzinfo", "").split("'at'")[0]


@pytest.mark.django_db
def test_what_may_no_longer_be_seen_is_not_shown_again(advocate):
    post(advocate, "UTC")
    CommandKey.objects.update(subject_id=str(uuid4()))

    assert post(advocate, "UTC").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_at_once_are_done_once(advocate):
    answers = at_once(lambda _: post(advocate, "UTC", slow=True), range(4))

    assert {answer.status_code for answer in answers} == {201}
    assert sum("Idempotent-Replay" in answer for answer in answers) == 3
    assert Entry.objects.count() == 1
