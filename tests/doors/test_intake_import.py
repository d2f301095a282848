"""A table of intakes, by the command and by the page: whole rows, once, with a report."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from audit.models import Entry
from cases.models import Case, Survivor
from intake.models import ImportedRow, Intake, Plan

pytestmark = pytest.mark.django_db

HEADS = "row_key,danger_now,age_when_made,country,file_on_own_device,where,contact_name,advocate\n"
KIM = "k-1,no,18plus,US,yes,https://chirp.example/p/1,Kim Oriel,\n"
BAD = "k-2,perhaps,18plus,Atlantis,yes,not/a/place,Ona,\n"
LEE = "k-3,no,unsure,GB,no,,Lee,\n"
URL = "/intake/import/"


@pytest.fixture
def run(tmp_path, advocate):
    def command(text, *more, email=advocate.email):
        file, out = tmp_path / "intakes.csv", StringIO()
        file.write_text(text, "utf-8")
        try:
            call_command("import_intakes", str(file), "--as", email, *more, stdout=out)
        except CommandError as trouble:
            return out.getvalue() + f"! {trouble}"
        return out.getvalue()

    return command


@pytest.fixture
def page(client_for, advocate):
    client = client_for(advocate)

    def post(text, button="take", sheet=""):
        sheet = sheet or re.search(r'name="sheet" value="([^"]+)', get())[1]
        return client.post(URL, {"table": text, "sheet": sheet, button: "1"})

    def get():
        return client.get(URL).content.decode()

    return post


def names():
    return sorted(str(one.name) for one in Survivor.objects.select_related("case__key"))


def test_each_row_is_taken_whole_and_one_that_is_refused_leaves_nothing(run):
    said = run(HEADS + KIM + BAD + LEE)

    assert names() == ["Kim Oriel", "Lee"]
    assert Plan.objects.count() == 2
    assert "row 2: taken, C-" in said
    assert "row 3: refused" in said
    assert all(f"  {column}: " in said for column in ("danger_now", "country", "where"))
    assert "3 rows: new 2, refused 1." in said
    assert Entry.objects.filter(action="intake.taken").count() == 2
    assert set(Intake.objects.values_list("channel", flat=True)) == {"import"}


def test_a_dry_run_tells_the_same_and_writes_nothing(run):
    said = run(HEADS + KIM + BAD, "--dry-run")

    assert "row 2: can be taken" in said
    assert "row 3: refused" in said
    assert not Case.objects.exists()
    assert not ImportedRow.objects.exists()
    assert not Entry.objects.filter(action="intake.taken").exists()


def test_a_row_under_the_same_key_comes_in_once(run):
    first = run(HEADS + KIM)
    again = run(HEADS + KIM)

    assert "came in before, C-" in again
    assert Case.objects.count() == 1
    assert first.split("C-")[1][:4] == again.split("C-")[1][:4]


def test_a_key_that_was_used_for_other_answers_is_refused(run):
    run(HEADS + KIM)

    said = run(HEADS + KIM.replace("18plus", "under18"))

    assert "row_key: A row with this key was imported before" in said
    assert Case.objects.count() == 1
    assert Case.objects.get().age_when_made == "18plus"


def test_a_key_says_nothing_of_a_case_that_is_not_yours(run, colleague):
    run(HEADS + KIM)

    said = run(HEADS + KIM, email=colleague.email)

    assert "row 2: came in before\n" in said
    assert Case.objects.get().code not in said


def test_no_cell_is_kept_beside_the_sealed_ones(run):
    run(HEADS + KIM)

    kept = ImportedRow.objects.values("key_digest", "row_digest").get()
    assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in kept.values())


def test_a_supervisor_names_the_advocate_in_the_table(run, supervisor, advocate):
    hers = KIM.replace("Oriel,", f"Oriel,{advocate.email.upper()}")

    nobody = run(HEADS + KIM, email=supervisor.email)
    unknown = run(HEADS + KIM.replace("Oriel,", "Oriel,x@nowhere.example"), email=supervisor.email)
    assert "advocate: " in nobody
    assert "advocate: Nobody has this address here." in unknown
    assert not Case.objects.exists()

    assert "taken" in run(HEADS + hers, email=supervisor.email)
    assert Case.objects.get().assignments.get().user == advocate


def test_an_advocate_takes_no_row_for_a_colleague(run, colleague):
    said = run(HEADS + KIM.replace("Oriel,", f"Oriel,{colleague.email}"))

    assert "  advocate: " in said
    assert not Case.objects.exists()


def test_an_attorney_imports_nothing(run, attorney):
    assert "only an advocate or a supervisor" in run(HEADS + KIM, email=attorney.email)
    assert not Case.objects.exists()


def test_a_file_that_is_no_table_is_refused_in_words(run, tmp_path, advocate):
    assert "No column has this name" in run("colour\nred\n")
    (tmp_path / "x.csv").write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(CommandError, match="cannot be read as text"):
        call_command("import_intakes", str(tmp_path / "x.csv"), "--as", advocate.email)
    assert "Nobody who may sign in" in run(HEADS + KIM, email="x@nowhere.example")


def test_the_page_takes_the_rows_and_gives_the_refused_ones_back(page):
    text = page(HEADS + KIM + BAD).content.decode()

    assert names() == ["Kim Oriel"]
    assert "Refused" in text
    assert "k-2,perhaps" in text
    assert "k-1,no" not in text


def test_the_page_tries_a_table_and_writes_nothing(page):
    answer = page(HEADS + KIM + BAD, button="try")

    assert "nothing was written" in answer.content.decode()
    assert "k-1,no" in answer.content.decode()
    assert not Case.objects.exists()


def test_a_page_sent_twice_takes_rows_without_a_key_once(page):
    text, sheet = (
        "danger_now,age_now\nno,18plus\nno,18plus\n",
        "6f1d7c0a-3a53-4c8e-9d6f-0b8f5a0e2c11",
    )

    page(text, sheet=sheet)
    again = page(text, sheet=sheet)

    assert Case.objects.count() == 2
    assert again.content.decode().count("Came in before") == 2


def test_the_page_takes_text_and_no_file(client_for, advocate):
    text = client_for(advocate).get(URL).content.decode()

    assert 'type="file"' not in text
    assert "multipart" not in text


def test_what_is_no_table_stands_at_the_field(page):
    answer = page("colour\nred\n")

    assert answer.status_code == 422
    assert "No column has this name" in answer.content.decode()
