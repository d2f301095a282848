"""What runs and whose it is; answers, returns, complaints and months: counted by hand."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.rules import Role
from cases.models import Assignment
from complaints.models import ComplaintDraft
from deadlines.services import sweep
from evidence.models import ListingFact
from removal.models import Answer, Listing
from reports import figures
from reports.figures import Scope
from tests.factories import cover as cover_factory
from tests.factories import deadlines as made
from tests.factories.figures import HOUR, OCTOBER, Asked, World

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 10, 12, tzinfo=UTC)
AUTUMN = Scope(date(2026, 10, 1), date(2026, 11, 30))
DAY = 24 * HOUR


@pytest.fixture
def world(advocate):
    return World(by=advocate)


def given_to(user, *clocks):
    Assignment.objects.bulk_create(
        Assignment(case=case, user=user, kind="advocate", started_at=OCTOBER, started_by=user)
        for case in {clock.case for clock in clocks}
    )


def test_the_first_look_counts_what_runs_by_its_end(world, advocate, colleague):
    clocks = world.hold(
        [
            Asked(case=1, at=AT - 49 * HOUR),
            Asked(case=1, at=AT - 48 * HOUR),  # ends at this moment: not late yet
            Asked(case=2, at=AT - 25 * HOUR, basis="inferred"),
            Asked(case=3, at=AT - 24 * HOUR),  # ends in a day exactly: not within it
            Asked(case=4, hours=2),
        ]
    )
    given_to(advocate, clocks[0])
    given_to(colleague, clocks[3])
    User.objects.filter(pk=colleague.pk).update(is_active=False)

    found = figures.now(AT)

    assert (found.running, found.cases) == (4, 3)
    assert (found.late, found.cases_late) == (1, 1)
    assert (found.next_day, found.cases_next_day) == (2, 2)
    assert (found.unproven, found.cases_unproven) == (1, 1)
    assert (found.uncovered, found.cases_uncovered) == (2, 2), "a closed account covers nothing"


def test_load_is_cases_and_live_clocks_and_goes_where_a_cover_goes(advocate, colleague, supervisor):
    now = timezone.now()
    mine = made.clock(by=advocate, at=now - 50 * HOUR, now=now)
    made.clock(by=advocate, at=now - HOUR, now=now)

    before = {one.name: one for one in figures.caseload(now)}

    assert (before["Ada"].cases, before["Ada"].clocks, before["Ada"].load) == (2, 2, 4)
    assert (before["Ada"].late, before["Ada"].next_due_at) == (1, now + 47 * HOUR)
    assert (before["Cleo"].load, "Sol" in before) == (0, False)

    lent = cover_factory.active(case=mine.case, giver=advocate, taker=colleague, now=now)
    after = {one.name: one for one in figures.caseload(lent.starts_at + HOUR)}

    assert (after["Ada"].cases, after["Ada"].lent, after["Ada"].late) == (1, 1, 0)
    assert (after["Cleo"].cases, after["Cleo"].covering, after["Cleo"].late) == (1, 1, 1)


def test_closed_cases_weigh_nothing(world, advocate):
    clocks = world.hold([Asked(case=1, at=AT - HOUR), Asked(case=2, hours=3)])
    given_to(advocate, *clocks)
    case = clocks[1].case
    type(case).objects.filter(pk=case.pk).update(status="closed", closed_at=AT)

    (found,) = [one for one in figures.caseload(AT) if one.user_id == advocate.pk]

    assert (found.cases, found.clocks, found.role) == (2, 1, Role.ADVOCATE), "the mould's, and one"


def answer(clock, kind, *disputes, at=OCTOBER):
    return Answer(
        case=clock.case, request=clock.request, kind=kind, answered_at=at, disputes=list(disputes),
        recorded_at=at, recorded_by=clock.request.created_by,
    )  # fmt: skip


def test_refusals_stand_by_what_they_dispute(world):
    one, two, three = world.hold([Asked(case=1), Asked(case=1, platform="murmur"), Asked(case=2)])
    Answer.objects.bulk_create(
        [
            answer(one, "says_incomplete", "signature", "contact"),
            answer(one, "refused", "signature"),
            answer(two, "refused", "signature"),
            answer(three, "refused"),
            answer(three, "acknowledged"),
            answer(three, "asks_more", "extra_demand", at=OCTOBER - 30 * DAY),
        ]
    )

    found = {row.key: row for row in figures.refusals(AUTUMN)}

    signature = found["signature"]
    assert (signature.answers, signature.requests, signature.cases) == (3, 2, 1)
    assert (signature.refused, signature.says_incomplete) == (2, 1)
    assert (found["contact"].answers, found["none_said"].answers) == (1, 1)
    assert found["extra_demand"].answers == 0, "answered in another month"
    narrowed = figures.refusals(Scope(AUTUMN.first, AUTUMN.last, platform="murmur"))
    assert sum(row.answers for row in narrowed) == 1


def fact(item, kind, at, *, by, retracted=False):
    taken = {"retracted_at": at, "retracted_by": by} if retracted else {}
    return ListingFact(
        case=item.case, item=item, kind=kind, at=at, how="opened_link", checked_by="advocate",
        recorded_at=at, recorded_by=by, **taken,
    )  # fmt: skip


def test_what_came_back_is_counted_once_with_how_soon(world, advocate):
    back, gone, mistaken, still_up = world.hold(
        [Asked(case=1, hours=10), Asked(case=2, hours=20), Asked(case=3, hours=5), Asked(case=4)]
    )
    (mould,) = made.items_of(world.mould.request)[:1]
    items = {}
    for clock in (back, gone, mistaken, still_up):
        items[clock.pk] = World._clone(mould, case=clock.case, number=clock.request.number)
    type(mould).objects.bulk_create(items.values())
    Listing.objects.bulk_create(
        Listing(request=clock.request, item=items[clock.pk])
        for clock in (back, gone, mistaken, still_up)
    )
    ListingFact.objects.bulk_create(
        [
            fact(items[back.pk], "back", back.achieved_at + 3 * DAY, by=advocate),
            fact(items[back.pk], "back", back.achieved_at + 9 * DAY, by=advocate),
            fact(items[gone.pk], "seen_gone", gone.achieved_at + 8 * DAY, by=advocate),
            fact(items[mistaken.pk], "back", AT, by=advocate, retracted=True),
        ]
    )

    (found,) = figures.recurrence(AUTUMN)

    assert (found.gone, found.came_back, found.cases, found.cases_back) == (3, 1, 3, 1)
    assert (found.soonest_days, found.back_within_week) == (3, 1)
    assert found.share == pytest.approx(1 / 3)
    assert found.median_days == 3, "of the two still looked at by then, one is back"


def test_complaints_stand_in_the_month_of_each_act(world, advocate, supervisor):
    one, two, three = world.hold([Asked(case=1), Asked(case=1), Asked(case=2)])
    drafts = [
        ComplaintDraft(
            case=clock.case, request=clock.request, made_because=why, made_at=OCTOBER
        )
        for clock, why in ((one, "ladder"), (two, "ladder"), (three, "by_hand"))
    ]  # fmt: skip
    ComplaintDraft.objects.bulk_create(drafts)
    later = OCTOBER + 30 * DAY
    ComplaintDraft.objects.filter(pk=drafts[0].pk).update(
        status="filed", review_at=OCTOBER, review_by=advocate, signed_off_at=OCTOBER + DAY,
        signed_off_by=supervisor, signed_off_revision=1, released_by_word=True, filed_at=later,
        filed_by=supervisor,
    )  # fmt: skip

    (whole,) = figures.complaints(AUTUMN)
    months = {row.key: row for row in figures.complaints(AUTUMN, "month")}

    assert (whole.made, whole.made_by_ladder, whole.signed, whole.filed) == (3, 2, 1, 1)
    assert (whole.waiting, whole.cases, whole.cases_made, whole.cases_filed) == (2, 2, 2, 1)
    assert (months["2026-10"].filed, months["2026-11"].filed, months["2026-11"].made) == (0, 1, 0)


def test_reminders_owed_are_those_of_the_ledgers_own_account(advocate, supervisor):
    now = timezone.now()
    made.clock(by=advocate, at=now - 49 * HOUR, now=now - 49 * HOUR)
    sweep.run()

    (found,) = figures.reminders(Scope.month(now.date()), at=now + HOUR)

    assert found.owed == found.told > 0
    assert (found.missing, found.unowed) == (0, 0)
    by_month = figures.reminders(Scope(now.date() - 40 * DAY, now.date()), by_month=True)
    assert by_month[-1].key == f"{now:%Y-%m}"


def test_a_trend_shows_empty_months_and_says_when_nothing_clear_changed(world):
    early = datetime(2026, 7, 3, tzinfo=UTC)
    world.hold([*(Asked(case=n, at=early, hours=60) for n in range(40)),
                *(Asked(case=n, at=OCTOBER, hours=6) for n in range(40))])  # fmt: skip

    found = figures.trend(Scope(date(2026, 7, 1), date(2026, 10, 31)), at=AT)

    assert [month.key for month in found.months] == ["2026-07", "2026-08", "2026-09", "2026-10"]
    assert [month.on_time.requests for month in found.months] == [40, 0, 0, 40]
    assert found.months[1].hours.median is None
    assert (found.change.difference, found.change.word) == (1.0, "higher")
    quiet = figures.trend(Scope(date(2026, 9, 1), date(2026, 10, 31)), at=AT).change
    assert (quiet.difference, quiet.word) == (None, "no clear change")
    assert figures.trend(Scope.month(OCTOBER.date()), at=AT).change is None
