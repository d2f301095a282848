"""The platform directory that ships: whole, in our words, and honest about what is unchecked."""

import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from evidence.rules import hosts

ROOT = Path(__file__).parents[2]
FILE = ROOT / "removal" / "directory" / "platforms.toml"
REFERENCE = (ROOT / "docs" / "reference" / "platforms.md").read_text(encoding="utf-8")
DIRECTORY = tomllib.loads(FILE.read_text(encoding="utf-8"))
PLATFORMS = {row["slug"]: row for row in DIRECTORY["platform"]}

# fmt: off
TEXTS = {"slug", "name", "operator", "operator_country", "kind", "parent", "report_url", "coverage",
         "account_required", "accepts_representative", "gives_reference", "coverage_reason",
         "notes", "conflict", "source", "confidence"}
LISTS = {"domains", "alt_urls", "contacts", "asks_for", "hash_programmes", "tags"}
KINDS = {"social", "messaging", "video", "forum", "search", "host", "adult", "dating", "games",
         "blog", "code-host", "federated", "ai-images", "image-host", "cdn", "aggregator", "other"}
ASKED = {"url", "username", "statement", "signature", "reason", "message_link", "service",
         "legal_name", "perjury_statement", "email", "timestamps"}
LED_TO = [
    ("https://x.com/name/status/1",               "x"),
    ("https://mobile.twitter.com/name",           "x"),
    ("https://notx.com/name",                     "other-site"),
    ("https://x.com.evil.example/",               "other-site"),
    ("https://x.com@evil.example/",               "other-site"),
    ("https://m.facebook.com/story",              "facebook"),
    ("https://www.instagram.com/p/1",             "instagram"),
    ("https://old.reddit.com/r/a",                "reddit"),
    ("https://i.redd.it/a",                       "reddit"),
    ("https://vm.tiktok.com/a",                   "tiktok"),
    ("https://youtu.be/a",                        "youtube"),
    ("https://www.google.com/search?q=a",         "google-search"),
    ("https://drive.google.com/file/a",           "google-other"),
    ("https://alice.blogspot.com/",               "google-other"),
    ("https://alice.github.io/",                  "github"),
    ("https://alice.tumblr.com/post/1",           "tumblr"),
    ("https://alice.wordpress.com/",              "wordpress-com"),
    ("https://t.me/channel/1",                    "telegram"),
    ("https://cdn.discordapp.com/attachments/a",  "discord"),
    ("https://rt.pornhub.com/view",               "pornhub"),
    ("https://mastodon.example/@name/1",          "other-site"),
    ("https://192.0.2.7/a",                       "other-site"),
]
# fmt: on


def each(test):
    return pytest.mark.parametrize("row", PLATFORMS.values(), ids=PLATFORMS)(test)


def test_the_slugs_are_one_each():
    counted = Counter(row["slug"] for row in DIRECTORY["platform"])

    assert {slug for slug, times in counted.items() if times > 1} == set()


@each
def test_a_row_has_every_key_and_no_other(row):
    assert set(row) == TEXTS | LISTS | {"foreign_operator", "compiled_on"}
    assert all(isinstance(row[key], str) and row[key] == row[key].strip() for key in TEXTS)
    assert all(isinstance(one, str) and one for key in LISTS for one in row[key])


@each
def test_a_row_uses_only_the_directory_s_words(row):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["slug"])
    assert row["kind"] in KINDS
    assert set(row["asks_for"]) <= ASKED
    assert set(row["hash_programmes"]) <= {"stopncii", "take_it_down"}
    assert row["confidence"] in {"high", "medium", "low"}
    for answer in ("account_required", "accepts_representative", "gives_reference"):
        assert row[answer] in {"yes", "no", "unknown"}


@each
def test_coverage_is_told_with_the_test_that_decides(row):
    assert row["coverage"] in {"covered", "unclear", "excluded"}
    assert re.search(r"\b[sS]\.4\(3\)\([AB]\)", row["coverage_reason"])
    assert row["coverage_reason"].endswith(".")


@each
def test_nothing_is_called_checked_before_a_person_looked(row):
    assert row["compiled_on"] == date(2026, 11, 22)
    assert row["source"]
    assert "last_verified_on" not in row


@each
def test_addresses_are_secure_and_readable(row):
    for url in filter(None, [row["report_url"], *row["alt_urls"]]):
        assert url.startswith("https://")
        assert hosts.host_of(url)


@each
def test_an_operator_seated_abroad_is_marked(row):
    assert re.fullmatch(r"([A-Z]{2})?", row["operator_country"])
    assert row["foreign_operator"] == (row["operator_country"] not in {"", "US"})


@each
def test_the_house_s_words_are_kept(row):
    told = " ".join([row["name"], row["notes"], row["coverage_reason"], *row["contacts"]]).lower()

    assert not re.search(r"revenge porn|child porn|eligible|violat", told)


def test_a_parent_comes_before_its_children():
    slugs = list(PLATFORMS)

    for slug, row in PLATFORMS.items():
        assert not row["parent"] or slugs.index(row["parent"]) < slugs.index(slug)


def test_a_domain_leads_to_one_platform_alone():
    domains = Counter(domain for row in PLATFORMS.values() for domain in row["domains"])

    assert {domain for domain, times in domains.items() if times > 1} == set()


@each
def test_a_domain_is_a_name_that_matching_can_meet(row):
    for domain in row["domains"]:
        assert hosts.names_to_match(f"cdn.{domain}")[1] == domain


@pytest.mark.parametrize(("address", "slug"), LED_TO)
def test_an_address_leads_to_its_platform_and_never_to_a_guess(address, slug):
    known = {domain: row["slug"] for row in PLATFORMS.values() for domain in row["domains"]}
    names = hosts.names_to_match(hosts.host_of(address))

    assert next((known[name] for name in names if name in known), "other-site") == slug


def test_where_sources_conflict_both_are_told():
    assert {slug for slug, row in PLATFORMS.items() if row["conflict"]} == {
        "facebook", "instagram", "threads", "x", "bing", "pornhub",
    }  # fmt: skip


def test_a_row_stands_for_every_other_site_and_none_for_those_that_ignore_notices():
    assert PLATFORMS["other-site"]["domains"] == []
    assert [tag["slug"] for tag in DIRECTORY["tag"]] == ["futile-aggregator"]
    assert not any("futile-aggregator" in row["tags"] for row in PLATFORMS.values())


@pytest.mark.parametrize("word", sorted(KINDS | ASKED | TEXTS | LISTS | {"compiled_on"}))
def test_the_reference_explains_every_word(word):
    assert f"`{word}`" in REFERENCE
