"""The tutorial calls everything by the name that stands on the page."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from config.demo import cast

ROOT = Path(settings.BASE_DIR)
TUTORIAL = (ROOT / "docs/tutorial/first-request.md").read_text()
SEEN = {"Ask Pictogram": "Ask {%", "Show the name": "Show {{ hidden }}"}  # made of two pieces


def on_the_pages() -> str:
    """Give every text that a page may show: templates, and the words of forms and rules."""
    places = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("*/rules/**/*.py")]
    places += [*ROOT.glob("*/forms*.py"), *ROOT.glob("*/forms/*.py"), ROOT / "config/context.py"]
    return "\n".join(place.read_text() for place in places)


@pytest.mark.parametrize("label", sorted(set(re.findall(r"\*\*(.+?)\*\*", TUTORIAL))))
def test_a_label_in_bold_stands_on_a_page(label):
    assert SEEN.get(label, label) in on_the_pages()


def test_the_people_and_places_are_the_demos():
    shorts = {short for short, _ in cast.PEOPLE}
    domains = {domain for one in cast.PLATFORMS for domain in one["domains"]}

    assert set(re.findall(r"(\w+)@demo\.example", TUTORIAL)) <= shorts
    assert set(re.findall(r"https://([\w.]+)/", TUTORIAL)) <= domains
