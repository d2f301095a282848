"""The page where a fingerprint is made: nothing leaves but the digits, and only on Keep."""

import re
from urllib.parse import parse_qs

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from accounts.rules import Role
from evidence.models import Fingerprint
from tests.factories import cases as cases_factory
from tests.factories import evidence as evidence_factory
from tests.factories.accounts import PASSWORD, RECOVERY, person
from tests.journeys.fingerprinting import HERE, Bench, answered, answered_here, saved
from tests.oracle import pictures

pytestmark = pytest.mark.journey
PICTURE = saved(pictures.coloured(640, 480, seed=2), "JPEG", quality=90)
FIELDS = {
    "pdq", "quality", "phash", "sha256", "md5", "bytes", "width", "height", "mime", "producer",
}  # fmt: skip
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TRIES = """
const told = (tried) => postMessage({ tried });
fetch("/healthz").then(() => told("reached"), () => told("blocked"));
"""
HEARS_THE_WORKER = """
window.Worker = class extends Worker {
    constructor(...how) {
        super(...how);
        this.addEventListener("message", ({ data }) => { window.tried ??= data.tried; });
    }
};
"""
DROP = """() => {
    const held = new DataTransfer();
    held.items.add(new File([new Uint8Array([1, 2, 3])], "dropped"));
    const fire = (kind) => {
        const event = new DragEvent(kind, { dataTransfer: held, bubbles: true, cancelable: true });
        return document.querySelector("footer").dispatchEvent(event);
    };
    return [fire("dragover"), fire("drop")];
}"""


@pytest.fixture
def bench(chromium):
    one = Bench(chromium, HERE)
    answered_here(one.context)
    yield one.open()
    one.context.close()


@pytest.fixture
def signed_in(chromium, live_server, transactional_db):
    """Open a window of an advocate who has an adult's item; give both."""
    ada = person(Role.ADVOCATE, name="Ada")
    item = evidence_factory.item(case=cases_factory.case(by=ada), by=ada)
    one = Bench(chromium, live_server.url)
    one.page.goto(live_server.url + "/")
    one.page.get_by_label("E-mail").fill(ada.email)
    one.page.get_by_label("Password").fill(PASSWORD)
    one.page.get_by_role("button", name="Sign in").click()
    one.page.get_by_label("Code").fill(RECOVERY[0])
    one.page.get_by_role("button", name="Go on").click()
    expect(one.page.get_by_role("heading", level=1)).to_contain_text("Today")
    yield one, item, ada
    one.context.close()


def test_nothing_is_asked_of_anybody_while_a_fingerprint_is_made(bench):
    shown = bench.choose(PICTURE)

    assert len(shown["pdq"]) == 64
    assert bench.asked == []
    assert bench.complaints == []


@pytest.mark.parametrize(
    "try_to_reach",
    [
        "fetch('/healthz').then(() => 'reached', () => 'blocked')",
        "new Promise((tell) => { const asked = new Image(); asked.onload = () => tell('reached');"
        " asked.onerror = () => tell('blocked'); asked.src = '/static/reclaim/mark.svg'; })",
        "new Promise((tell) => { const asked = new XMLHttpRequest(); asked.open('GET', '/healthz');"
        " asked.onload = () => tell('reached'); asked.onerror = () => tell('blocked');"
        " asked.send(); })",
    ],
)
def test_a_script_that_tries_to_reach_somebody_is_stopped(bench, try_to_reach):
    bench.choose(PICTURE)

    assert answered(bench.page, try_to_reach) == "blocked"
    assert bench.asked == []


def test_the_worker_too_can_reach_nobody(chromium):
    one = Bench(chromium, HERE)
    one.context.add_init_script(HEARS_THE_WORKER)
    answered_here(one.context, worker=TRIES)

    one.open()
    one.choose(PICTURE)

    assert one.page.evaluate("window.tried") == "blocked"
    assert one.asked == []
    one.context.close()


def test_a_file_can_be_sent_by_nothing_on_the_page(bench):
    inputs = bench.page.locator("input[type=file]")

    assert inputs.count() == 1
    assert inputs.get_attribute("name") is None
    assert inputs.evaluate("it => it.form") is None
    assert bench.page.locator("form[enctype]").count() == 0


def test_a_file_dropped_anywhere_is_taken_and_never_opened(bench):
    undisturbed = bench.page.evaluate(DROP)

    shown = bench.shown()

    assert undisturbed == [False, False]  # what the browser would do by itself was prevented
    assert "no picture or video" in shown["refused"]
    assert bench.asked == []


