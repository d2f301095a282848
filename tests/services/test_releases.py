"""The survivor's yes: what is recorded, what is refused, and what it opens at that moment."""

from datetime import timedelta

import pytest

from audit.models import Entry
from audit.rules import NotAllowed
from cases import services
from cases.models import Authority, Release
from tests.factories import cases as factory

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
ASKED = {
    "recipient_kind": "platform",
    "recipient_ref": "chirp",
    "purpose": "removal_request",
    "information": {"locations"},
}


@pytest.fixture
def case(advocate, now):
    return factory.case(by=advocate, now=now)


def asked(case, now, **other):
    return services.require_release(case=case, now=now, **{**ASKED, **other})


def test_a_release_lets_its_recipient_be_told_until_it_ends(case, advocate, now):
    release = factory.release(case=case, by=advocate, now=now)

    assert asked(case, now + 29 * DAY) == release
    with pytest.raises(NotAllowed, match="ended on 2 Dec 2026") as no:
        asked(case, now + 31 * DAY)
    assert no.value.code == "release_needed"


@pytest.mark.parametrize("other", [
    {"recipient_ref": "postly"},
    {"recipient_kind": "service"},
    {"purpose": "legal_review"},
    {"recipient_ref": ""},
])  # fmt: skip
def test_a_release_opens_nothing_for_anybody_or_anything_else(case, advocate, now, other):
    factory.release(case=case, by=advocate, now=now)

    with pytest.raises(NotAllowed, match="No release lets us tell"):
        asked(case, now, **other)


def test_a_release_of_another_case_opens_nothing(case, advocate, now):
    factory.release(case=factory.case(by=advocate, now=now), by=advocate, now=now)

    with pytest.raises(NotAllowed, match="No release"):
        asked(case, now)


def test_what_is_not_covered_is_named(case, advocate, now):
    factory.release(case=case, by=advocate, now=now, information=["locations"])

    with pytest.raises(NotAllowed, match="does not cover the survivor's identity or the survivor"):
        asked(case, now, information={"locations", "identity", "contact"})


def test_the_survivors_word_ends_a_release_at_once(case, advocate, now):
    release = factory.release(case=case, by=advocate, now=now)

    services.revoke_release(release_id=release.pk, reason="Changed her mind", by=advocate, now=now)

    with pytest.raises(NotAllowed, match="was revoked on 2 Nov 2026"):
        asked(case, now)
    with pytest.raises(NotAllowed, match="revoked already"):
        services.revoke_release(release_id=release.pk, by=advocate, now=now)
    with pytest.raises(NotAllowed, match="record a new one"):
        renewed(release, advocate, now)


def renewed(release, by, now, **other):
    signing = {"signed_on": now.date(), "written": True, "held_at": "Shelf 4", "risks_told": True}
    return services.renew_release(release_id=release.pk, by=by, now=now, **{**signing, **other})


def test_a_renewal_is_a_new_row_and_the_old_one_stays(case, advocate, now):
    release = factory.release(case=case, by=advocate, now=now)

    later = renewed(release, advocate, now + 20 * DAY)

    assert later.follows == release
    assert asked(case, now + 40 * DAY) == later
    assert Release.objects.get(pk=release.pk).expires_at == release.expires_at
    with pytest.raises(NotAllowed, match="renewed already"):
        renewed(release, advocate, now + 20 * DAY)


def test_a_yes_that_is_taken_back_ends_what_it_renewed_and_what_renewed_it(case, advocate, now):
    first = factory.release(case=case, by=advocate, now=now)
    second = renewed(first, advocate, now)
    third = renewed(second, advocate, now)
    other = factory.release(case=case, by=advocate, now=now, purpose="legal_review")

    services.revoke_release(release_id=second.pk, by=advocate, now=now)

    ended = Release.objects.exclude(revoked_at=None).values_list("pk", flat=True)
    assert set(ended) == {first.pk, second.pk, third.pk}
    assert Release.objects.get(pk=other.pk).revoked_at is None
    with pytest.raises(NotAllowed, match="was revoked"):
        asked(case, now)


