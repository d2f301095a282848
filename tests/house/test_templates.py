"""What every template and static file keeps to: the policy, the budget, the names."""

import re

import pytest
from django.contrib.staticfiles import finders

from tests.house.source import ROOT, named

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STATIC = sorted((ROOT / "config" / "static").rglob("*.*"))
REFUSED = {
    "an inline style": r"\sstyle\s*=|<style\b",
    "an inline script": r"<script(?![^>]*\bsrc=)|\son[a-z]+\s*=|javascript:",
    "what htmx would evaluate": r"hx-on|hx-vals=.js:|hx-trigger=\"[^\"]*\[",
    "another site's file": r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//",
    "a picture": r"<img\b|<picture\b|<video\b|type=.file|multipart",
    "unescaped text": r"\|safe\b|autoescape off",
}


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
@pytest.mark.parametrize("what", REFUSED)
def test_a_template_has_nothing_the_policy_refuses(path, what):
    assert not re.findall(REFUSED[what], path.read_text(), flags=re.I)


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_every_static_file_that_a_template_names_is_there(path):
    for name in re.findall(r"{% static '([^']+)' %}", path.read_text()):
        assert finders.find(name), name


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_every_icon_that_a_template_names_is_drawn(path):
    sprite = (ROOT / "config" / "static" / "reclaim" / "sprite.svg").read_text()

    for name in re.findall(r'{% icon "([a-z-]+)" %}', path.read_text()):
        assert f'id="{name}"' in sprite, name


POSTED = {path for path in TEMPLATES if "{% csrf_token %}" in path.read_text()}


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_form_that_is_sent_is_never_drawn_without_its_token(path):
    for name, rest in re.findall(r'{%\s*include "([^"]+)"([^%]*)%}', path.read_text()):
        cut_off = rest.split()[-1:] == ["only"] and ROOT / "templates" / name in POSTED
        assert not cut_off or path.name in {"500.html", "styleguide.html"}, name


@pytest.mark.parametrize("path", [*TEMPLATES, *STATIC], ids=named)
def test_a_file_stays_within_its_budget(path):
    assert len(path.read_text().splitlines()) <= 200


@pytest.mark.parametrize("path", STATIC, ids=named)
def test_a_static_file_asks_nobody_outside(path):
    text = path.read_text().replace("http://www.w3.org/2000/svg", "")

    assert not re.findall(r"https?://|@import|url\(", text)
    assert not re.findall(r"localStorage|sessionStorage|indexedDB|\beval\b", text)
    assert "innerHTML" not in text or path.name == "trusted.js"  # which looks all text through
