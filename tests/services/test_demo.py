"""The demo: every screen is worth looking at, and it goes away whole."""

from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from accounts.models import CommandKey, User
from audit import chain
from audit.models import Entry
from audit.rules import NotAllowed
from cases.models import Authority, Case, Note, Release
from complaints.models import ComplaintDraft
from config.demo import build, remove
from deadlines.models import Clock, Step
from deadlines.services import reconcile
from evidence.models import Match
from intake.models import Intake, Plan, PlanStep
from removal.models import Platform, RemovalRequest
from removal.services import platforms
from tests.factories.cases import case, note
from tests.factories.removal import platform, submitted_request
from tests.house.source import PACKAGES


def silent(done: int, of: int) -> None:
    """Hear how far the demo is, and say nothing."""


@pytest.fixture
def demo(db) -> datetime:
    now = timezone.now()
    build.make(now=now, told=silent)
    return now


@pytest.mark.django_db
def test_sixty_cases_stand_in_every_state_and_the_ledger_owes_nothing(demo):
    assert Case.objects.count() == 60
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
def test_the_demo_goes_away_whole_and_leaves_a_real_case_with_its_trail(demo, advocate):
    real = case(by=advocate, now=datetime(2026, 11, 2, tzinfo=UTC))
    entries = Entry.objects.filter(chain=str(real.pk)).count()

    assert remove.remove() == (60, [])

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
    }  # fmt: skip


@pytest.fixture
def of_the_demo(db) -> User:
    return User.objects.create_user(email="s@demo.example", name="Sam", role="supervisor")


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
