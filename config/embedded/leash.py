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


class Leash:
    """Passes signals on to the command; those that come before it is started are kept for it."""

    def __init__(self) -> None:
        self.child: subprocess.Popen[bytes] | None = None
        self.asked: list[int] = []
        for number in FORWARDED:  # first of all: one that is not caught would end the holder alone
            signal.signal(number, self.forward)

    def forward(self, number: int, _: FrameType | None = None) -> None:
        if self.child is None:
            self.asked.append(number)
        else:
            self.child.send_signal(number)

    def start(self, command: list[str], **options: Any) -> None:
        self.child = subprocess.Popen(command, **options)
        for number in self.asked:
            self.child.send_signal(number)

    def hold(self, rope: int, last_signal: int) -> int:
        """Give the command's exit code, or a signal's as a shell would."""
        assert self.child is not None  # noqa: S101  for the type checker
        while self.child.poll() is None:
            if select.select([rope], [], [], 0.2)[0]:
                self.child.send_signal(last_signal)
                try:
                    self.child.wait(10)
                except subprocess.TimeoutExpired:
                    os.killpg(0, signal.SIGKILL)
        code = self.child.returncode
        return code if code >= 0 else 128 - code


def main(arguments: list[str]) -> int:
    leash = Leash()
    rope, last_signal, user, *command = arguments
    options: dict[str, Any] = {}
    if user != "-":
        uid, gid = map(int, user.split(":"))
        options = {"user": uid, "group": gid, "extra_groups": [], "cwd": "/"}
    kept = [number for number in range(3, 64) if number != int(rope) and inherited(number)]
    leash.start(command, pass_fds=kept, **options)
    return leash.hold(int(rope), int(last_signal))


def inherited(number: int) -> bool:
    try:
        return os.get_inheritable(number)
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
