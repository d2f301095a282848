"""Which command asks for what: the house's own three, and Django's with a database at hand."""

import errno
import os
import sys
import warnings

from config.embedded import environment, roles, server, state
from config.embedded.trouble import Trouble

OWN = """
Own commands, before Django's:
    up          make everything that is missing here and serve it until Ctrl-C
    test        run the tests on a database of their own; arguments go to pytest
    recover_keys  bring lost keys back from a copy that two people open together
    bootstrap   make .venv from the lock and nothing more (--dev: with the tools of the tests)
"""
WITHOUT_DATABASE = {
    *("check", "collectstatic", "compilemessages", "diffsettings", "findstatic", "help"),
    *("makemessages", "makemigrations", "spectacular", "startapp", "version"),
    *("make_backup_key", "make_seal_key", "--help", "-h", "--version"),
}


def main(words: list[str]) -> int:
    """Give the exit code of the command; troubles are one sentence."""
    command = words[1] if len(words) > 1 else "help"
    try:
        return run(command, words)
    except Trouble as trouble:
        said = str(trouble)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        said = f"The disk is full ({error.filename or 'no file named'}): free some space."
    print(f"\n{said}", file=sys.stderr)
    return 1


def run(command: str, words: list[str]) -> int:
    if command == "up":
        from config.embedded import up

        up.main(words[2:])
        return 0
    if command == "test":
        from config.embedded import trial

        return trial.main(words[2:])
    if command == "bootstrap":
        environment.ensure(dev="--dev" in words)
        return 0
    if command == "recover_keys":  # the settings do not load without keys
        environment.enter()
        from sealing import recovering

        recovering.main(words[2:], home=state.home())
        return 0
    return django(command, words)


def django(command: str, words: list[str]) -> int:
    """Run one of Django's commands; the embedded database is started for it when it is not up."""
    environment.enter()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    roles.be(roles.of_command(words))
    from django.core.management import execute_from_command_line

    idle = command in WITHOUT_DATABASE or "--help" in words or "-h" in words
    if idle or "DATABASE_URL" in os.environ:
        # makemigrations looks at the history when it can, and warns when it cannot
        warnings.filterwarnings("ignore", message="Got an error checking a consistent migration")
        if command in {"help", "--help", "-h"} and len(words) < 3:  # noqa: PLR2004
            print(OWN)
        execute_from_command_line(words)
        return 0
    with server.at_hand(state.home(), words=f"`manage.py {command}` (process {os.getpid()})"):
        execute_from_command_line(words)
    return 0
