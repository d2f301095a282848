"""The page that makes a fingerprint: its policy, and what it refuses."""

import pytest
from django.urls import reverse

from evidence.models import Fingerprint
from tests.factories import cases as cases_factory
from tests.factories import evidence as evidence_factory

pytestmark = pytest.mark.django_db
SENT = {"sha256": evidence_factory.SHA256, "producer": "reclaim-pdq/1 Chromium 156"}


def page_of(advocate, *, case_age="18plus", item_age="18plus"):
    case = cases_factory.case(by=advocate, age_when_made=case_age)
    item = evidence_factory.item(case=case, by=advocate, age_when_made=item_age)
    return reverse("evidence:fingerprint", args=[item.pk])


def test_its_policy_lets_nothing_out_but_the_form(client_for, advocate):
    policy = client_for(advocate).get(page_of(advocate)).headers["Content-Security-Policy"]

    for rule in ("default-src 'none'", "connect-src 'none'", "img-src 'none'"):
        assert rule in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("case_age", "item_age"), [("under18", "18plus"), ("18plus", "unsure"), ("unsure", "under18")]
)
def test_where_someone_may_be_under_18_nothing_is_made_or_kept(
    client_for, advocate, case_age, item_age
):
    url = page_of(advocate, case_age=case_age, item_age=item_age)

    shown = client_for(advocate).get(url).content.decode()
    answer = client_for(advocate).post(url, SENT)

    assert "takeitdown.ncmec.org" in shown
    assert "report.cybertip.org" in shown
    assert "reclaim/fingerprint/" not in shown
    assert answer.status_code == 409
    assert not Fingerprint.objects.exists()


@pytest.mark.parametrize(
    "sent", [{}, {"sha256": "0" * 63, "producer": "x"}, {"producer": "x"}, {**SENT, "pdq": "zz"}]
)
def test_what_is_no_fingerprint_is_refused_in_words(client_for, advocate, sent):
    answer = client_for(advocate).post(page_of(advocate), sent)

    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert not Fingerprint.objects.exists()
