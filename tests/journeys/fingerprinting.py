"""A window on the page where fingerprints are made, and files of invented pictures to choose."""

from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from evidence.fingerprint.pictures import upright
from tests.oracle.pdq import pdq

KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
HERE = "http://localhost"
TOOL = "/fingerprint/?age=18plus"
SETTLED = "[data-result]:not([hidden]), [data-refused]:not([hidden])"


class Bench:
    """Chooses files and reads what the page makes of them; remembers what was asked for."""

    def __init__(self, chromium: Browser, site: str, **options) -> None:
        self.site = site
        self.context = chromium.new_context(
            **{"viewport": {"width": 1280, "height": 900}, "locale": "en-US"} | options
        )
        self.asked: list[str] = []
        self.sent: list[str | None] = []
        self.complaints: list[str] = []
        self.context.on("request", self._hear)
        self.context.on("requestfailed", self._stopped)
        self.page = self.context.new_page()
        self.page.on("console", lambda said: self.complaints.append(said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, request) -> None:
        self.asked.append(request.url)
        self.sent.append(request.post_data)

    def _stopped(self, request) -> None:
        """Count what the page's policy stopped as never asked: it left no window."""
        if request.failure == "csp":
            self.asked.remove(request.url)

    def open(self, path: str = TOOL) -> "Bench":
        self.page.goto(self.site + path)
        expect(self.page.locator("#file")).to_be_visible(timeout=20_000)
        self.asked.clear()
        self.sent.clear()
        return self

    def choose(self, content: bytes, name: str = "picture") -> dict[str, str]:
        """Choose a file; give the digits that the page then shows, or why there are none."""
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        self.page.set_input_files("#file", file)
        return self.shown()

    def shown(self) -> dict[str, str]:
        self.page.locator(SETTLED).first.wait_for(timeout=60_000)
        return self.page.evaluate(
            """() => {
                const shown = {};
                const read = (name, slot) => {
                    if (slot.textContent) shown[name] = slot.textContent;
                };
                for (const row of document.querySelectorAll("[data-row]")) {
                    read(row.dataset.row, row.querySelector("[data-copy-text]"));
                }
                for (const fact of document.querySelectorAll("[data-fact]")) {
                    read(fact.dataset.fact, fact);
                }
                read("notes", document.querySelector("[data-notes]"));
                const refused = document.querySelector("[data-refused]");
                if (!refused.hidden) read("refused", refused.querySelector("[data-why]"));
                return shown;
            }"""
        )

    def path(self) -> str:
        return urlsplit(self.page.url).path


def answered(page: Page, promise: str, *, within: int = 20):
    """Give what a promise of the page's comes to; evaluate() alone would wait for it for ever."""
    return page.evaluate(
        f"""() => Promise.race([{promise}, new Promise((_, gave_up) => setTimeout(
            () => gave_up(new Error("no answer within {within} s")), {within * 1000}))])"""
    )


def answered_here(context: BrowserContext, worker: str = "") -> None:
    """Answer the window from this process: no server, no database, the page's own headers.

    `worker` is put before the worker's script, as a browser that alters things would.
    """

    def answer(route):
        path = urlsplit(route.request.url)._replace(scheme="", netloc="").geturl()
        if path.startswith("/static/"):
            found = Path(finders.find(path.removeprefix("/static/")))
            first = worker if found.name == "worker.js" else ""
            kind = KINDS[found.suffix]
            return route.fulfill(body=first + found.read_text(), content_type=kind)
        response = Client().get(path)
        headers = dict(response.headers)
        return route.fulfill(status=response.status_code, headers=headers, body=response.content)

    context.route("**/*", answer)


def saved(picture: Image.Image | np.ndarray, kind: str, **options) -> bytes:
    """Give the bytes of a file of this kind."""
    image = Image.fromarray(picture) if isinstance(picture, np.ndarray) else picture
    held = BytesIO()
    image.save(held, kind, **options)
    return held.getvalue()


def turned(orientation: int) -> Image.Exif:
    """Give an EXIF that says how the camera was held."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif


def expected(content: bytes, folder: Path) -> dict[str, str]:
    """Give PDQ and its quality as the oracle makes them of the same file, read by Pillow."""
    file = folder / "expected"
    file.write_bytes(content)
    image, _ = upright(file)
    digits, quality = pdq(np.asarray(image))
    return {"pdq": digits, "quality": quality, "size": image.size, "image": image}
