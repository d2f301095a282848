from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.models import Case
from cases.rules.moves import require_text
from restitution.models import CourtCase, MoneyLine, ReserveAmount
from restitution.models.sight import told_cases
from restitution.rules.answers import FIRST_DAY
from restitution.rules.courts import CourtKind
from restitution.rules.money import CENT, MOST, NOTHING, RESERVE_BASE_ON, WITH_HEAD, LineKind
from restitution.services.locked import locked_told_case


@transaction.atomic
def record_line(
    *,
    case_id: UUID,
    kind: str,
    amount: Decimal,
    on: date,
    court_case_id: UUID | None = None,
    head: str = "",
    note: str = "",
    by: User,
    now: datetime,
) -> MoneyLine:
    """Enter one amount as a court or a paper says it; it stays, and only another line undoes it."""
    require(by.role, Deed.REVIEW_RESTITUTION)
    case = locked_told_case(case_id=case_id, by=by)
    _require_amount(amount)
    _require_past(on, now, field="on")
    court = _court(case, court_case_id, kind)
    head = _head(kind, head)
    if kind == LineKind.RESERVE:
        _require_first_payment(case, court)
    line: MoneyLine = MoneyLine.objects.create(  # type: ignore[misc]  # sealed names
        case=case,
        court_case=court,
        kind=LineKind(kind).value,
        head=head,
        amount=amount,
        on=on,
        note=note.strip(),
        recorded_at=now,
        recorded_by=by,
    )
    _enter(line, "restitution.recorded_line", by)
    return line


@transaction.atomic
def reverse_line(*, line_id: UUID, note: str = "", by: User, now: datetime) -> MoneyLine:
    """Undo a line by one that mirrors it; both stay."""
    require(by.role, Deed.REVIEW_RESTITUTION)
    mine = MoneyLine.objects.visible_to(by)
    case = locked_told_case(case_id=mine.get(pk=line_id).case_id, by=by)
    line: MoneyLine = mine.get(pk=line_id)
    if line.reverses_id is not None:
        raise NotAllowed(
            "This line is a reversal itself. Enter the amount anew instead.", code="is_a_reversal"
        )
    if MoneyLine.objects.filter(reverses=line).exists():
        raise NotAllowed("This line is reversed already.", code="reversed_already")
    made: MoneyLine = MoneyLine.objects.create(  # type: ignore[misc]  # sealed names
        case=case,
        court_case_id=line.court_case_id,
        kind=line.kind,
        head=line.head,
        amount=-line.amount,
        on=line.on,
        note=note.strip(),
        reverses=line,
        recorded_at=now,
        recorded_by=by,
    )
    _enter(made, "restitution.reversed_line", by)
    return made


@transaction.atomic
def note_reserve_amount(
    *, amount: Decimal, as_of: date, source: str, by: User, now: datetime
) -> ReserveAmount:
    """Note what the Victims Reserve's amount is said to be, on which day and by whom."""
    require(by.role, Deed.NOTE_RESERVE)
    _require_amount(amount)
    _require_past(as_of, now, field="as_of")
    if as_of < RESERVE_BASE_ON:
        raise NotAllowed(
            "The Reserve begins on 7 Dec 2018.", code="before_the_reserve", field="as_of"
        )
    noted = ReserveAmount.objects.create(
        amount=amount,
        as_of=as_of,
        source=require_text(source, field="source"),
        noted_at=now,
        noted_by=by,
    )
    trail.record(by=by, action="restitution.noted_reserve", subject=noted, as_of=as_of)
    return noted


@transaction.atomic
def open_ledger(*, case: Case, by: User) -> None:
    """Enter that an attorney opened the ledger."""
    require(by.role, Deed.REVIEW_RESTITUTION)
    case = told_cases(by).get(pk=case.pk)
    trail.record(by=by, action="restitution.opened_ledger", subject=case, case=case)


def _require_amount(amount: Decimal) -> None:
    """Refuse what is no amount of money."""
    if not amount.is_finite() or amount <= NOTHING or amount > MOST:
        raise NotAllowed(
            "Give an amount above zero; reverse a line to take one back.",
            code="no_amount",
            field="amount",
        )
    if amount != amount.quantize(CENT):
        raise NotAllowed("Give whole cents.", code="no_amount", field="amount")


def _require_past(on: date, now: datetime, *, field: str) -> None:
    """Refuse a day to come; what is expected is not in a ledger."""
    if on < FIRST_DAY:
        raise NotAllowed(
            "That day cannot be meant: look at the year.", code="day_unfit", field=field
        )
    if on > timezone.localdate(now):
        raise NotAllowed(
            "That day is still to come: enter money once it is ordered or received.",
            code="in_the_future",
            field=field,
        )


def _court(case: Case, court_case_id: UUID | None, kind: str) -> CourtCase | None:
    if court_case_id is None and kind == LineKind.CLAIMED:
        return None
    known = CourtCase.objects.filter(case=case)
    court: CourtCase | None = known.filter(pk=court_case_id).first() if court_case_id else None
    if court is None:
        raise NotAllowed(
            "Choose the court case that this is of.", code="court_wanted", field="court_case_id"
        )
    return court


def _head(kind: str, head: str) -> str:
    if kind not in {one.value for one in WITH_HEAD}:
        return ""
    if not head:
        raise NotAllowed("Say what kind of loss it is.", code="head_wanted", field="head")
    return head


def _require_first_payment(case: Case, court: CourtCase | None) -> None:
    """Refuse a second payment: the Reserve pays once (18 U.S.C. 2259(d), law.md 4.3)."""
    if court is None or court.kind != CourtKind.FEDERAL.value:
        raise NotAllowed(
            "A federal court orders this payment: choose a federal case.",
            code="federal_wanted",
            field="court_case_id",
        )
    lines = MoneyLine.objects.filter(case=case, kind=LineKind.RESERVE.value)
    if (lines.aggregate(paid=Sum("amount"))["paid"] or NOTHING) > NOTHING:
        raise NotAllowed(
            "A payment from the Victims Reserve is recorded already, and it is made once. If that"
            " line is wrong, reverse it first.",
            code="reserve_paid_once",
            field="kind",
        )


def _enter(line: MoneyLine, action: str, by: User) -> None:
    """Enter the act without the amount, which nobody but an attorney reads."""
    facts: dict[str, Any] = {"kind": line.kind}
    if line.court_case is not None:
        facts["number"] = line.court_case.number
    trail.record(by=by, action=action, subject=line, case=line.case, **facts)