def test_it_is_used_by_keyboard_and_told_to_whoever_listens(bench):
    expect(bench.page.locator("#file")).to_be_enabled()
    for _ in range(20):
        bench.page.keyboard.press("Tab")
        if bench.page.evaluate("document.activeElement.id") == "file":
            break
    expect(bench.page.locator("#file")).to_be_focused()
    with bench.page.expect_file_chooser() as chooser:
        bench.page.keyboard.press("Space")
    chooser.value.set_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": PICTURE})
    bench.shown()

    assert bench.page.evaluate("document.activeElement.textContent") == "The fingerprint"
    expect(bench.page.get_by_label(re.compile("Choose a picture"))).to_have_count(1)
    expect(bench.page.get_by_role("status")).to_have_text("Done. Nothing was sent.")
    expect(bench.page.get_by_role("heading", name="The fingerprint")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_it_is_accessible_and_fits(chromium, width, scheme):
    one = Bench(
        chromium,
        HERE,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        bypass_csp=True,
    )  # the checker itself is put into the page
    answered_here(one.context)
    one.open()
    for content in (PICTURE, b"\0\0\0\x18ftypisom" + bytes(100), b"<svg/>"):
        one.choose(content)

        found = Axe().run(one.page, options={"runOnly": STANDARDS})

        assert [
            (rule["id"], rule["nodes"][0]["target"]) for rule in found.response["violations"]
        ] == []
        assert one.page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
    one.context.close()


def test_without_a_script_the_page_says_what_to_use(chromium):
    one = Bench(chromium, HERE, java_script_enabled=False)
    answered_here(one.context)

    one.page.goto(f"{HERE}/fingerprint/?age=18plus")

    expect(one.page.get_by_text("runs no JavaScript")).to_be_visible()
    expect(one.page.get_by_text("reclaim-fingerprint FILE")).to_be_visible()
    one.context.close()


@pytest.mark.parametrize("age", ["under18", "unsure", "anything else"])
def test_where_someone_may_be_under_18_another_service_is_named(chromium, age):
    one = Bench(chromium, HERE)
    answered_here(one.context)

    one.page.goto(f"{HERE}/fingerprint/?age={age}")

    expect(one.page.get_by_role("main")).to_contain_text("takeitdown.ncmec.org")
    expect(one.page.get_by_role("main")).to_contain_text("report.cybertip.org")
    assert one.page.locator("input[type=file]").count() == 0
    assert [url for url in one.asked if "fingerprint/" in url and "static" in url] == []
    one.context.close()


def test_exactly_the_digits_are_sent_and_only_on_keep(signed_in):
    bench, item, _ = signed_in
    bench.open(f"/evidence/{item.pk}/fingerprint/")
    bench.context.set_offline(True)  # the network is unplugged after the page is there
    shown = bench.choose(PICTURE, "a private name.jpg")
    bench.context.set_offline(False)
    before = list(bench.asked)

    bench.page.get_by_role("button", name="Keep these digits for E1").click()
    expect(bench.page.get_by_role("status").first).to_contain_text("Kept for E1")

    sent = parse_qs(bench.sent[0])
    assert before == []
    assert sent.keys() - {"csrfmiddlewaretoken"} == FIELDS
    assert {name: sent[name] for name in ("pdq", "phash", "sha256", "md5")} == {
        name: [shown[name]] for name in ("pdq", "phash", "sha256", "md5")
    }
    assert sent["bytes"] == [str(len(PICTURE))]
    assert re.fullmatch(r"reclaim-pdq/1 Chromium \d+", sent["producer"][0])
    assert "private" not in bench.sent[0]
    kept = {
        one.algorithm: str(one.digits) for one in Fingerprint.objects.select_related("case__key")
    }
    assert kept == {name: shown[name] for name in ("pdq", "phash", "sha256", "md5")}


def test_nothing_is_kept_by_looking_or_by_an_empty_form(signed_in):
    bench, item, _ = signed_in
    bench.open(f"/evidence/{item.pk}/fingerprint/").choose(PICTURE)

    bench.page.get_by_role("link", name="Keep nothing").click()
    expect(bench.page.get_by_role("heading", level=1)).to_contain_text("E1")

    assert not Fingerprint.objects.exists()


def test_when_the_session_ends_is_said_and_no_empty_desk_shows_digits(
    chromium, settings, signed_in
):
    bench, item, _ = signed_in
    bench.page.clock.install()
    bench.open(f"/evidence/{item.pk}/fingerprint/").choose(PICTURE)
    session = bench.page.locator("[data-session]")
    before = session.inner_text()

    bench.page.clock.run_for((settings.RECLAIM_IDLE_SECONDS + 10) * 1000)

    assert "you are signed out at" in before
    assert session.text_content().startswith("You are signed out by now")
    expect(bench.page.locator("[data-result]")).to_be_hidden()
    expect(bench.page.get_by_role("status")).to_contain_text("taken off the screen")
    assert bench.asked == []
