"""Letters to a mailbox that is not the agency's own leave under a release, or not at all."""

import pytest
from django.core import mail
from django.core.checks import run_checks

from accounts.rules.mailboxes import is_outside
from audit.models import Entry
from cases.models import Task
from deadlines.models import Reminder
from deadlines.services import health, reconcile, relay, sweep
from tests.factories import cases as case_factory
from tests.factories import deadlines as make
from tests.factories import releases
from tests.factories.deadlines import DUE, HOUR

pytestmark = pytest.mark.django_db

OUTSIDE = [
    ("tess@firm.example", ["agency.example"], True),
    ("tess@AGENCY.example", ["agency.example"], False),
    ("tess@desk.agency.example", ["agency.example"], True),
    ("tess@agency.example.evil.example", ["agency.example"], True),
    ("tess@firm.example", [], False),
    ("tess@firm.example", [" Firm.Example "], False),
]


@pytest.mark.parametrize(("email", "own", "outside"), OUTSIDE)
def test_whose_mailbox_is_outside(email, own, outside):
    assert is_outside(email, own_domains=own) == outside


@pytest.fixture(autouse=True)
def _own_domains(settings):
    settings.RECLAIM_MAIL_DOMAINS = ["agency.example"]


@pytest.fixture
def case(advocate, attorney, supervisor):
    """Give a late case whose attorney reads mail at a firm of her own."""
    type(attorney).objects.filter(pk=attorney.pk).update(email="tess@firm.example")
    case = make.clock(by=advocate).case
    case_factory.engage(case=case, attorney=attorney, by=supervisor)
    return case


def told(case, at=DUE + HOUR):
    sweep.run(now=at)
    return relay.send_owed()


def tess(attorney):
    return Reminder.objects.filter(recipient=attorney)


def test_without_a_release_the_letter_is_skipped_and_told_in_the_app(case, attorney, advocate):
    relayed = told(case)

    assert "tess@firm.example" not in [letter.to[0] for letter in mail.outbox]
    assert relayed.skipped == 1
    reminder = tess(attorney).get()
    assert (reminder.mail_state, reminder.last_error) == ("skip", "no_release")
    assert Reminder.objects.visible_to(attorney).unread().get() == reminder
    task = Task.objects.get(kind="release")
    assert (task.case, task.assigned_to) == (case, advocate)
    assert Entry.objects.filter(action="deadlines.held_mail_back").count() == 1


def test_what_was_skipped_is_neither_owed_nor_a_difference(case, attorney):
    told(case)

    assert health.deadlines_health().mail_owed == 0
    assert "mail_dead" not in health.deadlines_health().problems
    assert reconcile.differences(now=DUE + HOUR) == []


def test_letters_that_are_held_back_owe_one_task_a_lapse(case, attorney, advocate):
    make.clock(by=advocate, case=case, at=make.RECEIVED + HOUR)

    told(case)
    told(case, at=DUE + 3 * HOUR)

    assert tess(attorney).filter(mail_state="skip").count() == 2
    assert Task.objects.filter(kind="release").count() == 1
    assert Entry.objects.filter(action="deadlines.held_mail_back").count() == 1


def test_under_a_release_the_letter_leaves_and_the_trail_says_under_which(case, attorney, advocate):
    release = releases.for_reminders(case, attorney, by=advocate, now=relay.database_time())

    told(case)

    assert "tess@firm.example" in [letter.to[0] for letter in mail.outbox]
    entry = Entry.objects.get(action="deadlines.mailed_outside")
    assert str(release.pk) in entry.facts
    assert not Task.objects.filter(kind="release").exists()


def test_a_release_revoked_after_the_sweep_holds_the_letter_back(case, attorney, advocate):
    release = releases.for_reminders(case, attorney, by=advocate, now=relay.database_time())
    sweep.run(now=DUE + HOUR)
    releases.revoke(release, by=advocate)

    relay.send_owed()

    assert tess(attorney).get().last_error == "no_release"


def test_another_s_release_lets_no_letter_out(case, attorney, advocate, supervisor):
    releases.for_reminders(case, supervisor, by=advocate, now=relay.database_time())

    told(case)

    assert tess(attorney).get().last_error == "no_release"


def test_the_agency_s_own_people_need_none(case):
    told(case)

    assert "sol@agency.example" in [letter.to[0] for letter in mail.outbox]


def test_a_house_that_names_no_domain_is_warned_of_it(settings):
    settings.RECLAIM_MAIL_DOMAINS = []

    warned = [check.id for check in run_checks(include_deployment_checks=True)]

    assert "reclaim.W010" in warned
