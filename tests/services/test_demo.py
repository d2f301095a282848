"""The demo: every screen is worth looking at, and it goes away whole."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from accounts import services as accounts
from accounts.models import CommandKey, DayOff, User, WorkingHours
from audit import chain
from audit.models import Entry
from audit.rules import NotAllowed
from cases.models import Authority, Case, Cover, Note, Release, Task
from complaints.models import ComplaintDraft
from config.demo import build, history, remove, weekend
from deadlines.models import Clock, Ladder, RotaTurn, Step
from deadlines.services import ladders, reconcile, rota
from deadlines.weekend.board import board_of
from evidence.models import Match
from intake.models import Intake, Plan, PlanStep
from removal.models import EntryReport, Platform, RemovalRequest
from removal.services import keeping, platforms
from restitution.models import MoneyLine, NoticePreference, PrivilegedNote, ReserveAmount
from restitution.services import court_cases, money
from tests.factories import restitution
from tests.factories.cases import case, note
from tests.factories.evidence import fingerprints, item
from tests.factories.removal import platform, submitted_request
from tests.house.source import PACKAGES
from tests.owner import as_owner

pytestmark = pytest.mark.usefixtures("the_owner")  # only it takes a demo away


def silent(done: int, of: int) -> None:
    """Hear how far the demo is, and say nothing."""


@pytest.fixture
def demo(db) -> datetime:
    now = timezone.now()
    build.make(now=now, told=silent)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # the tests before left statistics of empty tables
    return now


@pytest.mark.django_db
def test_sixty_cases_stand_in_every_state_and_the_ledger_owes_nothing(demo):
    assert Case.objects.exclude(pk__in=[one.pk for one in history.bulk_cases()]).count() == 60
    assert len(history.bulk_cases()) == history.CASES
    assert {case.status for case in Case.objects.all()} == {"intake", "active", "closed"}
    assert set(RemovalRequest.objects.values_list("status", flat=True)) == {
        "draft", "submitted", "received", "resolved", "withdrawn",
    }  # fmt: skip
    assert set(ComplaintDraft.objects.values_list("status", flat=True)) == {
        "draft", "in_review", "signed_off", "filed",
    }  # fmt: skip
    assert Clock.objects.running().filter(due_at__gt=demo).count() >= 10
    assert Clock.objects.overdue(demo).count() >= 5
    assert set(Clock.objects.values_list("closed_as", flat=True)) == {
        "", "in_time", "late", "withdrawn",
    }  # fmt: skip
    assert RemovalRequest.objects.filter(version=2).exists()
    for role in ("advocate", "attorney", "supervisor", "administrator"):
        assert User.objects.filter(role=role, is_active=True).count() == 3
    assert list(reconcile.differences(now=demo)) == []
    assert Step.objects.filter(state="sent").exists()


@pytest.mark.django_db
def test_a_newcomer_sees_the_front_half_too(demo):
    assert Intake.objects.filter(finished_at=None).exists()
    assert set(Plan.objects.values_list("track", flat=True)) == {"adult", "minor"}
    assert {"offered", "under_way", "done", "declined"} <= set(
        PlanStep.objects.values_list("state", flat=True)
    )
    assert Authority.objects.filter(kind="parent_guardian").exists()
    assert Release.objects.filter(expires_at__lt=demo + timedelta(days=7)).count() >= 3
    assert Release.objects.exclude(revoked_at=None).exists()
    for short in ("advocate2", "supervisor"):  # one advocate has both sides of a pair
        who = User.objects.get(email=f"{short}@demo.example")
        assert Match.objects.visible_to(who).filter(decided_at=None).exists()


@pytest.mark.django_db
def test_a_weekend_is_lent_asked_declined_and_left(demo):
    who = {user.email.partition("@")[0]: user for user in User.objects.all()}
    span = weekend.coming(demo)

    states = {cover.state(timezone.now()).value for cover in Cover.objects.all()}
    assert {"active", "offered", "declined"} <= states
    assert Cover.objects.unanswered().filter(taker=who["advocate"]).count() == 2
    assert Task.objects.filter(kind="cover").open().count() == 1
    assert RotaTurn.objects.count() == 12
    board = board_of(who["supervisor"], span=span, now=timezone.now())
    words = {line.word for lane in board.lanes for line in lane.lines}
    assert {"Nobody", "Covered", "Declined", "Unanswered"} <= words
    assert Clock.objects.visible_to(who["advocate"]).filter(case__covers__taker=who["advocate"])
    assert DayOff.objects.filter(user=None).exists()


@pytest.mark.django_db
def test_the_demo_goes_away_whole_and_leaves_a_real_case_with_its_trail(demo, advocate):
    real = case(by=advocate, now=datetime(2026, 11, 2, tzinfo=UTC))
    entries = Entry.objects.filter(chain=str(real.pk)).count()

    with as_owner():
        assert remove.remove() == (60 + history.CASES, [])

    assert Case.objects.get() == real
    assert User.objects.get() == advocate
    assert Entry.objects.filter(chain=str(real.pk)).count() == entries > 0
    assert chain.verify(str(real.pk)).holds
    assert not Entry.objects.exclude(chain__in=[str(real.pk), "house"]).exists()
    left = {
        model._meta.label
        for name in PACKAGES
        for model in apps.get_app_config(name).get_models()
        if model._base_manager.exists()
    }
    assert left <= {
        "accounts.User", "audit.ChainHead", "audit.Entry", "cases.Assignment", "cases.Case",
        "cases.CaseKey", "cases.Survivor", "deadlines.Heartbeat", "deadlines.Ladder",
        "deadlines.Rung", "deadlines.Statute", "removal.Platform", "removal.PlatformDomain",
        "reports.StaleMonth",  # months to be counted anew without them
    }  # fmt: skip


@pytest.fixture
def of_the_demo(db) -> User:
    return User.objects.create_user(email="s@demo.example", name="Sam", role="supervisor")


def test_what_an_attorney_kept_for_good_of_a_demo_case_goes_with_it(
    of_the_demo, advocate, attorney, supervisor
):
    one = restitution.engaged(case(by=advocate), attorney, by=supervisor)
    Case.objects.filter(pk=one.pk).update(is_demo=True)
    court, now = restitution.court_case(one, by=attorney), timezone.now()
    line = restitution.line(court, case=one, by=attorney)
    money.reverse_line(line_id=line.pk, by=attorney, now=now)
    restitution.note(one, by=attorney)
    told = {"court_case_id": court.pk, "said_on": timezone.localdate(now), "now": now}
    court_cases.say_preference(wants="no", by=attorney, **told)
    noted = {"as_of": timezone.localdate(now), "source": "Invented", "now": now}
    money.note_reserve_amount(amount=Decimal(46000), by=of_the_demo, **noted)

    assert remove.remove() == (1, [])

    for table in (MoneyLine, PrivilegedNote, NoticePreference, ReserveAmount):
        assert not table.objects.exists()


def test_what_a_demo_person_did_to_the_directory_and_by_api_goes_with_them(of_the_demo):
    platform()
    platforms.verify_platform(slug="chirp", by=of_the_demo, now=timezone.now())
    CommandKey.objects.create(user=of_the_demo, key_digest="k", route="r", body_digest="b")

    remove.remove()

    assert not User.objects.exists()
    assert Platform.objects.get(pk="chirp").last_verified_on is None


def test_a_demo_person_whom_a_real_case_names_is_not_removed(of_the_demo, advocate):
    real = case(by=advocate)
    note(case=real, by=of_the_demo)

    with pytest.raises(NotAllowed, match=real.code):
        remove.remove()

    assert User.objects.filter(pk=of_the_demo.pk).exists()
    assert Note.objects.get().written_by == of_the_demo


def test_a_pair_of_real_cases_that_a_demo_person_decided_keeps_them(of_the_demo, advocate):
    pair = [item(case=case(by=advocate), by=advocate) for _ in range(2)]
    for one in pair:
        fingerprints(item=one, by=advocate)
    Match.objects.update(decided_at=timezone.now(), decided_by=of_the_demo, same=True)

    with pytest.raises(NotAllowed, match="Demo people worked on real cases"):
        remove.remove()

    assert Match.objects.count() == 1


def test_the_agencys_hours_go_where_the_demo_wrote_them_and_stay_where_it_did_not(
    of_the_demo, supervisor
):
    week = {0: (time(9), time(17))}
    accounts.set_hours(user_id=None, week=week, by=of_the_demo)
    for by, day in ((of_the_demo, 24), (supervisor, 25)):
        accounts.add_day_off(user_id=None, day=date(2026, 12, day), by=by)
    accounts.set_hours(user_id=supervisor.pk, week=week, by=of_the_demo)

    remove.remove()

    assert [row.user for row in WorkingHours.objects.all()] == [supervisor]
    assert [row.day.day for row in DayOff.objects.all()] == [25]


def test_what_real_people_wrote_stays_when_a_demo_person_settled_or_withdrew_it(
    of_the_demo, supervisor, advocate
):
    call_command("load_statutes", verbosity=0)
    now = timezone.now()
    platform()
    report = keeping.report_entry(slug="chirp", kind="form_moved", by=advocate, now=now)
    EntryReport.objects.update(closed_at=now, closed_by=of_the_demo, closed_as="as_recorded")
    draft = ladders.propose_ladder(law="US-TIDA", by=supervisor, now=now)
    ladders.set_ladder_aside(ladder_id=draft.pk, by=of_the_demo, now=now)
    hours = {"starts_at": now, "ends_at": now + timedelta(hours=9)}
    turn = rota.add_turn(user_id=advocate.pk, by=supervisor, now=now, **hours)
    rota.withdraw_turn(turn_id=turn.pk, by=of_the_demo, now=now)

    remove.remove()

    assert EntryReport.objects.get(closed_at=None) == report
    assert Ladder.objects.get(made_by=supervisor).is_draft
    assert RotaTurn.objects.get(withdrawn_by=None) == turn


@pytest.mark.django_db
def test_a_platform_that_a_real_case_names_stays_and_is_named(advocate):
    used, unused = platform(slug="demo-used"), platform(slug="demo-unused")
    Platform.objects.update(is_demo=True)
    request = submitted_request(by=advocate, platform=used)

    removed = remove.remove()

    assert removed.kept == [f"demo-used ({request.case.code})"]
    assert Platform.objects.get(is_demo=True) == used
    assert RemovalRequest.objects.get() == request
    assert not Platform.objects.filter(pk=unused.pk).exists()


@pytest.mark.django_db
def test_the_demo_refuses_to_stand_beside_real_cases(advocate):
    case(by=advocate, now=datetime(2026, 11, 2, tzinfo=UTC))

    with pytest.raises(NotAllowed):
        build.make(now=timezone.now(), told=silent)

    assert Case.objects.count() == 1
    assert not User.objects.filter(email__endswith="@demo.example").exists()
