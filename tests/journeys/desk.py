"""A person at a desk: what they read, type and press in a window, by the words on the page."""

import re
from collections import Counter
from datetime import datetime
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, expect

from tests.factories.accounts import RECOVERY

TITLE = re.compile(
    r"(Error: )?(C-[0-9A-Z]+(-R\d+(\.\d+)?)?( E\d+| clock| cover| question \d+| days| reminder"
    r"| restitution( question)?| worksheet| notes| money ledger| memo| notices| subpoena)?"
    r"|Today|Cases|Restitution"
    r"|Open a case"
    r"|New intake|Phone form|Not found|Requests|Batch"
    r"|Sign in|Confirm|Recovery codes|Account|Signed out|Second factor|Rename a factor"
    r"|Weekend board|Cover|Offer cover|Rota|Hours"
    r"|Ladders|Ladder [A-Za-z0-9-]+( rehearsed)?"
    r"|Reports(: [A-Z][a-z ]+)?|Exports?(: [A-Z][a-z ]+)?|Team|Scorecards"
    r"|Funder report(,? \d{4}-Q\d(-v\d+)?)?)"
    r" · Reclaim"
)
expect.set_options(timeout=20_000)  # a busy machine is not a broken page
OURS = {"localhost", "127.0.0.1"}
_used: Counter[str] = Counter()  # recovery codes that a person of this run has used up


class Desk:
    """One window of its own, which remembers what it asked for, complained of and was called."""

    def __init__(self, chromium: Browser, site: str, *, at: datetime, script: bool = True) -> None:
        self.site = site
        self.context = chromium.new_context(
            viewport={"width": 1280, "height": 900},
            locale="en-US",
            timezone_id="America/New_York",
            java_script_enabled=script,
            accept_downloads=True,
        )
        self.context.set_default_timeout(20_000)
        if script:
            self.context.clock.install(time=at)
            self.context.grant_permissions(["clipboard-write"], origin=site)
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.titles: list[str] = []
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.page: Page = self.context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, said) -> None:
        if said.type in {"error", "warning"}:
            self.complaints.append(said.text)

    def look(self) -> None:
        """Remember what the window is called."""
        self.page.wait_for_load_state()
        self.titles.append(self.page.title())

    def go(self, path: str) -> int:
        answer = self.page.goto(path if path.startswith("http") else self.site + path)
        self.look()
        return answer.status

    def sign_in(self, email: str, password: str) -> None:
        self.go("/")
        self.write("E-mail", email)
        self.write("Password", password)
        self.press("Sign in")
        self.write("Code", RECOVERY[_used[email]])
        _used[email] += 1
        self.press("Go on")
        self.reads("Today")

    def field(self, label: str) -> Locator:
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*(\(.*\))?\s*$"))

    def write(self, label: str, words: str) -> None:
        self.field(label).fill(words)

    def choose(self, question: str, answer: str) -> None:
        group = self.page.get_by_role("group", name=re.compile(f"^{re.escape(question)}"))
        group.get_by_label(answer, exact=True).check()

    def press(self, name: str | re.Pattern[str]) -> None:
        """Press the button that leads on, and read the page it leads to."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).first.click()
        self.look()

    def follow(self, name: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name, exact=True).first.click()
        self.look()

    def reads(self, words: str) -> None:
        expect(self.page.get_by_role("main")).to_contain_text(words)

    def path(self) -> str:
        return urlsplit(self.page.url).path

    def strangers(self) -> list[str]:
        """Give every address asked for that is not of this house."""
        web = {"http", "https", "ws", "wss"}
        found = [(url, urlsplit(url)) for url in self.asked]
        return [url for url, at in found if at.scheme in web and at.hostname not in OURS]

    def leave(self) -> None:
        """Close the window; it kept its manners all the while."""
        self.context.close()
        assert self.strangers() == []
        assert self.complaints == []
        assert [title for title in self.titles if not TITLE.fullmatch(title)] == []
