"""Whatever is added up and subtracted of patterns, no fewer cases than the threshold come out."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from audit.rules import NotAllowed
from complaints.rules.apart import least_apart
from complaints.rules.figures import figures
from complaints.rules.pattern import Ran

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
FEWEST = 3


@st.composite
def requests(draw, most=24):
    """Give requests of some cases, in five months, with every kind of end."""
    made = []
    for number in range(draw(st.integers(3, most))):
        at = datetime(2026, draw(st.integers(6, 10)), 3, tzinfo=UTC)
        late = draw(st.sampled_from([-1, 5, 30, 60, 300, 900]))
        due = at + 48 * HOUR
        down = draw(st.booleans()) or late < 0
        made.append(
            Ran(
                f"case {draw(st.integers(0, 14))}",
                at,
                due,
                due + late * HOUR if down else None,
                draw(st.booleans()),
                tuple(sorted(draw(st.sets(st.sampled_from("ABC"))))),
                f"request {number}",
            )
        )
    return made


@st.composite
def changed(draw):
    """Give requests, and the same some days later: new ones came, some came down, some went."""
    first = draw(requests(most=20))
    second = [
        one._replace(achieved_at=one.due_at + 700 * HOUR)
        if one.achieved_at is None and draw(st.integers(0, 2)) == 0
        else one
        for one in first
        if draw(st.integers(0, 9))
    ]
    new = [one._replace(request=f"new {one.request}") for one in draw(requests(most=12))]
    return first, [*second, *new[: draw(st.sampled_from([0, 1, 2, 12]))]]


def counted(made, earlier=()):
    try:
        return figures(made, fewest=FEWEST, now=NOW, earlier=earlier)
    except NotAllowed:
        return None


def groups_of(behind):
    found = {}
    for request, (case, group) in behind.items():
        found.setdefault(group, {})[request] = case
    return found


@settings(max_examples=150, deadline=None)
@given(requests())
def test_every_figure_is_a_sum_of_groups_that_stand_on_enough_cases(made):
    found = counted(made)
    if found is None:
        return

    groups = groups_of(found.behind)
    told = found.figures

    assert all(len(set(group.values())) >= FEWEST for group in groups.values())
    sizes = Counter(len(group) for group in groups.values())
    sums = {sum(chosen) for chosen in product(*((0, len(group)) for group in groups.values()))}
    figured = [told.late, *(one.late for one in (*told.periods, *told.rows))]
    figured += [count for _, count in (*told.bands, *told.grounds)]
    figured += [one for one in (told.in_time, told.never_down, told.inferred) if one is not None]
    assert sizes
    assert set(figured) <= sums


@settings(max_examples=150, deadline=None)
@given(requests())
def test_the_tables_agree_with_the_record(made):
    found = counted(made)
    if found is None:
        return

    told = found.figures
    late = [one for one in made if (one.achieved_at or NOW) > one.due_at]
    assert told.late == len(late) == sum(one.late for one in told.periods)
    assert told.late == sum(count for _, count in told.bands) == sum(one.late for one in told.rows)
    for ground, count in told.grounds:
        assert count == sum(ground in one.grounds for one in late)
    if told.received is not None:
        assert told.received == len(made)


@settings(max_examples=120, deadline=None)
@given(changed())
def test_no_sum_of_one_pattern_differs_from_a_sum_of_an_earlier_by_few_cases(before_and_now):
    """Every choice of groups of the one against every choice of the other, tried out."""
    first, second = before_and_now
    before = counted(first)
    now = counted(second, earlier=[before.behind]) if before else None
    if now is None:
        return

    olds, news = list(groups_of(before.behind).values()), list(groups_of(now.behind).values())
    if 2 ** (len(olds) + len(news)) > 2**12:
        return
    for one in product((False, True), repeat=len(olds)):
        held = {k: v for part, take in zip(olds, one, strict=True) if take for k, v in part.items()}
        for other in product((False, True), repeat=len(news)):
            kept = {
                k: v for part, take in zip(news, other, strict=True) if take
                for k, v in part.items()
            }  # fmt: skip
            apart = {(held | kept)[request] for request in held.keys() ^ kept.keys()}
            assert not apart or len(apart) >= FEWEST


def test_the_least_difference_is_the_smallest_cut():
    def standing(**where):
        return {f"{group}{n}": (f"case {group}{n}", group) for group in where for n in range(9)}

    before = standing(a=9, b=9)
    one_more = before | {"x": ("case x", "a")}
    one_moved = before | {"a0": ("case a0", "b")}
    swapped = one_moved | {"b0": ("case b0", "a")}

    assert least_apart(before, before, enough=5) == 5
    assert least_apart(before, one_more, enough=5) == 1
    assert least_apart(before, one_moved, enough=5) == 1
    assert least_apart(before, swapped, enough=5) == 2
    assert least_apart(before, standing(c=9) | before, enough=5) == 5


def test_many_requests_of_one_case_count_once():
    before = {f"{n}": (f"case {n}", "a") for n in range(9)}
    now = before | {f"new {n}": ("case 0", "a") for n in range(9)}

    assert least_apart(before, now, enough=5) <= 1
