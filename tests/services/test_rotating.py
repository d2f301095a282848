"""Keys are changed while the house is at work; nothing is lost, and nothing old goes on opening."""

from base64 import b64encode
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from audit.models import Entry
from audit.rules import NotAllowed
from cases import renewals, search
from cases.keys_told import told
from cases.models import Case, CaseKey, Note
from cases.services import renewing
from evidence import near
from evidence import search as items
from evidence.models import Fingerprint
from sealing import keys, retired
from sealing.box import CannotOpen
from sealing.column import SealedColumn
from sealing.places import sealed_tables
from sealing.rotating import agency, index, runs
from sealing.wrapped import wrapped_columns
from tests.factories import canaries_around
from tests.factories.canaries import canary, walk
from tests.factories.cases import case as open_case

pytestmark = pytest.mark.django_db
OLD, NEW = (f"{name}:{b64encode(name.encode() * 32).decode()}" for name in "12")
OLD_INDEX, NEW_INDEX = (b64encode(name.encode() * 32).decode() for name in "ab")
AT_ONCE = timedelta(0)


@pytest.fixture(autouse=True)
def _old_keys(settings):
    settings.RECLAIM_AGENCY_KEYS, settings.RECLAIM_INDEX_KEY = [OLD], [OLD_INDEX]
    retired.forget()
    keys.forget()


def every_value():
    """Open every sealed value of the house from the table, as a page would."""
    keys.forget()
    return {
        (model._meta.label, str(row.pk), field.name): str(getattr(row, field.name))
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, SealedColumn)
        for row in model._base_manager.all()
    }


def ciphertexts():
    found = {}
    for table in sealed_tables():
        for row in table.model._base_manager.all():
            for column in table.columns:
                found[table.model._meta.label, row.pk, column.name] = row.__dict__[column.attname]
    return {where: held for where, held in found.items() if held}


@pytest.fixture
def whole(advocate, supervisor, colleague, attorney):
    """A case with a word in every sealed column, and another that shares nothing with it."""
    case, request_id = walk(by=advocate, signer=supervisor)
    canaries_around.behind(request_id, advocate)
    canaries_around.abroad(canaries_around.tipped(advocate), advocate)
    canaries_around.lent(case, advocate, colleague)
    canaries_around.apart(case, attorney, supervisor)
    canaries_around.weighed(case, attorney)
    return case


def test_a_new_agency_key_wraps_every_key_again_and_the_old_one_is_then_refused(whole, settings):
    before = every_value()
    settings.RECLAIM_AGENCY_KEYS = [NEW, OLD]

    done = agency.rewrap(now=whole.opened_at)

    assert done.keys == CaseKey.objects.count() > 1
    assert done.unopened == 0
    agency.retire(key_id="1", now=whole.opened_at)
    settings.RECLAIM_AGENCY_KEYS = [NEW]
    assert every_value() == before
    assert Entry.objects.get(action="sealing.retired_key").facts == '{"key":"1"}'


def test_a_key_in_use_is_not_retired_and_a_retired_one_wraps_and_opens_nothing(advocate, settings):
    case = open_case(by=advocate)
    taken = bytes(CaseKey.objects.get(case=case).wrapped)
    for key_id in ("1", "2"):
        settings.RECLAIM_AGENCY_KEYS = [NEW, OLD]
        with pytest.raises(NotAllowed):
            agency.retire(key_id=key_id, now=case.opened_at)
    agency.rewrap(now=case.opened_at)
    agency.retire(key_id="1", now=case.opened_at)

    with pytest.raises(CannotOpen, match="retired"):
        keys.unwrap(taken, str(case.pk))
    settings.RECLAIM_AGENCY_KEYS = [OLD]  # a process that was never started again
    with pytest.raises(CannotOpen, match="start it again"):
        keys.new_wrapped_key("any")


