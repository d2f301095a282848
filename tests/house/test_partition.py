"""Words planted in an attorney's partition, and every address walked as everybody else."""

import io
import re
import zipfile

import pytest
from django.test import Client

from accounts.models import User
from cases.models import Case
from cases.services.moments import database_time
from restitution.services import determining, memo
from tests.factories import restitution
from tests.house.access import ANYONE, EXPECTED
from tests.house.addresses import addresses
from tests.house.asking import Person
from tests.house.world import World, world_of

pytestmark = pytest.mark.django_db
PLANTED = {
    "a note": "zqprivilegednote",
    "a determination's reasons": "zqreasons",
    "an amount": re.compile(r"48[,]?123\.45"),
    "what shows an amount": "zqlinenote",
}
OTHERS = ("owner", "colleague", "other_attorney", "supervisor", "administrator")


@pytest.fixture
def world(advocate, colleague, supervisor, attorney, administrator) -> World:
    made = world_of(advocate, colleague, supervisor, attorney, administrator)
    case = Case.objects.get(code=made.keys["code"])
    restitution.note(case, by=attorney, text="It says zqprivilegednote.")
    court = restitution.court_case(case, by=attorney)
    restitution.line(court, case=case, by=attorney, amount="48123.45", note="zqlinenote")
    determining.determine(
        case_id=case.pk, remedy="usc2255", outcome="needs", reasons="Because zqreasons.",
        by=attorney, now=database_time(),
    )  # fmt: skip
    restitution.subpoena_release(case, by=advocate, information={"locations", "restitution"})
    return made


def said_by(response) -> str:
    """Give all that an answer says: streamed, zipped, and what is in a Word or table file."""
    held = b"".join(response) if response.streaming else response.content
    return "\n".join(_opened(held))


def _opened(held: bytes):
    if held[:2] != b"PK":
        yield held.decode(errors="replace")
        return
    with zipfile.ZipFile(io.BytesIO(held)) as archive:
        for name in archive.namelist():
            yield from _opened(archive.read(name))


def planted_in(text: str) -> set[str]:
    return {what for what, word in PLANTED.items() if re.search(word, text)}


def walk(world: World, person: User) -> dict[str, set[str]]:
    """Ask every address, both ways, and give where a planted word was told."""
    found, somebody = {}, Person(person)
    for name in sorted((set(EXPECTED) - ANYONE) & set(addresses())):
        for method in ("get", "post"):
            told = planted_in(said_by(somebody.ask(method, world.url(name))))
            if told:
                found[f"{method} {name}"] = told
    return found


@pytest.mark.parametrize("actor", OTHERS)
def test_no_address_tells_anybody_else_a_word_of_the_partition(world, actor):
    assert walk(world, world.people[actor]) == {}


def test_the_engaged_attorney_is_told_each_of_them_somewhere(world):
    told = walk(world, world.people["engaged"])

    assert set().union(*told.values()) == set(PLANTED)
    outside = {
        name for name in told
        if not re.match(r"(get|post) (restitution:|api:(restitution|privileged|money|memo|find-p))",
                        name)
    }  # fmt: skip
    assert outside == set()


def test_the_case_s_trail_tells_such_acts_to_its_attorneys_alone(world):
    code = world.keys["code"]
    read = {actor: Client() for actor in ("owner", "supervisor", "engaged")}
    for actor, client in read.items():
        client.force_login(world.people[actor])
        page = client.get(f"/cases/{code}/").content.decode()
        api = client.get(f"/api/v1/cases/{code}/timeline/").content.decode()
        for told in (page, api):
            assert ("Privileged note written" in told) == (actor == "engaged"), actor
            assert ("money ledger" in told) == (actor == "engaged"), actor
    activity = read["supervisor"].get("/activity/").content.decode()
    assert "Privileged note written" in activity
    assert planted_in(activity) == set()


def test_the_memo_holds_all_of_it_and_says_what_it_is(world, attorney):
    case = Case.objects.get(code=world.keys["code"])
    made = memo.take_memo(
        case_id=case.pk, form=memo.Form.DOCX, with_notes=True, by=attorney, now=database_time()
    )
    words = "\n".join(_opened(made.content))

    assert planted_in(words) >= {"a note", "a determination's reasons", "an amount"}
    assert "Privileged: attorney work product" in words
    pdf = memo.take_memo(case_id=case.pk, form=memo.Form.PDF, by=attorney, now=database_time())
    assert pdf.content.startswith(b"%PDF")
