"""What the tables of requests count, in plain words, and what their columns are called."""

from reports.figures import By
from reports.tables.sheet import Column

ON_TIME, LATE = "on_time", "late"
DECIDED, OPEN = "decided", "undecided"
KEPT = (
    "Requests whose time is kept or over: everything listed was seen gone within 48 hours of the"
    " platform's receipt, or it was not. One that is still up after its 48 hours counts as late."
    " One whose time still runs, or that was withdrawn, is decided neither way and stands in no"
    " share; how many those are is told of all together. The interval says how surely so many"
    " requests let us know the share (95 %, Wilson)."
)
TOOK = (
    "Hours from the platform's receipt until everything listed was seen gone. A request that is"
    " still open, or was withdrawn, is not left out: it counts as up for as long as we know it was"
    " (Kaplan and Meier). So the figures are not made better by leaving out what nobody removed:"
    " they are of all requests received, of which so many as stand in the first column are decided."
    " “Not reached” means that so many have not yet come down."
)
COLUMNS = (
    Column(DECIDED, "Requests decided"),
    Column(ON_TIME, "On time"),
    Column(LATE, "Late"),
    Column("share", "Share on time", "share", lacking="None decided"),
)
HOURS = (
    Column(DECIDED, "Decided, of all counted"),
    Column("median", "Half gone by", "hours", lacking="Not reached"),
    Column("p90", "Nine in ten gone by", "hours", lacking="Not reached"),
)
FIRSTS: dict[By, str] = {"platform": "Platform", "month": "Received in", "channel": "Sent by"}
SPOKEN: dict[By, str] = {"platform": "platform", "month": "month", "channel": "way of sending"}
