"""What every answer carries: a page, a call, a file, a redirect, a refusal, a fault."""

import json
import re

import pytest
from csp.utils import build_policy
from django.test import Client
from django.urls import reverse

from config.browsers import REFUSED
from tests.house.addresses import addresses
from tests.house.source import ROOT

pytestmark = pytest.mark.django_db
PLAIN = sorted(name for name, (_, takes) in addresses().items() if not takes)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}
SAID = ("'none'", "'self'", "'script'", "default", "reclaim-look", "csp", "/csp-report/")

OF_OTHERS = ["api:docs"]  # a library draws it


@pytest.fixture
def faulty(monkeypatch):
    def fails(*_, **__):
        raise RuntimeError

    monkeypatch.setattr("config.pages.JsonResponse", fails)


def carried(answer) -> dict[str, str]:
    return {name: answer.headers.get(name, "") for name in ALWAYS}


def policy_of(answer) -> dict[str, list[str]]:
    parts = answer.headers["Content-Security-Policy"].split("; ")
    return {part.split(" ")[0]: part.split(" ")[1:] for part in parts}


@pytest.mark.parametrize("who", ["supervisor", "administrator", "nobody"])
def test_every_address_without_a_row_in_it_carries_them_all(client_for, request, who):
    client = Client() if who == "nobody" else client_for(request.getfixturevalue(who))
    bare = {}
    for name in PLAIN:
        answer = client.get(reverse(name))
        if carried(answer) != ALWAYS or answer.headers["Cache-Control"] != "no-store":
            bare[name] = carried(answer)
        assert answer.headers["Referrer-Policy"] in {"same-origin", "no-referrer"}, name
        assert "camera=()" in answer.headers["Permissions-Policy"], name
        assert policy_of(answer)["default-src"] == ["'none'"], name

    assert bare == {}


def test_every_page_says_its_charset_and_has_a_way_out(client_for, supervisor):
    client, without = client_for(supervisor), []
    for name in PLAIN:
        answer = client.get(reverse(name))
        kind = answer.headers.get("Content-Type", "")
        if kind.startswith("text/"):
            assert kind.endswith("; charset=utf-8"), name
        if answer.status_code == 200 and b"<html" in answer.content:
            ways = answer.content.count(b'action="/sign-out/"')
            without += [name] if not ways else []

    assert without == OF_OTHERS


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/static/reclaim/page.js", 200),
        ("/static/reclaim/none.js", 404),
        ("/cases/C-ZZZZ/x.css", 404),
        ("/today", 404),
        ("/healthz", 200),
        ("/cases", 301),
        ("/admin/", 302),
        ("/%00", 400),
    ],
)
def test_so_do_files_redirects_and_what_is_not_there(client_for, supervisor, path, status):
    answer = client_for(supervisor).get(path)

    assert (answer.status_code, carried(answer)) == (status, ALWAYS)
    assert policy_of(answer)["frame-ancestors"] == ["'none'"]
    kept = answer.headers["Cache-Control"] != "no-store"
    assert kept == (path == "/static/reclaim/page.js")


def test_so_does_a_fault_and_an_unknown_host(client_for, supervisor, faulty):
    client = client_for(supervisor)
    client.raise_request_exception = False

    for answer in (client.get("/healthz"), client.get("/", headers={"host": "elsewhere.example"})):
        assert answer.status_code in {400, 500}
        assert carried(answer) == ALWAYS


def test_a_redirect_to_tls_carries_them_and_an_answer_under_it_stays_there(settings):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 63_072_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True

    plain, under_tls = Client().get("/sign-in/"), Client().get("/sign-in/", secure=True)

    assert (plain.status_code, carried(plain)) == (301, ALWAYS)
    told = under_tls.headers["Strict-Transport-Security"]
    assert told == "max-age=63072000; includeSubDomains; preload"


def test_the_policy_names_no_host_no_inline_and_asks_for_trusted_types():
    policy = policy_of(Client().get(reverse("accounts:sign-in")))

    assert {word for words in policy.values() for word in words} <= set(SAID)
    assert policy["require-trusted-types-for"] == ["'script'"]
    assert "; ".join(sorted(build_policy().split("; "))).count("unsafe") == 0


def counted(directive: str) -> float:
    return REFUSED.labels(directive)._value.get()


@pytest.mark.parametrize(
    ("body", "said", "directive"),
    [
        ({"csp-report": {"effective-directive": "script-src-elem"}}, "csp-report", "script-src"),
        ([{"body": {"effectiveDirective": "img-src"}}], "reports+json", "img-src"),
        ([{"body": {"effectiveDirective": "C-7F3K Rosa"}}], "reports+json", "other"),
    ],
)
def test_what_a_browser_refused_is_counted_and_nothing_of_it_kept(body, said, directive):
    before = counted(directive)

    answer = Client().post("/csp-report/", json.dumps(body), content_type=f"application/{said}")

    assert answer.status_code == 204
    assert counted(directive) == before + 1
    assert "Rosa" not in str(list(REFUSED.collect()))


@pytest.mark.parametrize("body", ["", "{", "[" * 9000, "null", "7", '{"csp-report": 1}', "[1]"])
def test_a_report_that_cannot_be_read_is_no_fault(body):
    answer = Client().post("/csp-report/", body, content_type="application/csp-report")

    assert answer.status_code == 204


def test_going_out_clears_what_the_browser_kept(client_for, supervisor):
    answer = client_for(supervisor).post(reverse("accounts:sign-out"))

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_no_script_of_ours_stores_anything_in_the_browser():
    scripts = list((ROOT / "config/static/reclaim").rglob("*.js"))
    stores = re.compile(r"(local|session)Storage|indexedDB|document\.cookie|caches\.|serviceWorker")

    assert scripts
    assert [each.name for each in scripts if stores.search(each.read_text())] == []


def test_no_script_of_ours_makes_a_page_of_text_but_the_one_that_looks_it_through():
    scripts = (ROOT / "config/static/reclaim").rglob("*.js")
    makes = re.compile(
        r"innerHTML *=|outerHTML *=|insertAdjacentHTML|document\.write|parseFromString\("
    )

    assert [each.name for each in scripts if makes.search(each.read_text())] == ["trusted.js"]
