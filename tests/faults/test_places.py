"""A word in every sealed column and every input of a running house: no place keeps or tells one."""

import json
from typing import NamedTuple
from urllib.parse import quote, urlencode

import pytest

from tests.faults.ground import waited
from tests.faults.hands import Hand
from tests.faults.places import Search, Visitor, Worker, dump_of, log_everything, plant
from tests.faults.serving import Web

pytestmark = [
    pytest.mark.fault, pytest.mark.xdist_group("one house"), pytest.mark.django_db,
    pytest.mark.timeout(600),
]  # fmt: skip
NAME = "places"
TYPED = (
    "searched for", "unknown page", "query string", "refused form", "wrong e-mail",
    "wrong password", "unknown key", "broken json", "idempotency key", "browser's name",
    "referrer", "file's name", "a code that is none", "told when it broke", "search of the api",
    "cookie", "token",
)  # fmt: skip
# What a server tells that is made to log every value it is asked for: the columns that these are
# looked for in, staff's addresses and cases' codes, are plain (SECURITY.md).
ASKED_OF_PLAIN = {"wrong e-mail", "a code that is none"}
LOGGED = "log/postgres.log"


def word_of(place):
    return "zq" + "".join(chr(97 + (ord(one) * 7 + at) % 26) for at, one in enumerate(place))[:16]


@pytest.fixture(scope="module")
def lived(ground, broker, tmp_path_factory):
    """A house in which somebody wrote, searched, mistyped and met an error, with all logs on."""
    ground.copy("reclaim", NAME)
    with Hand(ground.at | {"NAME": NAME}) as hand:
        planted = hand.do(plant, within=300)
    for one in (ground, broker):
        log_everything(one)
    letters = tmp_path_factory.mktemp("letters")
    more = {"EMAIL_URL": f"filemail:///{letters}", "RECLAIM_LOG_LEVEL": "DEBUG"}
    with Web(ground, NAME, **more) as web, Worker(web, broker):
        visitor = Visitor(web.port, planted["cookie"], planted["token"])
        statuses = visit(ground, visitor, planted["code"])
        waited(lambda: any(letters.iterdir()), within=60, why="no letter left")
        ground.above("CHECKPOINT")
        words = planted["words"] | {place: word_of(place) for place in TYPED}
        at = tmp_path_factory.mktemp("search")
        yield Lived(ground, broker, web, letters, visitor, Search(words, at), statuses)
    for one in (ground, broker):
        one.above("ALTER SYSTEM RESET ALL")
        one.above("SELECT pg_reload_conf()")
    ground.drop(NAME)


class Lived(NamedTuple):
    ground: object
    broker: object
    web: object
    letters: object
    visitor: object
    search: object
    statuses: object

    @property
    def disks(self):
        """Give each folder that anything was written to: tables, write-ahead log, logs, mail."""
        return [*map(data_of, (self.ground, self.broker)), self.web.home, self.letters]


def data_of(ground):
    return (ground.home / "pgdata").resolve().parent


def form(**fields):
    return urlencode(fields)


