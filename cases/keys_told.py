"""How the keys stand and how far a change of them is, for the System page and the command."""

from typing import Any, NamedTuple

from cases.models import CaseKey
from sealing import keys
from sealing.models import KINDS, RetiredKey, Rotation
from sealing.rotating import agency, making, runs


class AgencyKey(NamedTuple):
    """One agency key: what it still wraps, and what may be done with it."""

    id: str
    wraps: int
    state: str


class Run(NamedTuple):
    """One change of keys, the latest of its kind."""

    kind: str
    words: str
    rotation: Rotation
    under_way: bool

    @property
    def share(self) -> int:
        return min(100, 100 * self.rotation.done // max(self.rotation.total, 1))


class Keys(NamedTuple):
    """Everything that is told of keys; never a key."""

    where: str
    agency: list[AgencyKey]
    lost: int  # wrapped by a key that is not at hand
    index_keys: int
    with_one_before: int
    runs: list[Run]

    @property
    def settled(self) -> bool:
        return not self.lost and not any(run.under_way for run in self.runs)

    def as_json(self) -> dict[str, Any]:
        return {
            "where": self.where,
            "agency": [one._asdict() for one in self.agency],
            "lost": self.lost,
            "index_keys": self.index_keys,
            "cases_with_a_key_before": self.with_one_before,
            "runs": {
                run.kind: {
                    "under_way": run.under_way, "done": run.rotation.done,
                    "total": run.rotation.total, "to": run.rotation.to_key,
                }
                for run in self.runs
            },
        }  # fmt: skip

    def lines(self) -> list[str]:
        """Give it for a terminal."""
        told = [f"Keys come from {self.where}."]
        told += [f"agency key {one.id}: wraps {one.wraps}; {one.state}" for one in self.agency]
        if self.lost:
            told.append(f"{self.lost} keys are under an agency key that is not at hand.")
        told.append(f"index keys asked: {self.index_keys}")
        if self.with_one_before:
            told.append(f"cases that keep the key before a while: {self.with_one_before}")
        told += [
            f"{run.words.lower()}: {run.rotation.done} of {run.rotation.total}, "
            + (
                "under way"
                if run.under_way
                else f"ended {run.rotation.ended_at:%Y-%m-%d %H:%M} UTC"
            )
            for run in self.runs
        ]
        return told


def told() -> Keys:
    """Count how the keys stand now."""
    by_key = agency.by_key()
    retired = set(RetiredKey.objects.values_list("key_id", flat=True))
    return Keys(
        where=making.where(),
        agency=[
            AgencyKey(key_id, wraps, _state(key_id, wraps, retired))
            for key_id, wraps in by_key.items()
            if key_id
        ],
        lost=by_key.get("", 0),
        index_keys=len(keys.index_keys()),
        with_one_before=CaseKey.objects.exclude(before=b"").count(),
        runs=[
            Run(kind, words, run, run.ended_at is None)
            for kind, words in KINDS.items()
            if (run := runs.latest(kind)) is not None
        ],
    )


def _state(key_id: str, wraps: int, retired: set[str]) -> str:
    if key_id in retired:
        return "retired: refused"
    if key_id == keys.first_id():
        return "wraps what is new"
    return "still opens what it wraps" if wraps else "wraps nothing more: may be retired"
