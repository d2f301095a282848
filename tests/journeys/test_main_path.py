"""The main job, as a new user does it: from a call to a filed complaint, in a real browser."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from accounts.rules import Role
from audit.models import Entry
from complaints.models import Addendum, ComplaintDraft
from deadlines.services import sweep
from removal.models import RemovalRequest
from tests.factories import deadlines as deadlines_factory
from tests.factories import removal as removal_factory
from tests.factories.accounts import PASSWORD, person
from tests.journeys.desk import Desk

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
HOUR = timedelta(hours=1)
CALL = datetime(2026, 10, 31, 14, 5, tzinfo=UTC)  # a Saturday, 10:05 in New York
DUE = datetime(2026, 11, 2, 14, tzinfo=UTC)  # 09:00 there: the clocks go back on Sunday
MONDAY = DUE + HOUR + timedelta(minutes=5)
URL = "https://chirp.example/posts/4411"
NAME = "Maria Kestrel"
# Reading the clipboard may wait for a focus that a hidden window never gets, and for ever.
KEEP_WHAT_IS_COPIED = """() => {
    const write = navigator.clipboard.writeText.bind(navigator.clipboard);
    navigator.clipboard.writeText = (text) => { window.copied = text; return write(text); };
}"""


@pytest.fixture
def desk(chromium, live_server, time_machine, monkeypatch):
    """Open a window at a moment, which is the server's moment too."""
    monkeypatch.setattr("deadlines.nudge._send", lambda: None)  # the test sweeps when it says so
    opened = []

    def at(moment, *, who=None, script=True):
        time_machine.move_to(moment, tick=True)
        one = Desk(chromium, live_server.url, at=moment, script=script)
        opened.append(one)
        if who:
            one.sign_in(who.email, PASSWORD)
        return one

    yield at
    for one in opened:
        one.context.close()


@pytest.fixture
def directory(transactional_db):
    deadlines_factory.rules_loaded()
    removal_factory.platform()


@pytest.fixture
def ada(directory):
    return person(Role.ADVOCATE, name="Ada")


@pytest.fixture
def sol(directory):
    return person(Role.SUPERVISOR, name="Sol")


def open_case(desk):
    desk.go("/cases/")
    desk.follow("New intake")
    desk.follow("Open a case without questions")
    desk.choose("How old was the survivor", "18 or over")
    desk.write("Name, as the survivor wants to be called", NAME)
    desk.write("Contact", "maria@person.example")
    desk.press("Open the case")
    expect(desk.page.get_by_role("heading", level=1)).to_have_text(re.compile(r"^\s*C-\w+\s*$"))
    expect(desk.page.get_by_text(NAME)).to_have_count(0)


def record_item(desk):
    desk.follow("Record an item")
    desk.write("Address", URL)
    desk.write("First seen", "2026-10-30T20:00")
    desk.choose("Age of the person shown", "18 or over")
    desk.choose("Made or altered", "No, a real image")
    desk.choose("How the person can be recognised", "Face")
    desk.press("Record the item")


def start_request(desk, case):
    desk.go(case)
    desk.follow("Start a request")
    expect(desk.page.get_by_role("checkbox", name=re.compile("^E1, image")).first).to_be_checked()
    desk.press("Ask Chirp")
    desk.choose("Who signs", "The person shown")
    desk.write("Name, or an agreed pseudonym", "M. K.")
    desk.write("When it was signed", "2026-10-31T09:40")
    desk.field("How it was signed").select_option("Typed name")
    desk.choose("How the person can be recognised", "Face")
    desk.choose("Why it is believed", "Never agreed to publication")
    desk.write("Statement", "I never agreed to this being shown.")
    desk.write("Contact for the platform", "desk@agency.example")
    desk.press("Save the draft")


def release(desk):
    """Follow what the page says is missing, and record what the survivor signed."""
    back = desk.path()
    desk.reads("A release is missing")
    desk.follow("Record the release")
    desk.write("Where the paper is held", "Shelf 4")
    desk.page.get_by_label("It is written").check()
    desk.page.get_by_label("The risks were told").check()
    desk.press("Record the release")
    desk.go(back)


def submit(desk):
    desk.choose("Who sent it", "We sent it for the survivor, under a release")
    desk.choose("How it was sent", "The platform's web form")
    desk.write("When it was sent", "2026-10-31T10:00")
    desk.write("Reference shown", "CH-20417")
    desk.press("Record the submission")


def receive(desk):
    desk.choose("What shows that the platform", "A confirmation number")
    desk.write("When the platform received it", "2026-10-31T10:00")
    desk.write("Number or subject on it", "CH-20417")
    desk.press("Record the receipt")


def reads_the_clock(desk):
    clock = desk.page.get_by_role("region", name=re.compile(r"^Clock C-\w+-R1$"))
    expect(clock).to_contain_text(re.compile(r"1 d 23 h left"))
    expect(clock).to_contain_text("Due Mon 2 Nov 2026, 09:00 EST (14:00 UTC)")
    expect(clock).to_contain_text("Sat 31 Oct 2026, 10:00 EDT (14:00 UTC)")
    expect(clock).to_contain_text("A confirmation number: CH-20417")
    expect(clock).to_contain_text("47 U.S.C. 223a")


