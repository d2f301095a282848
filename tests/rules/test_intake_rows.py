"""Reading a table of intakes: what is a table, and what a cell may hold."""

import pytest

from audit.rules import NotAllowed
from intake.rules import read
from intake.rules.rows import COLUMNS, MOST_ROWS, read_table, table_of

HEADS = "row_key,danger_now,where,contact_at\n"


def test_each_row_is_its_answers_by_column():
    table = read_table(
        HEADS + 'a1,no,"https://chirp.example/p/1",kim@mail.example\n\n,,,\na2,yes,,\n'
    )

    assert [(row.number, row.row_key) for row in table.rows] == [(2, "a1"), (5, "a2")]
    assert table.rows[0].given == {
        "danger_now": "no", "where": "https://chirp.example/p/1", "contact_at": "kim@mail.example",
    }  # fmt: skip
    assert table.rows[1].given == {"danger_now": "yes"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_spreadsheets_own_commas_are_read(delimiter):
    text = "\ufeffDanger_Now,age_now\nno,18plus\n".replace(",", delimiter)

    assert read_table(text).rows[0].given == {"danger_now": "no", "age_now": "18plus"}


@pytest.mark.parametrize(("text", "says"), [
    ("", "Paste a table"),
    ("\n\n", "Paste a table"),
    ("danger_now\n", "no row"),
    ("danger_now,colour\nno,red\n", "colour"),
    ("danger_now,danger_now\nno,no\n", "twice"),
    ('danger_now,words\nno,"It began\n', "cannot be read|not a table"),
    ("danger_now\n" + "no\n" * (MOST_ROWS + 1), "at most"),
    ("danger_now\n" + "n" * 100_001, "at most"),
])  # fmt: skip
def test_what_is_no_table_is_refused_whole(text, says):
    with pytest.raises(NotAllowed, match=says) as no:
        read_table(text)
    assert no.value.field == "table"


def test_a_formula_is_refused_and_a_marked_text_is_its_text():
    row = read_table("danger_now,where,contact_at,words\nno,'@kim,'+1 555 0100,\"=1+1\"\n").rows[0]

    assert row.errors == {"words": "This is a formula of the spreadsheet. Give its value."}
    assert row.given["where"] == "@kim"
    assert row.given["contact_at"] == "+1 555 0100"


def test_a_row_of_too_many_cells_is_refused_alone():
    table = read_table("danger_now,age_now\nno,18plus,more\nno,18plus\n")

    assert list(table.rows[0].errors) == ["row"]
    assert not table.rows[1].errors


def test_what_is_written_again_runs_nowhere_as_a_formula():
    table = read_table('where,words\n@kim,"-2+3 things, and ""more"""\n')

    again = table_of(table.heads, list(table.rows))

    assert again.splitlines()[1] == '\'@kim,"\'-2+3 things, and ""more"""'
    assert read_table(again).rows[0].given == table.rows[0].given


def test_every_column_is_a_field_that_the_rules_read():
    for column in COLUMNS[2:]:
        assert read({column: ""}).codes == {}
