"""The sorts of acts that the activity page tells: what went out is never told as a change."""

import pytest

from audit import words
from cases.activity.kinds import STARTS, Kind, kind_of

OUT = [
    action
    for action, said in words._words.items()
    if any(word in said for word in ("exported", "Exported", "taken along", "given on a subpoena"))
]


@pytest.mark.parametrize(
    "action", [*OUT, "restitution.took_memo", "removal.took_report", "keeping.gave_sheet"]
)
def test_whatever_leaves_is_told_as_exported(action):
    assert kind_of(action) is Kind.EXPORTED


def test_lists_figures_and_packets_are_among_what_leaves():
    assert {
        "reports.took_list", "reports.took_case_in_list", "reports.took_figures",
        "reports.gave_case_in_list",
        "reports.took_report", "complaints.exported", "evidence.exported_log",
    } <= set(OUT)  # fmt: skip


@pytest.mark.parametrize("start", [start for start, _ in STARTS])
def test_each_start_is_of_an_act_that_there_is(start):
    assert any(action.partition(".")[2].startswith(start) for action in words.known())