REFUSED = [
    ({"written": False}, "release_not_written"),
    ({"risks_told": False}, "release_uninformed"),
    ({"information": []}, "release_information"),
    ({"information": ["everything"]}, "release_information"),
    ({"purpose": "gossip"}, "release_purpose"),
    ({"purpose": "other"}, "release_purpose"),
    ({"recipient_kind": "press"}, "unknown_value"),
    ({"recipient_ref": "chirp, postly"}, "release_recipient"),
    ({"recipient_ref": ""}, "release_recipient"),
    ({"recipient_kind": "police", "recipient_ref": ""}, "release_recipient"),
    ({"recipient_kind": "person", "recipient_ref": "", "recipient_name": "Ann; Bo"},
     "release_one_recipient"),
    ({"held_at": "  "}, "empty"),
    ({"signed_by_kind": "authority"}, "release_authority"),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "code"), REFUSED)
def test_what_is_no_release_is_refused_and_nothing_is_kept(case, advocate, now, facts, code):
    entries = Entry.objects.count()

    with pytest.raises(NotAllowed) as no:
        factory.release(case=case, by=advocate, now=now, **facts)

    assert no.value.code == code
    assert (Release.objects.count(), Entry.objects.count()) == (0, entries)


@pytest.mark.parametrize(("signed", "ends", "code"), [
    (0, 91, "release_too_long"),
    (-10, 81, "release_too_long"),
    (2, 30, "in_the_future"),
    (-40, None, "release_over"),
])  # fmt: skip
def test_a_release_has_a_reasonable_time(case, now, signed, ends, code):
    advocate = case.assignments.get(kind="advocate").user
    expires_at = None if ends is None else now + ends * DAY

    with pytest.raises(NotAllowed) as no:
        factory.release(
            case=case, by=advocate, now=now, signed_on=(now + signed * DAY).date(),
            expires_at=expires_at,
        )  # fmt: skip

    assert no.value.code == code
    assert not Release.objects.exists()


def test_ninety_days_are_still_reasonable(case, advocate, now):
    assert factory.release(case=case, by=advocate, now=now, expires_at=now + 90 * DAY)


def test_an_attorney_records_no_release(case, attorney, supervisor, now):
    factory.engage(case=case, attorney=attorney, by=supervisor)

    with pytest.raises(NotAllowed, match="only an advocate or a supervisor"):
        factory.release(case=case, by=attorney, now=now)


def test_an_authority_signs_only_what_its_scope_says(case, advocate, now):
    held = factory.authority(case=case, by=advocate, now=now)
    signed = {"signed_by_kind": "authority", "authority_id": held.pk}
    with pytest.raises(NotAllowed, match="sign releases of information"):
        factory.release(case=case, by=advocate, now=now, **signed)

    wide = factory.authority(case=case, by=advocate, now=now, scope=["sign_releases"])

    signed["authority_id"] = wide.pk
    assert factory.release(case=case, by=advocate, now=now, **signed).authority == wide


def test_a_revocation_counts_for_an_act_that_read_its_clock_before(case, advocate, now):
    release = factory.release(case=case, by=advocate, now=now)

    services.revoke_release(release_id=release.pk, by=advocate, now=now + timedelta(seconds=2))

    with pytest.raises(NotAllowed, match="was revoked") as no:
        asked(case, now)
    assert no.value.code == "release_needed"
    assert asked(case, now, happened=True) == release  # what went out before stays what it was


@pytest.mark.parametrize("by_name_alone", [False, True])
def test_nobody_signs_afterwards_under_whoever_causes_the_harm(case, now, by_name_alone):
    by = case.assignments.get(kind="advocate").user
    held = factory.authority(case=case, by=by, now=now - 5 * DAY, scope=["sign_releases"])
    services.correct_person(person_id=held.person_id, causes_harm="yes", by=by, now=now)
    if by_name_alone:  # as before people had rows of their own
        Authority.objects.filter(pk=held.pk).update(person=None)

    with pytest.raises(NotAllowed, match="cannot act") as no:
        factory.release(
            case=case, by=by, now=now, signed_on=(now - 2 * DAY).date(),
            signed_by_kind="authority", authority_id=held.pk,
        )  # fmt: skip

    assert no.value.code == "release_authority"
    assert not Release.objects.exists()
