"""Trusted Types in a real browser: what htmx reads becomes a part of the page, and acts never."""

import pytest
from csp.utils import build_policy
from django.contrib.staticfiles import finders

from config.policy import HEADERS

pytestmark = pytest.mark.journey
SITE = "http://trusted.example/"
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Desk</title>
<meta name="htmx-config" content='{"includeIndicatorStyles": false, "allowEval": false}'>
<script defer src="/static/reclaim/trusted.js"></script>
<script defer src="/static/django_htmx/htmx-2.min.js"></script></head>
<body><button hx-get="/part/" hx-target="#part">Show</button><div id="part"></div></body></html>"""
PART = """<p id="note" style="color: red" onclick="window.hit = 1">A note</p>
<a id="way" href=" java&#9;script:window.hit=2">way</a><script>window.hit = 3</script>
<template><b onmouseover="window.hit = 4">b</b></template>
<svg><a id="drawn" xlink:href="javascript:window.hit=5">x</a></svg>
<iframe srcdoc="<script>parent.hit = 6</script>"></iframe><style>p { color: red }</style>
<table><tbody><tr id="row"><td>whole</td></tr></tbody></table>"""


@pytest.fixture
def page(chromium):
    context = chromium.new_context()

    def answer(route):
        path = route.request.url.removeprefix(SITE)
        if path.startswith("static/"):
            return route.fulfill(path=finders.find(path.removeprefix("static/")))
        headers = {
            **HEADERS,
            "Content-Security-Policy": build_policy(),
            "Content-Type": "text/html",
        }
        return route.fulfill(body=PART if path == "part/" else PAGE, headers=headers)

    context.route("**/*", answer)
    opened = context.new_page()
    opened.complaints = []
    opened.on("console", lambda said: opened.complaints.append(said.text))
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.goto(SITE)
    yield opened
    context.close()


def test_a_part_that_acts_is_shown_still(page):
    page.get_by_role("button", name="Show").click()
    page.get_by_text("A note").click()

    assert page.evaluate("window.hit") is None
    left = page.evaluate("document.getElementById('part').outerHTML")
    for acting in ("onclick", "onmouseover", "style", "script", "iframe", "srcdoc"):
        assert acting not in left
    assert page.locator("tr#row td").inner_text() == "whole"
    assert all("has been blocked" in said for said in page.complaints)  # as it was read


def test_text_becomes_no_script_by_any_other_way(page):
    refused = page.evaluate(
        """() => {
          const tried = { ran: null, made: null };
          const div = document.body.appendChild(document.createElement("div"));
          div.innerHTML = "<img src=x onerror='window.hit = 7'>";
          const script = document.createElement("script");
          try { script.text = "window.hit = 8"; } catch (e) { tried.ran = e.name; }
          try { new Worker("https://elsewhere.example/w.js"); } catch (e) { tried.made = e.name; }
          return { ...tried, left: div.innerHTML };
        }"""
    )

    assert refused == {"ran": "TypeError", "made": "TypeError", "left": '<img src="x">'}
    assert page.evaluate("window.hit") is None
