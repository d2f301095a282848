"""The notes of a case over the API: who read them is entered, and many at once are braked."""

import json

import pytest
from rest_framework.test import APIClient

from accounts.models import Notice
from accounts.services import issue_token
from audit.models import Entry
from tests.factories import cases as cases_factory
from tests.factories.accounts import RECOVERY, person

pytestmark = pytest.mark.django_db
API = "/api/v1/cases"


def opened():
    rows = Entry.objects.filter(action="cases.opened").order_by("seq")
    return [json.loads(facts)["part"] for facts in rows.values_list("facts", flat=True)]


@pytest.fixture
def program():
    """Somebody with a token and nothing else."""
    user = person()
    client = APIClient()
    client.user, client.header = user, f"Token {issue_token(by=user).token}"
    client.credentials(HTTP_AUTHORIZATION=client.header)
    return client


def test_reading_the_notes_is_entered_and_writing_one_is_its_own_act(advocate, api_for):
    case = cases_factory.active_case(by=advocate)
    api = api_for(advocate)

    api.post(f"{API}/{case.code}/notes/", {"text": "Called at six."})
    assert opened() == []

    told = api.get(f"{API}/{case.code}/notes/")
    assert [one["text"] for one in told.data] == ["Called at six."]
    assert opened() == ["notes"]


@pytest.mark.parametrize("part", ["", "notes/"])
def test_whoever_reads_more_cases_than_work_asks_for_sends_a_code(program, settings, part):
    settings.RECLAIM_OPENINGS_AN_HOUR = 2
    lead = person("supervisor")
    cases = [cases_factory.active_case(by=program.user) for _ in range(3)]

    codes = [program.get(f"{API}/{case.code}/{part}").status_code for case in cases]
    refused = program.get(f"{API}/{cases[2].code}/{part}")

    assert codes == [200, 200, 403]
    assert refused.data["code"] == "step_up_needed"
    assert program.get(f"{API}/{cases[0].code}/{part}").status_code == 200
    assert len(opened()) == 3
    assert [one.reader for one in Notice.objects.filter(kind="many_openings")] == [lead]
    program.credentials(HTTP_AUTHORIZATION=program.header, HTTP_X_STEP_UP=RECOVERY[0])
    assert program.get(f"{API}/{cases[2].code}/{part}").status_code == 200
