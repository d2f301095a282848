"""Who a release may be for, by name; packages above register the names that they keep."""

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from django.conf import settings

from accounts.models import User
from accounts.rules import Role
from cases.rules.release_words import RECIPIENTS, REGULATORS, RecipientKind

Names = Callable[[], Mapping[str, str]]  # the plain code of each recipient, and its name


def _attorneys() -> dict[str, str]:
    known = User.objects.filter(role=Role.ATTORNEY.value).order_by("name")
    return {str(pk): name for pk, name in known.values_list("pk", "name")}


def _funders() -> dict[str, str]:
    return dict(settings.RECLAIM_FUNDERS)


_names: dict[RecipientKind, Names] = {
    RecipientKind.REGULATOR: lambda: REGULATORS,
    RecipientKind.ATTORNEY: _attorneys,
    RecipientKind.FUNDER: _funders,
}


def register(kind: RecipientKind, names: Names) -> None:
    """Let a package say what the recipients of this kind are called."""
    _names[kind] = names


def named(kind: str) -> Mapping[str, str]:
    """Give the recipients of a kind that have a code, each with its name."""
    names = _names.get(RecipientKind(kind))
    return names() if names else {}


def name_of(kind: str, ref: str) -> str:
    """Give what a person calls this recipient; its code, where nobody gave it a name."""
    return named(kind).get(ref) or ref or RECIPIENTS[RecipientKind(kind)].lower()


class Addressed(Protocol):
    """A release, or an act that asks for one."""

    @property
    def recipient_kind(self) -> str: ...
    @property
    def recipient_ref(self) -> str: ...


def names_for(addressed: Iterable[Addressed]) -> dict[tuple[str, str], str]:
    """Give the names of all recipients with a code, one question a kind."""
    met = {(one.recipient_kind, one.recipient_ref) for one in addressed if one.recipient_ref}
    known = {kind: named(kind) for kind, _ in met}
    return {(kind, ref): known[kind].get(ref, ref) for kind, ref in met}
