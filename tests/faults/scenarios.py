"""What the sweep must stand, each told as a list of what went wrong; a mutant is put in by name."""

import random
from contextlib import ExitStack, contextmanager
from itertools import product

from tests.faults import breaking, caseload, verdict
from tests.faults.ground import PATIENCE, waited
from tests.faults.hands import Hand
from tests.faults.mutants import mutate

HALF = ("steps", "told", "drafts", "reviews", "in_the_trail")
TEXTS = ("texts", "drafts_with_text", "texts_in_the_trail")
KEPT_TOGETHER = {"advance": HALF, "compose": TEXTS}  # by one transaction, or not at all
GIVEN = {"sweep": {"limit": 2}, "compose": {}, "first_sight": {}}
OF_TABLES = {"no_unique_constraint"}


class Stage:
    """A database to begin from, and what one undisturbed sweep makes of it.

    `then` is done with the clocks first; where it poisons some, what they lack is let pass.
    """

    def __init__(self, ground, name, *, seconds, then=(), poisoned=False):
        self.ground, self.base = ground, name
        self.is_clean = False
        ground.copy("reclaim", name)
        with self.hand_on_base() as hand:
            hand.do(caseload.at, seconds=seconds)
            for act in then:
                hand.do(act)
            self.begun, self.whole = hand.do(verdict.healed)
        self.lets_pass = "differences" if poisoned else "\n"
        assert self.unknown(self.whole) == []
        assert bool(verdict.wrongs(self.whole)) == poisoned

    def unknown(self, found):
        """Give what is wrong with it, without what is let pass here."""
        return [one for one in verdict.wrongs(found) if not one.startswith(self.lets_pass)]

    @property
    def at(self):
        return self.ground.at | {"NAME": self.base}

    def hand_on_base(self):
        return Hand(self.at)

    @contextmanager
    def hands(self, count, mutants=()):
        """Give so many processes at work on a copy, the last of them to judge, without mutants.

        The copy is given again to the next who asks, if they who had it say that it is as it was.
        """
        at = self._copy()
        self.is_clean = False
        with ExitStack() as ends:
            made = [ends.enter_context(Hand(at)) for _ in range(count)]
            for number, hand in enumerate(made[: max(1, count - 1)]):
                hand.do(mutate, names=[m for m in mutants if m not in OF_TABLES or not number])
            yield made

    def _copy(self):
        name = f"{self.base}_copy"
        if not self.is_clean:
            self.ground.copy(self.base, name)
        return self.ground.at | {"NAME": name}


def moments(stage, act, **given):
    """Give each moment before and after a statement, as a dry run meets them."""
    with stage.hands(1) as [hand]:
        return hand.do(breaking.moments, act=act, **given)


def struck(stage, how, act, at, *, mutants=(), **given):
    """Break one round at one moment, look, sweep once more, and say what is wrong then.

    Who was killed is followed by another process; who was cut off goes on itself.
    """
    with stage.hands(2, mutants) as [victim, judge]:
        if how == "killed":
            victim.begin(breaking.killed, act=act, at=at, **given)
            assert victim.gone() == -9, "it came to its end: nothing was tried"
        else:
            victim.do(breaking.cut, act=act, at=at, **given)
        before, after = (judge if how == "killed" else victim).do(verdict.healed)
    wrongs = stage.unknown(after) + compared(after, stage.whole)
    none, half, whole = (
        {name: found[name] for name in KEPT_TOGETHER[act]}
        for found in (stage.begun, before, stage.whole)
    )
    if half not in (none, whole):
        wrongs.append(f"half of it was kept: {half}")
    stage.is_clean = before == stage.begun and not mutants
    return wrongs


def compared(found, whole):
    return [
        f"{name}: {found[name]} and not {whole[name]}"
        for name in (*HALF, *TEXTS)
        if found[name] != whole[name]
    ]


def interleaved(stage, first, second=-1, *, mutants=(), acts=("sweep", "sweep")):
    """Stop one at a moment, have another at work (and stop, too), let the first go on.

    Give what is wrong then, whether the other had to wait, and the steps that it entered meanwhile.
    """
    with stage.hands(3, mutants) as [one, other, judge]:
        one.begin(breaking.paused, act=acts[0], at=first, **GIVEN[acts[0]])
        assert one.pause(), "it never stopped: nothing was tried"
        other.begin(breaking.paused, act=acts[1], at=second, **GIVEN[acts[1]])
        waits = not speaks(other, judge)
        stopped = None if waits else other.pause()
        is_done = not waits and stopped is None
        meanwhile = judge.do(verdict.verdict)["steps"] if is_done else 0
        one.go_on()
        if stopped:
            speaks(one, judge)
            other.go_on()
        finish(one)
        if not is_done:
            finish(other)
        found = judge.do(verdict.verdict)
    return verdict.wrongs(found) + compared(found, stage.whole), waits, meanwhile