def visit(ground, visitor, code):
    """Type a word wherever one can be typed; give what was answered."""
    typed = {place: word_of(place) for place in TYPED}
    told = {
        "found": visitor.asks("POST", "/evidence/", form(text=typed["searched for"])),
        "missing": visitor.asks("GET", f"/{typed['unknown page']}/"),
        "queried": visitor.asks("GET", f"/cases/?q={typed['query string']}&page=9999"),
        "no code": visitor.asks("GET", f"/cases/{typed['a code that is none']}/"),
        "refused": visitor.asks(
            "POST", "/cases/new/", form(survivor_name=typed["refused form"], country="Z" * 9)
        ),
        "stranger": visitor.asks(
            "POST", "/sign-in/",
            form(username=f"{typed['wrong e-mail']}@x.example", password=typed["wrong password"]),
            Cookie=f"csrftoken={'a' * 32}; other={typed['cookie']}",
        ),
        "unknown key": visitor.calls(
            "POST", "/api/v1/cases/", json.dumps({"more": typed["unknown key"]}),
            **{"Idempotency-Key": typed["idempotency key"]},
        ),
        "broken": visitor.calls("POST", "/api/v1/cases/", '{"narrative": ' + typed["broken json"]),
        "api find": visitor.calls(
            "POST", "/api/v1/cases/find/", json.dumps({"text": typed["search of the api"]})
        ),
        "no token": visitor.calls(
            "GET", "/api/v1/cases/", Authorization=f"Token {'0' * 15}{typed['token']}"
        ),
        "headers": visitor.asks(
            "GET", "/", **{"User-Agent": typed["browser's name"],
                           "Referer": f"http://127.0.0.1/{quote(typed['referrer'])}"}
        ),
        "file": visitor.asks(
            "POST", f"/cases/{code}/note/",
            '--x\r\nContent-Disposition: form-data; name="text"; filename="'
            + typed["file's name"] + '"\r\n\r\nx\r\n--x--',
            kind="multipart/form-data; boundary=x",
        ),
    }  # fmt: skip
    ground.above("ALTER TABLE cases_note RENAME TO cases_note_away", name=NAME)
    told["error"] = visitor.calls(
        "POST", f"/api/v1/cases/{code}/notes/", json.dumps({"text": typed["told when it broke"]})
    )
    ground.above("ALTER TABLE cases_note_away RENAME TO cases_note", name=NAME)
    for path in ("/metrics", "/readyz", "/healthz/deadlines"):
        visitor.told.append(visitor.asks("GET", path)[1])
    return {what: status for what, (status, _page) in told.items()}


def test_each_thing_was_typed_and_refused_where_it_should_be(lived):
    statuses = lived.statuses

    assert statuses["missing"] == statuses["no code"] == 404
    assert statuses["error"] == 500
    assert statuses["found"] == statuses["api find"] == 200
    assert statuses["unknown key"] == statuses["broken"] == 400
    assert statuses["no token"] == 401
    assert statuses["file"] in {400, 415}


def test_a_dump_of_the_database_or_of_the_broker_tells_no_word(lived):
    assert lived.search.within(dump_of(lived.ground, NAME)) == set()
    assert lived.search.within(dump_of(lived.broker, "reclaim")) == set()


def test_no_file_tells_one_table_index_write_ahead_log_log_or_letter(lived):
    told = [one for folder in lived.disks for one in lived.search.below(folder).items()]

    assert [(file, rest) for file, places in told
            if (rest := places - (ASKED_OF_PLAIN if file == LOGGED else set()))] == []  # fmt: skip
    assert {place for _, places in told for place in places} == ASKED_OF_PLAIN  # it was logged
    assert list(data_of(lived.ground).rglob("pg_wal/0*"))
    assert list(lived.letters.iterdir()), "no letter was written: nothing was tried"
    assert b"INSERT" in lived.ground.server.cluster.log.read_bytes()  # statements were logged


def test_nothing_that_was_answered_or_counted_tells_one(lived):
    assert lived.search.within("\n".join(lived.visitor.told).encode()) == set()
    assert len(lived.visitor.told) > 20


@pytest.mark.parametrize("spelled", [
    str, str.upper, lambda word: word.encode().hex(), lambda word: word.encode("utf-16-be").hex(),
])  # fmt: skip
def test_a_word_left_in_any_of_these_places_would_be_found(lived, spelled):
    left = spelled(word_of("unknown page"))
    files = [folder / "left" for folder in lived.disks]
    note = f"UPDATE removal_platform SET notes = '{left}' WHERE slug = 'chirp'"  # noqa: S608
    try:
        for file in files:
            file.write_bytes(left.encode("utf-16-le" if file.parent == lived.letters else "ascii"))
            assert lived.search.below(file.parent)["left"] == {"unknown page"}
        lived.ground.above(note, name=NAME)
        assert lived.search.within(dump_of(lived.ground, NAME)) == {"unknown page"}
    finally:
        lived.ground.above("UPDATE removal_platform SET notes = ''", name=NAME)
        for file in files:
            file.unlink(missing_ok=True)
