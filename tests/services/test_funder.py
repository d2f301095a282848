"""A funder's report: who is counted, once a year, under a release; locked, and corrected."""

import json
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from django.db import IntegrityError, connection, transaction

from audit.models import Entry
from audit.rules import NotAllowed
from cases.models import Case
from reports.funder import stored, telling
from reports.models import CountedCase, Snapshot
from reports.rules.quarters import Quarter
from reports.services import filing
from tests.factories import cases, intake, releases
from tests.owner import as_owner

pytestmark = pytest.mark.django_db
FIRST, SECOND = Quarter(2027, 1), Quarter(2027, 2)
OCTOBER = datetime(2026, 10, 20, 15, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 1, 15, tzinfo=UTC)
JANUARY = datetime(2027, 1, 5, 15, tzinfo=UTC)
APRIL = datetime(2027, 4, 6, 15, tzinfo=UTC)


def released(case, by, now, **facts):
    return releases.to_funder(case, by=by, now=now, expires_at=now + timedelta(days=60), **facts)


def came(count, by, *, at=DECEMBER, signed=DECEMBER, **answers):
    """Give cases whose people agreed to be counted."""
    made = [intake.plan(by=by, now=at, channel="phone", **answers).case for _ in range(count)]
    for case in made:
        released(case, by, signed)
    return made


def look(quarter=FIRST, now=JANUARY):
    return telling.report(quarter, funder="funder", now=now)


def lock(supervisor, quarter=FIRST, now=JANUARY, reason=""):
    return filing.lock_report(
        funder="funder", quarter=quarter.code, seen=look(quarter, now).seen, reason=reason,
        by=supervisor, now=now,
    )  # fmt: skip


def rows(report, slug):
    outside = report.outside
    [table] = [one for one in outside["tables"] if one["slug"] == slug]
    return {row["words"]: row["count"] for row in table["rows"]}


def test_only_those_are_counted_whose_release_lets_it(advocate):
    came(7, advocate)
    others = [intake.plan(by=advocate, now=DECEMBER).case for _ in range(6)]
    released(others[0], advocate, DECEMBER, recipient_ref="another")
    released(others[1], advocate, DECEMBER, purpose="other", purpose_words="x")
    released(others[2], advocate, DECEMBER, information={"identity"})

    report = look()

    assert rows(report, "served")["New"] == 7
    assert report.left_out == "6"
    assert "left" not in json.dumps(report.outside)


def test_a_release_taken_back_before_the_lock_takes_the_person_out(advocate, supervisor):
    came(7, advocate)
    case = came(1, advocate)[0]
    seen = look().seen
    releases.revoke(case.releases.get(), by=advocate, now=JANUARY - timedelta(minutes=1))

    with pytest.raises(NotAllowed, match="changed since you looked"):
        filing.lock_report(
            funder="funder", quarter="2027-Q1", seen=seen, by=supervisor, now=JANUARY
        )
    assert not Snapshot.objects.exists()
    assert rows(look(), "served")["New"] == 7
    assert not CountedCase.objects.filter(snapshot=lock(supervisor), case=case).exists()


def test_a_release_that_ended_counts_nobody(advocate):
    came(6, advocate)
    came(5, advocate, at=OCTOBER, signed=OCTOBER)  # ends in November

    assert rows(look(), "served")["New"] == 6


def test_a_person_is_new_once_a_fiscal_year(advocate, supervisor):
    first = came(12, advocate)
    lock(supervisor)
    for case in first[:6]:
        cases.note(case=case, by=advocate, now=APRIL - timedelta(days=20))
        released(case, advocate, APRIL - timedelta(days=20))
    came(8, advocate, at=APRIL - timedelta(days=30), signed=APRIL - timedelta(days=20))

    second = look(SECOND, APRIL)

    assert rows(second, "served") == {"New": 8, "Continuing": 6, "Served in the quarter": 14}
    assert rows(second, "year") == {
        "New in FFY 2027, quarter 1": 12,
        "New in FFY 2027, quarter 2": 8,
        "New in FFY 2027 so far": 20,
    }


def test_every_breakdown_sums_to_the_new_and_the_one_of_several_says_so(advocate):
    drawn = Random(5)  # noqa: S311 - the same each time, and no secret
    for _ in range(40):
        came(1, advocate, age_now=drawn.choice(["18plus", "unsure", "unsaid"]),
             country=drawn.choice(["US", "US", "CA", "unsure"]),
             happened=drawn.choice(["posted", "both", "threat_only", "unsaid"]),
             extortion=drawn.choice(["yes", "no"]))  # fmt: skip
    report = look()

    for table in report.inside:
        counts = {tuple(key): count for key, count, _ in table["cells"]}
        total = counts.pop(("",), None)
        if table["name"] in {"served", "year", "left_out"}:
            continue
        assert total == 40
        assert sum(counts.values()) == 40 or table["several"]
    several = [one["slug"] for one in report.outside["tables"] if one["several"]]
    assert several == ["services"]


