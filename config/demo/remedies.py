"""The attorney's desk: facts told and open, a sentencing that is near, findings to redo."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from accounts.models import User
from cases import services as cases
from cases.models import Release
from cases.rules.handovers import SIGHT
from config.demo.matter import Matter
from config.demo.script import court_day
from restitution.services import answering, court_cases, days, determining, reminding

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


class Told:
    """What the deeds on one case need of one another."""

    def __init__(self, matter: Matter, attorney: User, now: datetime) -> None:
        self.matter, self.attorney, self.now = matter, attorney, now

    def say(self, ago: timedelta, by: User, said: Mapping[str, Any], **more: Any) -> None:
        """Keep answers as codes, or as a day where the answer is one."""
        for question, answer in said.items():
            given: dict[str, Any] = (
                {"value": "known", "on": answer} if isinstance(answer, date) else {"value": answer}
            )
            answering.tell_fact(
                case_id=self.matter.case.pk,
                question=question,
                **({"source": "survivor"} | given | more),
                by=by,
                now=self.now - ago,
            )

    def find(self, ago: timedelta, remedy: str, outcome: str, reasons: str) -> None:
        determining.determine(
            case_id=self.matter.case.pk,
            remedy=remedy,
            outcome=outcome,
            reasons=reasons,
            by=self.attorney,
            now=self.now - ago,
        )


def fill(matters: Sequence[Matter], people: dict[str, User], *, now: datetime) -> None:
    """Give the attorney a week: one sentencing soon, a limit, questions due, findings to redo."""
    attorney, supervisor = people["attorney"], people["supervisor"]
    young = [one for one in matters if one.how == "under 18"]
    _federal(_engaged(young[-1], attorney, supervisor, now), now.date())
    mine = [one for one in matters if _is_on(one, attorney) and one.how != "under 18"]
    for matter, deed in zip(mine[2:], (_limit, _asks, _changed, _two_versions), strict=False):
        deed(Told(matter, attorney, now))
    _unseen(matters, attorney, supervisor, now)
    reminding.remind(now=now)


def _is_on(matter: Matter, attorney: User) -> bool:
    return matter.case.assignments.filter(user=attorney, ended_at=None).exists()


def _engaged(matter: Matter, attorney: User, by: User, now: datetime) -> Told:
    matter.engage(now - 20 * HOUR, attorney=attorney, by=by)
    return Told(matter, attorney, now)


def _federal(told: Told, today: date) -> None:
    """Tell of a federal case before its sentencing, with most of what it asks for."""
    attorney, advocate = told.attorney, told.matter.by
    told.say(18 * HOUR, advocate, {"injury": "yes", "born_on": date(today.year - 17, 3, 9)})
    told.say(18 * HOUR, advocate, {"trafficked": "rather_not"})
    court_cases.record_court_case(
        case_id=told.matter.case.pk,
        kind="federal",
        stage="convicted",
        offence="trafficking",
        district="ilnd",
        docket="1:26-cr-00417",
        defendant="Doe, R.",
        sentencing_on=court_day(today + 6 * DAY),
        by=attorney,
        now=told.now - 16 * HOUR,
    )
    letter = {"source": "document"}
    told.say(15 * HOUR, attorney, {"identified": "yes", "predicate": "2252A"}, **letter)
    told.say(15 * HOUR, attorney, {"loss_evidence": "partial", "time_barred": "no"}, **letter)
    told.find(
        14 * HOUR, "usc2255", "support",
        "The letter names the series; the injury is told and can be shown by the clinic's records.",
    )  # fmt: skip
    days.add_day(
        case_id=told.matter.case.pk,
        kind="hearing",
        on=court_day(today + 3 * DAY),
        words="Call with the victim-witness unit about the statement",
        by=attorney,
        now=told.now - 13 * HOUR,
    )
    told.say(2 * HOUR, advocate, {"settled": "unsure"}, next_ask_on=today + 5 * DAY)


def _limit(told: Told) -> None:
    """Tell of a disclosure whose three years are nearly over."""
    today = told.now.date()
    first = today.replace(year=today.year - 3, day=min(today.day, 28)) + 20 * DAY
    told.say(
        30 * HOUR, told.matter.by,
        {"first_disclosed_on": first, "disclosed_on": first, "discloser_known": "yes",
         "commercial": "no", "state": "IL"},
    )  # fmt: skip


def _asks(told: Told) -> None:
    """Leave two questions open whose day has come, and one that stays unsaid."""
    ago = 2 * DAY
    due = (told.now - DAY).date()
    told.say(ago, told.matter.by, {"discloser_known": "unsure"}, next_ask_on=due)
    told.say(ago, told.matter.by, {"police_report": "unsure"}, next_ask_on=due)
    told.say(ago, told.matter.by, {"setting": "rather_not"})


def _changed(told: Told) -> None:
    """Have an answer change after the attorney found something."""
    said = {
        "discloser_known": "yes",
        "commercial": "no",
        "disclosed_on": told.now.date() - 40 * DAY,
    }
    told.say(28 * HOUR, told.matter.by, said)
    told.find(
        24 * HOUR, "usc6851", "support",
        "Known discloser, real image, no consent. Messages show that the refusal was known.",
    )  # fmt: skip
    told.say(3 * HOUR, told.matter.by, {"discloser_known": "unsure"})


def _two_versions(told: Told) -> None:
    said = {"discloser_known": "no", "commercial": "no", "disclosed_on": told.now.date() - 90 * DAY}
    told.say(40 * HOUR, told.matter.by, said)
    told.find(
        36 * HOUR, "usc6851", "needs", "Nobody is named yet; a subpoena to the host may help."
    )
    told.say(20 * HOUR, told.matter.by, {"discloser_known": "yes"})
    told.find(12 * HOUR, "usc6851", "support", "The account's owner is named by two witnesses.")


def _unseen(matters: Sequence[Matter], attorney: User, by: User, now: datetime) -> None:
    """Give the attorney two cases that no release lets them read for this."""
    ended, narrow = (
        next(one for one in matters if one.how == how) for how in ("withdrawn", "claimed")
    )
    ended.engage(now - 9 * HOUR, attorney=attorney, by=by)
    release = Release.objects.get(case=ended.case, recipient_ref=str(attorney.pk))
    cases.revoke_release(
        release_id=release.pk, reason="Wants to think about it first.", by=ended.by, now=now - HOUR
    )
    told = {*SIGHT, "identity"}
    narrow.release(now - 9 * HOUR, "attorney", str(attorney.pk), "legal_review", told)
    cases.assign_case(
        case_id=narrow.case.pk, user_id=attorney.pk, kind="attorney", by=by, now=now - 9 * HOUR
    )
