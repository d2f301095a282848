"""Steps of a run of purges are independent: where one fails the others are done, and it is said."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cases.models import Task
from keeping import beforehand
from keeping.management.commands import run_purges
from keeping.models import Purge
from keeping.tasks import run_purges as task
from tests.factories import keeping as factory

pytestmark = pytest.mark.django_db
STEPS = {
    "purged": (run_purges.doing, "run_purges"),
    "asked": (run_purges.purging, "ask_second_persons"),
    "warned": (run_purges.retention, "warn"),
    "reminded": (run_purges.holds, "remind_of_holds"),
}


def broken(*_, **__):
    raise RuntimeError("of one step")


@pytest.mark.parametrize("step", STEPS)
def test_where_one_fails_the_others_are_done_and_it_ends_with_one(step, monkeypatch, caplog):
    out = StringIO()
    monkeypatch.setattr(*STEPS[step], broken)

    with pytest.raises(CommandError, match=f"Not done: {step}") as no:
        call_command("run_purges", stdout=out)

    assert no.value.returncode == 1
    assert json.loads(out.getvalue()) == {name: None if name == step else 0 for name in STEPS}
    assert f"step={step}" in caplog.text


def test_a_second_person_is_asked_though_purging_failed(advocate, monkeypatch):
    factory.proposed(case=factory.closed(by=advocate), by=advocate)
    monkeypatch.setattr(*STEPS["purged"], broken)

    with pytest.raises(CommandError, match="Not done: purged"):
        call_command("run_purges", stdout=StringIO())

    assert Task.objects.filter(kind="purge").open().exists()


def test_so_it_is_by_the_clock_of_the_worker(advocate, monkeypatch):
    factory.proposed(case=factory.closed(by=advocate), by=advocate)
    monkeypatch.setattr(*STEPS["purged"], broken)

    with pytest.raises(RuntimeError):
        task()

    assert Task.objects.filter(kind="purge").open().exists()


def test_a_folder_in_the_way_stops_no_purge_and_a_fault_of_ours_does(
    advocate, supervisor, monkeypatch
):
    def in_the_way():
        raise PermissionError(13, "Permission denied", "/somewhere")

    purge = factory.confirmed(case=factory.closed(by=advocate), by=advocate, second=supervisor)
    monkeypatch.setattr(beforehand, "_acts", [broken, in_the_way])
    with pytest.raises(RuntimeError):
        run_purges.doing.run_purges()

    monkeypatch.setattr(beforehand, "_acts", [in_the_way])

    assert run_purges.doing.run_purges() == 1
    assert Purge.objects.get(pk=purge.pk).state == "done"
