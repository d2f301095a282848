"""From a fresh clone to the first page, and once more: seconds, as `manage.py up` says them.

Run by `make bench` or `python3 benchmarks/start.py`; packages come from pip's cache or index.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PORT = "8977"
GOALS = {"first start": 25.0, "second start": 5.0}
SAID = re.compile(r"(First page|Ready) after ([\d.]+) s")


def start(clone: Path) -> dict[str, float]:
    """Start it, stop it once it is ready, and give what it measured."""
    up = subprocess.Popen(
        [sys.executable, "manage.py", "up", "--port", PORT],
        cwd=clone,
        env={name: to for name, to in os.environ.items() if not name.startswith("RECLAIM_")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    measured: dict[str, float] = {}
    for line in up.stdout or ():
        print("   ", line.rstrip())
        if found := SAID.search(line):
            measured[found[1]] = float(found[2])
        if "Ready" in measured:
            break
    up.send_signal(signal.SIGINT)
    began = time.monotonic()
    up.communicate()
    return measured | {"Stop": time.monotonic() - began}


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="reclaim-bench-") as folder:
        Path(folder).chmod(0o711)  # as root, the database's own user passes through
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        rows = {which: start(clone) for which in GOALS}
    print(f"\nload {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for which, seconds in rows.items():
        print(
            f"{which:>12}", *(f"{what} {took:.1f} s" for what, took in seconds.items()), sep=" | "
        )
    return int(any(rows[which].get("First page", 1e9) > goal for which, goal in GOALS.items()))


if __name__ == "__main__":
    sys.exit(main())