def test_a_key_under_no_key_at_hand_is_counted_and_the_rest_go_on(advocate, settings):
    lost, kept = open_case(by=advocate), open_case(by=advocate)
    settings.RECLAIM_AGENCY_KEYS = [NEW]
    CaseKey.objects.filter(case=kept).update(wrapped=keys.new_wrapped_key(str(kept.pk)))
    third = f"3:{b64encode(b'3' * 32).decode()}"
    settings.RECLAIM_AGENCY_KEYS = [third, NEW]

    done = agency.rewrap(now=kept.opened_at)

    assert (done.keys, done.unopened) == (1, 1)
    assert told().lost == 1
    with pytest.raises(CannotOpen):
        str(Case.objects.get(pk=lost.pk).narrative)


def test_a_rotation_killed_between_two_batches_goes_on_where_it_was(
    advocate, settings, monkeypatch
):
    for _ in range(5):
        open_case(by=advocate)
    settings.RECLAIM_AGENCY_KEYS = [NEW, OLD]
    monkeypatch.setattr(agency, "AT_ONCE", 2)
    told_of = []

    def killed(done, _total):
        told_of.append(done)
        if done == 4:
            raise KeyboardInterrupt

    at = Case.objects.first().opened_at
    with pytest.raises(KeyboardInterrupt):
        agency.rewrap(now=at, told=killed)
    assert agency.remaining() == 1
    assert runs.under_way("agency").done == 4

    assert agency.rewrap(now=at).keys == 1
    assert runs.under_way("agency") is None
    assert runs.latest("agency").done == 5


def test_every_wrapped_column_of_the_house_is_known():
    names = {column.name for column in wrapped_columns()}

    assert {"cases.CaseKey.wrapped", "cases.CaseKey.before"} <= names


def test_a_new_key_of_a_case_seals_every_value_of_it_again_and_final_rows_too(whole, advocate):
    before, sealed = every_value(), ciphertexts()
    other = open_case(by=advocate, narrative="Not of this case.")
    untouched = CaseKey.objects.get(case=other).wrapped

    values = renewing.renew_key(case_id=whole.pk, now=whole.opened_at)

    old = bytes(CaseKey.objects.get(case=whole).before)
    assert values > 40
    assert {k: v for k, v in every_value().items() if k in before} == before
    same = {where for where, held in ciphertexts().items() if sealed.get(where) == held}
    theirs = {table.model._meta.label: table for table in sealed_tables()}
    for label, pk, name in same:  # what did not change is of another case
        table = theirs[label]
        assert (
            not table.model._base_manager.filter(**{table.of: whole.pk}).filter(pk=pk).exists()
        ), name
    assert CaseKey.objects.get(case=other).wrapped == untouched
    renewing.drop_key_before(case_id=whole.pk)
    assert not CaseKey.objects.get(case=whole).before
    assert {k: v for k, v in every_value().items() if k in before} == before
    assert keys.unwrap(old, str(whole.pk)) != Case.objects.get(pk=whole.pk).sealing_key()


def test_a_final_row_still_refuses_everything_but_being_sealed_again(whole):
    def attempt(what):
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('reclaim.resealing', 'on', true)")
            cursor.execute(f"UPDATE complaints_revision SET {what}")  # noqa: S608

    for what in ("number = 9", "document = ''", "document = '\\x01', number = 9"):
        with pytest.raises(DatabaseError, match="final"), transaction.atomic():
            attempt(what)


def test_readers_and_writers_who_loaded_the_key_before_lose_nothing(advocate, now):
    case = open_case(by=advocate, narrative="As it began.")
    early = Case.objects.select_related("key").get(pk=case.pk)
    late = Case.objects.select_related("key").defer("narrative").get(pk=case.pk)

    renewing.renew_key(case_id=case.pk, now=now)

    assert early.narrative == "As it began."  # old bytes, old key
    assert late.narrative == "As it began."  # new bytes, old key in hand
    note = Note(case=late, text="Sealed with the key before.", written_by=advocate, written_at=now)
    note.save()
    assert Note.objects.get(pk=note.pk).text == "Sealed with the key before."
    assert renewing.drop_key_before(case_id=case.pk) == 1
    assert Note.objects.get(pk=note.pk).text == "Sealed with the key before."