def speaks(hand, judge):
    """Wait until it says something, or waits for somebody's lock; tell which."""
    return waited(
        lambda: ["speaks"] if hand.answers(0.02) else [""] * judge.do(verdict.somebody_waits),
        within=PATIENCE,
        why="neither an answer nor a lock",
    )[0]


def both_have_entered(stage, *, mutants=()):
    """Two sweepers have claimed; the second enters while what the first entered is not committed.

    With clocks that want no draft: the draft of a request would make the second wait for the first.
    """
    with stage.warned.hands(3, mutants) as [one, other, judge]:
        one.begin(breaking.paused, act="advance", at=["before enter", "after enter"], limit=2)
        other_begins = one.pause() == "before enter"
        other.begin(breaking.paused, act="advance", at=["before enter"], limit=2)
        stopped = speaks(other, judge) and other.pause()
        one.go_on()
        assert other_begins
        assert one.pause() == "after enter"
        if stopped:
            other.go_on()
            speaks(other, judge)
        one.go_on()
        finish(one)
        if stopped:
            finish(other)
        found = judge.do(verdict.verdict)
    return verdict.wrongs(found, done=False)


def finish(hand):
    while hand.pause() is not None:
        hand.go_on()


def pairs(count, seed, of):
    """Choose so many pairs of moments by a seed; all of them when count is None."""
    every = list(product(range(of), repeat=2))
    return every if count is None else random.Random(seed).sample(every, count)  # noqa: S311


def beside_a_person(stage, *, mutants=()):
    """Stop a sweeper that has claimed; have a person record that all is gone; let both go on."""
    with stage.hands(3, mutants) as [one, person, judge]:
        one.begin(breaking.paused, act="advance", at="before draft")
        assert one.pause() == "before draft"
        person.begin(caseload.see_all_gone)
        waits = not speaks(person, judge)
        one.go_on()
        one.answer()
        person.answer()
        found = judge.do(verdict.verdict)
    return verdict.wrongs(found, done=False) + ["the person did not wait"] * (not waits)


def to_the_microsecond(stage, *, mutants=()):
    """Sweep just before and just at each step's moment, over the night when New York's clocks go
    back: nothing comes before, everything at."""
    with stage.hands(1, mutants) as [hand]:
        return hand.do(caseload.climb_exactly)


def by_a_wrong_clock(stage, hours, *, mutants=()):
    """Sweep on a machine whose clock is so many hours wrong."""
    with stage.hands(1, mutants) as [hand]:
        hand.do(breaking.step_the_clock, hours=hours)
        hand.do(breaking.sweep)
        hand.do(breaking.step_the_clock, hours=0)
        found = hand.do(verdict.verdict)
    return verdict.wrongs(found) + compared(found, stage.whole)


def by_a_wrong_database(stage, hours):
    """Have the database's own clock be stepped, sweep, and sweep again once it is right.

    What it says is what counts: an hour ahead it enters what comes within the hour, an hour back
    nothing that it had not reached an hour ago. Gives what is wrong then, and who was early.
    """
    with stage.hands(2) as [hand, judge]:
        hand.do(breaking.step_the_databases, hours=hours)
        hand.do(breaking.sweep)
        meanwhile = hand.do(verdict.verdict)
        hand.do(breaking.step_the_databases, hours=0)
        hand.do(breaking.sweep)
        found = judge.do(verdict.verdict)
    return verdict.wrongs(meanwhile) + verdict.wrongs(found), meanwhile, found


def behind_the_services(stage, *, mutants=()):
    """Write a step, a reminder and a draft a second time; each must be refused by the table."""
    with stage.hands(1) as [hand]:
        hand.do(breaking.sweep)
        hand.do(mutate, names=mutants)
        return hand.do(caseload.written_twice)


def two_days_out(stage, *, mutants=()):
    """Let nothing sweep for two days, then two at once; what was overtaken is told by the last."""
    with stage.hands(3, mutants) as [one, other, judge]:
        judge.do(caseload.age, hours=48)
        for hand in (one, other):
            hand.begin(breaking.sweep, limit=2)
        did = [hand.answer()["claimed"] for hand in (one, other)]
        found = judge.do(verdict.verdict)
        told = judge.do(caseload.told_by_overtaken)
    assert sum(did) > 0, "nothing was due: nothing was tried"
    return verdict.wrongs(found) + [f"{told} overtaken steps told somebody"] * bool(told)
