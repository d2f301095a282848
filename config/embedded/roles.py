"""The database's roles: who owns the tables, whom the web reads as, and who works in the rounds."""

import os
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

AS = "RECLAIM_AS"  # which of them this process is; the least of them, unless its start says more
QUEUE = "reclaim_queue"  # owns the queue's own schema, and may enter nothing else


class Role(NamedTuple):
    """What a role is called in the embedded database, and the variable that names its server."""

    name: str
    url: str


OWNER = Role("reclaim", "RECLAIM_OWNER_URL")
WEB = Role("reclaim_web", "DATABASE_URL")
WORK = Role("reclaim_work", "RECLAIM_WORK_URL")
ROLES = {"owner": OWNER, "web": WEB, "work": WORK}
NAMES = (OWNER.name, WEB.name, WORK.name, QUEUE)

# What changes tables, lifts what makes rows final, or takes all of it along or brings it back; all
# other commands are a worker's.
OWNERS = {
    *("flush", "grant_roles", "migrate", "showmigrations", "sqlflush", "sqlmigrate"),
    *("backup", "backup_drill", "restore"),
}


def mine(env: Mapping[str, str]) -> Role:
    """Give whom this process is to be."""
    return ROLES[env.get(AS, "web")]


def url_of(role: Role, env: Mapping[str, str]) -> str:
    """Give the server that is named for a role; one that names none apart has one for all."""
    return env.get(role.url) or env.get(WEB.url, "")


def login_of(role: Role, env: Mapping[str, str]) -> str:
    """Give what a role is called on a server that the environment names; nothing where none is."""
    return unquote(urlsplit(url_of(role, env)).username or "")


def of_command(words: list[str]) -> str:
    """Give whom a command of manage.py is to be."""
    command = words[1] if len(words) > 1 else ""
    if command in OWNERS or (command == "demo" and "--remove" in words):
        return "owner"
    return "web" if command == "runserver" else "work"


def be(whom: str) -> None:
    """Be one of them from now on, unless the start of this process said whom already."""
    os.environ.setdefault(AS, whom)
