"""The project's own .venv: filled from the hash-locked list and stamped with its SHA-256.

Nothing here may need more than the standard library.
"""

import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from config.embedded import progress, state
from config.embedded.trouble import Trouble

VENV = state.ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
HALF_MADE = VENV / "half-made"
FLAGS = ("--require-hashes", "--no-deps", "--only-binary=:all:")
# Compiling is left to the first import: most modules are never imported.
HASTE = ("--no-compile", "--quiet", "--disable-pip-version-check")
MEGABYTES = {"requirements.lock": 600, "requirements-dev.lock": 1400}


def enter(*, dev: bool = False) -> None:
    """Return inside .venv, as this very command started there once its packages are installed."""
    if os.environ.get("RECLAIM_OWN_PYTHON"):  # a container that installed the lock by itself
        return
    filled = ensure(dev=dev)
    if filled or Path(sys.prefix).resolve() != VENV.resolve():
        os.execv(PYTHON, [str(PYTHON), *sys.argv])  # noqa: S606  the same command, no shell


def ensure(*, dev: bool = False) -> bool:
    """Install what the lock asks and tell whether anything was done."""
    lock = state.ROOT / ("requirements-dev.lock" if dev else "requirements.lock")
    if stamped(lock):
        return False
    alone = os.open(state.ROOT, os.O_RDONLY)
    try:
        fcntl.flock(alone, fcntl.LOCK_EX)
        if not stamped(lock):
            fill(lock)
    finally:
        os.close(alone)
    return True


def stamp_of(lock: Path) -> tuple[Path, str]:
    return VENV / f"{lock.name}.sha256", hashlib.sha256(lock.read_bytes()).hexdigest()


def stamped(lock: Path) -> bool:
    """Tell whether this lock is installed; a half-made or moved-away environment is not."""
    file, wanted = stamp_of(lock)
    made = PYTHON.exists() and file.exists() and not HALF_MADE.exists()
    return made and file.read_text() == wanted


def fill(lock: Path) -> None:
    """Make the environment when it is missing and install the lock into it."""
    if HALF_MADE.exists() or not PYTHON.exists():
        shutil.rmtree(VENV, ignore_errors=True)
    state.require_space(
        state.ROOT, megabytes=MEGABYTES[lock.name], or_else="clone the project on another disk"
    )
    packages = requirements(lock)
    try:
        if not PYTHON.exists():
            subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(VENV)], check=True)
        HALF_MADE.touch()
    except (OSError, subprocess.CalledProcessError) as error:
        raise Trouble(
            f"The environment {VENV} cannot be made ({error}): "
            "make the project's folder yours with chown, or clone it where you may write."
        ) from error
    # A command's own output may be read by a program; this is not part of it.
    with progress.step(f"Installing {len(packages)} packages", to=sys.stderr) as dot:
        install(lock, packages, dot)
    for each in MEGABYTES:  # the longer list holds the shorter one
        file, digest = stamp_of(state.ROOT / each)
        if set(requirements(state.ROOT / each)) <= set(packages):
            file.write_text(digest)
    HALF_MADE.unlink()


def requirements(lock: Path) -> list[str]:
    """Give each pinned package with its hashes."""
    return [part.strip() for part in re.split(r"\n(?=\S)", lock.read_text()) if "==" in part]


def install(lock: Path, packages: list[str], dot: Callable[[], None]) -> None:
    """Install with uv where it is found, else with two pips side by side."""
    if (uv := shutil.which("uv")) and not os.environ.get("RECLAIM_NO_UV"):
        command = [uv, "pip", "install", "--python", str(PYTHON), *FLAGS, "-r", str(lock)]
        if not ran([command], os.environ, dot):
            return
    pip, env = installer()
    halves: list[list[str]] = []
    for half in (packages[::2], packages[1::2]):
        part = VENV / f"part-{len(halves)}.txt"
        part.write_text("\n".join(half) + "\n")
        halves.append([*pip, "install", *HASTE, *FLAGS, "-r", str(part)])
    if words := ran(halves, os.environ | env, dot):
        raise Trouble(explained(words))


def installer() -> tuple[list[str], dict[str, str]]:
    """Give the pip that Python carries along and nobody need install; else the host's."""
    folders = [sysconfig.get_config_var("WHEEL_PKG_DIR")]
    if spec := importlib.util.find_spec("ensurepip"):
        folders += [str(Path(str(spec.origin)).parent / "_bundled")]
        for folder in filter(None, folders):
            for wheel in Path(folder).glob("pip-*.whl"):
                return [str(PYTHON), "-m", "pip"], {"PYTHONPATH": str(wheel)}
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip", "--python", str(PYTHON)], {}
    raise Trouble(
        "This Python has no installer, which Debian keeps in a package of its own: "
        "run `apt-get install python3-venv` as root, then this again."
    )


def ran(commands: list[list[str]], env: object, dot: Callable[[], None]) -> str:
    """Run side by side and give the words of the first that failed, or nothing."""
    with tempfile.TemporaryDirectory() as folder:
        outputs = [Path(folder) / str(number) for number in range(len(commands))]
        running = []
        for command, output in zip(commands, outputs, strict=True):
            with output.open("w") as out:
                running.append(
                    subprocess.Popen(  # type: ignore[call-overload]
                        command, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=out
                    )
                )
        try:
            while any(child.poll() is None for child in running):
                dot()
                time.sleep(0.05)
        finally:
            for child in running:
                child.terminate()
        for child, output in zip(running, outputs, strict=True):
            if child.returncode:
                return output.read_text() or f"{child.args} ended with {child.returncode}"
    return ""


def explained(words: str) -> str:
    """Turn pip's last words into a sentence with a cure."""
    if "No space left" in words:
        return f"The disk that holds {VENV} is full: free about 1 GB and run this again."
    errors = [line for line in words.splitlines() if line.startswith("ERROR")]
    last = (errors or words.strip().splitlines() or ["no word"])[-1]
    return (
        f"The packages could not be installed ({last.strip()}): check the network and pip's index "
        "settings, then run this again; what is downloaded is kept."
    )
