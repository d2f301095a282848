"""What the survivor chose is what the text shows, at once; a sign-off of another text falls."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from audit.models import Entry
from audit.rules import NotAllowed
from complaints import services
from complaints.models import ComplaintDraft, CyberTip, ExposureChoice, SignOff
from complaints.revisions import document_of, in_force
from complaints.rules.exposure import PROTECTIVE, Addresses, Harm, Person
from complaints.services.exporting import Form
from complaints.standing import standing_of
from tests.factories import cases, complaints, releases
from tests.factories.complaints import DRAFTED

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
SHOWN = PROTECTIVE._replace(addresses=Addresses.SHOWN, harm=(Harm.WORK,))


def fresh(draft):
    return ComplaintDraft.objects.for_display().get(pk=draft.pk)


def text(draft):
    document = document_of(in_force(fresh(draft)))
    return "\n".join(one.shown for one in document.sentences())


def choose(draft, by, choice=SHOWN, **facts):
    given = {"chosen_by": "self", "how_asked": "phone", "chosen_at": DRAFTED, "now": DRAFTED}
    return services.choose_exposure(draft_id=draft.pk, choice=choice, by=by, **(given | facts))


def covering(draft, by, *more):
    releases.to_regulator(draft.case, by=by, now=DRAFTED, information={"complaint", *more})


def test_the_text_follows_the_choice_at_once(advocate):
    draft = complaints.complaint(by=advocate)
    covering(draft, advocate, "locations")
    services.refresh(draft_id=draft.pk, by=advocate, now=DRAFTED)
    url = complaints.items_of(draft.request)[0].url
    assert url not in text(draft)

    choose(draft, advocate)

    assert url in text(draft)
    choose(draft, advocate, choice=PROTECTIVE)
    assert url not in text(draft)


def test_an_address_that_the_release_does_not_cover_stays_out(advocate):
    draft = complaints.complaint(by=advocate)

    choose(draft, advocate)

    url = complaints.items_of(draft.request)[0].url
    assert url not in text(draft)
    notes = {check.key for check in standing_of(fresh(draft), now=DRAFTED).checks}
    assert "not_covered" in notes


def taken(draft, by, now):
    return services.export(draft_id=draft.pk, form=Form.TEXT, by=by, now=now).content.decode()


def test_a_text_leaves_under_a_release_that_covers_what_it_shows(advocate):
    draft = complaints.complaint(by=advocate)
    covering(draft, advocate, "locations")
    choose(draft, advocate)
    url = complaints.items_of(draft.request)[0].url
    assert url in taken(draft, advocate, DRAFTED)

    wide = draft.case.releases.get(recipient_kind="regulator", information__contains=["locations"])
    releases.revoke(wide, by=advocate, now=DRAFTED + HOUR)
    with pytest.raises(NotAllowed) as no:
        taken(draft, advocate, DRAFTED + 2 * HOUR)

    assert no.value.code == "release_needed"
    services.refresh(draft_id=draft.pk, by=advocate, now=DRAFTED + 2 * HOUR)
    assert url not in taken(draft, advocate, DRAFTED + 2 * HOUR)


def test_a_text_from_before_an_age_was_known_stays_here_until_it_is_refreshed(advocate):
    draft = complaints.complaint(by=advocate)
    covering(draft, advocate, "locations")
    choose(draft, advocate)
    type(draft.case).objects.filter(pk=draft.case_id).update(age_when_made="unsure")

    with pytest.raises(NotAllowed, match="may have been under 18"):
        taken(draft, advocate, DRAFTED + HOUR)

    services.refresh(draft_id=draft.pk, by=advocate, now=DRAFTED + HOUR)
    assert "[address withheld]" in taken(draft, advocate, DRAFTED + HOUR)


def test_a_filing_is_under_a_release_that_covers_what_was_filed_or_says_so(advocate, supervisor):
    draft = complaints.filled(by=advocate)
    covering(draft, advocate, "locations")
    choose(draft, advocate)
    services.send_to_review(draft_id=draft.pk, by=advocate, now=DRAFTED)
    services.sign_off(draft_id=draft.pk, by=supervisor, now=DRAFTED)
    wide = draft.case.releases.get(recipient_kind="regulator", information__contains=["locations"])
    releases.revoke(wide, by=advocate, now=DRAFTED + HOUR)

    told = {"filed_at": DRAFTED + 2 * HOUR, "number": "FTC-1", "now": DRAFTED + 3 * HOUR}
    filed = services.record_filing(draft_id=draft.pk, by=advocate, **told)

    assert (filed.filing_release, filed.filed_unreleased) == (None, True)


def test_who_chose_when_how_and_under_which_release_is_kept(advocate):
    draft = complaints.complaint(by=advocate)

    kept = choose(draft, advocate)

    assert (kept.number, kept.chosen_by_kind, kept.how_asked) == (1, "self", "phone")
    assert (kept.chosen_at, kept.recorded_by) == (DRAFTED, advocate)
    assert kept.release == draft.case.releases.get(recipient_kind="regulator")
    entry = Entry.objects.get(action="complaints.chose_exposure")
    assert "addresses" in entry.facts
    assert "work" not in entry.facts  # the field, never what it holds


def test_a_signed_text_that_says_something_else_now_is_a_draft_again(advocate, supervisor):
    draft = complaints.signed_off(by=advocate, signer=supervisor)

    choose(draft, advocate)

    assert (fresh(draft).status, fresh(draft).signed_off_by) == ("draft", None)
    assert SignOff.objects.get().ended_because == "changed"


def test_a_choice_that_changes_no_word_leaves_the_sign_off(advocate, supervisor):
    draft = complaints.filled(by=advocate)
    choose(draft, advocate, choice=PROTECTIVE)
    services.send_to_review(draft_id=draft.pk, by=advocate, now=DRAFTED)
    services.sign_off(draft_id=draft.pk, by=supervisor, now=DRAFTED)

    choose(draft, advocate, choice=PROTECTIVE, chosen_at=DRAFTED - HOUR)

    assert fresh(draft).status == "signed_off"
    assert ExposureChoice.objects.count() == 2
    assert SignOff.objects.standing().count() == 1


def test_a_possible_child_s_text_shows_no_address_even_by_a_choice_made_as_an_adult(advocate):
    draft = complaints.complaint(by=advocate)
    covering(draft, advocate, "locations")
    choose(draft, advocate)
    url = complaints.items_of(draft.request)[0].url
    assert url in text(draft)

    type(draft.case).objects.filter(pk=draft.case_id).update(age_when_made="unsure")
    services.refresh(draft_id=draft.pk, by=advocate, now=DRAFTED + HOUR)

    assert url not in text(draft)
    with pytest.raises(NotAllowed, match="was or may have been under 18"):
        choose(draft, advocate, now=DRAFTED + HOUR)


@pytest.mark.parametrize("pseudonym", ["Maria Kestrel", "maria kestrel", "kestrel22"])
def test_a_pseudonym_is_another_name(advocate, pseudonym):
    draft = complaints.complaint(by=advocate)
    choice = PROTECTIVE._replace(person=Person.PSEUDONYM, pseudonym=pseudonym)

    with pytest.raises(NotAllowed) as refused:
        choose(draft, advocate, choice=choice)

    assert refused.value.code == "names_the_person"
    assert not ExposureChoice.objects.exists()


def test_someone_who_may_act_chooses_under_an_authority_that_stands(advocate):
    draft = complaints.complaint(by=advocate)
    authority = cases.authority(case=draft.case, by=advocate)

    kept = choose(draft, advocate, chosen_by="authority", authority_id=authority.pk)
    assert kept.authority == authority

    with pytest.raises(NotAllowed) as refused:
        choose(draft, advocate, chosen_by="authority", chosen_at=DRAFTED - HOUR)
    assert refused.value.code == "no_such_authority"


def test_what_was_filed_is_no_longer_chosen(advocate, supervisor):
    draft = complaints.filed(by=advocate, signer=supervisor)

    with pytest.raises(NotAllowed) as refused:
        choose(draft, advocate)

    assert refused.value.code == "complaint_frozen"
    assert not ExposureChoice.objects.exists()


def test_a_choice_that_comes_twice_is_kept_once(advocate):
    draft = complaints.complaint(by=advocate)
    choose(draft, advocate)

    with pytest.raises(NotAllowed) as refused:
        choose(draft, advocate)

    assert refused.value.code == "nothing_changed"
    assert ExposureChoice.objects.count() == 1


def test_a_choice_is_final(advocate):
    choose(complaints.complaint(by=advocate), advocate)

    with pytest.raises(IntegrityError), transaction.atomic():
        ExposureChoice.objects.update(number=7)


def minor_draft(advocate):
    return complaints.filled(by=advocate, case=cases.case(by=advocate, age_when_made="under18"))


def test_a_complaint_where_a_child_may_be_shown_waits_for_the_cybertipline(advocate, supervisor):
    draft = minor_draft(advocate)
    services.send_to_review(draft_id=draft.pk, by=advocate, now=DRAFTED)
    with pytest.raises(NotAllowed, match="CyberTipline: Someone shown was or may have been"):
        services.sign_off(draft_id=draft.pk, by=supervisor, now=DRAFTED)

    services.record_tip(
        draft_id=draft.pk, kind="no_number", reason="not_wanted", words="She said no today.",
        by=advocate, now=DRAFTED,
    )  # fmt: skip
    services.refresh(draft_id=draft.pk, by=advocate, now=DRAFTED)

    assert services.sign_off(draft_id=draft.pk, by=supervisor, now=DRAFTED).status == "signed_off"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"kind": "number", "number": "123", "agreed": False}, "agreement_needed"),
        ({"kind": "number", "number": " ", "agreed": True}, "number_needed"),
        ({"kind": "no_number", "reason": "other"}, "words_needed"),
        ({"kind": "no_number", "words": "Not now."}, "reason_needed"),
        ({"kind": "no_number", "number": "1", "reason": "other", "words": "x"}, "tip_twice"),
    ],
)
def test_half_a_cybertipline_record_is_none(advocate, given, code):
    draft = minor_draft(advocate)

    with pytest.raises(NotAllowed) as refused:
        services.record_tip(draft_id=draft.pk, by=advocate, now=DRAFTED, **given)

    assert refused.value.code == code
    assert not CyberTip.objects.exists()


def test_no_cybertipline_record_is_kept_of_an_adult(advocate):
    draft = complaints.complaint(by=advocate)

    with pytest.raises(NotAllowed) as refused:
        services.record_tip(
            draft_id=draft.pk, kind="number", number="1", agreed=True, by=advocate, now=DRAFTED
        )

    assert refused.value.code == "not_handled_as_minor"
    assert not CyberTip.objects.exists()


def test_the_number_is_sealed_and_in_no_entry(advocate):
    draft = minor_draft(advocate)

    services.record_tip(
        draft_id=draft.pk, kind="number", number="88-1234567", agreed=True, by=advocate, now=DRAFTED
    )

    assert CyberTip.objects.get().number == "88-1234567"
    assert not Entry.objects.filter(facts__contains="1234567").exists()
