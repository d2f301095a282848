"""Mandatory restitution in a federal case: 18 U.S.C. 2259, and 18 U.S.C. 2264 after 223(h)."""

from collections.abc import Callable
from typing import NamedTuple

from restitution.rules import bars
from restitution.rules.facts import Told
from restitution.rules.table import Column, Row, asked
from restitution.rules.words import BLANK, NO, PENDING, SURE_NOT, UNSAID, UNTOLD, YES, Outcome

STAGE_VALUES = ("before_sentencing", "sentenced", SURE_NOT, UNSAID, BLANK)
BEFORE_IT, AFTER_IT = {"before_sentencing"}, {"sentenced"}
OPEN_STAGE = UNTOLD | {BLANK}


class Asked(NamedTuple):
    """The questions of one kind of federal case, and the letters that its rows are called by."""

    row: str
    convicted: str
    identified: str
    stage: str
    sentenced_on: str
    requested: str


def columns(of: Asked) -> tuple[Column, ...]:
    return (
        asked("court", met={"federal"}, against={"state_only", "none"}),
        asked(of.convicted, met={YES, PENDING}, against={NO}),
        asked(of.identified, met={YES}, against={NO}),
        Column(
            of.stage, STAGE_VALUES, _stage(of), (of.stage, of.sentenced_on),
            frozenset(BEFORE_IT), frozenset(AFTER_IT),
            {"before_sentencing": "Before sentencing", "sentenced": "Sentenced"},
        ),
        asked(of.requested, met={YES}, against={NO}),
        Column(
            "window", ("open", "closed"), lambda told: bars.window(told, of.sentenced_on), (),
        ),
    )  # fmt: skip


def _stage(of: Asked) -> Callable[[Told], str]:
    return lambda told: bars.stage(told, of.stage, of.sentenced_on)


# fmt: off
def rows(of: Asked) -> tuple[Row, ...]:
    """Give the lines on conviction, identification and stage; what comes first is the caller's."""
    sits = {"court": {"federal", *OPEN_STAGE}}
    on = {**sits, of.convicted: {YES, PENDING}}
    named = {**on, of.identified: {YES}}
    done = {**sits, of.convicted: {YES}, of.identified: {YES}, of.stage: AFTER_IT}
    not_named = {of.identified: {NO, *UNTOLD, BLANK}}
    return (
        Row(f"{of.row}-S", {"court": {"state_only"}, of.convicted: {NO, *OPEN_STAGE}},
            Outcome.NOT_ROUTE,
            "A state case alone: its restitution is the state's law, which an attorney reads.",
            of_the_law=True),
        Row(f"{of.row}-N", {"court": {"none"}, of.convicted: OPEN_STAGE}, Outcome.NOT_ROUTE,
            "There is no criminal case. Look at the civil claims."),
        Row(f"{of.row}-X", {"court": {"state_only", "none"}, of.convicted: {YES, PENDING}},
            Outcome.UNSURE,
            "A federal conviction or charge is told of, and no federal case: both cannot be. The"
            " docket says.", urgent=True),
        Row(f"{of.row}-1", {"court": {"federal", "none", *OPEN_STAGE}, of.convicted: {NO}},
            Outcome.NOT_ROUTE,
            "There is no such federal conviction, and none is awaited. Look at the civil"
            " claims.", of_the_law=True),
        Row(f"{of.row}-2", {**sits, of.convicted: UNTOLD}, Outcome.UNSURE,
            "Whether anybody was convicted or charged is open: the docket or the prosecutor says."),
        Row(f"{of.row}-3", {**sits, of.convicted: {BLANK}}, Outcome.NEEDS,
            "Nobody has asked yet whether there is a federal conviction or charge."),
        Row(f"{of.row}-4", {**named, of.stage: BEFORE_IT}, Outcome.SUPPORT,
            "Before sentencing: a request with evidence of losses goes in before that day.",
            urgent=True, of_the_law=True),
        Row(f"{of.row}-5", {**named, of.stage: OPEN_STAGE}, Outcome.NEEDS,
            "The day of sentencing is not known; it may be near.", urgent=True),
        Row(f"{of.row}-6", {**sits, of.convicted: {PENDING}, of.identified: {YES},
            of.stage: AFTER_IT}, Outcome.UNSURE,
            "Charged and not decided, yet sentenced: both cannot be. The docket says.",
            urgent=True),
        Row(f"{of.row}-7", {**done, of.requested: {NO}, "window": {"open"}}, Outcome.NEEDS,
            "Sentenced, and nothing was asked for. Reopening is narrow: an attorney looks at once,"
            " while the ninety days (unverified) may still run.", urgent=True, of_the_law=True),
        Row(f"{of.row}-8", {**done, of.requested: {NO}, "window": {"closed"}}, Outcome.NEEDS,
            "Sentenced, and nothing was asked for. Reopening is narrow: an attorney looks.",
            of_the_law=True),
        Row(f"{of.row}-9", {**done, of.requested: {YES}, "window": {"open"}}, Outcome.NEEDS,
            "Restitution was asked for: what was ordered, and what the ninety days (unverified)"
            " leave open, is to find out.", urgent=True),
        Row(f"{of.row}-10", {**done, of.requested: {YES}, "window": {"closed"}}, Outcome.NEEDS,
            "Restitution was asked for: the order and what was received belong in the ledger."),
        Row(f"{of.row}-11", {**done, of.requested: OPEN_STAGE, "window": {"open"}}, Outcome.NEEDS,
            "Whether restitution was asked for is open, and the ninety days (unverified) may run.",
            urgent=True),
        Row(f"{of.row}-12", {**done, of.requested: OPEN_STAGE, "window": {"closed"}}, Outcome.NEEDS,
            "Whether restitution was asked for is open: the docket says."),
        Row(f"{of.row}-13", {**on, **not_named, of.stage: {*BEFORE_IT, *OPEN_STAGE}}, Outcome.NEEDS,
            "Not known as a victim in the case: an attorney asks the prosecutor's victim-witness"
            " unit, before the sentencing.", urgent=True, of_the_law=True),
        Row(f"{of.row}-14", {**on, **not_named, of.stage: AFTER_IT}, Outcome.NEEDS,
            "Not known as a victim in the case: an attorney asks the prosecutor's victim-witness"
            " unit.", of_the_law=True),
    )
# fmt: on
