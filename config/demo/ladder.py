"""A draft of the Act's next ladder, to be rehearsed over the weeks that the demo made up."""

from datetime import datetime, timedelta
from typing import Any

from accounts.models import User
from deadlines.rules.ladder import THE_ACT
from deadlines.services.ladders import propose_ladder
from deadlines.services.rungs import add_rung, change_rung


def draft(people: dict[str, User], *, now: datetime) -> None:
    """Propose an earlier call for help, and the first word twelve hours sooner."""
    by = people["supervisor"]
    note = "Ask for help before the night, not after"
    version = propose_ladder(law=THE_ACT, note=note, by=by, now=now)
    about: dict[str, Any] = {"ladder_id": version.pk, "by": by, "now": now}
    change_rung(key="a-day-left", from_due=timedelta(hours=-36), tells=["advocate"], **about)
    add_rung(
        from_due=timedelta(hours=-3), tells=["advocate", "supervisor"], name="Ask for help", **about
    )
