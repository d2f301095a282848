"""An attorney's work on two cases: courts, money, notices, notes, and a court's subpoena."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from accounts.models import User
from cases.models import Assignment
from config.demo.matter import Matter
from config.demo.script import court_day
from restitution.models import CourtCase
from restitution.services import court_cases, money, notes

REMEMBERED = (
    ("usc2259", "Victim-witness unit called back: the submission is wanted two weeks before the"
     " sentence. Ask the treating therapist for a letter on costs to come."),
    ("", "She would rather not hear of each hearing. Call before the sentence only, after six."),
    ("reserve", "Before asking for the Reserve's payment: it counts against what is found later."
     " Compare with court case 2, which still pays."),
)  # fmt: skip


def fill(matters: Sequence[Matter], people: dict[str, User], *, now: datetime) -> None:
    """Add to two cases that the demo's attorney is engaged on."""
    by = people["attorney"]
    engaged = Assignment.objects.filter(user=by).active().values_list("case", flat=True)
    mine = [one for one in matters if one.case.pk in set(engaged)][:2]
    money.note_reserve_amount(
        amount=Decimal("46250.00"),
        as_of=date(now.year, 1, 15),
        source="Invented for the demo; note a real figure from a court's order",
        by=people["supervisor"],
        now=now,
    )
    for place, matter in enumerate(mine):
        courts = _courts(matter, by, now)
        _money(matter, courts, by, now)
        if place == 0:
            _notes(matter, by, now)
            _asked(matter, courts, now)
            _subpoena(matter, now)


def _courts(matter: Matter, by: User, now: datetime) -> list[CourtCase]:
    told = (
        {"kind": "federal", "district": "ilnd", "docket": "1:26-cr-00417",
         "defendant": "Lowell Brandt", "stage": "convicted", "offence": "trafficking",
         "sentencing_on": court_day(now.date() + timedelta(days=24))},
        {"kind": "federal", "district": "cacd", "docket": "2:24-cr-00088",
         "defendant": "Marcus Vane", "stage": "sentenced", "offence": "trafficking",
         "sentencing_on": court_day(date(now.year - 1, 3, 14))},
        {"kind": "civil", "district": "us-il", "docket": "2026-L-5521",
         "defendant": "Marcus Vane", "stage": "open", "offence": "other"},
    )  # fmt: skip
    return [
        court_cases.record_court_case(case_id=matter.case.pk, by=by, now=now, **one) for one in told
    ]


def _money(matter: Matter, courts: list[CourtCase], by: User, now: datetime) -> None:
    second = courts[1].pk
    paid = [now.date() - timedelta(days=30 * months) for months in (9, 6, 3, 1)]
    lines = (
        ("loss", "31200.00", second, "therapy", date(now.year - 1, 3, 14), "Order, entry 61"),
        ("loss", "17000.00", second, "income", date(now.year - 1, 3, 14), "Order, entry 61"),
        ("ordered", "12000.00", second, "", date(now.year - 1, 3, 14), "Order, entry 61"),
        *(("received", "725.00", second, "", on, "Clerk's statement") for on in paid),
        ("claimed", "21500.00", courts[0].pk, "therapy", paid[2], "Estimate for the submission"),
        ("claimed", "9400.00", None, "medical", paid[0], "Bills on file, shelf 3"),
        ("claimed", "38600.00", None, "therapy", paid[1], "Letter of the therapist"),
    )
    kept = [
        money.record_line(
            case_id=matter.case.pk, kind=kind, amount=Decimal(amount), court_case_id=court,
            head=head, on=on, note=note, by=by, now=now,
        )
        for kind, amount, court, head, on, note in lines
    ]  # fmt: skip
    money.reverse_line(line_id=kept[-3].pk, note="Entered twice", by=by, now=now)


def _notes(matter: Matter, by: User, now: datetime) -> None:
    for days, (remedy, text) in enumerate(REMEMBERED):
        notes.write_privileged_note(
            case_id=matter.case.pk, text=text, remedy=remedy, by=by,
            now=now - timedelta(days=3 - days),
        )  # fmt: skip


def _asked(matter: Matter, courts: list[CourtCase], now: datetime) -> None:
    for court, wants in zip(courts, ("no", "yes"), strict=False):
        court_cases.say_preference(
            court_case_id=court.pk, wants=wants, said_on=now.date() - timedelta(days=2),
            by=matter.by, now=now,
        )  # fmt: skip


def _subpoena(matter: Matter, now: datetime) -> None:
    """Let the survivor release three things to a court; the rest of the record stays."""
    matter.release(
        now, "court", "", "subpoena", {"locations", "exchange", "restitution"},
        recipient_name="Circuit Court, Law Division",
        information_words="Only what shows where it was posted and what the sites answered.",
    )  # fmt: skip
