"""Taking an intake: what is kept, what the case learns, the plan, and who is called back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from audit.models import Entry
from audit.rules import NotAllowed
from cases.models import Case, Task
from cases.services import assign_case, change_case, move_case
from intake import services
from intake.models import Intake, IntakePlace, Plan, PlanStep
from intake.rules import Refused
from tests.factories import cases as made
from tests.factories import removal as removal_factory

pytestmark = pytest.mark.django_db
URL = "https://chirp.example/posts/4411"
WHOLE = {
    "danger_now": "no",
    "extortion": "no",
    "age_when_made": "18plus",
    "age_now": "18plus",
    "country": "us",
    "is_synthetic": "no",
    "happened": "posted",
    "where": f"{URL}\naccount: @vesper on chirp.example\napp: Signal",
    "file_on_own_device": "yes",
    "contact": {
        "name": "Kestrel", "at": "+1 555 0100", "how": "Text first", "voicemail": "no",
        "code_word": "heron",
    },
    "words": "A former partner posted it.",
}  # fmt: skip


def acts(case):
    entries = Entry.objects.filter(chain=str(case.pk)).order_by("seq")
    return list(entries.values_list("action", flat=True))


def nothing_written():
    return not any(model.objects.exists() for model in (Case, Intake, IntakePlace, Plan, Task))


@pytest.fixture
def intake(advocate, now):
    return services.start(by=advocate, now=now, channel="wizard")


def told(intake, by, now, **given):
    return services.answer(case_id=intake.case_id, given=given, by=by, now=now)


def services_of(case):
    return set(PlanStep.objects.in_plan().filter(case=case).values_list("service", flat=True))


def test_starting_opens_a_case_and_leaves_one_entry(intake, advocate):
    case = intake.case

    assert (case.status, case.age_when_made) == ("intake", "unsure")
    assert Case.objects.visible_to(advocate).get() == case
    assert acts(case) == ["intake.started"]


def test_a_supervisor_names_the_advocate(supervisor, advocate, now):
    with pytest.raises(NotAllowed, match="Say which advocate"):
        services.start(by=supervisor, now=now, channel="wizard")
    assert nothing_written()

    intake = services.start(by=supervisor, now=now, channel="phone", advocate_id=advocate.pk)

    assert Case.objects.visible_to(advocate).get() == intake.case


@pytest.mark.parametrize("who", ["attorney", "administrator"])
def test_nobody_else_starts_one(request, who, now):
    with pytest.raises(NotAllowed):
        services.start(by=request.getfixturevalue(who), now=now, channel="wizard")
    assert nothing_written()


def test_an_answer_is_kept_and_entered_by_its_topic_alone(intake, advocate, now):
    told(intake, advocate, now, words="He lives next door.", danger_now="unsure")

    kept = Intake.objects.get()
    assert kept.answers == {"danger_now": "unsure", "words": "told"}
    assert kept.told == {"words": "He lives next door."}
    assert acts(intake.case) == ["intake.started", "intake.answered"]
    assert "next door" not in Entry.objects.order_by("-seq").first().facts


def test_a_whole_intake_moves_the_case_and_makes_the_plan(advocate, now):
    removal_factory.platform()

    plan = services.take(given=WHOLE, channel="phone", by=advocate, now=now)

    case = Case.objects.select_related("survivor").get()
    person = case.survivor
    assert (case.age_when_made, case.country) == ("18plus", "US")
    assert (person.name, person.contact) == ("Kestrel", "+1 555 0100")
    assert person.safe_contact == "How: Text first\nVoicemail: never\nCode word: heron"
    assert case.narrative == "A former partner posted it."
    assert acts(case) == ["intake.taken"]
    assert (plan.number, plan.track) == (1, "adult")
    assert {"stopncii", "request-48h"} <= services_of(case)


def test_places_are_matched_by_name_alone_and_never_twice(intake, advocate, now):
    removal_factory.platform()
    told(intake, advocate, now, where=f"{URL}\n@vesper on chirp.example\napp: Signal")

    told(intake, advocate, now, where=f"app: Signal\n{URL}\nsearch: Nowhere")

    rows = [(p.number, p.kind, p.at, p.platform_id) for p in IntakePlace.objects.all()]
    assert rows == [
        (1, "address", URL, "chirp"), (3, "app", "Signal", None), (4, "search", "Nowhere", None),
    ]  # fmt: skip


def test_a_place_that_nobody_can_read_keeps_nothing_of_the_page(advocate, now):
    with pytest.raises(Refused) as no:
        services.take(
            given={**WHOLE, "where": "nonsense/here", "age_now": "old"},
            channel="phone", by=advocate, now=now,
        )  # fmt: skip

    assert set(no.value.errors) == {"where", "age_now"}
    assert nothing_written()


def test_an_answer_that_no_longer_applies_is_dropped_and_said(intake, advocate, now):
    told(intake, advocate, now, age_when_made="18plus", is_synthetic="no", made_by="self")

    told(intake, advocate, now, age_when_made="under18")

    assert Intake.objects.get().answers == {"age_when_made": "under18", "is_synthetic": "no"}
    assert '"dropped":["who took it"]' in Entry.objects.order_by("-seq").first().facts


@pytest.mark.parametrize(("given", "age"), [
    ({"age_when_made": "18plus"}, "18plus"),
    ({"age_when_made": "unsaid"}, "unsure"),
    ({"age_when_made": "under18"}, "under18"),
    ({"age_when_made": "18plus", "age_now": "under18"}, "unsure"),
])  # fmt: skip
def test_the_case_is_handled_by_the_stricter_age(intake, advocate, now, given, age):
    told(intake, advocate, now, **given)

    assert Case.objects.get().age_when_made == age


@pytest.mark.parametrize("slug", ["danger_now", "extortion"])
def test_danger_or_extortion_owes_a_call_within_a_day(intake, advocate, now, slug):
    told(intake, advocate, now, **{slug: "yes"})
    told(intake, advocate, now, **{slug: "yes"})

    task = Task.objects.get()
    assert (task.kind, task.assigned_to, task.due_at) == (
        "follow_up", advocate, now + timedelta(hours=24),
    )  # fmt: skip
    services.finish_follow_up(intake_id=intake.pk, by=advocate, now=now)
    assert Task.objects.get().done_by == advocate


def test_no_call_is_owed_where_nobody_said_so(intake, advocate, now):
    told(intake, advocate, now, danger_now="no", extortion="unsaid")

    assert not Task.objects.exists()


def test_a_later_answer_renews_the_plan_at_once(advocate, now):
    services.take(given=WHOLE, channel="phone", by=advocate, now=now)
    intake = Intake.objects.get()
    assert "stopncii" in services_of(intake.case)

    told(intake, advocate, now, age_when_made="unsure")

    assert "stopncii" not in services_of(intake.case)
    assert Plan.objects.latest_first().first().track == "minor"
    assert PlanStep.objects.get(service="stopncii").state == "dropped"
    open_tasks = Task.objects.open().filter(kind="plan_step")
    dropped = PlanStep.objects.filter(state="dropped")
    assert not open_tasks.filter(subject_id__in=dropped.values("pk")).exists()


def test_the_same_facts_keep_the_plan(advocate, now):
    services.take(given=WHOLE, channel="phone", by=advocate, now=now)

    services.finish(case_id=Case.objects.get().pk, by=advocate, now=now)

    assert Plan.objects.count() == 1


def test_the_agencys_own_steps_are_owed(advocate, now):
    removal_factory.platform()
    services.take(given=WHOLE, channel="phone", by=advocate, now=now)

    owed = Task.objects.filter(kind="plan_step").values_list("subject_id", flat=True)

    assert PlanStep.objects.get(service="request-48h").pk in owed
    assert PlanStep.objects.get(service="stopncii").pk not in owed


def test_a_case_opened_without_questions_can_be_asked_later(advocate, now):
    case = made.case(by=advocate)

    intake = services.start_on_case(case_id=case.pk, by=advocate, now=now)

    assert intake.answers == {"age_when_made": "18plus", "country": "US"}
    told(intake, advocate, now, words="It is back.")
    assert Case.objects.get().narrative.endswith("\n\nIt is back.")
    told(intake, advocate, now, words="It is back again.")
    assert Case.objects.get().narrative.endswith("\n\nIt is back again.")
    with pytest.raises(NotAllowed, match="begun already"):
        services.start_on_case(case_id=case.pk, by=advocate, now=now)


def test_a_correction_on_the_case_stays_when_other_answers_come(advocate, now):
    services.take(given=WHOLE, channel="phone", by=advocate, now=now)
    intake = Intake.objects.get()
    change_case(case_id=intake.case_id, survivor_name="Maria", by=advocate, now=now)

    told(intake, advocate, now, language="Spanish")

    assert Case.objects.get().survivor.name == "Maria"


def test_a_place_becomes_an_item_once(intake, advocate, now):
    told(intake, advocate, now, where=URL)
    place = IntakePlace.objects.get()
    facts = {
        "category": "image", "url": URL, "seen_by": "survivor", "how_known": "told",
        "first_seen_at": now, "age_when_made": "unsure", "is_synthetic": "unsure",
    }  # fmt: skip

    item = services.record_place_as_item(place_id=place.pk, by=advocate, now=now, **facts)

    assert IntakePlace.objects.get().item == item
    assert acts(intake.case)[-1] == "evidence.recorded"
    with pytest.raises(NotAllowed, match="recorded already, as E1"):
        services.record_place_as_item(place_id=place.pk, by=advocate, now=now, **facts)
    told(intake, advocate, now, where="unsure")
    assert IntakePlace.objects.get().item == item


def test_a_stranger_finds_no_intake(intake, colleague, attorney, now):
    place = {"place_id": intake.pk, "now": now}
    for stranger in (colleague, attorney):
        for act in (
            lambda by: told(intake, by, now, danger_now="yes"),
            lambda by: services.finish(case_id=intake.case_id, by=by, now=now),
            lambda by: services.finish_follow_up(intake_id=intake.pk, by=by, now=now),
            lambda by: services.record_place_as_item(by=by, **place),
        ):
            with pytest.raises((NotAllowed, Case.DoesNotExist, Intake.DoesNotExist,
                                IntakePlace.DoesNotExist)):  # fmt: skip
                act(stranger)
    assert Intake.objects.get().answers == {}


def test_a_closed_case_is_asked_nothing_more(intake, advocate, now):
    move_case(case_id=intake.case_id, to="closed", by=advocate, now=now)

    with pytest.raises(NotAllowed, match="closed"):
        told(intake, advocate, now, danger_now="yes")


def test_a_call_back_follows_the_case_to_its_new_advocate(
    intake, advocate, colleague, supervisor, now
):
    told(intake, advocate, now, danger_now="yes")
    assign_case(
        case_id=intake.case_id, user_id=colleague.pk, kind="advocate", by=supervisor, now=now
    )

    assert Task.objects.get().assigned_to is None


def test_the_table_of_answers_has_no_room_for_words(intake):
    for answers in ({"words": "He lives next door"}, {"needs": ["a b"]}, ["x"], {"A name": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Intake.objects.update(answers=answers)
