from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, connection, transaction

from audit.models import Entry
from audit.rules import NotAllowed
from cases import services
from cases.models import Assignment, Authority, Case, Note, Task
from tests.factories import cases as made

pytestmark = pytest.mark.django_db


def acts(case):
    return list(
        Entry.objects.filter(chain=str(case.pk)).order_by("seq").values_list("action", flat=True)
    )


def refused(code, **expected):
    return pytest.raises(NotAllowed, check=lambda no: no.code == code)


def test_an_advocate_opens_a_case_and_it_is_hers(advocate, colleague):
    case = made.case(by=advocate)

    assert case.code.startswith("C-")
    assert Case.objects.visible_to(advocate).get() == case
    assert not Case.objects.visible_to(colleague).exists()
    assert acts(case) == ["cases.opened_case"]


def test_nothing_of_the_person_is_in_the_clear_in_any_table(advocate):
    made.case(by=advocate, survivor_name="Quenelle Fothergill", contact="quen@person.example")

    with connection.cursor() as cursor:
        for table in ("cases_case", "cases_survivor", "audit_entry"):
            cursor.execute(f"SELECT {table}::text FROM {table}")  # noqa: S608 - our own names
            rows = str(cursor.fetchall()).lower()
            for word in ("quenelle", "fothergill", "quen@", "former partner", "voicemail"):
                assert word not in rows
                assert word.encode().hex() not in rows


def test_a_name_reads_back_under_the_cases_own_key(advocate):
    case = made.case(by=advocate, survivor_name="Quenelle")

    assert Case.objects.for_display().get(pk=case.pk).survivor.name == "Quenelle"


def test_a_supervisor_names_whose_case_it_is(advocate, supervisor):
    with refused("advocate_missing"):
        made.case(by=supervisor)
    assert not Case.objects.exists()

    case = made.case(by=supervisor, advocate_id=advocate.pk)

    assert Case.objects.visible_to(advocate).get() == case


def test_an_advocate_cannot_open_a_case_for_another(advocate, colleague):
    with refused("role_may_not"):
        made.case(by=advocate, advocate_id=colleague.pk)

    assert not Case.objects.exists()


@pytest.mark.parametrize("who", ["attorney", "administrator"])
def test_others_open_no_case(who, request):
    with refused("role_may_not"):
        made.case(by=request.getfixturevalue(who))


def test_an_administrator_sees_no_case_at_all(advocate, administrator):
    made.case(by=advocate)

    assert not Case.objects.visible_to(administrator).exists()


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"age_when_made": "17"}, "age_when_made"), ({"country": "ZZ"}, "country")],
)
def test_an_answer_that_is_none_is_refused_and_nothing_written(advocate, facts, field):
    with pytest.raises(NotAllowed, check=lambda no: no.field == field):
        made.case(by=advocate, **facts)

    assert not Case.objects.exists()


def test_text_that_is_a_picture_is_refused_whole(advocate):
    with refused("image_bytes"):
        made.case(by=advocate, narrative="see data:image/png;base64,iVBORw0KGgoAAAANSUhEUg==")

    assert not Case.objects.exists()


def test_only_what_is_given_changes_and_the_trail_names_it(advocate, now):
    case = made.case(by=advocate, survivor_name="Maria", country="US")

    services.change_case(
        case_id=case.pk, by=advocate, now=now, contact="", age_when_made="unsure", country="US"
    )

    told = Case.objects.for_display().get(pk=case.pk)
    assert (told.survivor.name, told.survivor.contact, told.age_when_made) == (
        "Maria",
        "",
        "unsure",
    )
    entry = Entry.objects.get(action="cases.changed")
    assert "age when the image was made" in entry.facts
    assert "country" not in entry.facts
    assert "Maria" not in entry.facts


def test_a_change_of_nothing_leaves_no_entry(advocate, now):
    case = made.case(by=advocate, country="US")

    with refused("nothing_changed"):
        services.change_case(case_id=case.pk, by=advocate, now=now, country="us")

    assert acts(case) == ["cases.opened_case"]


def test_a_changed_name_is_found_by_its_new_word_alone(advocate, now):
    from cases.search import find

    case = made.case(by=advocate, survivor_name="Maria Kestrel")
    services.change_case(case_id=case.pk, by=advocate, now=now, survivor_name="Maria Heron")

    assert list(find(advocate, "heron")) == [case]
    assert list(find(advocate, "kestrel")) == []


def test_closing_is_dated_and_opening_again_undates_it(advocate, now):
    case = made.case(by=advocate)

    services.move_case(case_id=case.pk, to="closed", by=advocate, now=now)
    assert Case.objects.get().closed_at == now

    services.move_case(case_id=case.pk, to="active", by=advocate, now=now)
    assert Case.objects.get().closed_at is None
    assert acts(case)[1:] == ["cases.moved", "cases.moved"]


def test_the_database_itself_refuses_a_closed_case_without_a_date(advocate):
    made.case(by=advocate)

    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.update(status="closed")


def test_a_strangers_case_is_not_there(advocate, colleague, now):
    case = made.case(by=advocate)

    for act in (
        lambda: services.move_case(case_id=case.pk, to="active", by=colleague, now=now),
        lambda: services.change_case(case_id=case.pk, by=colleague, now=now, country="GB"),
        lambda: services.write_note(case_id=case.pk, text="x", by=colleague, now=now),
        lambda: services.add_task(case_id=case.pk, text="x", by=colleague, now=now),
        lambda: services.reveal(case_id=case.pk, reason="casework", by=colleague),
        lambda: services.move_case(case_id=uuid4(), to="active", by=colleague, now=now),
    ):
        with pytest.raises(ObjectDoesNotExist):
            act()
    assert acts(case) == ["cases.opened_case"]
    assert not Note.objects.exists()
    assert not Task.objects.exists()


def test_a_name_opens_for_a_reason_and_the_reason_stays(advocate, supervisor):
    case = made.case(by=advocate, survivor_name="Maria Kestrel")

    shown = services.reveal(case_id=case.pk, reason="supervision", by=supervisor)

    assert shown.name == "Maria Kestrel"
    assert shown.narrative.startswith("A former partner")
    entry = Entry.objects.get(action="cases.revealed")
    assert (entry.actor, "supervision" in entry.facts) == (str(supervisor.pk), True)


def test_without_a_reason_of_ones_own_nothing_opens(advocate, supervisor):
    case = made.case(by=advocate)

    with refused("reveal_reason"):
        services.reveal(case_id=case.pk, reason="casework", by=supervisor)

    assert acts(case) == ["cases.opened_case"]


def test_authority_is_never_given_to_whoever_causes_the_harm(advocate):
    case = made.case(by=advocate)

    with refused("authority_causes_harm"):
        made.authority(case=case, by=advocate, causes_harm=True)

    assert not Authority.objects.exists()


def test_an_authority_is_revoked_once(advocate, now):
    authority = made.authority(case=made.case(by=advocate), by=advocate)

    services.revoke_authority(authority_id=authority.pk, by=advocate, now=now)
    with refused("authority_revoked"):
        services.revoke_authority(authority_id=authority.pk, by=advocate, now=now)

    assert Authority.objects.get().revoked_by == advocate


def test_an_authority_ends_after_it_starts(advocate, now):
    with refused("authority_dates"):
        made.authority(
            case=made.case(by=advocate), by=advocate, ends_on=made.OPENED.date() - timedelta(1)
        )

    assert Assignment.objects.count() == 1
