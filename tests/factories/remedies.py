"""Cases whose facts for restitution are told and released, as the services leave them."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from accounts.models import User
from cases.models import Case
from cases.services.moments import database_time
from restitution.models import Day, Determination, RemedyFact
from restitution.services import answering, days, determining
from tests.factories import cases as case_factory

DAY = timedelta(days=1)
# What 15 U.S.C. 6851 asks, told so that the facts support a review.
SUPPORTING_6851 = {
    "identifiable": "yes", "disclosed": "yes", "discloser_known": "yes", "image_is": "real",
    "commercial": "no", "other_exception": "no",
}  # fmt: skip


def told_case(*, advocate: User, attorney: User, supervisor: User, **facts: Any) -> Case:
    """Give a case that an attorney is engaged on, under a release that covers restitution."""
    case = case_factory.active_case(by=advocate, **facts)
    case_factory.engage(case=case, attorney=attorney, by=supervisor, told=("restitution",))
    return case


def tell(case: Case, question: str, answer: str | date, *, by: User, **more: Any) -> RemedyFact:
    now: datetime = more.pop("now", None) or database_time()
    given: dict[str, Any] = (
        {"value": "known", "on": answer} if isinstance(answer, date) else {"value": answer}
    )
    return answering.tell_fact(
        case_id=case.pk, question=question, by=by, now=now,
        **({"source": "survivor"} | given | more),
    )  # fmt: skip


def tell_6851(case: Case, *, by: User, disclosed_on: date | None = None) -> None:
    for question, answer in SUPPORTING_6851.items():
        tell(case, question, answer, by=by)
    tell(case, "disclosed_on", disclosed_on or database_time().date() - 40 * DAY, by=by)


def determine(case: Case, *, by: User, remedy: str = "usc6851", **more: Any) -> Determination:
    given = {"outcome": "support", "reasons": "Two witnesses name the account's owner."}
    now = more.pop("now", None) or database_time()
    return determining.determine(case_id=case.pk, remedy=remedy, by=by, now=now, **(given | more))


def today_of(person: User, now: datetime | None = None) -> date:
    """Give the day that it is where this person works."""
    return (now or database_time()).astimezone(ZoneInfo(person.time_zone)).date()


def day(case: Case, *, by: User, in_days: int, kind: str = "sentencing", **more: Any) -> Day:
    now = more.pop("now", None) or database_time()
    on = today_of(by, now) + timedelta(days=in_days)
    return days.add_day(case_id=case.pk, kind=kind, on=on, by=by, now=now, **more)
