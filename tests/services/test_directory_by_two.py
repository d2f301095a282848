"""The directory is kept right by people: drift has an owner, a channel takes two."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from audit.models import Entry
from audit.rules import NotAllowed
from removal import kept, stale
from removal.models import EntryReport, Platform, PlatformChange, PlatformCheck
from removal.services import keeping, platforms
from tests.factories import removal as factory

pytestmark = pytest.mark.django_db
MOVED = "https://chirp.example/tida"


@pytest.fixture
def chirp():
    return factory.platform()


def propose(by, now, **fields):
    given = fields or {"report_url": MOVED}
    platforms.edit_platform(slug="chirp", by=by, now=now, found="Seen in the footer.", **given)
    return PlatformChange.objects.filter(decided_at=None).first()


@pytest.mark.parametrize("field", ["report_url", "alt_urls", "contacts", "domains"])
def test_one_person_s_change_of_a_channel_stays_pending(chirp, supervisor, now, field):
    before = kept.differences
    value = MOVED if field == "report_url" else ["moved.example"]
    value = [MOVED] if field == "alt_urls" else value

    change = propose(supervisor, now, **{field: value})

    row = Platform.objects.get(pk="chirp")
    assert row.report_url == chirp.report_url
    assert [one.domain for one in row.domains.all()] == ["chirp.example"]
    assert row.edited_fields == []
    assert change.needs_second
    assert [one.is_channel for one in before(change)] == [True]


@pytest.mark.parametrize("written", ["not a url", "javascript:alert(1)", "chirp.example/tida"])
def test_a_notice_process_is_a_web_address_or_nothing(chirp, supervisor, now, written):
    with pytest.raises(NotAllowed) as no:
        propose(supervisor, now, report_url=written)

    assert (no.value.code, no.value.field) == ("not_an_address", "report_url")
    assert not PlatformChange.objects.exists()


@pytest.mark.parametrize("written", ["by post", "javascript:alert(1)", "chirp.example/help"])
def test_each_other_address_is_a_web_address(chirp, supervisor, now, written):
    with pytest.raises(NotAllowed) as no:
        propose(supervisor, now, alt_urls=["https://chirp.example/help", written])

    assert (no.value.code, no.value.field) == ("not_an_address", "alt_urls")
    assert no.value.sentence.startswith("Line 2 is not")
    assert not PlatformChange.objects.exists()


def test_nobody_confirms_their_own_change(chirp, supervisor, now):
    change = propose(supervisor, now)
    entries = Entry.objects.count()

    with pytest.raises(NotAllowed) as no:
        keeping.decide_change(change_id=change.pk, decision="confirmed", by=supervisor, now=now)

    assert no.value.code == "needs_second_person"
    assert Platform.objects.get(pk="chirp").report_url == chirp.report_url
    assert Entry.objects.count() == entries
    with pytest.raises(IntegrityError), transaction.atomic():
        PlatformChange.objects.update(decided_at=now, decided_by=supervisor, decision="confirmed")


def test_a_second_person_confirms_it_and_counts_as_having_looked(
    chirp, supervisor, administrator, now
):
    change = propose(supervisor, now)

    keeping.decide_change(change_id=change.pk, decision="confirmed", by=administrator, now=now)

    row = Platform.objects.get(pk="chirp")
    assert (row.report_url, row.edited_fields) == (MOVED, ["report_url"])
    assert (row.verified_by, row.last_verified_on) == (administrator, now.date())
    assert Entry.objects.filter(action="removal.decided_change").count() == 1


def test_an_advocate_proposes_and_does_not_confirm(chirp, advocate, colleague, supervisor, now):
    change = propose(advocate, now, notes="The form asks for a time.")

    with pytest.raises(NotAllowed) as no:
        keeping.decide_change(change_id=change.pk, decision="confirmed", by=colleague, now=now)
    assert no.value.code == "role_may_not"

    keeping.decide_change(change_id=change.pk, decision="confirmed", by=supervisor, now=now)
    assert Platform.objects.get(pk="chirp").notes == "The form asks for a time."


def test_a_change_is_not_carried_out_over_another_that_came_between(
    chirp, supervisor, administrator, now
):
    change = propose(supervisor, now)
    platforms.load([factory.CHIRP | {"report_url": "https://chirp.example/third"}, factory.OTHER])

    with pytest.raises(NotAllowed) as no:
        keeping.decide_change(change_id=change.pk, decision="confirmed", by=administrator, now=now)

    assert no.value.code == "row_changed_since"
    assert Platform.objects.get(pk="chirp").report_url == "https://chirp.example/third"
    assert PlatformChange.objects.get().decided_at is None


def test_what_is_no_channel_changes_at_once_and_leaves_a_difference(chirp, supervisor, now):
    platforms.edit_platform(slug="chirp", notes="Asks twice.", by=supervisor, now=now)

    change = PlatformChange.objects.get()
    assert (change.before, change.after) == ({"notes": ""}, {"notes": "Asks twice."})
    assert change.decision == "confirmed"


def test_one_change_of_a_row_waits_at_a_time(chirp, supervisor, now):
    propose(supervisor, now)

    with pytest.raises(NotAllowed) as no:
        propose(supervisor, now, contacts=["By post"])

    assert no.value.code == "change_waits"
    assert PlatformChange.objects.count() == 1


def test_a_new_row_has_no_address_until_a_second_person_confirms_it(supervisor, administrator, now):
    factory.platform()

    row = platforms.add_platform(
        name="Peep", kind="host", domains=["peep.example"], coverage="unclear",
        coverage_reason="A host.", report_url="https://peep.example/abuse", by=supervisor, now=now,
    )  # fmt: skip

    assert row.report_url == ""
    change = PlatformChange.objects.get(platform=row)
    keeping.decide_change(change_id=change.pk, decision="confirmed", by=administrator, now=now)
    assert Platform.objects.get(pk="peep").report_url == "https://peep.example/abuse"


def test_drift_is_owned_from_the_moment_it_is_reported(chirp, advocate, supervisor, now):
    keeping.report_entry(slug="chirp", kind="form_moved", found="404", by=advocate, now=now)

    report = EntryReport.objects.get()
    said = stale.of(Platform.objects.get(pk="chirp"), now=now)
    assert report.assigned_to == supervisor
    assert [one.found for one in said.reports] == ["404"]
    assert said.warns


def test_who_last_checked_the_row_owns_the_report(chirp, administrator, supervisor, advocate, now):
    keeping.verify_platform(slug="chirp", by=administrator, now=now)

    report = keeping.report_entry(slug="chirp", kind="form_gone", by=advocate, now=now)

    assert report.assigned_to == administrator


def test_who_takes_a_report_settles_it_and_the_row_counts_as_checked(
    chirp, advocate, supervisor, now
):
    report = keeping.report_entry(slug="chirp", kind="form_gone", by=advocate, now=now)
    with pytest.raises(NotAllowed) as no:
        keeping.settle_report(report_id=report.pk, closed_as="as_recorded", by=advocate, now=now)
    assert no.value.code == "not_yours"

    keeping.take_report(report_id=report.pk, by=advocate, now=now)
    keeping.settle_report(report_id=report.pk, closed_as="as_recorded", by=advocate, now=now)

    assert PlatformCheck.objects.get().report == report
    assert not stale.of(Platform.objects.get(pk="chirp"), now=now).warns


def test_a_confirmed_change_settles_the_report_that_it_follows(
    chirp, advocate, supervisor, administrator, now
):
    report = keeping.report_entry(slug="chirp", kind="form_moved", by=advocate, now=now)
    platforms.edit_platform(
        slug="chirp", report_url=MOVED, report_id=report.pk, by=supervisor, now=now
    )

    change = PlatformChange.objects.get()
    keeping.decide_change(change_id=change.pk, decision="confirmed", by=administrator, now=now)

    report.refresh_from_db()
    assert (report.closed_as, report.closed_by) == ("corrected", administrator)
    words = [past.words for past in kept.history(Platform.objects.get(pk="chirp"))]
    assert any("confirmed by Min" in one for one in words)
    assert any("the row was corrected" in one for one in words)


def test_a_row_goes_stale_after_the_days_that_the_agency_set(chirp, supervisor, now, settings):
    settings.RECLAIM_DIRECTORY_STALE_DAYS = 10
    keeping.verify_platform(slug="chirp", by=supervisor, now=now)
    row = Platform.objects.get(pk="chirp")

    assert not stale.of(row, now=now + timedelta(days=10)).is_stale
    said = stale.of(row, now=now + timedelta(days=11))
    assert (said.is_stale, said.by) == (True, "Sol")
    assert said.title == "Last checked on 2 Nov 2026, 11 days ago"
