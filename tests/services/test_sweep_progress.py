"""A long sweep says how it goes and can be stopped; a short one says nothing but what it did."""

import json
import os
import signal
from io import StringIO

import pytest
from django.core.management import call_command

from deadlines.management import progress
from deadlines.management.progress import Progress
from deadlines.models import Clock
from deadlines.services import sweep
from deadlines.services.swept import Swept
from tests.factories import deadlines as make
from tests.factories.deadlines import DUE, HOUR

pytestmark = pytest.mark.django_db


@pytest.fixture
def clocks(advocate, supervisor):
    return [make.clock(by=advocate) for _ in range(4)]


def test_a_short_sweep_says_nothing_beside_its_figures(clocks, capsys):
    call_command("sweep", now=DUE + HOUR)

    said = capsys.readouterr()
    assert said.err == ""
    assert (json.loads(said.out)["claimed"], json.loads(said.out)["composed"]) == (4, 4)


def test_a_long_one_says_what_is_done_and_what_is_left(clocks, capsys, monkeypatch):
    monkeypatch.setattr(progress, "EVERY", 0.0)
    monkeypatch.setattr(Progress.__init__, "__kwdefaults__", {"every": 0.0})

    call_command("sweep", now=DUE + HOUR, limit=3, brief=True)

    said = capsys.readouterr()
    lines = said.err.splitlines()
    assert lines[0].startswith("clocks: 3 done, ")
    assert " a second, 1 left, about " in lines[0]
    assert lines[-1].startswith("texts: 4 done, ")
    assert lines[-1].endswith(" 0 left")
    assert json.loads(said.out)["steps"] == []


def test_an_interrupt_ends_it_after_the_batch_and_keeps_what_was_done(clocks, capsys, monkeypatch):
    real = sweep.advance

    def interrupted(**asked):
        batch = real(**asked)
        os.kill(os.getpid(), signal.SIGINT)
        return batch

    monkeypatch.setattr(sweep, "advance", interrupted)

    with pytest.raises(SystemExit) as ended:
        call_command("sweep", now=DUE, limit=1)

    told = json.loads(capsys.readouterr().out)
    assert ended.value.code == 130
    assert (told["stopped"], told["claimed"], len(told["steps"])) == (True, 1, 3)
    assert Clock.objects.filter(wakes_at__lte=DUE).count() == 3
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_progress_waits_before_it_speaks(db):
    out = StringIO()
    going = Progress(out, now=DUE)

    going.of_clocks(Swept(DUE, claimed=500))

    assert out.getvalue() == ""
