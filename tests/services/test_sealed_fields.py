"""A sealed column: plain on the row, ciphertext in the table, bound to where it stands."""

import copy
import pickle
from uuid import uuid4

import pytest
from django.core import serializers
from django.db import connection, models, transaction

from sealing.box import CannotOpen
from tests.factories.sealing import Page, asked_for
from tests.owner import as_owner

CANARY = "Marisol-Canary"


@pytest.fixture(autouse=True)
def _table(db):
    with as_owner(), connection.schema_editor() as editor:
        editor.create_model(Page)
    asked_for.clear()


def _raw(column: str, page: Page) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM tests_page WHERE id = %s", [page.pk])  # noqa: S608
        return bytes(cursor.fetchone()[0])


def _set(column: str, page: Page, blob: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE tests_page SET {column} = %s WHERE id = %s", [blob, page.pk])  # noqa: S608


def _everything_kept() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(tests_page::text, '') FROM tests_page")
        return cursor.fetchone()[0].casefold()


def test_what_is_written_is_read_and_the_table_holds_none_of_it():
    page = Page.objects.create(name=CANARY, note="@Canary", answers={"who": [CANARY, 3]})

    read = Page.objects.get(pk=page.pk)

    assert (read.name, read.note, read.story) == (CANARY, "@Canary", None)
    assert read.answers == {"who": [CANARY, 3]}
    for form in (CANARY, CANARY.encode().hex(), CANARY.encode("utf-16-le").hex()):
        assert form.casefold() not in _everything_kept()


def test_nothing_shows_it_by_printing_or_pickling_the_row():
    page = Page.objects.create(name=CANARY, answers={"who": CANARY})
    read = Page.objects.get(pk=page.pk)
    assert read.name == read.answers["who"] == CANARY

    for row in (page, read, Page(name=CANARY)):
        assert CANARY not in repr(row.__dict__)
        with pytest.raises(TypeError, match="not pickled"):
            pickle.dumps(row)
    assert CANARY not in repr(read.answers)


def test_a_row_that_nobody_reads_asks_for_no_key():
    page = Page.objects.create(name=CANARY)
    asked_for.clear()

    read = Page.objects.defer("note").get(pk=page.pk)
    read.status = "old"
    read.save()
    read.refresh_from_db()
    read.save(update_fields=["status"])

    assert (read.status, asked_for) == ("old", [])
    assert read.name == CANARY
    assert asked_for == ["a"]
    assert read.name == CANARY
    assert asked_for == ["a"]


def test_an_empty_text_is_no_bytes_and_needs_no_key():
    page = Page(name="", note="", answers={})
    page.save()

    assert asked_for == ["a"], "for the answers alone"
    assert (_raw("name", page), page.name) == (b"", "")
    assert Page.objects.filter(name=b"", note=b"").exists()


def test_a_deferred_value_is_loaded_when_it_is_read():
    page = Page.objects.create(name=CANARY, note="kept")

    assert Page.objects.only("status").get(pk=page.pk).name == CANARY
    assert Page.objects.defer("name").get(pk=page.pk).note == "kept"


def test_a_new_value_replaces_the_old_and_can_be_named_among_the_saved_fields():
    page = Page.objects.create(name="first")
    read = Page.objects.get(pk=page.pk)
    assert read.name == "first"

    read.name = "second"
    assert read.name == "second"
    read.save(update_fields=["name", "name_words"])
    page.refresh_from_db()

    assert page.name == "second"


def test_an_unsaved_change_is_dropped_by_a_refresh():
    page = Page.objects.create(name="first")
    page.name = "second"

    page.refresh_from_db()

    assert page.name == "first"


@pytest.mark.parametrize("into", ["row", "column"])
def test_ciphertext_moved_to_another_place_does_not_open(into):
    page = Page.objects.create(name="mine", note="also mine")
    other = Page.objects.create(name="theirs")
    if into == "row":
        _set("name", other, _raw("name", page))
    else:
        _set("name", other, _raw("note", other) or _raw("note", page))
        _set("note", page, _raw("name", page))

    moved = Page.objects.get(pk=other.pk)
    with pytest.raises(CannotOpen):
        _ = moved.name
    if into == "column":
        with pytest.raises(CannotOpen):
            _ = Page.objects.get(pk=page.pk).note


def test_another_cases_key_does_not_open_it():
    page = Page.objects.create(name=CANARY, owner="a")
    Page.objects.filter(pk=page.pk).update(owner="b")

    with pytest.raises(CannotOpen):
        _ = Page.objects.get(pk=page.pk).name


def test_a_copied_row_is_sealed_anew_or_refused():
    page = Page.objects.create(name=CANARY)
    unread, read = Page.objects.get(pk=page.pk), Page.objects.get(pk=page.pk)
    assert (read.name, read.answers) == (CANARY, {})
    assert copy.deepcopy(read.__dict__)

    for row in (unread, read):
        row.pk, row._state.adding = uuid4(), True
    with pytest.raises(TypeError, match="Read name"), transaction.atomic():
        unread.save()
    read.save()

    assert Page.objects.count() == 2
    assert Page.objects.get(pk=read.pk).name == CANARY


def test_a_row_without_a_key_of_its_own_cannot_be_sealed():
    with pytest.raises(TypeError, match="no key yet"):
        Page._meta.get_field("name").pre_save(Page(pk=None, name=CANARY), add=True)


def test_many_rows_are_sealed_in_one_insert(django_assert_num_queries):
    pages = [Page(name=f"page {number}") for number in range(3)]

    with django_assert_num_queries(1):
        Page.objects.bulk_create(pages)

    assert {page.name for page in Page.objects.all()} == {"page 0", "page 1", "page 2"}
    assert all(page.name_words for page in Page.objects.all())


@pytest.mark.parametrize(
    "attempt",
    [
        lambda page: Page.objects.update(name="other"),
        lambda page: Page.objects.update(name=b""),
        lambda page: Page.objects.update(name=models.F("note")),
        lambda page: Page.objects.update(answers={}),
        lambda page: Page.objects.bulk_update([page], ["name"]),
        lambda page: Page.objects.filter(name="mine").exists(),
        lambda page: Page.objects.filter(name__in=["mine"]).exists(),
        lambda page: Page.objects.filter(name__contains="m").exists(),
        lambda page: Page.objects.filter(name=models.F("note")).exists(),
        lambda page: Page.objects.filter(answers__who="mine").exists(),
        lambda page: Page.objects.get_or_create(name="mine"),
        lambda page: setattr(page, "name", b"mine"),
        lambda page: Page(name=3),
        lambda page: serializers.serialize("json", [page]),
    ],
)
def test_what_would_go_round_the_seal_is_refused(attempt):
    page = Page.objects.create(name="mine", note="other")

    with pytest.raises(TypeError), transaction.atomic():
        attempt(page)

    assert [(p.name, p.note) for p in Page.objects.all()] == [("mine", "other")]


def test_whether_there_is_a_value_may_be_asked():
    Page.objects.create(name="mine")

    assert Page.objects.filter(story__isnull=True).exists()
    assert not Page.objects.filter(name__isnull=True).exists()
    assert Page.objects.exclude(name=b"").exists()
