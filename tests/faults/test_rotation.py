"""Each key is changed by a process that is killed half-way, while people write and read."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time

import pytest
from django.conf import settings as house
from django.db import connection, connections

from cases import search
from cases.models import Case, CaseKey, Note, Survivor
from cases.services import write_note
from config.embedded.roles import WORK
from rows import reading
from sealing import keys, retired, sources
from sealing.live import Live
from sealing.models import Rotation
from tests.factories.cases import case as open_case
from tests.faults.house import ROOT

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True), pytest.mark.timeout(600)]
MANY, FEW, SERVED = 1_200, 80, 12  # keys in all, and cases that people work on
PATIENCE = 240


@pytest.fixture
def file(tmp_path, settings):
    """Keys in a file of their own, which this process looks at as a server would."""
    path = tmp_path / "keys.json"
    sources.write(path, house.KEYS.table)
    kept = sources.Kept(sources.File(path))
    settings.RECLAIM_AGENCY_KEYS = Live(kept, "RECLAIM_AGENCY_KEYS")
    settings.RECLAIM_INDEX_KEY = Live(kept, "RECLAIM_INDEX_KEY")
    yield path
    keys.forget()
    retired.forget()


def rotate(file, *words):
    at = connection.settings_dict
    given = {name: to for name, to in os.environ.items() if name not in sources.NAMES}
    given |= {
        "DATABASE_URL": f"postgres://{WORK.name}@/{at['NAME']}?host={at['HOST']}&port={at['PORT']}",
        sources.FILE: str(file),
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", "rotate_keys", *words],
        cwd=ROOT, env=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def ended(process):
    with reading.reading_as(None):  # a reading that is not over is a transaction that is open
        said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, said
    return said


def killed_at(process, kind, done):
    """Kill it once it has come so far."""
    end = time.monotonic() + PATIENCE
    while not Rotation.objects.filter(kind=kind, ended_at=None, done__gte=done).exists():
        assert process.poll() is None, process.communicate()[0]
        assert time.monotonic() < end
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait(30)


class Person(threading.Thread):
    """Writes notes to cases, reads back what is there and finds cases by name, without a pause."""

    def __init__(self, user, cases):
        super().__init__(daemon=True)
        self.user, self.cases = user, cases
        self.written, self.wrongs, self.found, self.going = {}, [], 0, True

    def run(self):
        chance = random.Random(3)  # noqa: S311
        try:
            while self.going:
                with reading.reading_as(self.user.pk):
                    self.work(*chance.choice(self.cases))
        except BaseException as wrong:
            self.wrongs.append(wrong)
        finally:
            connections.close_all()

    def work(self, pk, name):
        case = Case.objects.select_related("key").get(pk=pk)
        words = f"Noted {len(self.written)}."
        note = write_note(case_id=pk, text=words, by=self.user, now=case.opened_at)
        self.written[note.pk] = words
        assert str(Note.objects.get(pk=note.pk).text) == words
        assert name in str(Survivor.objects.get(case=case).name)
        self.found += search.find(self.user, name[:6]).filter(pk=pk).exists()


@pytest.fixture
def at_work(file, advocate, request):
    """Cases that nobody opens just now, and some that somebody works on all the time."""
    made = [open_case(by=advocate, survivor_name=f"Robin Quill{n:03}") for n in range(SERVED)]
    like = made[0]
    rest = [
        Case(code=f"C-Q{n:04}", status="intake", opened_by=advocate, opened_at=like.opened_at)
        for n in range(getattr(request, "param", MANY) - SERVED)
    ]
    Case.objects.bulk_create(rest)
    CaseKey.objects.bulk_create(
        CaseKey(case=one, wrapped=keys.new_wrapped_key(str(one.pk))) for one in rest
    )
    Survivor.objects.bulk_create(Survivor(case=one, name="Sam Away", contact="") for one in rest)
    person = Person(advocate, [(one.pk, f"Quill{n:03}") for n, one in enumerate(made)])
    person.start()
    yield person
    person.going = False
    person.join(60)


def stop(person):
    person.going = False
    person.join(60)
    assert person.wrongs == []
    keys.forget()
    held = {note.pk: str(note.text) for note in Note.objects.filter(pk__in=person.written)}
    assert held == person.written
    assert len(held) > 3


def test_the_agencys_key_killed_half_way_goes_on_and_the_old_one_is_refused(file, at_work):
    copy = file.with_name("before.json")
    shutil.copy(file, copy)

    killed_at(rotate(file, "--agency", "--new"), "agency", 400)
    assert CaseKey.objects.count() == MANY
    ended(rotate(file, "--agency", "--resume"))
    said = ended(rotate(file, "--agency", "--retire", "1"))

    assert "refused from now on" in said
    stop(at_work)
    assert not json.loads(copy.read_text())["RECLAIM_AGENCY_KEYS"].startswith("2:")
    assert {keys.wrapped_under(bytes(one.wrapped)) for one in CaseKey.objects.all()} == {"2"}


@pytest.mark.parametrize("at_work", [FEW], indirect=True)
def test_the_cases_keys_killed_half_way_go_on_and_no_key_before_is_left(file, at_work):
    old = {one.pk: bytes(one.wrapped) for one in CaseKey.objects.all()}

    killed_at(rotate(file, "--cases", "--grace", "2"), "cases", 20)
    ended(rotate(file, "--cases", "--resume", "--grace", "2"))

    stop(at_work)
    assert not CaseKey.objects.exclude(before=b"").exists()
    assert not [one.pk for one in CaseKey.objects.all() if bytes(one.wrapped) == old[one.pk]]


def test_the_index_key_killed_half_way_goes_on_and_everything_is_found(file, at_work):
    killed_at(rotate(file, "--index", "--new"), "index", 1)
    ended(rotate(file, "--index", "--resume"))
    ended(rotate(file, "--index", "--retire"))

    stop(at_work)
    assert len(keys.index_keys()) == 1
    for pk, name in at_work.cases:
        assert search.find(at_work.user, name).filter(pk=pk).exists(), name
