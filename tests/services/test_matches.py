"""Pairs of items: found as a fingerprint is kept, shown to who sees both, decided for good."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ObjectDoesNotExist

from audit.models import Entry
from audit.rules import NotAllowed
from cases import services as case_services
from cases.models import Task
from evidence import services
from evidence.models import Fingerprint, Item, Match
from evidence.rules.turns import Turn, turned
from tests.factories import cases as made
from tests.factories import evidence as found

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 2, 15, tzinfo=UTC)
ALONE = {"sha256": "", "md5": "", "phash": ""}


def refused(code):
    return pytest.raises(NotAllowed, check=lambda no: no.code == code)


def flipped(digits, many):
    """Give the digits with so many bits turned over, spread as evenly as can be."""
    width = 4 * len(digits)
    mask = sum(1 << (width * step // many) for step in range(many)) if many else 0
    return f"{int(digits, 16) ^ mask:0{len(digits)}x}"


@pytest.fixture
def case(advocate):
    return made.case(by=advocate)


@pytest.fixture
def two(advocate, case):
    return [found.item(case=case, by=advocate) for _ in range(2)]


def keep(item, by, **digits):
    return found.fingerprints(item=item, by=by, **{**ALONE, **digits})


def decide(match, by, *, same, reason="Another room", **more):
    return services.decide_match(
        match_id=match.pk, same=same, reason=reason, by=by, now=NOW, **more
    )


@pytest.mark.parametrize(("bits", "matches"), [(0, 1), (31, 1), (32, 0)])
def test_pdq_is_near_within_31_bits(advocate, two, bits, matches):
    keep(two[0], advocate)
    keep(two[1], advocate, pdq=flipped(found.PDQ, bits))

    assert list(Match.objects.values_list("distance", flat=True)) == [bits] * matches


@pytest.mark.parametrize(("bits", "matches"), [(0, 1), (10, 1), (11, 0)])
def test_phash_is_near_within_10_bits(advocate, two, bits, matches):
    keep(two[0], advocate, pdq="", phash=found.PHASH)
    keep(two[1], advocate, pdq="", phash=flipped(found.PHASH, bits))

    assert list(Match.objects.values_list("distance", flat=True)) == [bits] * matches


def test_digits_of_two_algorithms_are_never_compared(advocate, two):
    keep(two[0], advocate, pdq="", sha256=found.PDQ)
    keep(two[1], advocate, pdq=found.PDQ)

    assert not Match.objects.exists()


@pytest.mark.parametrize("turn", list(Turn))
@pytest.mark.parametrize("newer", [0, 1])
def test_a_turned_or_mirrored_copy_is_found_and_said_to_be_one(advocate, two, turn, newer):
    a, b = sorted(two, key=lambda item: item.pk)
    digits = {a: found.PDQ, b: turned("pdq", found.PDQ, turn)}
    for item in (a, b) if newer else (b, a):
        keep(item, advocate, pdq=digits[item])

    match = Match.objects.get()
    assert (match.item_a, match.item_b) == (a, b)
    assert (match.variant, match.distance) == (turn.value, 0)


def test_a_pair_is_offered_once_by_its_strongest_fingerprint(advocate, two):
    for item in two:
        keep(item, advocate, pdq="", phash=found.PHASH)
    assert Match.objects.get().algorithm == "phash"

    for item in two:
        keep(item, advocate, sha256=found.SHA256)

    assert Match.objects.get().algorithm == "sha256"
    assert Task.objects.filter(kind="decide_match", done_at=None).count() == 1


def test_a_file_kept_for_one_item_twice_matches_itself_in_no_way(advocate, two):
    keep(two[0], advocate)
    keep(two[0], advocate, pdq=flipped(found.PDQ, 4))

    assert not Match.objects.exists()


def test_a_copy_that_is_linked_already_is_not_offered(advocate, case):
    first = found.item(case=case, by=advocate)
    copy = found.item(case=case, by=advocate, copy_of_id=first.pk)

    for item in (first, copy):
        keep(item, advocate)

    assert not Match.objects.exists()


def test_the_demo_and_real_cases_never_meet(advocate, two):
    demo = found.item(case=made.case(by=advocate, is_demo=True), by=advocate)

    for item in (two[0], demo):
        keep(item, advocate)

    assert not Match.objects.exists()


def test_a_decision_holds_for_good(advocate, two):
    for item in two:
        keep(item, advocate)
    decide(Match.objects.get(), advocate, same=False)

    kept = Fingerprint.objects.get(item=two[0])
    services.withdraw_fingerprint(fingerprint_id=kept.pk, by=advocate, now=NOW)
    keep(two[0], advocate, pdq=flipped(found.PDQ, 2))
    for item in two:
        keep(item, advocate, pdq="", sha256=found.SHA256)

    match = Match.objects.get()
    assert (match.same, match.reason, match.algorithm) == (False, "Another room", "pdq")
    assert not Task.objects.filter(kind="decide_match").open().exists()
    with refused("match_decided"):
        decide(match, advocate, same=True)


def test_not_the_same_needs_a_reason(advocate, two):
    for item in two:
        keep(item, advocate)

    with refused("no_reason"):
        decide(Match.objects.get(), advocate, same=False, reason=" ")

    assert Match.objects.get().decided_at is None
    assert Task.objects.filter(kind="decide_match").open().count() == 1
    assert decide(Match.objects.get(), advocate, same=True, reason="").same is True


def test_the_same_image_in_one_case_may_be_linked_as_a_copy(advocate, two):
    for item in two:
        keep(item, advocate)

    decide(Match.objects.get(), advocate, same=True, link_copy=True)

    assert Item.objects.get(pk=two[1].pk).copy_of == two[0]
    assert Entry.objects.filter(action="evidence.decided_match").count() == 1


def test_two_cases_are_not_linked(advocate, two):
    other = found.item(case=made.case(by=advocate), by=advocate)
    for item in (two[0], other):
        keep(item, advocate)

    with refused("not_a_copy"):
        decide(Match.objects.get(), advocate, same=True, link_copy=True)

    assert Match.objects.get().decided_at is None


def test_withdrawing_lets_go_of_what_rested_on_it_alone(advocate, two):
    for item in two:
        keep(item, advocate, sha256=found.SHA256)
    sha = Fingerprint.objects.get(item=two[0], algorithm="sha256")
    services.withdraw_fingerprint(fingerprint_id=sha.pk, by=advocate, now=NOW)
    assert Match.objects.get().algorithm == "pdq"

    pdq = Fingerprint.objects.get(item=two[0], algorithm="pdq")
    services.withdraw_fingerprint(fingerprint_id=pdq.pk, by=advocate, now=NOW)

    assert not Match.objects.exists()
    assert not Task.objects.filter(kind="decide_match").open().exists()


# Between cases: who sees one side alone learns of nothing.


@pytest.fixture
def across(advocate, colleague):
    """Give two near items: one on the advocate's case, one on her colleague's."""
    hers = found.item(case=made.case(by=advocate), by=advocate)
    theirs = found.item(case=made.case(by=colleague), by=colleague)
    keep(hers, advocate)
    keep(theirs, colleague)
    return hers, theirs


def test_who_sees_one_side_learns_nothing(advocate, colleague, supervisor, attorney, across):
    match = Match.objects.get()

    assert list(Match.objects.visible_to(supervisor)) == [match]
    for one_sided in (advocate, colleague, attorney):
        assert not Match.objects.visible_to(one_sided).exists()
    with pytest.raises(ObjectDoesNotExist):
        decide(match, advocate, same=True)
    assert not Task.objects.filter(kind="decide_match").exists()
    assert not Entry.objects.filter(facts__contains="match").exists()
    kept = Entry.objects.filter(action="evidence.kept_fingerprints")
    assert {entry.facts for entry in kept} == {'{"item":"E1","kinds":["PDQ"]}'}


def test_a_decision_on_two_cases_stands_in_neithers_trail(supervisor, across):
    decide(Match.objects.get(), supervisor, same=False)

    entry = Entry.objects.get(action="evidence.decided_match")
    assert entry.chain not in {str(item.case_id) for item in across}


@pytest.fixture
def own_pair(advocate):
    """Give two near items on two cases of one advocate."""
    mine = [found.item(case=made.case(by=advocate), by=advocate) for _ in range(2)]
    for item in mine:
        keep(item, advocate)
    return mine


def test_who_sees_both_sides_is_owed_the_task(own_pair):
    assert Task.objects.get(kind="decide_match").case == own_pair[1].case


def test_a_task_goes_when_someone_comes_who_may_not_know_the_other_case(
    own_pair, attorney, supervisor
):
    made.engage(case=own_pair[1].case, attorney=attorney, by=supervisor)

    assert not Task.objects.filter(kind="decide_match").exists()
    assert Match.objects.count() == 1


def test_a_task_goes_when_its_reader_leaves_the_other_case(own_pair, advocate, supervisor):
    case_services.end_assignment(
        case_id=own_pair[0].case_id, user_id=advocate.pk, by=supervisor, now=NOW
    )

    assert not Task.objects.filter(kind="decide_match").exists()
    assert not Match.objects.visible_to(advocate).exists()


def test_no_task_where_one_who_works_on_the_case_does_not_see_the_other(
    advocate, attorney, supervisor
):
    mine = [found.item(case=made.case(by=advocate), by=advocate) for _ in range(2)]
    made.engage(case=mine[1].case, attorney=attorney, by=supervisor)

    for item in mine:
        keep(item, advocate)

    assert list(Match.objects.visible_to(advocate)) == [Match.objects.get()]
    assert not Task.objects.filter(kind="decide_match").exists()


def test_an_attorney_on_both_cases_is_told_by_no_task(own_pair, attorney, supervisor):
    """Her sight of either ends with a release, at an hour when nobody acts."""
    for item in own_pair:
        made.engage(case=item.case, attorney=attorney, by=supervisor)

    assert not Task.objects.filter(kind="decide_match").exists()
