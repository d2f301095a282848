import pytest

from audit.models import Entry
from removal.models import RemovalRequest
from tests.factories import cases as case_factory
from tests.factories import evidence as evidence_factory
from tests.factories import removal as factory

pytestmark = pytest.mark.django_db

URL = "/api/v1/removal-requests/"
PARTS = {
    "signer_role": "self",
    "signer_name": "M. K.",
    "signed_at": "2026-10-30T06:30:00-04:00",
    "signature_method": "typed",
    "good_faith_basis": "never_consented",
    "good_faith_statement": "I never agreed to this being shown.",
    "contact": "desk@agency.example",
}
SENT = {
    "channel": "web_form",
    "sent_by": "survivor",
    "submitted_at": "2026-10-31T09:30:00-04:00",
    "reference": "T-4",
}


@pytest.fixture
def api(api_for, advocate):
    return api_for(advocate)


@pytest.fixture
def case(advocate):
    factory.platform()
    return case_factory.case(by=advocate)


def drafted(api, case, by, **given):
    item = evidence_factory.item(case=case, by=by)
    body = {"case": case.code, "platform": "chirp", "item_ids": [str(item.pk)], **PARTS, **given}
    return api.post(URL, body)


def test_a_request_is_drafted_completed_and_recorded_as_sent(api, case, advocate):
    draft = drafted(api, case, advocate, contact="").json()
    address = f"{URL}{draft['id']}/"

    refused = api.post(f"{address}submission/", SENT)
    api.post(f"{address}change/", {"contact": "desk@agency.example"})
    sent = api.post(f"{address}submission/", SENT)

    assert (draft["code"], draft["next_step"]) == (f"{case.code}-R1", "change")
    assert [part["done"] for part in draft["parts"]] == [True, True, True, False]
    assert refused.status_code == 409
    assert refused.json()["code"] == "parts_missing"
    assert sent.status_code == 200
    assert sent.json()["status"] == "submitted"
    assert sent.json()["submission"]["reference"] == "T-4"
    assert sent.json()["next_step"] == "receipt"