def test_every_case_is_renewed_once_and_the_keys_before_are_dropped(advocate, now):
    made = [open_case(by=advocate) for _ in range(3)]
    old = {key.pk: bytes(key.wrapped) for key in CaseKey.objects.all()}
    renewing.renew_key(case_id=made[0].pk, now=now)  # as of a run that was killed

    done = renewals.renew_every_case(clock=lambda: now + timedelta(hours=1), grace=AT_ONCE)

    assert done.with_one_before == 0
    assert all(bytes(key.wrapped) != old[key.pk] for key in CaseKey.objects.all())
    assert runs.latest("cases").ended_at


def found_everywhere(whole, advocate):
    """Tell by which of the ways of searching the case is found."""
    ways = {
        "name": canary("name"),
        "start of a name": canary("name")[:5],
        "contact": f"{canary('contact')}@person.example",
    }
    found = {way for way, text in ways.items() if whole in search.find(advocate, text)}
    places = {"host": f"{canary('host')}.example", "handle": f"@{canary('handle')}"}
    found |= {way for way, text in places.items() if items.find(advocate, text).exists()}
    digits = str(Fingerprint.objects.exclude(blind="")[0].digits)
    return found | ({"near"} if len(near.near("pdq", digits)) == 2 else set())


WAYS = {"name", "start of a name", "contact", "host", "handle", "near"}


def test_under_a_new_index_key_everything_is_found_before_during_and_after(
    whole, advocate, settings, monkeypatch
):
    settings.RECLAIM_INDEX_KEY = [NEW_INDEX, OLD_INDEX]
    assert found_everywhere(whole, advocate) == WAYS
    monkeypatch.setattr(index, "AT_ONCE", 1)
    seen = []

    def killed(done, _total):
        seen.append(found_everywhere(whole, advocate))
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.refill(now=whole.opened_at, told=killed)
    assert index.refill(now=whole.opened_at).rows > 3
    assert seen == [WAYS] * 3

    settings.RECLAIM_INDEX_KEY = [NEW_INDEX]
    assert found_everywhere(whole, advocate) == WAYS
    assert index.refill(now=whole.opened_at).changed == 0
    settings.RECLAIM_INDEX_KEY = [OLD_INDEX]
    assert found_everywhere(whole, advocate) == set()


def test_a_row_written_meanwhile_under_the_old_index_key_is_found_and_mended(advocate, settings):
    settings.RECLAIM_INDEX_KEY = [OLD_INDEX]
    case = open_case(by=advocate, survivor_name="Maria Invented")
    settings.RECLAIM_INDEX_KEY = [NEW_INDEX, OLD_INDEX]
    index.refill(now=case.opened_at)
    settings.RECLAIM_INDEX_KEY = [OLD_INDEX]  # a process that has not met the new key
    late = open_case(by=advocate, survivor_name="Mario Invented")
    settings.RECLAIM_INDEX_KEY = [NEW_INDEX, OLD_INDEX]

    assert set(search.find(advocate, "mari")) == {case, late}
    call_command("rotate_keys", "--index", "--retire", verbosity=0)  # looks once more
    settings.RECLAIM_INDEX_KEY = [NEW_INDEX]
    assert set(search.find(advocate, "mari")) == {case, late}


def test_the_status_says_what_each_key_wraps(advocate, settings, capsys):
    open_case(by=advocate)
    settings.RECLAIM_AGENCY_KEYS = [NEW, OLD]

    call_command("rotate_keys")

    said = capsys.readouterr().out
    assert "agency key 2: wraps 0; wraps what is new" in said
    assert "agency key 1: wraps 1; still opens what it wraps" in said
    assert OLD.partition(":")[2] not in said
