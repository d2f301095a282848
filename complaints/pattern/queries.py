"""Where each figure of a pattern comes from: what was asked of the record, in words."""

from typing import NamedTuple


class Query(NamedTuple):
    number: str
    words: str


# fmt: off
QUERIES: dict[str, Query] = {
    "received": Query("Q1",
        "Requests to this platform whose time under 47 U.S.C. 223a(a)(3) was counted from a"
        " recorded receipt and was over when this was made, or before whose end all had come down;"
        " each version of a request once; those withdrawn are left out."),
    "late": Query("Q2",
        "Of Q1, those where what was listed had not all come down, as a person saw, by the end of"
        " the time; exactly at its end is in time."),
    "never_down": Query("Q3",
        "Of Q2, those where a person had not yet seen everything gone when this was made."),
    "inferred": Query("Q4",
        "Of Q2, those where receipt is taken from the moment of sending; nothing else shows it."),
    "periods": Query("Q5",
        "Q1 and Q2 by the month of receipt in UTC; months stand together until each figure is of"
        " enough cases. The first period has no beginning and the last no end."),
    "bands": Query("Q6",
        "Q2 by how long after the end of the time all had come down; bands stand together until"
        " each figure is of enough cases."),
    "grounds": Query("Q7",
        "Q2 by the grounds of the complaint drafted on each; one request may carry several."),
    "rows": Query("Q8",
        "Q2 by the periods of Q5 and the bands of Q6 together."),
    "directory": Query("Q9",
        "The agency's directory of platforms, with who checked the row and when."),
}
# fmt: on
