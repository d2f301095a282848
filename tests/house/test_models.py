"""What every table of the house keeps."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models

from tests.house.source import PACKAGES

MODELS = [model for name in PACKAGES for model in apps.get_app_config(name).get_models()]
# Signed-in people are in the trail, not in a `_by` column, for these moments.
NOBODY = {"at", "received_at", "due_at", "starts_at", "wakes_at"}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_no_table_can_hold_a_file(model):
    assert not [f for f in model._meta.fields if isinstance(f, models.FileField)]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_nullable_moment_and_its_person_are_tied_by_a_constraint(model):
    names = {field.name: field for field in model._meta.fields}
    spoken = " ".join(str(constraint) for constraint in model._meta.constraints)
    loose = [
        name
        for name, field in names.items()
        if name.endswith("_at")
        and field.null
        and f"{name[:-3]}_by" in names
        and not (f"{name}" in spoken and f"{name[:-3]}_by" in spoken)
    ]

    assert loose == []


@pytest.mark.parametrize(
    "model",
    [m for m in MODELS if any(f.name == "case" for f in m._meta.fields)],
    ids=lambda model: model._meta.label,
)
def test_every_table_of_a_case_has_the_one_door(model):
    if model._meta.model_name == "casekey":
        pytest.skip("a key is reached through its case alone")
    assert hasattr(model.objects.all(), "visible_to")


@pytest.mark.django_db
def test_migrations_say_what_models_say():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_the_database_speaks_utc():
    with connection.cursor() as cursor:
        cursor.execute("SHOW timezone")
        assert cursor.fetchone() == ("UTC",)
