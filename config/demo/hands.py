"""Who was invited, where people sat down, and a case that a supervisor opened whole."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from accounts.models import Invitation, User, Visit
from accounts.services import begin_visit, invite
from cases import services
from config.demo.matter import Matter
from evidence.models import Item

HOUR = timedelta(hours=1)
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1"
INVITED = (
    ("mara.lindqvist@demo.example", "Mara Lindqvist", "advocate", 5 * HOUR),
    ("noor.haddad@demo.example", "Noor Haddad", "attorney", 80 * HOUR),
)


def fill(matters: Sequence[Matter], people: dict[str, User], *, now: datetime) -> None:
    """Add invitations in their states, sessions, and a break-glass that is over."""
    for email, name, role, ago in INVITED:
        invite(email=email, name=name, role=role, by=people["administrator"], now=now - ago)
    Invitation.objects.filter(email__in=[row[0] for row in INVITED]).update(
        mail_state="sent", mailed_at=now
    )
    for agent, ago in ((FIREFOX, 20 * HOUR), (SAFARI, 2 * HOUR)):
        for short in ("advocate", "supervisor", "administrator"):
            begin_visit(user=people[short], agent=agent, now=now - ago)
    Visit.objects.filter(started_at__lt=now - 12 * HOUR).update(
        ended_at=now - 19 * HOUR, why="idle"
    )
    cases = {matter.case.pk for matter in matters}
    item = Item.objects.filter(case__in=cases).order_by("recorded_at").first()
    if item is not None:
        opened = services.break_glass(
            case_id=item.case_id,
            reason="Its advocate could not be reached all Sunday, and the platform called back.",
            by=people["supervisor2"],
            now=now - 26 * HOUR,
        )
        services.read_under_glass(
            glass_id=opened.pk, part="evidence", by=people["supervisor2"], now=now - 26 * HOUR
        )
