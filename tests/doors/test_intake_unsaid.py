"""Somebody who would rather not say, to every question, is heard at once and sent back by none."""

import re
from html import unescape

import pytest
from django.urls import reverse

from intake.models import Intake
from intake.rules import QUESTIONS
from intake.rules.questions import NOT_TOLD

pytestmark = pytest.mark.django_db


def rather_not():
    """Give what a browser sends when every “rather not say” of the phone form is chosen."""
    said = {}
    for question in QUESTIONS:
        has_words = question.kind in {"text", "places", "contact"}
        said[question.slug + ("_instead" if has_words else "")] = "unsaid"
        said |= {part.slug: "unsaid" for part in question.parts if part.choices}
    return said


def test_rather_not_say_to_everything_is_a_whole_intake(advocate, client_for):
    answer = client_for(advocate).post(reverse("intake:phone"), rather_not())

    assert answer.status_code == 302
    kept = Intake.objects.get()
    assert kept.answers["contact"] == kept.answers["age_when_made"] == "unsaid"
    assert not kept.told
    assert kept.case.age_when_made == "unsure"  # and so handled as under 18


@pytest.mark.parametrize("instead", list(NOT_TOLD))
def test_words_beside_not_told_are_asked_about_by_the_question_s_own_name(
    advocate, client_for, instead
):
    given = {"contact_name": "Ana", "contact_voicemail": "no", "contact_instead": instead}

    answer = client_for(advocate).post(reverse("intake:phone"), given)

    page = unescape(re.sub(r"\s+", " ", answer.content.decode()))
    assert answer.status_code == 422
    assert "“How can we reach you safely?” has an answer too." in page
    assert not Intake.objects.exists()