def test_one_key_drafts_one_request_however_often_it_is_sent(api, case, advocate):
    item = evidence_factory.item(case=case, by=advocate)
    body = {"case": case.code, "platform": "chirp", "item_ids": [str(item.pk)]}

    first, again = (api.post(URL, body, headers={"Idempotency-Key": "k-1"}) for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["id"] == again.json()["id"]
    assert RemovalRequest.objects.count() == 1


def test_one_key_cures_once(api, advocate):
    old = factory.submitted_request(by=advocate)
    address = f"{URL}{old.pk}/cure/"

    first, again = (api.post(address, headers={"Idempotency-Key": "k-2"}) for _ in range(2))

    assert first.status_code == 201
    assert first.json()["code"] == f"{old.code}.2"
    assert again.json()["id"] == first.json()["id"]
    assert RemovalRequest.objects.count() == 2


def test_a_list_carries_codes_and_moments_alone(api, case, advocate):
    drafted(api, case, advocate)

    answer = api.get(URL, {"status": "draft", "platform": "chirp", "case": case.code})

    (row,) = answer.json()["results"]
    assert row["code"] == f"{case.code}-R1"
    said = answer.content.decode()
    for sealed in ("M. K.", "agency.example", "never agreed", "chirp.example"):
        assert sealed not in said
    assert api.get(URL, {"status": "resolved"}).json()["results"] == []


def test_reading_one_is_entered(api, advocate):
    request = factory.draft(by=advocate)

    api.get(f"{URL}{request.pk}/")

    entry = Entry.objects.get(action="cases.opened")
    assert '"part":"request R1"' in entry.facts


def test_a_survivor_s_name_is_kept_back_until_asked_for(api, advocate):
    request = factory.draft(by=advocate)

    told = api.get(f"{URL}{request.pk}/").json()
    whole = api.post(f"{URL}{request.pk}/notice/").json()

    assert (told["signer_name"], told["withheld"]) == (None, ["name"])
    assert "M. K." not in told["notice"]
    assert "M. K." in whole["notice"]
    assert Entry.objects.filter(facts__contains="whole notice of R1").count() == 1


def test_a_possible_child_s_places_are_kept_back_too(api, advocate):
    case = case_factory.case(by=advocate, age_when_made="unsure")
    request = factory.draft(by=advocate, case=case)

    told = api.get(f"{URL}{request.pk}/").json()

    assert told["withheld"] == ["name", "places"]
    assert "chirp.example" not in told["notice"]


def test_a_stranger_finds_nothing_and_changes_nothing(api_for, advocate, colleague):
    request = factory.draft(by=advocate)
    stranger = api_for(colleague)

    answers = [
        stranger.get(f"{URL}{request.pk}/"),
        stranger.post(f"{URL}{request.pk}/submission/", SENT),
        stranger.post(f"{URL}{request.pk}/change/", {"contact": "x"}),
        stranger.post(f"{URL}{request.pk}/cure/"),
        stranger.post(f"{URL}{request.pk}/process/", {"process": "none"}),
        stranger.post(f"{URL}{request.pk}/conduct/", {"conduct": {}}),
        stranger.post(f"{URL}{request.pk}/notice/"),
    ]
    drafting = stranger.post(URL, {"case": request.case.code, "platform": "chirp"})

    assert {answer.status_code for answer in [*answers, drafting]} == {404}
    assert stranger.get(URL).json()["results"] == []
    request.refresh_from_db()
    assert (request.status, request.contact) == ("draft", "desk@agency.example")


def test_an_attorney_reads_and_may_not_write(api_for, advocate, attorney, supervisor):
    request = factory.draft(by=advocate)
    case_factory.engage(case=request.case, attorney=attorney, by=supervisor)

    read = api_for(attorney).get(f"{URL}{request.pk}/")
    written = api_for(attorney).post(f"{URL}{request.pk}/submission/", SENT)

    assert read.status_code == 200
    assert (written.status_code, written.json()["code"]) == (403, "role_may_not")
    request.refresh_from_db()
    assert request.status == "draft"


WRONG = [
    ("submission", {**SENT, "submitted_at": "2026-10-31T09:30:00"}, "submitted_at"),
    ("submission", {**SENT, "colour": "red"}, "colour"),
    ("submission", {**SENT, "channel": "pigeon"}, "channel"),
    ("change", {"signer_role": "stranger"}, "signer_role"),
    ("change", {"status": "resolved"}, "status"),
    ("process", {"process": "lost"}, "process"),
    ("conduct", {"conduct": {"gave_reason": "perhaps"}}, "conduct"),
]


@pytest.mark.parametrize(("command", "body", "field"), WRONG)
def test_a_body_of_the_wrong_shape_names_its_field(api, advocate, command, body, field):
    request = factory.draft(by=advocate)

    answer = api.post(f"{URL}{request.pk}/{command}/", body)

    assert answer.status_code == 400
    assert field in answer.json()["fields"]


def test_what_was_found_out_is_noted(api, advocate):
    request = factory.draft(by=advocate)

    api.post(
        f"{URL}{request.pk}/process/",
        {"process": "none", "looked_at": "2026-10-31T09:00:00-04:00"},
    )
    noted = api.post(f"{URL}{request.pk}/conduct/", {"conduct": {"gave_identifier": "no"}}).json()

    assert (noted["process"], noted["conduct"]) == ("none", {"gave_identifier": "no"})
    assert noted["next_step"] == "complaint"


def test_an_item_of_another_case_is_a_refusal_with_its_field(api, case, advocate):
    other = evidence_factory.item(case=case_factory.case(by=advocate), by=advocate)

    answer = api.post(URL, {"case": case.code, "platform": "chirp", "item_ids": [str(other.pk)]})

    assert answer.status_code == 409
    assert answer.json()["code"] == "not_in_this_case"
    assert answer.json()["field"] == "item_ids"
    assert not RemovalRequest.objects.exists()


def test_a_list_asks_the_database_as_often_for_ten_as_for_two(api, case, advocate):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert api.get(URL).status_code == 200
        return len(asked)

    for _ in range(2):
        factory.submitted_request(by=advocate, case=case)
    few = queries()
    for _ in range(8):
        factory.draft(by=advocate, case=case)

    assert queries() <= few
