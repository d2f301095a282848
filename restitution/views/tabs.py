"""The parts of an attorney's work on one case, as tabs on each of them."""

from typing import Any, NamedTuple

from django.urls import reverse

from accounts.models import User
from accounts.rules import Role
from cases.models import Case

# fmt: off
PARTS = {
    "worksheet": ("Remedies",        "restitution:worksheet"),
    "days":      ("Days",            "restitution:days"),
    "money":     ("Money",           "restitution:money"),
    "notice":    ("Notices",         "restitution:notice"),
    "notes":     ("Privileged notes", "restitution:notes"),
    "memo":      ("Memo",            "restitution:memo"),
    "subpoena":  ("Subpoena",        "restitution:subpoena"),
}
# fmt: on


class Tab(NamedTuple):
    label: str
    url: str
    current: bool
    count: Any = None  # what the tabs part calls it


def tabs(case: Case, here: str) -> list[Tab]:
    return [
        Tab(label, reverse(name, args=[case.code]), here == part)
        for part, (label, name) in PARTS.items()
    ]


def tabs_for(case: Case, reader: User, here: str) -> list[Tab]:
    """Give the tabs to an attorney; nobody else has the other parts."""
    return tabs(case, here) if reader.role == Role.ATTORNEY else []
