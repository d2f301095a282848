"""What the agency sends goes out under a release; what the survivor sends is theirs."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from audit.models import Entry
from audit.rules import NotAllowed
from cases.models import Release, Task
from removal.models import Submission
from removal.rules.telling import Told, information_told
from removal.services import requests
from tests.factories import cases as case_factory
from tests.factories import evidence as evidence_factory
from tests.factories import releases
from tests.factories import removal as factory
from tests.factories.removal import SUBMITTED

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def send(request, by, **given):
    facts = {"channel": "web_form", "sent_by": "agency", "submitted_at": SUBMITTED}
    facts |= {"now": SUBMITTED}
    return requests.record_submission(request_id=request.pk, by=by, **(facts | given))


def nothing_was_sent(request):
    request.refresh_from_db()
    assert request.status == "draft"
    assert not Submission.objects.exists()
    assert not Task.objects.exists()
    assert not Entry.objects.filter(action="removal.submitted").exists()


def test_what_the_agency_sent_names_its_release(advocate):
    request = factory.draft(by=advocate)
    release = releases.to_platform(request, by=advocate, now=SUBMITTED)

    sent = send(request, advocate).submission

    assert (sent.sent_by, sent.release) == ("agency", release)
    assert str(release.pk) in Entry.objects.get(action="removal.submitted").facts


def test_what_the_survivor_sent_needs_none_and_is_hers(advocate):
    sent = send(factory.draft(by=advocate), advocate, sent_by="survivor").submission

    assert (sent.sent_by, sent.release) == ("survivor", None)
    assert "the survivor sent it personally" in Entry.objects.get(action="removal.submitted").facts


def test_nobody_else_sends(advocate):
    request = factory.draft(by=advocate)

    with pytest.raises(NotAllowed) as no:
        send(request, advocate, sent_by="")

    assert (no.value.code, no.value.field) == ("unknown_value", "sent_by")
    nothing_was_sent(request)


def test_a_release_for_another_platform_or_purpose_lets_nothing_out(advocate):
    request = factory.draft(by=advocate)
    releases.to_platform(request, by=advocate, now=SUBMITTED, recipient_ref="murmur")
    releases.to_platform(request, by=advocate, now=SUBMITTED, purpose="referral")

    with pytest.raises(NotAllowed, match="No release lets us tell Chirp") as no:
        send(request, advocate)

    assert no.value.code == "release_needed"
    nothing_was_sent(request)


def test_one_that_leaves_the_name_out_lets_no_signed_name_out(advocate):
    request = factory.draft(by=advocate)
    releases.to_platform(request, by=advocate, now=SUBMITTED, information=["locations"])

    with pytest.raises(NotAllowed, match="does not cover the survivor's identity"):
        send(request, advocate)

    nothing_was_sent(request)


def test_it_is_asked_as_of_the_moment_of_sending(advocate):
    request = factory.draft(by=advocate)
    release = releases.to_platform(request, by=advocate, now=SUBMITTED - HOUR)
    releases.revoke(release, by=advocate, now=SUBMITTED + HOUR)

    with pytest.raises(NotAllowed, match="was revoked"):
        send(request, advocate, submitted_at=SUBMITTED + 2 * HOUR, now=SUBMITTED + 2 * HOUR)
    sent = send(request, advocate, now=SUBMITTED + 2 * HOUR)  # it left before that

    assert sent.submission.release == release


def test_another_site_s_release_opens_no_second_site(advocate):
    factory.platform()
    other = factory.Platform.objects.get(pk="other-site")
    case = case_factory.case(by=advocate)
    one, two = (
        evidence_factory.item(case=case, by=advocate, url=f"https://{site}.example/p/1")
        for site in ("nook", "burrow")
    )
    first = factory.draft(by=advocate, case=case, on=other, items=[one])
    second = factory.draft(by=advocate, case=case, on=other, items=[two])
    releases.to_platform(first, by=advocate, now=SUBMITTED)

    send(first, advocate)
    with pytest.raises(NotAllowed) as no:
        send(second, advocate)

    assert no.value.code == "release_needed"
    assert "burrow" not in str(Release.objects.values_list("recipient_ref", flat=True))
    both = factory.draft(by=advocate, case=case, on=other, items=[one, two])
    with pytest.raises(NotAllowed) as several:
        send(both, advocate)
    assert several.value.code == "several_sites"


TELLS = [
    (Told("self", "desk@agency.example"), {"locations", "identity"}),
    (Told("advocate", "desk@agency.example"), {"locations"}),
    (Told("advocate", "Maria@person.example", "maria@person.example"), {"locations", "contact"}),
    (Told("advocate", "m@mail.example", "", ("agency.example",)), {"locations", "contact"}),
    (Told("advocate", "desk@Agency.example", "", ("agency.example",)), {"locations"}),
    (Told("self", "", ""), {"locations", "identity"}),
]


@pytest.mark.parametrize(("told", "codes"), TELLS)
def test_a_release_must_cover_what_the_notice_tells(told, codes):
    assert information_told(told) == codes


@pytest.mark.parametrize("change", [{"release": None}, {"sent_by": "survivor"}, {"sent_by": ""}])
def test_the_agency_and_its_release_stand_together(advocate, change):
    factory.submitted_request(by=advocate)

    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.update(**change)
