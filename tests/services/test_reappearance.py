"""What comes back is asked for again, in a request that cites the one before."""

from datetime import timedelta

import pytest

from cases.models import Task
from cases.rules import TaskKind
from evidence import custody
from evidence.rules.custody import Act
from evidence.rules.items import Fact, Gone, gone_before
from removal import notices
from removal.models import RemovalRequest
from tests.factories import deadlines as factory
from tests.factories import evidence as evidence_factory
from tests.factories import removal as removal_factory
from tests.factories.deadlines import DUE, HOUR, RECEIVED

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def resolved(advocate):
    """A request whose one listing was seen gone in time; the platform gave a number."""
    request = factory.received(by=advocate, reference="CH-4711")
    (item,) = factory.items_of(request)
    factory.look(item, by=advocate, at=DUE - HOUR)
    request.refresh_from_db()
    return request


def item_of(request):
    (item,) = factory.items_of(request)
    return item


def again(case, items, advocate, **more):
    return removal_factory.draft(by=advocate, case=case, items=items, now=DUE + DAY, **more)


def noticed(request) -> str:
    whole = RemovalRequest.objects.for_display().get(pk=request.pk)
    return notices.compose(whole).replace(request.case.code, "C-TEST")


def open_tasks(kind=TaskKind.FRESH_REQUEST):
    return list(Task.objects.open().filter(kind=kind.value).values_list("subject_id", flat=True))


def test_a_listing_that_is_back_leads_to_a_request_that_cites_the_earlier_one(resolved, advocate):
    item = item_of(resolved)
    factory.look(item, by=advocate, at=DUE + HOUR, kind="back")
    assert open_tasks() == [item.pk]

    fresh = again(resolved.case, [item], advocate)

    assert (resolved.status, fresh.follows) == ("resolved", resolved)
    assert (
        "We asked you before: our reference C-TEST-R1, your reference CH-4711, sent "
        "Sat 31 Oct 2026, 13:30 UTC. What we asked for was removed by Mon 2 Nov 2026, 13:00 UTC,"
        " and it is there again." in noticed(fresh)
    )


def test_the_task_is_done_once_the_fresh_request_is_sent(resolved, advocate):
    item = item_of(resolved)
    factory.look(item, by=advocate, at=DUE + HOUR, kind="back")

    fresh = factory.submitted(
        by=advocate, at=DUE + DAY, case=resolved.case, items=[item], on=resolved.platform
    )

    assert open_tasks() == []
    assert fresh.submission.notice_text.count("CH-4711") == 1
    assert custody.of_item(item, reader=advocate)[0].act is Act.SENT


def test_a_return_at_a_new_address_cites_it_too_and_is_owed_a_request(resolved, advocate):
    back = evidence_factory.item(
        case=resolved.case,
        by=advocate,
        follows_id=item_of(resolved).pk,
        first_seen_at=DUE + HOUR,
        now=DUE + 2 * HOUR,
    )

    fresh = again(resolved.case, [back], advocate)

    assert open_tasks() == [back.pk]
    assert fresh.follows == resolved
    assert "removed by Mon 2 Nov 2026, 13:00 UTC, and it is there again" in noticed(fresh)


def test_the_platforms_word_alone_is_cited_as_its_word(advocate):
    request = factory.received(by=advocate)
    item = item_of(request)
    factory.look(item, by=advocate, at=DUE - HOUR, kind="said_removed", how="platform_message")
    back = evidence_factory.item(
        case=request.case,
        by=advocate,
        follows_id=item.pk,
        first_seen_at=DUE + HOUR,
        now=DUE + DAY,
    )

    fresh = again(request.case, [back], advocate)

    assert "was removed, as you said on Mon 2 Nov 2026, 13:00 UTC, and" in noticed(fresh)


def test_a_first_request_and_one_to_another_platform_cite_nothing(resolved, advocate):
    other = removal_factory.platform(slug="heron", name="Heron")
    item = item_of(resolved)
    factory.look(item, by=advocate, at=DUE + HOUR, kind="back")

    elsewhere = again(resolved.case, [item], advocate, on=other)
    new = again(resolved.case, [evidence_factory.item(case=resolved.case, by=advocate)], advocate)

    assert (elsewhere.follows, new.follows) == (None, None)
    assert "before" not in noticed(elsewhere) + noticed(new)


def test_pages_show_the_chain_from_both_ends_and_on_the_item(resolved, advocate, client_for):
    item, client = item_of(resolved), client_for(advocate)
    factory.look(item, by=advocate, at=DUE + HOUR, kind="back")
    fresh = again(resolved.case, [item], advocate)

    first = client.get(f"/requests/{resolved.pk}/").content.decode()
    second = client.get(f"/requests/{fresh.pk}/").content.decode()
    both = client.get(f"/evidence/{item.pk}/requests/").content.decode()

    assert f'asked again in <a href="/requests/{fresh.pk}/">' in " ".join(first.split())
    assert f'Follows <a href="/requests/{resolved.pk}/">' in " ".join(second.split())
    assert f"Follows {resolved.case.code}-R1" in both
    assert f"{resolved.case.code}-R2" in both


@pytest.mark.parametrize(
    ("kinds", "gone"),
    [
        ((), None),
        (("seen_gone",), None),
        (("back",), None),
        (("seen_gone", "back"), Gone(RECEIVED, seen=True)),
        (("said_removed", "back"), Gone(RECEIVED, seen=False)),
        (("said_removed", "seen_gone", "back"), Gone(RECEIVED, seen=True)),
        (("seen_gone", "back", "seen_gone", "back"), Gone(RECEIVED + 2 * HOUR, seen=True)),
        (("seen_gone", "back", "seen_gone"), Gone(RECEIVED, seen=True)),
    ],
)
def test_when_it_was_gone_before_it_came_back(kinds, gone):
    facts = [Fact(kind, RECEIVED + place * HOUR) for place, kind in enumerate(kinds)]

    assert gone_before(facts) == gone
