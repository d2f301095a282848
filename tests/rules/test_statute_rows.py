"""The statutes that ship: each a dated row with its source; one starts clocks by itself."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from deadlines.rules.elsewhere import Maker
from deadlines.rules.elsewhere_words import ELEMENTS

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "deadlines" / "statutes"
REFERENCE = (ROOT / "docs" / "reference" / "statutes.md").read_text(encoding="utf-8")
STATUTES = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.toml")}

# fmt: off
TEXTS = {  # key -> the longest that its column takes; None: any
    "code": 30, "title": 200, "citation": 200, "trigger": None, "counting": 10, "extends": None,
    "starts_from": 20, "in_force_from": 10, "in_force_to": 10, "status": 10, "regulator": 200,
    "regulator_url": 300, "source_url": 300, "mark": 10, "checked_on": 10, "note": None,
    "short_name": 40, "next_step": None,
}
SHIPPED = [  # code            hours  starts from          status      in force from
    ("US-TIDA",                48,    "platform_receipt",  "in_force", "2026-05-19"),
    ("UK-OSA-10-3A",           48,    "platform_receipt",  "in_force", "2026-06-29"),
    ("EU-DSA-16",              None,  "platform_receipt",  "in_force", "2024-02-17"),
    ("EU-VAW",                 None,  "none",              "pending",  ""),
    ("EU-AI-nudifier",         None,  "none",              "pending",  "2026-12-02"),
    ("AU-OSA-77",              24,    "regulator_notice",  "in_force", ""),
    ("IN-ITR-3-2-b",           2,     "platform_receipt",  "in_force", "2026-02-20"),
    ("IN-search",              24,    "platform_receipt",  "unknown",  ""),
    ("KR",                     None,  "platform_receipt",  "in_force", ""),
    ("CA-C16",                 48,    "platform_receipt",  "pending",  ""),
    ("CA-BC",                  None,  "none",              "in_force", "2024-01-29"),
    ("BR",                     None,  "platform_receipt",  "in_force", ""),
    ("US-UT",                  48,    "platform_receipt",  "in_force", ""),
]
# fmt: on


def each(test):
    return pytest.mark.parametrize("row", STATUTES.values(), ids=STATUTES)(test)


@pytest.mark.parametrize(("code", "hours", "starts_from", "status", "in_force_from"), SHIPPED)
def test_each_law_says_when_it_counts_and_from_what(
    code, hours, starts_from, status, in_force_from
):
    row = STATUTES[code.lower()]

    assert (row["code"], row["version"]) == (code, 1)
    assert (row.get("hours"), row["starts_from"]) == (hours, starts_from)
    assert (row["status"], row["in_force_from"], row["in_force_to"]) == (status, in_force_from, "")


def test_no_law_ships_beside_those():
    assert set(STATUTES) == {code.lower() for code, *_ in SHIPPED}


@each
def test_a_row_has_every_key_and_no_other(row):
    lists = {"who_may_trigger", "elements", "reaches", "may_ask"}
    keys = {*TEXTS, *lists, "version", "starts_clocks", "can_take_up"}

    assert set(row) - {"hours"} == keys
    for key, longest in TEXTS.items():
        assert isinstance(row[key], str), key
        assert longest is None or len(row[key]) <= longest, key
    for word in (*row["who_may_trigger"], *row["elements"]):
        assert len(word) <= 60


@each
def test_a_law_without_fixed_hours_names_none(row):
    assert row["counting"] == ("elapsed" if "hours" in row else "none")
    assert row.get("hours", 1) > 0


@each
def test_a_row_uses_only_the_words_a_clock_knows(row):
    assert row["starts_from"] in {"platform_receipt", "our_submission", "regulator_notice", "none"}
    assert row["status"] in {"in_force", "pending", "unknown"}
    assert row["mark"] in {"verified", "secondary", "unverified"}
    assert all(re.fullmatch(r"[a-z_]+", element) for element in row["elements"])


@each
def test_a_row_says_when_it_was_checked_and_what_is_left_to_check(row):
    assert date.fromisoformat(row["checked_on"]) == date(2026, 11, 22)
    assert row["note"].endswith(".")
    assert row["source_url"].startswith(("https://", "http://")) or row["mark"] != "verified"
    for day in filter(None, [row["in_force_from"], row["in_force_to"]]):
        date.fromisoformat(day)


@each
def test_only_a_verified_law_in_force_on_a_known_day_may_start_clocks(row):
    assert not row["starts_clocks"] or (
        row["mark"] == "verified"
        and row["status"] == "in_force"
        and row["in_force_from"]
        and row["hours"]
        and row["starts_from"] == "platform_receipt"
    )


def test_the_take_it_down_act_alone_starts_clocks_and_asks_for_its_four_parts():
    starting = [row for row in STATUTES.values() if row["starts_clocks"]]

    (act,) = starting
    assert act["code"] == "US-TIDA"
    assert act["elements"] == ["signature", "identification", "good_faith", "contact"]
    assert act["regulator"] == "Federal Trade Commission"
    assert act["regulator_url"] == "https://takeitdown.ftc.gov"
    assert act["citation"].startswith("47 U.S.C. 223a(a)(3)")


# fmt: off
TAKEN_UP = {  # code -> (where it may apply, who may ask)
    "UK-OSA-10-3A": ("GB", "person representative"),
    "IN-ITR-3-2-b": ("IN", "person representative"),
    "AU-OSA-77":    ("AU", "person representative"),
    "US-UT":        ("US", "person representative"),
    "EU-DSA-16":    ("DE", "person representative someone_else"),
}
# fmt: on


@each
def test_a_law_elsewhere_is_one_that_a_person_takes_up_and_says_what_comes_next(row):
    where, who = TAKEN_UP.get(row["code"], ("", ""))

    assert row["can_take_up"] is (row["code"] in TAKEN_UP)
    if row["can_take_up"]:
        assert where in row["reaches"]
        assert row["may_ask"] == who.split()
        assert row["status"] == "in_force"
        assert row["mark"] in {"verified", "secondary"}
        assert row["next_step"].endswith(".")
        assert row["elements"]
    assert not (row["can_take_up"] and row["starts_clocks"])


@each
def test_every_element_has_its_words(row):
    assert set(row["elements"]) <= set(ELEMENTS)
    assert set(row["may_ask"]) <= set(Maker)
    assert all(re.fullmatch("[A-Z]{2}", country) for country in row["reaches"])


@each
def test_the_law_is_cited_as_it_stands(row):
    assert "6851" not in row["citation"]  # the civil claim, often mistaken for the Act
    assert not re.search(r"revenge porn|child porn", " ".join(map(str, row.values())).lower())


@each
def test_the_reference_tells_each_law_as_its_row_does(row):
    (line,) = [one for one in REFERENCE.splitlines() if one.startswith(f"| `{row['code']}` |")]
    told = [cell.strip() for cell in line.strip("|").split("|")]

    assert told[1:3] == [row["title"], str(row.get("hours", "none"))]
    assert told[4:] == [
        row["status"].replace("_", " "), row["in_force_from"] or "not recorded", row["mark"],
    ]  # fmt: skip
    assert all(f"`{word}`" in REFERENCE for word in (*row, *row["elements"]))
