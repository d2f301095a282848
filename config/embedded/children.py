"""Processes that end with their parent, however it ends."""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import IO, Any

from config.embedded import binaries, leash

PR_SET_PDEATHSIG = 1
HAS_LEASH = sys.platform != "linux" or bool(os.environ.get("RECLAIM_LEASH"))
ROPES: list[int] = []  # our ends, held open for as long as we live
LIBC = ctypes.CDLL(None)


def spawn(
    command: Sequence[str],
    *,
    env: Mapping[str, str] | None = None,
    stdout: IO[Any] | int | None = None,
    keep: Sequence[int] = (),
    last_signal: signal.Signals = signal.SIGTERM,
    user: pwd.struct_passwd | None = None,
) -> subprocess.Popen[bytes]:
    """Start in a session of its own; when we die, the child is sent its last signal."""
    options: dict[str, Any] = {
        "env": env,
        "stdin": subprocess.DEVNULL,
        "stdout": stdout,
        "stderr": subprocess.STDOUT if stdout is not None else None,
        "start_new_session": True,
    }
    if HAS_LEASH:
        return on_a_leash(command, keep=keep, last_signal=last_signal, user=user, options=options)
    us = os.getpid()

    def tie() -> None:
        LIBC.prctl(PR_SET_PDEATHSIG, int(last_signal))
        if os.getppid() != us:  # we died before it was tied
            os._exit(1)

    options |= binaries.as_user(user)
    return subprocess.Popen(command, pass_fds=keep, preexec_fn=tie, **options)  # noqa: PLW1509  we run no thread


def on_a_leash(
    command: Sequence[str],
    *,
    keep: Sequence[int],
    last_signal: signal.Signals,
    user: pwd.struct_passwd | None,
    options: dict[str, Any],
) -> subprocess.Popen[bytes]:
    """Start through leash.py, which ends the command when our end of a pipe closes."""
    rope, ours = os.pipe()
    ROPES.append(ours)
    who = f"{user.pw_uid}:{user.pw_gid}" if user else "-"
    holder = [sys.executable, leash.__file__, str(rope), str(int(last_signal)), who]
    try:
        return subprocess.Popen([*holder, *command], pass_fds=[*keep, rope], **options)
    finally:
        os.close(rope)


def end_group(child: subprocess.Popen[bytes], how: signal.Signals) -> None:
    """Send to the child and all it left behind."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, how)


def ask(child: subprocess.Popen[bytes], how: signal.Signals) -> None:
    """Send to the child alone, if it is still there."""
    with suppress(ProcessLookupError):
        child.send_signal(how)


def end(child: subprocess.Popen[bytes], how: signal.Signals, *, patience: float) -> bool:
    """Ask to end and wait; tell whether it did."""
    ask(child, how)
    try:
        child.wait(patience)
    except subprocess.TimeoutExpired:
        return False
    return True
