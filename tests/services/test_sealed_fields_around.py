"""Around a sealed column: what is refused, what is looked up, forms, checks and migrations."""

import pytest
from django import forms
from django.apps.registry import Apps
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction

from audit.rules import NotAllowed
from sealing import blind
from sealing.fields import BlindIndexField, SealedTextField
from tests.factories.sealing import Page, asked_for
from tests.owner import as_owner


@pytest.fixture(autouse=True)
def _table(db):
    with as_owner(), connection.schema_editor() as editor:
        editor.create_model(Page)
    asked_for.clear()


PNG = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"


@pytest.mark.parametrize(
    ("field", "value"), [("note", PNG), ("answers", {"x": ["fine", PNG]}), ("answers", {PNG: 1})]
)
def test_a_picture_in_disguise_is_refused_and_the_field_is_named(field, value):
    page = Page(name="mine", **{field: value})

    with pytest.raises(NotAllowed) as no, transaction.atomic():
        page.save()

    assert no.value.field == field
    assert not Page.objects.exists()


def test_a_value_is_found_by_its_token_and_a_name_by_its_words():
    page = Page.objects.create(name="María O'Neil", note="@Sam_99")
    Page.objects.create(name="Mario", note="sam")
    words, whole = Page._meta.get_field("name_words"), Page._meta.get_field("note_index")

    for text in ("maría", "O'NEIL", "neil maría", "María O'Neil"):
        assert Page.objects.get(name_words__contains=words.tokens(text)) == page
    assert Page.objects.get(name_words__contains=[words.token("maría o'neil")]) == page
    assert Page.objects.get(note_index=whole.token("sam_99")) == page
    assert not Page.objects.filter(name_words__contains=words.tokens("maría kovač")).exists()


def test_an_index_follows_its_value_and_stays_while_nobody_touches_it():
    page = Page.objects.create(name="first", note="@one")
    kept = page.note_index

    unread = Page.objects.get(pk=page.pk)
    unread.save()
    assert Page.objects.get().note_index == kept

    unread.note = "@two"
    unread.save()
    assert Page.objects.get().note_index == Page._meta.get_field("note_index").token("TWO") != kept

    unread.note = ""
    unread.save()
    assert Page.objects.get().note_index == ""


def test_a_model_form_shows_and_saves_the_plain_value():
    class PageForm(forms.ModelForm):
        class Meta:
            model, fields = Page, ["name", "note"]

    page = Page.objects.create(name="mine")
    assert "mine</textarea>" in str(PageForm(instance=page)["name"])
    form = PageForm({"name": "changed", "note": ""}, instance=page)

    assert form.is_valid()
    form.save()
    assert Page.objects.get().name == "changed"
    assert "name" in PageForm({"name": "", "note": ""}).errors


def test_a_row_is_cleaned_without_being_opened():
    page = Page.objects.create(name="mine")
    asked_for.clear()

    Page.objects.get(pk=page.pk).clean_fields(exclude=["story", "answers"])

    assert asked_for == []
    with pytest.raises(ValidationError):
        Page(name="").clean_fields()


def test_a_model_that_cannot_be_sealed_is_told_so_before_it_runs():
    class Loose(models.Model):
        text = SealedTextField()
        text_index = BlindIndexField(of="nothing", normalise=blind.names)

        class Meta:
            app_label, apps = "tests", Apps()

        def __str__(self) -> str:
            return ""

    assert {error.id for error in Loose.check()} >= {"sealing.E001", "sealing.E002", "sealing.E003"}
    assert Page.check() == []


def test_migrations_can_write_the_fields_down():
    for name in ("name", "answers", "name_words", "note_index"):
        field = Page._meta.get_field(name)
        _, path, args, kwargs = field.deconstruct()
        again = type(field)(*args, **kwargs)
        assert path.startswith(("sealing.fields.", "sealing.blind_fields."))
        assert str(again.deconstruct()[3]) == str(kwargs)
        assert again.db_type(connection) == field.db_type(connection)


def test_an_opened_value_is_written_to_no_column_in_the_clear():
    page = Page.objects.create(name="mine")
    page.status = Page.objects.get().name

    for attempt in (
        page.save,
        lambda: Page.objects.update(status=page.name),
        lambda: Page.objects.filter(status__in=[page.name]).exists(),
    ):
        with pytest.raises(TypeError, match="or nowhere"), transaction.atomic():
            attempt()

    assert Page.objects.get().status == "new"


def test_an_opened_value_may_be_sealed_again_elsewhere():
    page = Page.objects.create(name="mine")

    other = Page.objects.create(name=page.name, answers={"who": page.name})

    assert (Page.objects.get(pk=other.pk).name, other.answers) == ("mine", {"who": "mine"})
