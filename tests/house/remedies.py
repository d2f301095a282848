"""The desk's rows of the access table, and what the table's world holds for it."""

from datetime import timedelta
from uuid import UUID

from accounts.models import User
from accounts.rules import Role
from cases import services as cases
from cases.models import Case
from cases.services.moments import database_time
from restitution.rules.reminders import ask_id
from restitution.services import answering, days

TOLD = frozenset({Role.ADVOCATE, Role.ATTORNEY, Role.SUPERVISOR})
ATTORNEYS = frozenset({Role.ATTORNEY})

# fmt: off
REMEDIES = {
    TOLD: """
        restitution:worksheet restitution:case-panel restitution:fact restitution:reminder
        api:restitution-questions api:restitution-signal api:restitution-facts
    """,
    ATTORNEYS: """
        restitution:queue restitution:days restitution:end-day restitution:remedy
        restitution:determine
        api:restitution-queue api:restitution-remedies api:restitution-determinations
        api:restitution-days api:restitution-end-day
    """,
}
# fmt: on
EXPECTED = {name: roles for roles, names in REMEDIES.items() for name in names.split()}
OWN = {"api:restitution-seen"}


def rows(*, case: Case, advocate: User, attorney: User) -> dict[str, UUID]:
    """Give a day that the attorney keeps, and a reminder of the advocate's to ask again."""
    now = database_time()
    fact = answering.tell_fact(
        case_id=case.pk, question="injury", value="unsure", source="survivor", by=advocate, now=now
    )
    asked = ask_id(fact.pk, advocate.pk)
    cases.owe_task(case=case, kind="restitution", subject_id=asked, assigned_to=advocate, now=now)
    day = days.add_day(
        case_id=case.pk, kind="hearing", on=now.date() + timedelta(days=9), by=attorney, now=now
    )
    return {"days": day.pk, "restitution": asked}
