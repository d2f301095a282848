"""A case lent over the night of a change of clocks: asked, taken, worked on, and gone again."""

from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe

from accounts.rules import Role
from deadlines.services import rota
from tests.factories import cover as covers
from tests.factories import deadlines as make
from tests.factories.accounts import PASSWORD, person
from tests.factories.deadlines import HOUR
from tests.journeys.desk import Desk
from tests.lived import lived

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
FRIDAY = datetime(2026, 10, 30, 14, tzinfo=UTC)  # 10:00 in New York
SUNDAY = datetime(2026, 11, 1, 6, 10, tzinfo=UTC)  # 01:10 for the second time that night
DUE = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
MONDAY = datetime(2026, 11, 2, 14, tzinfo=UTC)  # 09:00
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def at(transactional_db, time_machine):
    with lived(time_machine) as move:
        yield move


@pytest.fixture
def desk(chromium, live_server, at, monkeypatch):
    """Open a window at a moment, which is the server's and the database's too."""
    monkeypatch.setattr("deadlines.nudge._send", lambda: None)
    opened = []

    def sits(moment, who):
        at(moment)
        one = Desk(chromium, live_server.url, at=moment)
        opened.append(one)
        one.sign_in(who.email, PASSWORD)
        return one

    yield sits
    for one in opened:
        one.context.close()


def is_whole(desk, *paths):
    """See that each page is accessible and fits: a desk by day, a phone by night."""
    for path in paths:
        assert desk.go(path) == 200
        for width, scheme in ((1280, "light"), (390, "dark")):
            desk.page.set_viewport_size({"width": width, "height": 900})
            desk.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found = Axe().run(desk.page, options={"runOnly": STANDARDS})
            wrong = [(one["id"], one["nodes"][0]["target"]) for one in found.response["violations"]]
            assert wrong == [], (path, width)
            wider = desk.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wider == 0, (path, width)


def test_a_case_is_lent_over_a_weekend_and_reverts_by_itself(at, desk):
    at(FRIDAY)
    ada, cleo = (person(Role.ADVOCATE, name=name) for name in ("Ada", "Cleo"))
    clock = make.clock(by=ada, at=DUE - 48 * HOUR)
    request, case = clock.request.code, f"/cases/{clock.case.code}/"

    giver = desk(FRIDAY, ada)
    giver.follow("Weekend")
    giver.reads("1 clock ends before staff return; 1 that nobody covers")
    giver.reads("Sun 1 Nov 2026, 01:30 EST (06:30 UTC)")
    giver.follow(f"Ask somebody ({request})")
    giver.field("Who is asked to cover").select_option("Cleo")
    giver.write("What to know", "She would rather be texted.")
    giver.press("Offer")
    giver.reads("Cleo has not answered")
    giver.leave()

    taker = desk(FRIDAY + HOUR, cleo)
    taker.reads("1 offer of cover waits for you")
    taker.press(f"Accept ({clock.case.code})")
    taker.reads(f"You cover {clock.case.code}")
    assert taker.go(case) == 404
    taker.complaints.clear()  # the browser says so of every page that is not there
    taker.leave()

    taker = desk(SUNDAY, cleo)
    taker.reads("min left")
    taker.reads("for Ada")
    taker.follow(request)
    taker.reads("01:30 EST")
    assert taker.go(case) == 200
    taker.go("/covers/")
    taker.follow(f"See it ({clock.case.code})")
    taker.reads("She would rather be texted.")
    taker.leave()

    taker = desk(MONDAY - HOUR / 12, cleo)
    assert taker.go(case) == 200
    at(MONDAY)  # the page stays open past the last hour
    assert taker.go(case) == 404
    taker.complaints.clear()
    taker.go("/")
    taker.reads("No clock is running.")
    taker.go("/covers/")
    taker.reads("Over")
    taker.leave()


def test_the_pages_of_cover_are_accessible_and_fit_a_phone(at, desk):
    at(FRIDAY)
    ada, cleo = (person(Role.ADVOCATE, name=name) for name in ("Ada", "Cleo"))
    sol = person(Role.SUPERVISOR, name="Sol")
    asked, held, _ = (make.clock(by=ada, at=DUE - n * HOUR) for n in (48, 40, 30))
    offer = covers.offered(case=asked.case, giver=ada, taker=sol, now=FRIDAY)
    covers.active(case=held.case, giver=ada, taker=cleo, now=FRIDAY)
    for who in (sol, cleo):
        rota.add_turn(user_id=who.pk, starts_at=FRIDAY, ends_at=DUE, by=sol, now=FRIDAY)

    window = desk(FRIDAY, sol)
    is_whole(window, "/", "/weekend/", "/covers/", f"/covers/{offer.pk}/", "/covers/new/")
    is_whole(window, "/rota/", "/account/hours/")
    window.leave()
