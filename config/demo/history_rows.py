"""The rows of a year that is over, as the services leave them; laid down by the hundred."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import cycle
from typing import TYPE_CHECKING, Any

from accounts.models import User
from audit import trail
from cases.models import Assignment, Case, CaseKey, Survivor
from config.demo.stories import FIRST, LAST
from deadlines.models import Clock, Ladder, Statute
from deadlines.rules.ladder import THE_ACT
from evidence.models import Item, ListingFact
from removal.models import Answer, Listing, Receipt, RemovalRequest, Submission
from sealing import keys

if TYPE_CHECKING:
    from config.demo.history import Ran

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HOURS = 48  # 47 U.S.C. 223a(a)(3)
AT_ONCE = 200
CLAIMED = "demo-kasten"  # coverage unclear: the clock says that we claim it


def lay(
    ran: "Sequence[Ran]", advocates: Sequence[User], *, codes: Iterator[str], now: datetime
) -> None:
    """Lay down cases, then what ran on them."""
    cases = _cases(ran, advocates, codes, now)
    known = Clock.objects.filter(statute__code=THE_ACT).select_related("statute", "ladder")[0]
    rows = _Rows(known.statute, known.ladder, now)
    for number, one in enumerate(ran):
        rows.add(one, cases[one.case], number)
    rows.keep()


def _cases(
    ran: "Sequence[Ran]", advocates: Sequence[User], codes: Iterator[str], now: datetime
) -> dict[int, Case]:
    begun: dict[int, datetime] = {}
    ended: dict[int, datetime] = {}
    for one in ran:
        begun[one.case] = min(begun.get(one.case, now), one.received_at - 6 * HOUR)
        over = min(now - HOUR, one.ended_at + (one.back_after + 3) * DAY)
        ended[one.case] = max(ended.get(one.case, over), over)
    whose = dict(zip(sorted(begun), cycle(advocates), strict=False))
    names = cycle(f"{first} {last}" for last in LAST for first in FIRST)
    cases = {
        place: Case(
            code=next(codes), status="closed", age_when_made="18plus", country="US",
            opened_at=begun[place], opened_by=whose[place], closed_at=ended[place], is_demo=True,
        )
        for place in sorted(begun)
    }  # fmt: skip
    held = [CaseKey(case=one, wrapped=keys.new_wrapped_key(str(one.pk))) for one in cases.values()]
    Case.objects.bulk_create(cases.values())
    CaseKey.objects.bulk_create(held)
    Survivor.objects.bulk_create(
        [Survivor(case=one, name=next(names), contact="") for one in cases.values()]  # type: ignore[misc]
    )
    Assignment.objects.bulk_create(
        Assignment(case=one, user=one.opened_by, kind="advocate", started_at=one.opened_at,
                   started_by=one.opened_by)
        for one in cases.values()
    )  # fmt: skip
    trail.record_many(
        by=None, action="cases.opened_case",
        rows=[(one, one, {"person": str(one.opened_by_id)}) for one in cases.values()],
    )  # fmt: skip
    return cases


class _Rows:
    """Rows of every table, gathered and then kept table by table."""

    def __init__(self, statute: Statute, ladder: Ladder, now: datetime) -> None:
        self.statute, self.ladder, self.now = statute, ladder, now
        self.numbers: dict[Any, int] = {}
        self.tables: dict[type[Any], list[Any]] = {
            table: []
            for table in (Item, ListingFact, RemovalRequest, Listing, Submission, Receipt, Answer,
                          Clock)
        }  # fmt: skip

    def add(self, one: "Ran", case: Case, number: int) -> None:
        own = self.numbers[case.pk] = self.numbers.get(case.pk, 0) + 1
        item = self._item(one, case, own, number)
        request = self._request(one, case, own)
        self._put(Listing(request=request, item=item))
        self._put(
            Submission(  # type: ignore[misc]
                case=case, request=request, channel=one.channel, sent_by="survivor",
                submitted_at=one.received_at, notice_text="Sent by the survivor.",
                recorded_at=one.received_at, recorded_by=case.opened_by,
            )
        )  # fmt: skip
        self._put(
            Receipt(case=case, request=request, received_at=one.received_at, basis="proven",
                    proof="auto_reply", recorded_at=one.received_at, recorded_by=case.opened_by)
        )  # fmt: skip
        if one.disputed:
            self._answer(one, case, request)
        self._clock(one, case, request)

    def keep(self) -> None:
        for table, rows in self.tables.items():
            table.objects.bulk_create(rows, batch_size=AT_ONCE)

    def _put(self, row: Any) -> None:
        self.tables[type(row)].append(row)

    def _item(self, one: "Ran", case: Case, own: int, number: int) -> Item:
        domain = one.manner.slug.removeprefix("demo-")
        item = Item(  # type: ignore[misc]
            case=case, number=own, category="image", url=f"https://{domain}.example/h/{number}",
            host=f"{domain}.example", seen_by="survivor", how_known="saw_it",
            first_seen_at=one.received_at - 5 * HOUR, source_zone="America/New_York",
            age_when_made="18plus", is_synthetic="no", identifiable_by=["face"],
            recorded_at=one.received_at - 4 * HOUR, recorded_by=case.opened_by,
        )  # fmt: skip
        self._put(item)
        if not one.withdrawn:
            self._fact(item, "seen_gone", one.ended_at)
        if one.back_after and not one.withdrawn:
            self._fact(item, "back", min(self.now - HOUR, one.ended_at + one.back_after * DAY))
        return item

    def _fact(self, item: Item, kind: str, at: datetime) -> None:
        self._put(
            ListingFact(case=item.case, item=item, kind=kind, at=at, how="opened_link",
                        checked_by="advocate", recorded_at=at, recorded_by=item.recorded_by)
        )  # fmt: skip

    def _request(self, one: "Ran", case: Case, own: int) -> RemovalRequest:
        ended: dict[str, Any] = {"status": "resolved", "resolved_at": one.ended_at}
        if one.withdrawn:
            ended = {"status": "withdrawn", "withdrawn_at": one.ended_at,
                     "withdrawn_because": "survivor_asked"}  # fmt: skip
        request = RemovalRequest(  # type: ignore[misc]
            case=case, platform_id=one.manner.slug, number=own, signer_role="self",
            signer_name="As signed.", signed_at=one.received_at - HOUR, signature_method="typed",
            identifiable_by=["face"], good_faith_basis="never_consented",
            good_faith_statement="I never agreed to this.", contact="desk@agency.example",
            created_at=one.received_at - 2 * HOUR, created_by=case.opened_by, **ended,
        )  # fmt: skip
        self._put(request)
        return request

    def _answer(self, one: "Ran", case: Case, request: RemovalRequest) -> None:
        kind = "asks_more" if one.disputed == "extra_demand" else "says_incomplete"
        demands = ["id_document"] if one.disputed == "extra_demand" else []
        at = one.received_at + min(20.0, one.hours / 2) * HOUR
        self._put(
            Answer(case=case, request=request, kind=kind, answered_at=at, gave_reason=True,
                   demands=demands, disputes=[one.disputed], recorded_at=at,
                   recorded_by=case.opened_by)
        )  # fmt: skip

    def _clock(self, one: "Ran", case: Case, request: RemovalRequest) -> None:
        due_at = one.received_at + HOURS * HOUR
        ended: dict[str, Any] = {"closed_at": one.ended_at, "closed_as": "withdrawn"}
        if not one.withdrawn:
            word = "in_time" if one.ended_at <= due_at else "late"
            ended = {"closed_at": one.ended_at, "closed_as": word, "achieved_at": one.ended_at}
        self._put(
            Clock(case=case, request=request, statute=self.statute, ladder=self.ladder,
                  hours=HOURS, starts_at=one.received_at, due_at=due_at, basis="proven",
                  claimed=one.manner.slug == CLAIMED, opened_at=one.received_at,
                  planned_at=self.now, **ended)
        )  # fmt: skip
