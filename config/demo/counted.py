"""People who agreed to be counted, and the quarters that were locked for a funder: all invented."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from random import Random

from django.conf import settings

from accounts.models import User
from audit import trail
from cases.models import Case, Note, Release
from cases.rules.release_words import Information, Purpose, RecipientKind
from cases.rules.releases import default_expiry
from intake.models import Intake
from reports.funder import telling
from reports.rules.quarters import Quarter
from reports.services import filing

DAY = timedelta(days=1)
AGREED, LATER, AGAIN = 0.8, 0.15, 0.35  # of the people; the rest did not say yes
COUNTED = (RecipientKind.FUNDER.value, Purpose.COUNTING.value, [Information.COUNTED.value])
UNTOLD = ("unsure", "unsaid")


def fill(people: dict[str, User], *, now: datetime) -> None:
    """Ask the year's people whether they may be counted, lock what is over, and ask a few more."""
    chance = Random(1002)  # noqa: S311 - invented facts, the same each time
    cases = list(Case.objects.filter(is_demo=True, status="closed").select_related("key"))
    cases = [one for one in cases if one.code.startswith("C-H")]
    _ask(cases, chance)
    _call_again(cases, chance)
    chance.shuffle(cases)
    first, later = int(len(cases) * AGREED), int(len(cases) * (AGREED + LATER))
    _agree(cases[:first], signed=now - 20 * DAY)
    funder = next(iter(settings.RECLAIM_FUNDERS), "")
    if funder:
        for number, quarter in enumerate(_to_lock(now)):
            _lock(quarter, funder, people["supervisor"], now - (9 - 2 * number) * DAY)
    _agree(cases[first:later], signed=now - 2 * DAY)


def _to_lock(now: datetime) -> Sequence[Quarter]:
    """Give the quarters of one fiscal year that are over, but the last: that one waits."""
    last = Quarter.of(now.date()).before
    return last.earlier


def _lock(quarter: Quarter, funder: str, by: User, now: datetime) -> None:
    seen = telling.report(quarter, funder=funder, now=now).seen
    filing.lock_report(funder=funder, quarter=quarter.code, seen=seen, by=by, now=now)


def _ask(cases: Sequence[Case], chance: Random) -> None:
    Intake.objects.bulk_create(
        Intake(case=one, channel=chance.choice(("wizard", "phone", "phone")), told={},  # type: ignore[misc]
               answers=_answers(one, chance), started_at=one.opened_at, started_by=one.opened_by,
               finished_at=one.opened_at, finished_by=one.opened_by)
        for one in cases
    )  # fmt: skip


def _answers(case: Case, chance: Random) -> dict[str, str]:
    def some(*codes: str, untold: float = 0.08) -> str:
        return chance.choice(UNTOLD if chance.random() < untold else codes)

    return {
        "age_now": some("18plus", untold=0.04),
        "age_when_made": case.age_when_made,
        "country": case.country,
        "happened": some("posted", "posted", "both", "threat_only"),
        "extortion": some("no", "no", "yes"),
        "is_synthetic": some("no", "no", "no", "yes", untold=0.1),
    }


def _call_again(cases: Sequence[Case], chance: Random) -> None:
    """Have some of them helped again months later, so that a later quarter has who continues."""
    again = [one for one in cases if chance.random() < AGAIN]
    Note.objects.bulk_create(
        Note(case=one, text="Called; nothing came back.", written_as="advocate",  # type: ignore[misc]
             written_by=one.opened_by,
             written_at=min(one.opened_at + chance.randrange(70, 120) * DAY, _closed(one)))
        for one in again
    )  # fmt: skip


def _closed(case: Case) -> datetime:
    return case.closed_at or case.opened_at


def _agree(cases: Sequence[Case], *, signed: datetime) -> None:
    rows = list(_releases(cases, signed))
    Release.objects.bulk_create(rows)
    trail.record_many(
        by=None, action="cases.recorded_release",
        rows=[(one, one.case, {"whom": "funder", "what_for": "being counted",
                           "expires_at": one.expires_at}) for one in rows],
    )  # fmt: skip


def _releases(cases: Sequence[Case], signed: datetime) -> Iterator[Release]:
    kind, purpose, information = COUNTED
    for one in cases:
        yield Release(  # type: ignore[misc]
            case=one, recipient_kind=kind, purpose=purpose, information=information,
            recipient_ref=next(iter(settings.RECLAIM_FUNDERS), "funder"), signed_by_kind="self",
            signed_on=signed.astimezone(UTC).date(), written=True, risks_told=True,
            held_at="Shelf 2", expires_at=default_expiry(signed.astimezone(UTC).date()) + 30 * DAY,
            recorded_at=signed, recorded_by=one.opened_by,
        )  # fmt: skip
