"""Who stands how to the world's one case, and what the access table says to each of them."""

from datetime import timedelta
from typing import NamedTuple

from django.utils import timezone

from accounts.middleware import FACTOR, SEEN
from accounts.models import User
from accounts.rules import Role
from cases.models import Assignment, Case
from tests.factories import cover
from tests.house import hands
from tests.house.access import EXPECTED, NAMED_IN_THE_FORM, OWN_ROWS
from tests.house.addresses import addresses
from tests.house.asking import Person
from tests.house.world import World, world_of


class Relation(NamedTuple):
    """One column of docs/reference/access.md."""

    who: str
    role: Role
    sees: str
    said: str


SEES, BLIND = "case", ""

# fmt: off
RELATIONS = (
    Relation("owner", Role.ADVOCATE, SEES, "advocate, own case"),
    Relation("colleague", Role.ADVOCATE, BLIND, "advocate, colleague's case"),
    Relation("covering", Role.ADVOCATE, SEES, "advocate, covering it now"),
    Relation("former", Role.ADVOCATE, BLIND, "advocate, taken off it"),
    Relation("engaged", Role.ATTORNEY, SEES, "attorney, engaged and released to"),
    Relation("released", Role.ATTORNEY, BLIND, "attorney, released to, not engaged"),
    Relation("stranger", Role.ATTORNEY, BLIND, "attorney, neither"),
    Relation("supervisor", Role.SUPERVISOR, SEES, "supervisor"),
    Relation("administrator", Role.ADMINISTRATOR, BLIND, "administrator"),
)
# fmt: on
BY_NAME = {one.who: one for one in RELATIONS}
SHUT_OUT = ("nobody", "half in", "idle", "disabled")
HIDDEN, FORBIDDEN, YES = {"404"}, {"403"}, {"yes"}
# Everyone reads there; not everyone opens a case, or says in whose hands a thing is.
OPENS_FOR_SOME = {
    ("api:court-cases", "post"),
    ("api:case-list", "post"),
    ("evidence:custody", "post"),
    ("removal:chokepoints", "post"),
    ("api:rota-list", "post"),
    ("deadlines:rota", "post"),
}


def is_about_the_case(name: str) -> bool:
    if name in hands.EXPECTED and name.startswith("accounts:"):
        return False  # about a person of the house
    pattern, takes = addresses()[name]
    is_directory = pattern.removeprefix("api/v1/").lstrip("^").startswith("platform")
    return not is_directory and bool(set(takes) & {"code", "pk", "row_id"})


def owners(name: str) -> set[str]:
    """Give whose the row is; an administrator ends anybody's session."""
    if name == "accounts:end-session":
        return {"supervisor", "administrator"}
    return {"supervisor"} if name in hands.OWN else {"owner"}


def expected(name: str, method: str, relation: Relation) -> set[str]:
    """Give the words that the table allows; where two refusals fit, the views' order decides."""
    serves = relation.role in EXPECTED[name]
    if name in NAMED_IN_THE_FORM:
        return HIDDEN
    if name in OWN_ROWS:
        return YES if relation.who in owners(name) else HIDDEN
    if is_about_the_case(name) and not relation.sees:
        return HIDDEN if serves else HIDDEN | FORBIDDEN
    if serves:
        return YES | FORBIDDEN if (name, method) in OPENS_FOR_SOME else YES
    if name == "style-guide":
        return HIDDEN
    return FORBIDDEN if method == "get" else FORBIDDEN | YES  # asked for more before it is refused


def people() -> World:
    """Give the world with everyone in it, by relation."""
    cast = {role: _person(role.value, role) for role in Role}
    lent, before, stranger = (
        _person("covering", Role.ADVOCATE),
        _person("former", Role.ADVOCATE),
        _person("stranger", Role.ATTORNEY),
    )
    world = world_of(
        cast[Role.ADVOCATE],
        _person("colleague", Role.ADVOCATE),
        cast[Role.SUPERVISOR],
        cast[Role.ATTORNEY],
        cast[Role.ADMINISTRATOR],
    )
    case = Case.objects.get(code=world.keys["code"])
    cover.active(case=case, giver=cast[Role.ADVOCATE], taker=lent)
    began = case.opened_at - timedelta(days=2)
    Assignment.objects.create(
        case=case, user=before, kind="advocate", started_by=cast[Role.SUPERVISOR],
        started_at=began, ended_at=case.opened_at,
    )  # fmt: skip
    more = {"covering": lent, "former": before, "stranger": stranger}
    more["released"] = world.people["other_attorney"]
    return world._replace(people={**world.people, **more})


def _person(name: str, role: Role) -> User:
    return User.objects.create_user(
        email=f"{name}@agency.example", name=name.title(), role=role, password=None
    )


def shut_out(world: World, how: str) -> Person:
    """Give the case's own advocate without what lets them in."""
    owner = world.people["owner"]
    if how == "nobody":
        return Person()
    if how == "half in":
        return Person(owner, **{FACTOR: None, "password_at": timezone.now().timestamp()})
    if how == "idle":
        return Person(owner, **{SEEN: timezone.now().timestamp() - 86_000})
    asked = Person(owner)
    User.objects.filter(pk=owner.pk).update(is_active=False)
    return asked
