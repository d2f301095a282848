"""What a complaint must hold before a person signs it off: one row a gate (law.md 1.9)."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from complaints.rules.gate import FRESH, Gate, Look
from removal.rules.words import Coverage, ReceiptBasis

__all__ = ["RELEASE", "Check", "Gate", "Look", "State", "blockers", "checks"]

RELEASE = "release"
DESK = "The advocate of the case, or a supervisor"
ANYONE = "Whoever works on the case"
DIRECTORY = "A supervisor or an administrator, in the directory of platforms"


class State(StrEnum):
    DONE = "done"
    MISSING = "missing"
    NOTE = "note"  # nothing to cure: who signs should know it


class Check(NamedTuple):
    key: str
    label: str
    state: State
    why: str
    who: str = ""  # who can cure what is missing

    @property
    def done(self) -> bool:
        return self.state is State.DONE


class Row(NamedTuple):
    key: str
    label: str
    who: str
    answer: Callable[[Gate], tuple[str, str]]  # what is missing ("": nothing), what fulfils it


def checks(gate: Gate) -> tuple[Check, ...]:
    """Give every check in the order of the complaint's parts, then what the signer should know."""
    return (*_owed(gate), *_notes(gate))


def blockers(gate: Gate) -> tuple[Check, ...]:
    """Give the checks that stand between this text and a sign-off."""
    return tuple(check for check in _owed(gate) if check.state is State.MISSING)


def _owed(gate: Gate) -> Iterator[Check]:
    for row in TABLE:
        if row.key == "cybertip" and not gate.minor:
            continue
        lacks, holds = row.answer(gate)
        state = State.MISSING if lacks else State.DONE
        yield Check(row.key, row.label, state, lacks or holds, row.who if lacks else "")


def _ground(gate: Gate) -> tuple[str, str]:
    if gate.withdrawn:
        return "The request was withdrawn; supersede this complaint.", ""
    if not gate.grounds and gate.due_at is not None and gate.now <= gate.due_at:
        # One draft a version: set aside now, there would be none when the time has run.
        return "The facts on record support no ground while the time still runs; keep it.", ""
    if not gate.grounds:
        return "The facts on record support no ground; set this complaint aside.", ""
    return "", f"The facts support {_list(gate.grounds)}."


def _elements(gate: Gate) -> tuple[str, str]:
    if not gate.parts_missing:
        return "", "All four are on record (47 U.S.C. 223a(a)(1)(B))."
    if gate.on_process:
        return "", "Not complete; the complaint rests on the process itself."
    return f"Missing on the request: {_list(gate.parts_missing)}.", ""


def _receipt(gate: Gate) -> tuple[str, str]:
    if gate.basis == ReceiptBasis.PROVEN:
        return "", "Something shows that the platform received it."
    if gate.basis == ReceiptBasis.INFERRED:
        return "", "Inferred; the text says so."
    if gate.on_process:
        return "", "None; the complaint rests on the process itself."
    return "The record holds no receipt; record it, or record that it is inferred.", ""


def _looked_after(gate: Gate) -> tuple[str, str]:
    due = gate.due_at
    if due is None:
        return "", "No statutory deadline is stated."
    if gate.now <= due and gate.on_process:
        return "", "The time still runs; the complaint rests on the process itself."
    after = {look.label for look in gate.looks if look.at is not None and look.at > due}
    unseen = [look.label for look in gate.looks if look.is_up and look.label not in after]
    if unseen:
        return f"Nobody has looked at {_list(unseen)} since the deadline.", ""
    if gate.on_time and not after:
        return "Nobody has looked at any listing since the deadline.", ""
    return _of_those_up(gate, "Every listing that is still up was looked at after the deadline.")