def test_a_call_becomes_a_filed_complaint(desk, ada, sol):
    hers = desk(CALL, who=ada)
    open_case(hers)
    case = hers.path()

    hers.page.get_by_role("button", name="Show name and contact").click()
    hers.reads(NAME)
    record_item(hers)
    start_request(hers, case)
    address = hers.path()
    release(hers)
    copy_the_notice(hers)
    submit(hers)
    receive(hers)
    reads_the_clock(hers)
    hers.leave()
    assert Entry.objects.filter(action="cases.revealed", actor=str(ada.pk)).count() == 1

    swept = sweep.run(now=DUE + HOUR)
    assert (swept.drafted, ComplaintDraft.objects.count()) == (1, 1)

    hers = desk(MONDAY, who=ada)
    looks_at_a_late_clock(hers)
    hers.go(address)
    hers.follow("Finish the draft")
    complaint = hers.path()
    release(hers)
    hers.press("Compose it from today's facts")
    fill_the_blanks(hers)
    hers.press("Send to review")

    sign_off(desk(MONDAY, who=sol), complaint)

    hers.go(complaint)
    hers.follow("PDF, Word file, blocks to paste")
    reads_the_packet(hers)
    hers.go(complaint)
    file(hers)

    hers.go(f"{address}clock/")
    hers.press(re.compile("^I looked: it is gone"))
    hers.go(complaint)
    addenda = hers.page.get_by_role("region", name="Addenda, after filing")
    expect(addenda).to_contain_text("was removed by 2 November 2026, 15:05")
    hers.leave()
    assert Addendum.objects.count() == 1
    assert RemovalRequest.objects.get().status == "resolved"


def copy_the_notice(desk):
    """Show what is kept back, as one does when about to send, and copy the notice whole."""
    desk.page.get_by_role("button", name=re.compile("^Show the name")).click()
    notice = desk.page.locator("#notice")
    desk.page.evaluate(KEEP_WHAT_IS_COPIED)
    notice.get_by_role("button", name="Copy the whole text").click()
    expect(notice.get_by_role("button")).to_contain_text("Copied")
    copied = desk.page.evaluate("window.copied")
    assert URL in copied
    assert "M. K." in copied
    assert "[[" not in copied


def looks_at_a_late_clock(desk):
    """Find the late clock on Today, act on it, and say what was found."""
    late = desk.page.get_by_role("region", name="Late")
    expect(late).to_contain_text(re.compile(r"C-\w+-R1"))
    expect(late).to_contain_text("late by 1 h 05 min")
    desk.page.get_by_role("link", name=re.compile(r"^C-\w+-R1$")).first.click()
    expect(desk.page.get_by_role("region", name=re.compile("^Clock C-"))).to_contain_text("Late")
    desk.press(re.compile("^I looked: still up"))


def fill_the_blanks(desk):
    fields = desk.page.locator("#text .field:has(mark.blank) textarea")
    for number in range(fields.count()):
        fields.nth(number).fill("An advocate of a victim-service agency.")
    desk.press("Keep what I wrote")
    desk.reads("Nothing missing")


def sign_off(desk, complaint):
    desk.go(complaint)
    desk.press("Sign off")
    desk.reads("under a release until")
    desk.leave()


def file(desk):
    desk.write("The regulator's number", "FTC-190442")
    desk.write("When it was filed", "2026-11-02T10:06")
    desk.press("Record the filing")
    desk.reads("FTC-190442")


def reads_the_packet(desk):
    with desk.page.expect_download() as taken:
        desk.page.get_by_role("link", name="PDF", exact=True).click()
    code = RemovalRequest.objects.get().code
    assert taken.value.suggested_filename == f"{code}.pdf"
    pages = PdfReader(BytesIO(Path(taken.value.path()).read_bytes())).pages
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert code in text
        assert f"{number} of {len(pages)}" in text
    whole = " ".join(page.extract_text() for page in pages)
    for ground in ComplaintDraft.objects.get().grounds:
        assert ground in whole
    assert NAME not in whole


def test_the_same_acts_are_done_without_a_script(desk, ada):
    hers = desk(CALL, who=ada, script=False)
    open_case(hers)
    case = hers.path()
    hers.press("Show name and contact")
    hers.reads(NAME)

    hers.go(case)
    record_item(hers)
    start_request(hers, case)
    release(hers)
    hers.press("Show the name")
    expect(hers.page.locator("[data-copy-text]").last).to_contain_text(URL)
    submit(hers)
    hers.follow("Open clock")
    receive(hers)

    reads_the_clock(hers)
    hers.leave()


def test_a_stranger_who_types_the_addresses_finds_nothing(desk, ada, sol):
    hers = deadlines_factory.received(by=ada)
    item = hers.listings.get().item_id
    sweep.run(now=DUE + HOUR)
    draft = ComplaintDraft.objects.get().pk
    case = hers.case.code
    stranger = desk(MONDAY, who=person(Role.ADVOCATE, name="Cleo"))

    for path in (
        f"/cases/{case}/", f"/cases/{case}/evidence/", f"/cases/{case}/requests/new/",
        f"/cases/{case}/clocks/", f"/evidence/{item}/", f"/requests/{hers.pk}/",
        f"/requests/{hers.pk}/clock/", f"/requests/{hers.pk}/complaint/", f"/complaints/{draft}/",
        f"/complaints/{draft}/packet.pdf",
    ):  # fmt: skip
        assert stranger.go(path) == 404
        expect(stranger.page.get_by_role("heading", level=1)).to_contain_text(
            "There is nothing here"
        )
        assert case not in stranger.page.content().replace(path, "")

    assert stranger.strangers() == []
    assert [said for said in stranger.complaints if "404" not in said] == []
    for path in ("/", "/cases/", "/requests/", "/complaints/"):
        assert stranger.go(path) == 200
        assert case not in stranger.page.content()
