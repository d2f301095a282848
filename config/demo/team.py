"""Cases that went from one advocate to another, and what people looked at: the team, the trail."""

from datetime import datetime

from accounts.models import User
from cases import services
from cases.models import Case, Cover
from config.demo.matter import Matter

NOTE = (
    "I am away from Thursday. Call before writing: she shares the mailbox. The second request asks"
    " for a look each day."
)
MOVED = 2
READ = 3


def fill(matters: list[Matter], people: dict[str, User], *, now: datetime) -> None:
    """Move two cases that nobody covers, and open some as people do in a day."""
    giver, taker, by = people["advocate3"], people["advocate"], people["supervisor"]
    mine = Case.objects.visible_to(giver).open().filter(is_demo=True)
    lent = Cover.objects.filter(ended_at=None).values("case")
    own = mine.filter(assignments__user=giver, assignments__ended_at=None).exclude(pk__in=lent)
    ids = list(own.order_by("-opened_at").values_list("pk", flat=True)[:MOVED])
    if ids:
        services.hand_over_cases(
            case_ids=ids, from_id=giver.pk, to_id=taker.pk, note=NOTE, by=by, now=now
        )
    for who, reason in ((taker, "casework"), (people["advocate2"], "contact"), (by, "supervision")):
        read = list(Case.objects.visible_to(who).open().order_by("opened_at")[:READ])
        for case in read:
            services.open_for_reading(case=case, by=who)
        for case in read[-1:]:
            services.reveal(case_id=case.pk, reason=reason, by=who)
