"""Where the kernel cannot tie a child to its parent (macOS): hold the child on a pipe.

Runs as `leash.py PIPE SIGNAL USER COMMAND...`, USER being `uid:gid` or `-`. The pipe's other end
closes when the parent dies, by whatever means; then the command is sent SIGNAL, and ten seconds
later its group is ended.
"""

import os
import select
import signal
import subprocess
import sys
from types import FrameType
from typing import Any

FORWARDED = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT)


def hold(child: "subprocess.Popen[bytes]", rope: int, last_signal: int) -> int:
    """Give the command's exit code, or a signal's as a shell would."""

    def forward(number: int, _: FrameType | None) -> None:
        child.send_signal(number)

    for number in FORWARDED:
        signal.signal(number, forward)
    while child.poll() is None:
        if select.select([rope], [], [], 0.2)[0]:
            child.send_signal(last_signal)
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(0, signal.SIGKILL)
    return child.returncode if child.returncode >= 0 else 128 - child.returncode


def main(arguments: list[str]) -> int:
    rope, last_signal, user, *command = arguments
    options: dict[str, Any] = {}
    if user != "-":
        uid, gid = map(int, user.split(":"))
        options = {"user": uid, "group": gid, "extra_groups": [], "cwd": "/"}
    kept = [number for number in range(3, 64) if number != int(rope) and inherited(number)]
    child = subprocess.Popen(command, pass_fds=kept, **options)
    return hold(child, int(rope), int(last_signal))


def inherited(number: int) -> bool:
    try:
        return os.get_inheritable(number)
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
