"""What the figures give: frozen, each with its unit and where its meaning comes from.

Every row has a `key` to join on, a `label` to show, and `cases`: how many distinct cases stand
behind it. Cases are people, and do not add up over rows: a person may have requests in several.
docs/reference/figures.md says each figure's definition in full, and a test holds the two together.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class OnTime:
    """Requests by whether their hours were kept (47 U.S.C. 223a(a)(3)); exactly at the end is kept.

    A request here is one version with a clock of its own; withdrawn ones stand apart.
    """

    key: str
    label: str
    requests: int  # on_time + late + open_late + open_in_time
    cases: int  # distinct cases behind `requests`
    on_time: int  # seen gone, by the end of the time
    late: int  # seen gone, after it
    open_late: int  # not yet seen gone, and the time is over
    open_in_time: int  # not yet seen gone, and the time still runs: decided neither way
    withdrawn: int  # by the survivor or the agency: decided neither way, in no share
    inferred: int  # of `requests`: receipt taken from the moment of sending
    cases_on_time: int  # distinct cases behind each count, for whoever hides small numbers
    cases_late: int
    cases_open_late: int
    cases_open_in_time: int
    cases_withdrawn: int
    share: float | None  # on_time / decided, 0 to 1; None where nothing is decided
    share_low: float | None  # Wilson, 95 %
    share_high: float | None

    @property
    def decided(self) -> int:
        """Give those whose time is kept or over: what the share is a share of."""
        return self.on_time + self.late + self.open_late

    @property
    def late_all(self) -> int:
        return self.late + self.open_late


@dataclass(frozen=True)
class Point:
    """One step of a curve: the share not yet gone after so many hours, with its interval."""

    hours: float
    still_up: float  # the estimate of Kaplan and Meier, 1 to 0
    low: float
    high: float
    at_risk: int
    events: int


@dataclass(frozen=True)
class Survival:
    """Hours from receipt until all that was listed was gone, open and withdrawn ones counted.

    Kaplan and Meier: whoever is still open, or was withdrawn, counts as up until then and is left
    out after (censored). Intervals are 95 %, log(-log) with Greenwood's variance. A limit or a
    quantile is None where the curve does not reach it. Elapsed hours.
    """

    key: str
    label: str
    n: int  # events + censored
    events: int  # gone
    censored: int  # still open, or withdrawn
    cases: int  # distinct cases behind `n`
    median: float | None  # hours by which half were gone
    median_low: float | None
    median_high: float | None
    p90: float | None  # hours by which nine in ten were gone
    p90_low: float | None
    p90_high: float | None
    curve: tuple[Point, ...] = ()  # on request
    within: float = 0.0  # hours: how coarse the times are; 0 is to the microsecond


@dataclass(frozen=True)
class Refusal:
    """Answers that refused, called a notice incomplete or asked for more, by what they dispute.

    One answer may dispute several elements and stands in the row of each. `none_said` disputes
    nothing that the platform named. The four parts are those of 47 U.S.C. 223a(a)(1)(B).
    """

    key: str  # removal.rules.words.Disputed, or none_said
    label: str
    answers: int
    requests: int  # distinct versions
    cases: int
    refused: int  # of `answers`, by their kind
    says_incomplete: int
    asks_more: int


@dataclass(frozen=True)
class Recurrence:
    """Requests whose listings were all gone, and of these the ones where a listing came back.

    `days` are from gone to back; one that is not known to be back is censored at the last look
    that found it gone, for nobody knows of the time since.
    """

    key: str
    label: str
    gone: int
    cases: int
    came_back: int  # of `gone`
    cases_back: int
    share: float | None  # came_back / gone
    share_low: float | None  # Wilson, 95 %
    share_high: float | None
    median_days: float | None  # Kaplan and Meier; None where fewer than half came back
    soonest_days: float | None
    back_within_week: int  # of `came_back`


@dataclass(frozen=True)
class Complaints:
    """Complaint drafts by what happened to them in these months; each event in its own month."""

    key: str
    label: str
    made: int  # drafts made, by the ladder or by hand
    made_by_ladder: int  # of `made`
    signed: int  # a sign-off that stands, given in these months
    filed: int  # a person filed it and recorded that (ADR 0010)
    set_aside: int
    waiting: int  # of `made`: neither filed nor set aside
    cases: int  # distinct cases behind any of them
    cases_made: int
    cases_signed: int
    cases_filed: int
    cases_set_aside: int
    cases_waiting: int


@dataclass(frozen=True)
class Change:
    """A share before and after, and whether the difference is more than chance (Newcombe, 95 %)."""

    before: OnTime
    after: OnTime
    difference: float | None  # after - before, -1 to 1
    low: float | None
    high: float | None

    @property
    def word(self) -> str:
        """Give higher, lower, or that no clear change shows."""
        if self.low is not None and self.low > 0:
            return "higher"
        if self.high is not None and self.high < 0:
            return "lower"
        return "no clear change"


@dataclass(frozen=True)
class Trend:
    """Each month of a scope in order, empty ones too, and the later half against the earlier."""

    months: tuple["TrendMonth", ...]
    change: Change | None  # None for a single month


@dataclass(frozen=True)
class TrendMonth:
    key: str
    label: str
    on_time: OnTime
    hours: Survival
    complaints: Complaints
    recurrence: Recurrence
