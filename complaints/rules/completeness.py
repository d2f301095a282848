"""What a complaint must hold before a person signs it off (law.md 1.9, "gate")."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from complaints.rules.words import Ground
from removal.rules.words import Coverage, ReceiptBasis

FRESH = timedelta(hours=24)
RELEASE = "release"
WITHOUT_REQUEST = {Ground.NO_PROCESS, Ground.PROCESS_UNCLEAR}


class State(StrEnum):
    DONE = "done"
    MISSING = "missing"
    NOTE = "note"  # nothing to cure: who signs should know it


class Look(NamedTuple):
    """The last time a person looked at one listing."""

    label: str
    at: datetime | None
    is_up: bool


class Gate(NamedTuple):
    now: datetime
    grounds: tuple[str, ...] = ()
    parts_missing: tuple[str, ...] = ()  # their titles
    basis: str = ""
    due_at: datetime | None = None
    looks: tuple[Look, ...] = ()
    blanks: tuple[str, ...] = ()  # what each asks for
    facts_changed: bool = False
    words_to_change: str = ""
    withdrawn: bool = False
    coverage: str = Coverage.COVERED
    coverage_reason: str = ""
    foreign_operator: bool = False
    disputed: tuple[str, ...] = ()  # why, each in words
    release_why: str = ""  # why no release lets it be filed; nothing where one stands
    minor: bool = False


class Check(NamedTuple):
    key: str
    label: str
    state: State
    why: str

    @property
    def done(self) -> bool:
        return self.state is State.DONE


def checks(gate: Gate) -> tuple[Check, ...]:
    """Give every check in the order of the complaint's parts, then what the signer should know."""
    return (*_owed(gate), *_notes(gate))


def blockers(gate: Gate) -> tuple[Check, ...]:
    """Give the checks that stand between this text and a sign-off."""
    return tuple(check for check in _owed(gate) if check.state is State.MISSING)


def _owed(gate: Gate) -> Iterator[Check]:
    yield _check("ground", "A ground", *_ground(gate))
    yield _check("elements", "Four parts of the request", *_elements(gate))
    yield _check("receipt", "Receipt", *_receipt(gate))
    yield _check("after_deadline", "A look after the deadline", *_looked_after(gate))
    yield _check("fresh_look", "A look in the last 24 hours", *_looked_lately(gate))
    yield _check("facts", "Text of today's facts", *_facts(gate))
    yield _check("blanks", "Blanks", *_blanks(gate))
    yield _check("words", "Plain words", *_words(gate))
    yield _check(RELEASE, "A release", gate.release_why, "One stands that names the regulator.")


def _check(key: str, label: str, lacks: str, holds: str) -> Check:
    return Check(key, label, State.MISSING if lacks else State.DONE, lacks or holds)


# Each answer is a pair: what is missing ("" when nothing is), and what fulfils it.


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
    if WITHOUT_REQUEST.intersection(gate.grounds):
        return "", "Not complete; the complaint rests on the process itself."
    return f"Missing on the request: {_list(gate.parts_missing)}.", ""


def _receipt(gate: Gate) -> tuple[str, str]:
    if gate.basis == ReceiptBasis.PROVEN:
        return "", "Something shows that the platform received it."
    if gate.basis == ReceiptBasis.INFERRED:
        return "", "Inferred; the text says so."
    if WITHOUT_REQUEST.intersection(gate.grounds):
        return "", "None; the complaint rests on the process itself."
    return "The record holds no receipt; record it, or record that it is inferred.", ""


def _looked_after(gate: Gate) -> tuple[str, str]:
    due = gate.due_at
    if due is None:
        return "", "No statutory deadline is stated."
    unseen = [look.label for look in gate.looks if look.is_up and not _is_after(look, due)]
    if unseen:
        return f"Nobody has looked at {_list(unseen)} since the deadline.", ""
    return "", "Every listing that is still up was looked at after the deadline."


def _looked_lately(gate: Gate) -> tuple[str, str]:
    # What was seen gone needs no second look: the text claims nothing of it today.
    old = [look.label for look in gate.looks if look.is_up and not _is_fresh(look, gate.now)]
    if old:
        return f"The last look at {_list(old)} is more than 24 hours old; look again.", ""
    return "", "Every listing that is still up was looked at in the last 24 hours."


def _is_after(look: Look, due: datetime) -> bool:
    return look.at is not None and look.at > due


def _is_fresh(look: Look, now: datetime) -> bool:
    return look.at is not None and now - look.at < FRESH


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


def _notes(gate: Gate) -> Iterator[Check]:
    if gate.coverage != Coverage.COVERED:
        yield _note("coverage", f"Coverage is {gate.coverage}", gate.coverage_reason)
    if gate.foreign_operator:
        yield _note(
            "foreign", "Operator outside the US", "Whether the FTC reaches it is unsettled."
        )
    for why in gate.disputed:
        yield _note("disputed", "Disputed", why)
    if gate.basis == ReceiptBasis.INFERRED:
        yield _note("inferred", "Receipt is inferred", "A penalty may turn on proof of knowledge.")
    if gate.minor:
        yield _note("minor", "Handled as under 18", "The text holds item labels and no address.")


def _note(key: str, label: str, why: str) -> Check:
    return Check(key, label, State.NOTE, why)


def _list(words: Iterable[str]) -> str:
    *before, last = words
    return f"{', '.join(before)} and {last}" if before else last
