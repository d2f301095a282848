"""The same facts through the wizard, the phone form, the API, the page's table and the command."""

import csv
import io

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

from cases.models import Case
from intake.forms.fields import INSTEAD
from intake.models import Intake, Plan, PlanStep
from intake.rules import BY_SLUG, QUESTIONS
from tests.factories import removal as removal_factory

pytestmark = pytest.mark.django_db

CONTACT = {"contact_name": "Kim Oriel", "contact_at": "kim@person.example", "contact_when": "Noon"}
# fmt: off
STORIES = {
    "an adult with the file": {
        "danger_now": "no", "extortion": "no", "age_when_made": "18plus", "age_now": "18plus",
        "country": "US", "is_synthetic": "no", "made_by": "self", "happened": "both",
        "where": "https://chirp.example/p/1\n@kim on chirp.example\nsearch: Finder",
        "file_on_own_device": "yes", **CONTACT, "language": "Tagalog", "needs": ["legal", "tech"],
        "words": "It began in May, and went on.",
    },
    "extorted, a child in the UK": {
        "danger_now": "unsure", "extortion": "yes", "age_when_made": "under18",
        "age_now": "under18", "country": "GB", "is_synthetic": "unsure", "happened": "threat_only",
        "where": "app: Pigeon", "file_on_own_device": "no", "series_known": "unsaid",
        "spreads": "yes", "contact": "unsaid", "needs": ["unsaid"],
    },
    "a slip in the ages": {
        "danger_now": "no", "age_when_made": "18plus", "age_now": "under18", "country": "unsaid",
        "is_synthetic": "yes", "where": "unsure", "file_on_own_device": "yes",
        "series_known": "yes", "language": "unsure",
    },
    "nothing but a refusal to say": {"danger_now": "unsaid"},
    "an adult in India, made by a computer": {
        "danger_now": "no", "extortion": "unsure", "age_when_made": "18plus", "age_now": "18plus",
        "country": "IN", "is_synthetic": "yes", "happened": "posted",
        "where": "https://somewhere.example/x\nhttps://chirp.example/p/2",
        "file_on_own_device": "unsure", "words": "unsaid",
    },
}
# fmt: on
BAD = {
    "danger_now": "perhaps",
    "country": "XX",
    "contact_voicemail": "sometimes",
    "where": "::",
    "language": "x" * 61,
    "needs_words": "...",
}  # fmt: skip
TYPED = {name: BAD[name] for name in ("where", "language", "needs_words")}


def cells(given):
    """Give answers as a row of a table holds them."""
    return {name: ", ".join(said) if isinstance(said, list) else said
            for name, said in given.items()}  # fmt: skip


def table(given):
    out = io.StringIO()
    writer = csv.DictWriter(out, cells(given))
    writer.writeheader()
    writer.writerow(cells(given))
    return out.getvalue()


def form(given):
    """Give answers as a browser sends them: "not sure" of words has a field of its own."""
    sent = {}
    for name, said in given.items():
        apart = name in BY_SLUG and BY_SLUG[name].kind in {"text", "places", "contact"}
        sent[name + INSTEAD if apart and said in {"unsure", "unsaid"} else name] = said
    return sent


def by_wizard(client, api, given, folder):
    client.post(reverse("intake:start"))
    case = Case.objects.get()
    for question in QUESTIONS:
        names = {question.slug, *(part.slug for part in question.parts)}
        answer = {name: given[name] for name in names & set(given)}
        if answer:
            page = reverse("intake:question", args=[case.code, question.slug])
            assert client.post(page, form(answer)).status_code == 302
    client.post(reverse("intake:finish", args=[case.code]))


def by_phone(client, api, given, folder):
    assert client.post(reverse("intake:phone"), form(given)).status_code == 302


def by_api(client, api, given, folder):
    assert api.post("/api/v1/intakes/", {"answers": given}).status_code == 201


def by_page(client, api, given, folder):
    sent = {"table": table(given), "sheet": "6f1d7c0a-3a53-4c8e-9d6f-0b8f5a0e2c11", "take": "1"}
    assert client.post(reverse("intake:import"), sent).status_code == 200


def by_command(client, api, given, folder):
    file = folder / "intakes.csv"
    file.write_text(table(given), "utf-8")
    call_command("import_intakes", str(file), "--as", "ada@agency.example", stdout=io.StringIO())


DOORS = (by_wizard, by_phone, by_api, by_page, by_command)


@pytest.fixture
def through(client_for, api_for, advocate, tmp_path):
    removal_factory.platform()

    def go(door, given):
        door(client_for(advocate), api_for(advocate), given, tmp_path)

    return go


def what_is_kept():
    """Give everything that an intake leaves behind, but for its ids, its code and its moments."""
    plan = Plan.objects.select_related("case__key", "case__survivor").get()
    intake = Intake.objects.select_related("case__key").get()
    case, person = plan.case, plan.case.survivor
    places = [(p.kind, str(p.at), str(p.site), p.platform_id) for p in case.intake_places.all()]
    steps = list(PlanStep.objects.order_by("place").values_list("service", "state", "rules"))
    tasks = sorted(case.tasks.values_list("kind", flat=True))
    told = (str(person.name), str(person.contact), str(person.safe_contact), str(case.narrative))
    facts = (case.age_when_made, case.country, plan.facts, plan.track)
    return steps, facts, intake.answers, intake.told, places, tasks, told


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("door", DOORS)
def test_every_door_comes_to_what_the_api_comes_to(through, story, door):
    with transaction.atomic():
        through(by_api, STORIES[story])
        expected = what_is_kept()
        transaction.set_rollback(True)

    through(door, STORIES[story])

    assert what_is_kept() == expected
    assert expected[0]


def test_each_field_at_fault_is_named_at_every_door(client_for, api_for, advocate, tmp_path):
    client, api = client_for(advocate), api_for(advocate)

    by_fields = api.post("/api/v1/intakes/", {"answers": BAD}).json()["fields"]
    phone = client.post(reverse("intake:phone"), TYPED)  # a browser sends no unknown choice
    page = client.post(
        reverse("intake:import"),
        {"table": table(BAD), "sheet": "6f1d7c0a-3a53-4c8e-9d6f-0b8f5a0e2c11", "take": "1"},
    )

    assert set(by_fields) == set(BAD)
    assert phone.status_code == 422
    assert all(f'href="#id_{name}"' in phone.content.decode() for name in TYPED)
    assert all(f">{name}</span>: " in page.content.decode() for name in BAD)
    assert not Case.objects.exists()
