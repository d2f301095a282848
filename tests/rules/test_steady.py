"""Beat opens a new line to the broker where its own broke."""

import pytest
from celery.beat import PersistentScheduler, SchedulingError

from config.celery import app
from config.steady import Steady


class Line:
    released = 0

    def release(self):
        self.released += 1
        raise OSError("it is gone already")


@pytest.fixture
def beat(tmp_path):
    made = Steady(app=app, schedule_filename=str(tmp_path / "beat"), lazy=True)
    made.__dict__.update(connection=Line(), producer=object())
    return made


def test_a_message_that_did_not_go_out_ends_the_line_it_was_spoken_into(beat, monkeypatch):
    def broken(*_, **__):
        raise SchedulingError

    monkeypatch.setattr(PersistentScheduler, "apply_async", broken)
    line = beat.connection

    with pytest.raises(SchedulingError):
        beat.apply_async("an entry")

    assert line.released == 1
    assert not {"connection", "producer"} & set(vars(beat))


def test_a_line_that_holds_is_kept(beat, monkeypatch):
    monkeypatch.setattr(PersistentScheduler, "apply_async", lambda *_, **__: "sent")

    assert beat.apply_async("an entry") == "sent"
    assert beat.connection.released == 0
