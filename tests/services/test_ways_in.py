"""What a restore brings back that had been closed: every way in is closed again, once, and said."""

import json
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import (
    CommandError,
    call_command,
    get_commands,
    load_command_class,
)
from knox.models import AuthToken

from accounts import services
from accounts.models import Factor, Invitation
from accounts.rules.factors import Kind
from audit.models import Entry
from cases.services.moments import database_time
from config.backup import ways_in
from config.embedded.state import ROOT
from config.management.commands import restore
from deadlines.models import CalendarFeed
from deadlines.services import holding

pytestmark = pytest.mark.django_db


@pytest.fixture
def ways(advocate, administrator):
    """Give one of each that opens without a second factor, and one link that was used."""
    now = database_time()
    services.issue_token(by=advocate, name="a script")
    CalendarFeed.objects.create(user=advocate, digest="d" * 64, made_at=now)
    services.begin_totp(by=advocate)
    invited = {"role": "advocate", "by": administrator, "now": now}
    services.invite(email="new@agency.example", name="New", **invited)
    used = services.invite(email="used@agency.example", name="Used", **invited)
    Invitation.objects.filter(pk=used.pk).update(used_at=now)
    return used


@pytest.fixture
def hold(db):
    return holding.hold(backup_at=database_time() - timedelta(hours=3))


def test_every_way_in_that_came_back_is_closed(ways, hold):
    confirmed = Factor.objects.exclude(confirmed_at=None).count()

    closed = ways_in.close(subject=hold)

    assert closed == (1, 1, 1, 1)
    assert not AuthToken.objects.exists()
    assert not CalendarFeed.objects.exists()
    assert not Factor.objects.waiting().exists()
    assert Factor.objects.count() == confirmed
    assert not Invitation.objects.open(database_time()).exists()
    assert not Invitation.objects.mail_owed(database_time()).filter(used_at=None).exists()
    assert Invitation.objects.get(pk=ways.pk).revoked_at is None
    entry = Entry.objects.get(action="accounts.closed_ways_in")
    assert json.loads(entry.facts) == {"tokens": 1, "feeds": 1, "links": 1, "factors": 1}


def test_the_command_says_what_people_have_to_do_again(ways, hold):
    said = StringIO()
    call_command("close_ways_in", stdout=said)

    assert "1 API tokens" in said.getvalue()
    assert "passwords that were changed" in said.getvalue()
    assert "invited anew" in said.getvalue()


def test_what_was_made_since_they_were_closed_goes_only_when_that_is_asked_for(
    ways, hold, advocate
):
    call_command("close_ways_in", stdout=StringIO())
    services.issue_token(by=advocate, name="made since")

    with pytest.raises(CommandError, match=r"Ways in were closed at .* give --again"):
        call_command("close_ways_in")
    assert AuthToken.objects.count() == 1
    assert Entry.objects.filter(action="accounts.closed_ways_in").count() == 1

    call_command("close_ways_in", "--again", stdout=StringIO())
    assert not AuthToken.objects.exists()


def test_those_of_an_earlier_hold_are_no_reason_to_close_none(ways, hold, advocate):
    call_command("close_ways_in", stdout=StringIO())
    holding.release(by=None, again=False)
    services.issue_token(by=advocate)
    holding.hold(backup_at=database_time())

    call_command("close_ways_in", stdout=StringIO())

    assert not AuthToken.objects.exists()


@pytest.mark.parametrize(
    "said", [ways_in.AGAIN, restore.NEXT, (ROOT / "docs/how-to/back-up.md").read_text()]
)
def test_every_command_that_a_restore_names_is_there_and_takes_what_it_is_given(said):
    """What is to be done before anybody signs in, a page cannot do."""
    lines = re.findall(r"manage\.py (?!up\b)(\w+)([^`\n]*)", said)  # `up` is the door's own
    assert lines

    for name, words in lines:
        command = load_command_class(get_commands()[name], name)
        given = [one for one in words.split("  ")[0].split() if one.startswith("--")]
        known = command.create_parser("manage.py", name)._option_string_actions
        assert set(given) <= set(known), name


@pytest.mark.parametrize("said", [ways_in.AGAIN, (ROOT / "docs/how-to/back-up.md").read_text()])
@pytest.mark.parametrize(
    "name", ["close_account", "change_role", "reset_password", "reset_factors"]
)
def test_what_people_did_since_has_a_command_each(said, name):
    assert f"manage.py {name} " in said


def test_nothing_is_closed_where_nothing_was_restored(ways):
    with pytest.raises(CommandError, match="Mail is not held"):
        call_command("close_ways_in")

    assert AuthToken.objects.exists()
    assert CalendarFeed.objects.exists()
    assert Factor.objects.of_kind(Kind.TOTP).waiting().exists()
