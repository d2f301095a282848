"""Keys that may only be read, as of a single file mounted: a sentence, and nothing changed."""

from base64 import b64encode

import pytest
from django.core.management import CommandError, call_command

from audit.models import Entry
from sealing import keys, retired, sources
from sealing.live import Live
from sealing.models import Rotation

KEYS = {
    "SECRET_KEY": "s" * 50,
    "RECLAIM_AGENCY_KEYS": "1:" + b64encode(b"1" * 32).decode(),
    "RECLAIM_INDEX_KEY": b64encode(b"a" * 32).decode(),
}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["agency", "index"])
def test_a_new_key_that_cannot_be_written_is_no_key(settings, tmp_path, monkeypatch, kind):
    sources.write(tmp_path / "keys.json", KEYS)
    kept = sources.Kept(sources.File(tmp_path / "keys.json"))
    settings.RECLAIM_AGENCY_KEYS = Live(kept, "RECLAIM_AGENCY_KEYS")
    settings.RECLAIM_INDEX_KEY = Live(kept, "RECLAIM_INDEX_KEY")
    retired.forget()
    keys.forget()

    def refused(*words):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(sources, "write", refused)
    with pytest.raises(CommandError, match=r"keys.json cannot be written \(Read-only file system"):
        call_command("rotate_keys", f"--{kind}", "--new")

    assert not Rotation.objects.exists()
    assert not Entry.objects.filter(action="sealing.made_key").exists()
