"""Pictures say what their rows say: each figure at its place, and nothing of what is hidden."""

import pytest

from reports.drawing import Column, Mark, Part, PartOf, Path, Range, bars, curve, forest, months
from reports.drawing.scale import counts, hours, shares


@pytest.mark.parametrize("wide", [True, False])
def test_shares_stand_at_their_place_between_nothing_and_all(wide):
    drawn = forest([Range("A", "50 %", (Mark(0.5, 0.25, 0.75),))], unit="share", wide=wide)

    (row,) = drawn.rows
    (mark,) = row.marks
    middle = (drawn.left + drawn.right) / 2
    assert mark.x == pytest.approx(middle, abs=0.1)
    assert mark.x - mark.low == pytest.approx(mark.high - mark.x, abs=0.2)
    assert [tick.label for tick in drawn.ticks] == ["0 %", "25 %", "50 %", "75 %", "100 %"]


@pytest.mark.parametrize("wide", [True, False])
def test_a_hidden_row_is_a_name_and_a_word(wide):
    told = Range("A", "50 %", (Mark(0.5, 0.25, 0.75),))
    drawn = forest([told, Range("B", "Hidden", (Mark(0.9, 0.8, 1.0),), hidden=True)],
                   unit="share", wide=wide)  # fmt: skip

    assert [row.marks == () for row in drawn.rows] == [False, True]


def test_an_interval_that_is_not_reached_goes_on_past_the_edge():
    drawn = forest([Range("A", "", (Mark(60, 40, None),))], unit="hours", wide=True)

    (mark,) = drawn.rows[0].marks
    assert mark.is_open
    assert mark.high == drawn.right


def test_a_curve_stays_level_until_the_hour_at_which_it_rises():
    path = Path("All", [(24, 0.5, 0.4, 0.6), (48, 0.9, 0.8, 0.95)], median=24, p90=48)

    drawn = curve([path], wide=True, until=96, rule=(48, "48 hours"))

    (line,) = drawn.lines
    assert line.d.count("V") == 2
    assert line.d.startswith(f"M{drawn.left} {float(drawn.foot)}H")
    assert [spot.label for spot in drawn.spots] == ["half: 24 h", "nine in ten: 48 h"]
    assert drawn.rule.at == drawn.spots[1].x


def test_no_line_leads_across_a_hidden_month():
    told = [
        Column(name, "2026", None if name == "Mar" else 0.5, 0.4, 0.6, 10, hidden=name == "Mar")
        for name in ("Jan", "Feb", "Mar", "Apr", "May")
    ]

    drawn = months(told, unit="share", wide=True)

    hidden = drawn.columns[2]
    assert len(drawn.lines) == 2
    assert (hidden.y, hidden.bar_height, hidden.rests_on) == (None, 0, "")
    assert all(f"{hidden.x} " not in line for line in drawn.lines)


def test_parts_of_a_bar_follow_one_another_and_add_up():
    parts = [Part("On time", "a"), Part("Late", "b")]
    drawn = bars([PartOf("A", (30, 10), "40"), PartOf("B", None, "Hidden")], parts=parts, wide=True)

    first, second = drawn.bars[0].pieces
    assert first.x + first.width == pytest.approx(second.x, abs=0.11)
    assert first.width == pytest.approx(3 * second.width, abs=0.5)
    assert drawn.bars[1].pieces == ()


@pytest.mark.parametrize("top", [1, 7, 48, 49, 73, 143, 700, 3000])
def test_a_scale_of_hours_is_whole_days_and_reaches_its_top(top):
    scale, ticks = hours(top, 0, 600)

    assert scale.high >= top
    assert scale.high % 24 == 0
    assert 3 <= len(ticks) <= 8


@pytest.mark.parametrize("top", [0, 1, 4, 5, 99, 1234, 98765])
def test_a_scale_of_counts_is_whole_things(top):
    scale, ticks = counts(top, 0, 600)

    assert scale.high >= top
    assert len(ticks) <= 6
    assert all(tick.label.replace(",", "").isdecimal() for tick in ticks)


def test_shares_are_always_drawn_from_nothing_to_all():
    scale, _ = shares(0, 100)

    assert (scale.at(-1), scale.at(0.5), scale.at(2)) == (0, 50, 100)