def test_no_small_number_stands_in_what_is_shown(advocate, supervisor):
    came(20, advocate)
    came(2, advocate, extortion="yes")
    snapshot = lock(supervisor)
    shown = [row["count"] for table in snapshot.outside["tables"] for row in table["rows"]]

    assert not {1, 2, 3, 4} & set(shown)
    assert rows(snapshot, "extortion") == {"Yes": None, "No": None, "Not reported": 0, "New": 22}


def test_a_locked_report_stays_as_it_is(advocate, supervisor):
    came(6, advocate)
    snapshot = lock(supervisor)

    for change in (
        lambda: Snapshot.objects.update(outside={}),
        lambda: snapshot.counted.all().delete(),
        snapshot.save,
    ):
        with pytest.raises(IntegrityError, match="final"), transaction.atomic():
            change()
    snapshot.refresh_from_db()
    assert stored.is_sealed(snapshot)
    assert stored.digest(snapshot.outside) == snapshot.shown_sha256


def test_nobody_is_counted_in_a_locked_report_later(advocate, supervisor):
    came(6, advocate)
    snapshot = lock(supervisor)
    late = came(1, advocate)[0]

    for is_new in (True, False):
        with pytest.raises(IntegrityError, match="counted in it later"), transaction.atomic():
            CountedCase.objects.create(snapshot=snapshot, case=late, is_new=is_new)
    assert snapshot.counted.count() == 6


@pytest.mark.parametrize("behind", ["one more", "one gone", "one turned"])
def test_the_seal_finds_a_change_of_who_was_counted(advocate, supervisor, behind):
    came(6, advocate)
    snapshot = lock(supervisor)
    late = came(1, advocate)[0]
    with as_owner(), connection.cursor() as cursor:  # as the owner of the tables could
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE reports_countedcase DISABLE TRIGGER USER")
    assert stored.is_sealed(snapshot)

    if behind == "one more":
        CountedCase.objects.create(snapshot=snapshot, case=late, is_new=True)
    elif behind == "one gone":
        snapshot.counted.filter(pk=snapshot.counted.first().pk).delete()
    else:
        snapshot.counted.filter(pk=snapshot.counted.first().pk).update(is_new=False)

    assert not stored.is_sealed(snapshot)


def test_the_seal_cannot_be_tried_against_small_numbers(advocate, supervisor):
    came(6, advocate)
    snapshot = lock(supervisor)

    assert len(snapshot.salt) == 64
    assert snapshot.salt not in json.dumps(snapshot.outside)
    entry = Entry.objects.filter(action="reports.locked").latest("pk")
    assert snapshot.salt not in str(entry.facts)
    assert snapshot.sha256 not in str(entry.facts)


def test_a_correction_names_the_report_it_corrects_and_why(advocate, supervisor):
    came(9, advocate)
    first = lock(supervisor)

    with pytest.raises(NotAllowed, match="Nothing differs"):
        lock(supervisor, reason="late")
    came(8, advocate)
    with pytest.raises(NotAllowed, match="Say why"):
        lock(supervisor)
    second = lock(supervisor, reason="late")

    assert (second.version, second.corrects, second.reason) == (2, first, "late")
    assert rows(second, "served")["New"] == 17


def test_one_person_more_is_not_told_by_a_correction(advocate, supervisor):
    came(9, advocate)
    lock(supervisor)
    came(1, advocate)

    second = lock(supervisor, reason="late")

    assert rows(second, "served")["New"] is None


def test_a_quarter_waits_for_its_end_and_for_those_before(advocate, supervisor):
    with pytest.raises(NotAllowed, match="goes on until"):
        lock(supervisor, now=DECEMBER)
    with pytest.raises(NotAllowed, match="Lock FFY 2027, quarter 1 first"):
        lock(supervisor, SECOND, APRIL)
    lock(supervisor)
    assert lock(supervisor, SECOND, APRIL).code == "2027-Q2-v1"


def test_only_a_supervisor_locks(advocate, attorney):
    for person in (advocate, attorney):
        with pytest.raises(NotAllowed):
            lock(person)
        assert not Snapshot.objects.visible_to(person).exists()
    assert not Snapshot.objects.exists()


def test_demo_cases_are_left_out_of_a_house_at_work(advocate):
    came(6, advocate)
    Case.objects.update(is_demo=True)
    came(5, advocate)

    assert rows(look(), "served")["New"] == 5
