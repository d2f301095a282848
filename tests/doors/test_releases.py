"""The pages of releases and people: what is asked, shown, refused and gone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases import outward
from cases.models import Authority, Person, Release, Task
from cases.rules.release_words import Information
from removal.models import Platform
from removal.telling import recipient_ref
from tests.factories import cases as factory
from tests.factories import evidence as evidence_factory
from tests.factories import removal as removal_factory

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def case(advocate):
    removal_factory.platform()
    return factory.case(by=advocate)


def answers(**other):
    today = timezone.localdate()
    return {
        "recipient": "platform:chirp", "information": ["locations"], "purpose": "removal_request",
        "signed_on": today.isoformat(), "signed_by": "self",
        "expires_at": (today + 30 * DAY).isoformat(), "held_at": "Shelf 3", "written": "on",
        "risks_told": "on", **other,
    }  # fmt: skip


def text(response):
    return response.content.decode()


def test_a_request_to_a_site_of_no_list_gets_its_own_release(case, advocate, client_for):
    item = evidence_factory.item(case=case, by=advocate, url="https://unlisted.example/v/1")
    request = removal_factory.draft(
        by=advocate, case=case, items=[item], on=Platform.objects.get(pk="other-site")
    )
    client = client_for(advocate)
    wanted = outward.waiting(advocate)[0].recipient_ref
    url = reverse("cases:new-release", args=[case.code])
    asked = client.get(url, {"recipient": f"platform:{wanted}", "purpose": "removal_request"})
    assert "nother site, which the request names" in text(asked)

    sent = client.post(
        url, answers(recipient=f"platform:{wanted}", information=["locations", "identity"])
    )

    assert sent.status_code == 302
    assert Release.objects.get().recipient_ref == recipient_ref(request)
    assert "unlisted" not in wanted


def test_a_release_is_recorded_for_one_platform_until_the_end_of_a_day(case, advocate, client_for):
    client = client_for(advocate)
    url = reverse("cases:new-release", args=[case.code])
    asked = client.get(f"{url}?recipient=platform:chirp&purpose=removal_request")
    assert 'value="platform:chirp" selected' in text(asked)

    sent = client.post(url, answers())

    assert sent.status_code == 302
    release = Release.objects.get()
    assert (release.recipient_ref, release.information) == ("chirp", ["locations"])
    page = text(client.get(reverse("cases:releases", args=[case.code])))
    assert all(said in page for said in ("Chirp", "Holds", "Shelf 3", "Nothing yet"))


@pytest.mark.parametrize(("other", "said"), [
    ({"written": ""}, "a spoken yes is not one"),
    ({"risks_told": ""}, "Tell what sharing may lead to"),
    ({"recipient": "police:"}, "Name the one person or agency"),
    ({"expires_at": (timezone.localdate() + 95 * DAY).isoformat()}, "90 days at most"),
    ({"information": []}, "choose at least one"),
])  # fmt: skip
def test_what_is_no_release_is_asked_again(case, advocate, client_for, other, said):
    url = reverse("cases:new-release", args=[case.code])

    sent = client_for(advocate).post(url, answers(**other))

    assert (sent.status_code, said in text(sent)) == (422, True)
    assert not Release.objects.exists()


def test_the_survivor_takes_a_release_back(case, advocate, client_for):
    release = factory.release(case=case, by=advocate, now=timezone.now())
    client = client_for(advocate)

    client.post(reverse("cases:revoke-release", args=[release.pk]), {"reason": "No more, she said"})

    page = text(client.get(reverse("cases:releases", args=[case.code])))
    assert "Revoked" in page
    assert "No more, she said" in page
    assert reverse("cases:renew-release", args=[release.pk]) not in page


def test_what_breaks_next_week_names_the_act_and_leads_to_its_renewal(case, advocate, client_for):
    now = timezone.now()
    soon = factory.release(case=case, by=advocate, now=now, expires_at=now + 3 * DAY)
    client = client_for(advocate)

    page = text(client.get(reverse("cases:breaking")))

    assert reverse("cases:renew-release", args=[soon.pk]) in page
    assert "Chirp" in page
    assert "Ends soon" in page
    assert "Releases about to lapse" in text(client.get(reverse("deadlines:today")))
    renewal = {k: v for k, v in answers().items() if k not in {"recipient", "purpose"}}
    client.post(reverse("cases:renew-release", args=[soon.pk]), renewal)
    assert "Nothing breaks next week" in text(client.get(reverse("cases:breaking")))


def test_another_advocate_sees_nothing_of_it(case, advocate, colleague, client_for):
    now = timezone.now()
    soon = factory.release(case=case, by=advocate, now=now, expires_at=now + 3 * DAY)
    client = client_for(colleague)

    assert case.code not in text(client.get(reverse("cases:breaking")))
    assert client.get(reverse("cases:renew-release", args=[soon.pk])).status_code == 404


@pytest.mark.parametrize("many", [3, 12])
def test_the_week_takes_as_many_queries_for_few_rows_as_for_many(
    case, advocate, client_for, many, django_assert_max_num_queries
):
    now = timezone.now()
    for number in range(many):
        factory.release(
            case=case, by=advocate, now=now, expires_at=now + 3 * DAY, purpose="referral",
            recipient_kind="service", recipient_ref=f"service{number}",
        )  # fmt: skip

    client = client_for(advocate)

    with django_assert_max_num_queries(14):
        page = text(client.get(reverse("cases:breaking")))

    assert page.count("Ends soon") == many


def test_revoking_one_says_that_another_for_the_same_recipient_still_holds(
    case, advocate, client_for
):
    given = {"recipient_kind": "police", "recipient_ref": "", "recipient_name": "Det. Shaw"}
    first = factory.release(case=case, by=advocate, now=timezone.now(), **given)
    factory.release(case=case, by=advocate, now=timezone.now(), purpose="legal_review", **given)
    client = client_for(advocate)

    page = text(client.post(reverse("cases:revoke-release", args=[first.pk]), follow=True))

    assert "Another release for Det. Shaw still holds." in page


def test_the_blank_form_has_a_box_for_everything_that_a_release_may_tell(
    case, advocate, client_for
):
    page = client_for(advocate).get(reverse("cases:release-blank", args=[case.code]))

    boxes = page.content.decode().split('class="write-boxes"')[1].split("</ul>")[0]
    assert boxes.count("<li>") == len(Information) + len(["Only this:"])


def test_the_blank_form_carries_no_name_or_code(case, advocate, client_for):
    page = text(client_for(advocate).get(reverse("cases:release-blank", args=[case.code])))

    assert case.code not in page
    assert "Help does not depend on signing this." in page


def test_names_open_by_one_recorded_click(case, advocate, client_for):
    factory.person(case=case, by=advocate, name="Rosa Kestrel")
    client, url = client_for(advocate), reverse("cases:people", args=[case.code])

    assert "Rosa" not in text(client.get(url))
    assert client.post(url, {}).status_code == 422
    assert "Rosa Kestrel" in text(client.post(url, {"reason": "casework"}))


def test_marking_someone_as_causing_harm_ends_what_they_could_sign(case, advocate, client_for):
    held = factory.authority(case=case, by=advocate, scope=["sign_requests", "sign_releases"])
    release = factory.release(
        case=case, by=advocate, now=timezone.now(), signed_by_kind="authority",
        authority_id=held.pk,
    )  # fmt: skip
    person = Person.objects.get()
    told = {"part": "supporter", "causes_harm": "unsure", "harms_other_parent": "unsure"}

    sent = client_for(advocate).post(
        reverse("cases:correct-person", args=[person.pk]), told, follow=True
    )

    assert "the releases signed under it" in text(sent)
    assert Authority.objects.get().revoked_at
    assert Release.objects.get(pk=release.pk).revoked_at
    assert Task.objects.get(case=case).assigned_to == advocate