def _looked_lately(gate: Gate) -> tuple[str, str]:
    # What was seen gone needs no second look: the text claims nothing of it today.
    stale = gate.now - FRESH
    old = [one.label for one in gate.looks if one.is_up and (one.at is None or one.at <= stale)]
    if old:
        return f"The last look at {_list(old)} is more than 24 hours old; look again.", ""
    return _of_those_up(gate, "Every listing that is still up was looked at in the last 24 hours.")


def _of_those_up(gate: Gate, words: str) -> tuple[str, str]:
    none = gate.looks and not any(look.is_up for look in gate.looks)
    return "", "No listing was still up when last looked at." if none else words


def _tip(gate: Gate) -> tuple[str, str]:
    if gate.tip:
        return "", gate.tip
    return (
        "Someone shown was or may have been under 18. Record the report's number, if the survivor"
        " agrees that it is kept, or why there is none.",
        "",
    )


def _facts(gate: Gate) -> tuple[str, str]:
    if gate.facts_changed:
        return "The record has changed since this text was composed; refresh it.", ""
    return "", "The text says what the record says now."


def _blanks(gate: Gate) -> tuple[str, str]:
    if not gate.blanks:
        return "", "All are filled."
    count = len(gate.blanks)
    left = "1 blank is left" if count == 1 else f"{count} blanks are left"
    return f"{left}: {'; '.join(gate.blanks)}.", ""


def _words(gate: Gate) -> tuple[str, str]:
    if gate.words_to_change:
        return f"Some words claim or hurt too much. {gate.words_to_change}.", ""
    return "", "No legal conclusions and no hurtful words."


def _release(gate: Gate) -> tuple[str, str]:
    return gate.release_why, "One stands that names the regulator."


# fmt: off
TABLE = (
    Row("ground",         "A ground",                     ANYONE, _ground),
    Row("elements",       "Four parts of the request",    DESK,   _elements),
    Row("receipt",        "Receipt",                      DESK,   _receipt),
    Row("after_deadline", "A look after the deadline",    ANYONE, _looked_after),
    Row("fresh_look",     "A look in the last 24 hours",  ANYONE, _looked_lately),
    Row("cybertip",       "CyberTipline",                 DESK,   _tip),
    Row("facts",          "Text of today's facts",        ANYONE, _facts),
    Row("blanks",         "Blanks",                       ANYONE, _blanks),
    Row("words",          "Plain words",                  ANYONE, _words),
    Row(RELEASE,          "A release",                    DESK,   _release),
)
# fmt: on


def _notes(gate: Gate) -> Iterator[Check]:
    disputes = [("disputed", "Disputed", why, True) for why in gate.disputed]
    held_back = _list(gate.not_covered) if gate.not_covered else ""
    # fmt: off
    said = (
        ("coverage", f"Coverage is {gate.coverage}", gate.coverage_reason,
         gate.coverage != Coverage.COVERED),
        ("foreign", "Operator outside the US", "Whether the FTC reaches it is unsettled.",
         gate.foreign_operator),
        *disputes,
        ("guidance", "Guidance, at second hand",
         "What the FTC's letters of May 2026 ask is known here from reports of them. Read them.",
         gate.on_guidance),
        ("authority", "The authority has ended", gate.authority_ended, bool(gate.authority_ended)),
        ("inferred", "Receipt is inferred", "A penalty may turn on proof of knowledge.",
         gate.basis == ReceiptBasis.INFERRED),
        ("minor", "Handled as under 18", "The text holds item labels and no address.", gate.minor),
        ("exposure", "Nobody has asked the survivor what is shown",
         "The most protective answer stands for each field.", not gate.was_asked),
        ("not_covered", "Chosen to be shown, and not shown",
         f"The release for the regulator does not cover {held_back}.", bool(held_back)),
    )
    # fmt: on
    for key, label, why, is_so in said:
        if is_so:
            yield Check(key, label, State.NOTE, why)


def _list(words: Iterable[str]) -> str:
    *before, last = words
    return f"{', '.join(before)} and {last}" if before else last
