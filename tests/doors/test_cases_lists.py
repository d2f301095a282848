"""The case list, finding a case, and the activity of a house."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import cases as made
from tests.factories import evidence as found

pytestmark = pytest.mark.django_db

LIST, ACTIVITY = (reverse(f"cases:{name}") for name in ("list", "activity"))
FIND = reverse("evidence:find")


def codes(response, *cases):
    return {case.code for case in cases if case.code in response.content.decode()}


def test_a_list_carries_codes_and_nothing_of_the_person(client_for, advocate):
    case = made.case(by=advocate, survivor_name="Maria Kestrel")

    page = client_for(advocate).get(LIST).content.decode()

    assert case.code in page
    assert "Ada" in page[page.index("Who works on it") :]
    for word in ("Maria", "Kestrel", "maria@", "voicemail"):
        assert word not in page


def test_each_filter_keeps_its_cases(client_for, advocate, colleague, supervisor):
    mine = made.active_case(by=supervisor, advocate_id=advocate.pk)
    minor = made.case(by=advocate, age_when_made="unsure")
    closed = made.closed_case(by=advocate)
    others = made.case(by=colleague)
    every = (mine, minor, closed, others)

    def seen(who, view):
        return codes(client_for(who).get(LIST, {"view": view}), *every)

    assert seen(advocate, "open") == {mine.code, minor.code}
    assert seen(advocate, "minor") == {minor.code}
    assert seen(advocate, "closed") == {closed.code}
    assert seen(advocate, "all") == {mine.code, minor.code, closed.code}
    assert seen(supervisor, "open") == {mine.code, minor.code, others.code}
    assert seen(supervisor, "mine") == set()
    assert seen(supervisor, "nonsense") == seen(supervisor, "open")


def test_a_list_asks_the_database_the_same_for_three_rows_and_thirty(
    client_for, advocate, supervisor, attorney
):
    client = client_for(supervisor)

    def fill(count):
        for _ in range(count):
            case = made.case(by=advocate)
            made.task(case=case, by=advocate)
            made.engage(case=case, attorney=attorney, by=supervisor)

    def asked():
        with CaptureQueriesContext(connection) as questions:
            assert client.get(LIST).status_code == 200
        return len(questions)

    asked()  # the first page of a session also keeps the session
    fill(3)
    few = asked()
    fill(27)

    assert asked() == few


def test_a_long_list_has_pages(client_for, advocate):
    for _ in range(31):
        made.case(by=advocate)
    client = client_for(advocate)

    assert "Cases 1 to 30 of 31" in client.get(LIST).content.decode()
    assert "Cases 31 to 31 of 31" in client.get(LIST, {"page": 2}).content.decode()
    assert client.get(LIST, {"page": "x"}).status_code == 200


def test_a_name_is_searched_by_post_and_stands_in_no_address(client_for, advocate):
    client = client_for(advocate)
    case = made.case(by=advocate, survivor_name="Maria Kestrel")

    assert client.get(FIND, {"text": "maria"}).status_code == 405
    found_page = client.post(FIND, {"text": "maria"})

    assert codes(found_page, case) == {case.code}
    assert "Location" not in found_page.headers


def test_a_code_goes_straight_to_its_case(client_for, advocate):
    case = made.case(by=advocate)

    answer = client_for(advocate).post(FIND, {"text": case.code.lower()})

    assert answer.headers["Location"] == reverse("cases:case", args=[case.code])


def test_nothing_is_found_of_a_strangers_case(client_for, advocate, colleague):
    case = made.case(by=advocate, survivor_name="Maria Kestrel")

    for text in ("maria", case.code, "maria@person.example"):
        page = client_for(colleague).post(FIND, {"text": text})
        assert "No case that you may see fits" in page.content.decode()


@pytest.mark.parametrize(
    "text", ["maria", "maria@person.example", "@kestrel_m", "chirp.example",
             "https://chirp.example/posts/4471"],
)  # fmt: skip
def test_one_search_finds_by_whatever_is_meant(client_for, advocate, text):
    case = made.case(by=advocate)
    item = found.item(
        case=case, by=advocate, handle="@kestrel_m", url="https://chirp.example/posts/4471"
    )
    other = made.case(by=advocate, survivor_name="Nobody Else", contact="else@person.example")

    page = client_for(advocate).post(FIND, {"text": text})

    assert codes(page, case, other) == {case.code}
    by_place = text not in {"maria", "maria@person.example"}
    assert (reverse("evidence:item", args=[item.pk]) in page.content.decode()) == by_place


def test_the_box_asks_for_everything_at_once(client_for, advocate):
    page = client_for(advocate).get(LIST).content.decode()

    assert f'action="{FIND}"' in page
    assert "formaction" not in page


@pytest.mark.parametrize("who", ["advocate", "attorney", "administrator"])
def test_activity_is_the_supervisors(client_for, request, who):
    assert client_for(request.getfixturevalue(who)).get(ACTIVITY).status_code == 403


def test_activity_tells_who_did_what_and_filters_by_it(client_for, supervisor, advocate, colleague):
    one = made.case(by=advocate)
    two = made.case(by=colleague)
    found.item(case=one, by=advocate)
    client = client_for(supervisor)

    def page(**asked):
        return client.get(ACTIVITY, asked)

    assert codes(page(), one, two) == {one.code, two.code}
    assert codes(page(person=str(colleague.pk)), one, two) == {two.code}
    assert codes(page(case=one.code.lower()), one, two) == {one.code}
    assert codes(page(action="evidence"), one, two) == {one.code}
    assert codes(page(action="cases.revealed"), one, two) == set()
    assert "Case opened" in page().content.decode()


def test_activity_has_pages_that_lose_nothing(client_for, supervisor, advocate):
    case = made.case(by=advocate)
    for number in range(60):
        made.note(case=case, by=advocate, text=f"note {number}")
    client = client_for(supervisor)

    first = client.get(ACTIVITY).content.decode()
    seq = first[first.index("before=") + 7 :].split('"')[0].split("&")[0]
    second = client.get(ACTIVITY, {"before": seq}).content.decode()

    assert first.count("Note written") == 50
    assert first.count("Note written") + second.count("Note written") == 60


def test_an_administrator_is_told_that_cases_are_not_theirs(client_for, administrator):
    client = client_for(administrator)

    assert client.get(LIST).status_code == 403
    assert client.post(FIND, {"text": "maria"}).status_code == 403


@pytest.mark.parametrize("before", ["²", "-1", "9" * 40, "x"])
def test_an_odd_place_in_a_trail_is_no_fault_of_ours(client_for, advocate, supervisor, before):
    case = made.case(by=advocate)
    page = reverse("cases:case", args=[case.code])

    assert client_for(advocate).get(page, {"before": before}).status_code == 200
    assert client_for(supervisor).get(ACTIVITY, {"before": before}).status_code == 200
