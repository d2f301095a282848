"""`manage.py test`: the suite on a throw-away Postgres of its own."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.embedded import browser, environment, roles, server, state

OTHERS = (
    "DATABASE_URL",
    "CELERY_BROKER_URL",
    "EMAIL_URL",
    "RECLAIM_DEBUG",
    "RECLAIM_HTTPS",
    "RECLAIM_OWNER_URL",
    "RECLAIM_WORK_URL",
)
WHOLE = ["-n", "2", "--dist", "loadgroup"]
WITHOUT_CARE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def main(words: list[str]) -> int:
    """Run pytest with these arguments, the whole suite without any, and give its exit code."""
    environment.enter(dev=True)
    if browser.find() is None and not os.environ.get("CI"):
        print(f"No Chromium here, so the browser journeys are skipped: {browser.CURE}.", flush=True)
    for name in OTHERS:
        os.environ.pop(name, None)
    with throw_away():
        return pytest(words or WHOLE)


@contextmanager
def throw_away() -> Iterator[Path]:
    """Give a home of its own with a running database, so that several runs never meet."""
    home = Path(tempfile.mkdtemp(prefix="reclaim-test-"))
    home.chmod(0o711 if os.geteuid() == 0 else 0o700)
    os.environ["RECLAIM_HOME"] = str(home)
    os.environ[roles.AS] = "owner"  # makes the tables; a suite then becomes whom it tests
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        state.furnish(home)
        with (
            server.family(home) as family,
            server.running(home, family=family, settings=WITHOUT_CARE, may_create=True),
        ):
            yield home
    finally:
        data = (home / "pgdata").resolve()
        shutil.rmtree(data.parent if data.parent != home else home, ignore_errors=True)
        shutil.rmtree(home, ignore_errors=True)


def pytest(words: list[str]) -> int:
    """Run it in our own process group: Ctrl-C is for pytest, which then says what it did."""
    child = subprocess.Popen([sys.executable, "-m", "pytest", *words], cwd=state.ROOT)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue
        except SystemExit:
            child.terminate()
            raise
