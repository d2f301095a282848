"""Lists to take along: whose eyes, which use, what is recorded, and when they end."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from audit.models import Entry
from audit.rules import NotAllowed
from cases import services as cases
from cases.models import Assignment, Release
from reports.lists import LISTINGS
from reports.models import Export, ExportPiece
from reports.rules.exports import KEPT
from reports.services import exporting, making
from tests.factories import cases as case_factory
from tests.factories import deadlines as clock_factory
from tests.factories import releases

pytestmark = pytest.mark.django_db

FTC = ("regulator", "FTC", "regulator_complaint")


def asked(by, now, *, listed="cases", paper="csv", use="own_work", **more):
    given = {"asked": {"view": "all"} if listed == "cases" else {}, "now": now, **more}
    return exporting.ask_export(listed=listed, paper=paper, use=use, by=by, **given)


def taken(export, by, now):
    return b"".join(exporting.take_export(export_id=export.pk, by=by, now=now).pieces)


def rows_of(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.fixture
def now():
    return cases.moments.database_time()


def test_a_list_holds_the_cases_that_its_maker_sees_and_no_others(advocate, colleague, now):
    mine = case_factory.case(by=advocate)
    case_factory.case(by=colleague)

    export = asked(advocate, now)

    assert export.state == "ready"
    assert [row["Case"] for row in rows_of(taken(export, advocate, now))] == [mine.code]


@pytest.mark.parametrize("listed", sorted(LISTINGS))
@pytest.mark.parametrize("who", ["advocate", "colleague", "engaged", "other", "supervisor"])
def test_every_list_is_cut_for_each_person_as_its_page_is(  # noqa: PLR0917 - the whole cast
    listed, who, advocate, colleague, attorney, supervisor, now
):
    clock = clock_factory.clock(by=advocate)
    case_factory.engage(case=clock.case, attorney=attorney, by=supervisor)
    other = type(attorney).objects.create_user(
        email="una@agency.example", name="Una", role="attorney", password=None
    )
    people = {"advocate": advocate, "colleague": colleague, "engaged": attorney, "other": other,
              "supervisor": supervisor}  # fmt: skip
    by, use = people[who], "supervision" if who == "supervisor" else "own_work"
    if listed == "activity" and who != "supervisor":
        with pytest.raises(NotAllowed):
            asked(by, now, listed=listed, use=use)
        return
    seen = who in {"advocate", "engaged", "supervisor"}

    content = taken(asked(by, now, listed=listed, use=use), by, now)

    assert (clock.case.code in content.decode()) is (seen and listed != "complaints")
    assert "Maria" not in content.decode()


def test_a_stranger_does_not_take_what_another_made(advocate, supervisor, now):
    case_factory.case(by=advocate)
    export = asked(advocate, now)

    with pytest.raises(Export.DoesNotExist):
        exporting.take_export(export_id=export.pk, by=supervisor, now=now)


def test_what_went_out_of_sight_meanwhile_is_not_taken(advocate, now):
    case_factory.case(by=advocate)
    export = asked(advocate, now)
    Assignment.objects.update(ended_at=now)
    before = Entry.objects.count()

    with pytest.raises(NotAllowed) as no:
        exporting.take_export(export_id=export.pk, by=advocate, now=now)

    assert (no.value.code, Entry.objects.count()) == ("out_of_sight", before)


def test_asking_and_each_taking_is_recorded_with_each_case(advocate, now):
    case = case_factory.case(by=advocate)
    export = asked(advocate, now)

    taken(export, advocate, now)
    taken(export, advocate, now)

    acts = list(Entry.objects.filter(action__startswith="reports.").values_list("action", "chain"))
    assert acts.count(("reports.took_list", "house")) == 2
    assert acts.count(("reports.took_case_in_list", str(case.pk))) == 2
    assert acts.count(("reports.asked_list", "house")) == 1
    export.refresh_from_db()
    assert export.times_taken == 2


def test_a_list_for_outside_leaves_out_whose_survivor_signed_nothing(advocate, now):
    told, untold = case_factory.case(by=advocate), case_factory.case(by=advocate)
    releases.to_regulator(told, by=advocate, now=now)
    Release.objects.update(information=["identity"])

    export = asked(advocate, now, use="outside", recipient=FTC)
    content = taken(export, advocate, now).decode()

    assert export.left_out == 1
    assert told.code in content
    assert untold.code not in content
    entry = Entry.objects.get(action="reports.gave_case_in_list")
    assert str(Release.objects.get().pk) in entry.facts


def test_a_release_taken_back_after_the_file_was_made_keeps_it_in(advocate, now):
    case = case_factory.case(by=advocate)
    releases.to_regulator(case, by=advocate, now=now)
    Release.objects.update(information=["identity"])
    export = asked(advocate, now, use="outside", recipient=FTC)
    Release.objects.update(revoked_at=now, revoked_by=advocate)
    before = Entry.objects.count()

    with pytest.raises(NotAllowed) as no:
        exporting.take_export(export_id=export.pk, by=advocate, now=now + timedelta(seconds=1))

    assert (no.value.code, Entry.objects.count()) == ("release_needed", before)


@pytest.mark.parametrize(
    ("role", "listed", "use"),
    [
        ("attorney", "cases", "outside"),
        ("attorney", "cases", "record"),
        ("advocate", "cases", "supervision"),
        ("supervisor", "activity", "outside"),
    ],
)
def test_a_use_that_is_not_theirs_is_refused(request, role, listed, use, now):
    by = request.getfixturevalue(role)

    with pytest.raises(NotAllowed) as no:
        asked(by, now, listed=listed, use=use, recipient=FTC)

    assert no.value.field == "use"
    assert not Export.objects.exists()


def test_a_cell_that_begins_like_a_formula_is_text_in_both_kinds_of_file(advocate, now):
    case_factory.case(by=advocate)
    type(advocate).objects.filter(pk=advocate.pk).update(name='=HYPERLINK("x")')
    advocate.refresh_from_db()

    (row,) = rows_of(taken(asked(advocate, now), advocate, now))
    book = load_workbook(io.BytesIO(taken(asked(advocate, now, paper="xlsx"), advocate, now)))

    assert row["Who works on it"].startswith("'=")
    cell = book.active["D2"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("x")')
    assert cell.quotePrefix


def test_a_spreadsheet_says_moments_as_moments(advocate, now):
    case = case_factory.case(by=advocate)

    book = load_workbook(io.BytesIO(taken(asked(advocate, now, paper="xlsx"), advocate, now)))

    opened = book.active["G2"].value
    assert opened == case.opened_at.replace(tzinfo=None, microsecond=0)


def test_no_row_of_a_spreadsheet_ever_stands_in_a_file_of_the_system(advocate, now, monkeypatch):
    case = case_factory.case(by=advocate)

    def refuse(*args, **kwargs):
        raise AssertionError("A temporary file was asked for.")

    for name in ("mkstemp", "NamedTemporaryFile", "TemporaryFile"):
        monkeypatch.setattr(f"tempfile.{name}", refuse)

    book = load_workbook(io.BytesIO(taken(asked(advocate, now, paper="xlsx"), advocate, now)))

    assert book.active["A2"].value == case.code


def test_a_spreadsheet_past_its_rows_is_refused_and_csv_named(advocate, now, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_XLSX", 1)
    for _ in range(2):
        case_factory.case(by=advocate)

    with pytest.raises(NotAllowed) as no:
        asked(advocate, now, paper="xlsx")

    assert no.value.code == "too_long"
    assert "CSV" in str(no.value)
    assert asked(advocate, now).rows_total == 2


def test_a_long_list_waits_for_the_worker_and_says_how_far_it_is(advocate, now, monkeypatch):
    monkeypatch.setattr(exporting, "AT_ONCE", 1)
    monkeypatch.setattr(making, "AT_ONCE", 2)
    monkeypatch.setattr(making, "PIECE", 64)
    known = {case_factory.case(by=advocate).code for _ in range(5)}

    export = asked(advocate, now)
    assert (export.state, export.rows_total) == ("waiting", 5)
    with pytest.raises(NotAllowed):
        exporting.take_export(export_id=export.pk, by=advocate, now=now)
    assert making.make_waiting() == 1
    assert making.make_waiting() == 0

    export.refresh_from_db()
    assert (export.state, export.rows_done) == ("ready", 5)
    assert export.pieces.count() > 2
    assert {row["Case"] for row in rows_of(taken(export, advocate, now))} == known


def test_what_fails_is_tried_again_and_then_said(advocate, now, monkeypatch):
    monkeypatch.setattr(exporting, "AT_ONCE", -1)
    export = asked(advocate, now)

    def broken(*_):
        raise RuntimeError

    monkeypatch.setattr(making, "_written", broken)
    for _ in range(5):
        making.make_waiting()

    export.refresh_from_db()
    assert (export.state, export.trouble, export.attempts) == ("failed", "RuntimeError", 3)


def test_a_file_ends_after_a_week_and_its_row_stays(advocate, now):
    case_factory.case(by=advocate)
    export = asked(advocate, now)

    assert exporting.end_exports(now=now + KEPT - timedelta(minutes=1)) == 0
    assert exporting.end_exports(now=now + KEPT + timedelta(minutes=1)) == 1

    export.refresh_from_db()
    assert (export.state, export.cases) == ("ended", [])
    assert not ExportPiece.objects.exists()
    with pytest.raises(NotAllowed):
        exporting.take_export(export_id=export.pk, by=advocate, now=now)


@pytest.mark.parametrize("listed", sorted(LISTINGS))
def test_thirty_rows_take_as_many_questions_as_three(listed, supervisor, advocate, now):
    counted = []
    for many in (2, 5):
        for _ in range(many):
            clock_factory.clock(by=advocate)
        with CaptureQueriesContext(
            connection,
        ) as asked_of:
            asked(supervisor, now, listed=listed, use="supervision")
        counted.append(len(asked_of))

    assert counted[0] == counted[1]
