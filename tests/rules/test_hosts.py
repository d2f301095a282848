"""What host an address leads to, and which directory names it answers to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.rules import hosts

# fmt: off
LEADS_TO = [
    # as copied
    ("https://www.chatter.example/post/1",          "www.chatter.example"),
    ("http://chatter.example",                      "chatter.example"),
    ("chatter.example",                             "chatter.example"),
    ("chatter.example/post?id=1#top",               "chatter.example"),
    ("chatter.example:8080/post",                   "chatter.example"),
    ("//chatter.example/post",                      "chatter.example"),
    ("  <https://chatter.example/post>  ",          "chatter.example"),
    ("HTTPS://WWW.Chatter.EXAMPLE/Post",            "www.chatter.example"),
    ("https://chatter.example./post",               "chatter.example"),
    ("https://chatter.example:443",                 "chatter.example"),
    ("https://chatter.example:/post",               "chatter.example"),
    ("https://chatter.example?next=//other.example", "chatter.example"),
    ("https://chatter.example/@name",               "chatter.example"),
    ("https://my_page.chatter.example/",            "my_page.chatter.example"),
    ("https://r3---sn-ab.chatter.example/",         "r3---sn-ab.chatter.example"),
    # made unclickable before it was passed on
    ("hxxps://chatter[.]example/post",              "chatter.example"),
    ("hXXp://chatter(.)example",                    "chatter.example"),
    ("hxxps[://]chatter[dot]example/post",          "chatter.example"),
    # dressed up to look like another site
    ("https://x.com@evil.example/",                 "evil.example"),
    ("https://x.com:pass@evil.example:8443/",       "evil.example"),
    ("https://a@b@evil.example",                    "evil.example"),
    ("https://x.com%2Fpost@evil.example",           "evil.example"),
    ("https://x.com\\@evil.example/",               "x.com"),
    ("https://evil.example/https://x.com",          "evil.example"),
    ("https://evil.example#@x.com",                 "evil.example"),
    ("https://x.com.evil.example/",                 "x.com.evil.example"),
    ("https:evil.example/x.com",                    "evil.example"),
    ("https:/\\evil.example/x.com",                 "evil.example"),
    ("https://ev\til\n.example/",                   "evil.example"),
    ("https://ev\u200bil.example",                  "evil.example"),
    ("https://%65vil.example",                      "evil.example"),
    # other scripts
    ("https://bücher.example/",                     "xn--bcher-kva.example"),
    ("https://BÜCHER.example/",                     "xn--bcher-kva.example"),
    ("https://xn--bcher-kva.example/",              "xn--bcher-kva.example"),
    ("https://faß.example/",                        "xn--fa-hia.example"),
    ("https://\uff43hatter\u3002example/",            "chatter.example"),
    # no name at all
    ("http://192.0.2.7/a",                          "192.0.2.7"),
    ("http://192.0.2.7:8080",                       "192.0.2.7"),
    ("http://[2001:DB8::1]:8443/a",                 "[2001:db8::1]"),
    ("[2001:db8::1]",                               "[2001:db8::1]"),
]

NO_HOST = [
    "", "   ", "hello", "https://", "https:///", "see https://chatter.example", "two words.example",
    "javascript:alert(1)", "JavaScript://chatter.example/%0aalert(1)", "java\nscript:alert(1)",
    "data:text/html,chatter.example", "mailto:a@chatter.example", "a@chatter.example",
    "file:///etc/passwd", "ftp://chatter.example", "about:blank", "blob:https://chatter.example/1",
    "https://chatter..example", "https://.example", "https://-.example/", "https://℀.example",
    "https://ch atter.example", "https://chatter.example:99999", "https://chatter.example:a",
    "https://chatter.example:99999999999", "https://192.0.2.999", "https://192.0.2",
    "https://1.2.3.4.5", "http://2130706433/", "https://[2001:db8::zz]", "https://[::1",
    f"https://{'a' * 64}.example", f"https://{'a.' * 130}example",
]

REGISTERED = [
    ("x.com",                     "x.com"),
    ("sub.x.com",                 "x.com"),
    ("notx.com",                  "notx.com"),
    ("x.com.evil.example",        "evil.example"),
    ("www.shop.co.uk",            "shop.co.uk"),
    ("co.uk",                     ""),
    ("alice.github.io",           "alice.github.io"),
    ("www.alice.github.io",       "alice.github.io"),
    ("github.io",                 ""),
    ("alice.blogspot.com",        "alice.blogspot.com"),
    ("xn--bcher-kva.de",          "xn--bcher-kva.de"),
    ("cdn.chatter.example",       "chatter.example"),
    ("example",                   ""),
    ("site.notasuffix",           ""),
    ("192.0.2.7",                 ""),
    ("[2001:db8::1]",             ""),
]

KNOWN_AS = [
    ("x.com",                     ("x.com",)),
    ("sub.x.com",                 ("sub.x.com", "x.com")),
    ("notx.com",                  ("notx.com",)),
    ("a.drive.google.com",        ("a.drive.google.com", "drive.google.com", "google.com")),
    ("www.shop.co.uk",            ("www.shop.co.uk", "shop.co.uk")),
    ("alice.github.io",           ("alice.github.io", "github.io")),
    ("github.io",                 ("github.io",)),
    ("cdn.chatter.example",       ("cdn.chatter.example", "chatter.example")),
    ("co.uk",                     ()),
    ("site.notasuffix",           ()),
    ("192.0.2.7",                 ()),
    ("[2001:db8::1]",             ()),
]

SAME_PAGE = [
    ("https://chatter.example/a",    "http://chatter.example/a"),
    ("https://chatter.example/a",    "chatter.example/a"),
    ("https://chatter.example/a",    "hxxps://chatter[.]example/a"),
    ("https://chatter.example/a",    "https://CHATTER.example:443/a"),
    ("https://chatter.example/a",    "http://chatter.example:80/a"),
    ("https://chatter.example/a",    "https://user:pass@chatter.example/a"),
    ("https://chatter.example/a",    "https://chatter.example/b/../a"),
    ("https://chatter.example/a",    "https://chatter.example/b/%2e%2e/a"),
    ("https://chatter.example/a",    "https://chatter.example\\a"),
    ("https://chatter.example/a",    "https://chatter.example/%61"),
    ("https://chatter.example/a",    "https://chatter.example/a#:~:text=some%20words"),
    ("https://chatter.example/a",    "https://chatter.example/a?utm_source=x&fbclid=1"),
    ("https://chatter.example/a?b=1&c=2", "https://chatter.example/a?c=2&b=1&UTM_Medium=mail"),
    ("https://chatter.example/",     "https://chatter.example"),
    ("https://x.com/name/status/1",  "https://x.com/name/status/1?s=20&t=abc"),
    ("https://youtu.be/abc",         "https://youtu.be/abc?si=xyz"),
    ("https://bücher.example/ü",     "https://xn--bcher-kva.example/%C3%BC"),
]

OTHER_PAGE = [
    ("https://chatter.example/a",    "https://chatter.example/A"),
    ("https://chatter.example/a",    "https://chatter.example/a?p=1"),
    ("https://chatter.example/a",    "https://chatter.example:8443/a"),
    ("https://chatter.example/a",    "https://www.chatter.example/a"),
    ("https://chatter.example/#/v/1", "https://chatter.example/#/v/2"),
    ("https://chatter.example/?s=1", "https://chatter.example/?s=2"),
    ("https://youtu.be/abc?t=10",    "https://youtu.be/abc?t=20"),
]

UNCLICKABLE = [
    ("https://site.example/post/1.html", "hxxps://site[.]example/post/1.html"),
    ("http://a.b.example",               "hxxp://a[.]b[.]example"),
    ("site.example:80/a.b",              "site[.]example:80/a.b"),
    ("https://192.0.2.7/a",              "hxxps://192[.]0[.]2[.]7/a"),
    ("HTTPS://Site.example?a=b.c",       "hxxpS://Site[.]example?a=b.c"),
    ("",                                 ""),
]
# fmt: on


@pytest.mark.parametrize(("address", "host"), LEADS_TO)
def test_an_address_leads_where_a_browser_would_go(address, host):
    assert hosts.host_of(address) == host


@pytest.mark.parametrize("text", NO_HOST)
def test_what_names_no_web_host_is_refused_in_a_sentence(text):
    with pytest.raises(ValueError, match=r"^[A-Z].*\.$"):
        hosts.host_of(text)


@pytest.mark.parametrize(("host", "domain"), REGISTERED)
def test_two_holders_never_share_a_registered_domain(host, domain):
    assert hosts.registered_domain(host) == domain


@pytest.mark.parametrize(("host", "names"), KNOWN_AS)
def test_a_directory_is_asked_for_the_most_specific_name_first(host, names):
    assert hosts.names_to_match(host) == names


@pytest.mark.parametrize(("one", "other"), SAME_PAGE)
def test_two_spellings_of_one_page_are_found_as_one(one, other):
    assert hosts.canonical_url(one) == hosts.canonical_url(other)


@pytest.mark.parametrize(("one", "other"), OTHER_PAGE)
def test_different_pages_stay_different(one, other):
    assert hosts.canonical_url(one) != hosts.canonical_url(other)


@pytest.mark.parametrize(("url", "shown"), UNCLICKABLE)
def test_a_defanged_address_is_no_link(url, shown):
    assert hosts.defang(url) == shown


@pytest.mark.parametrize(("address", "host"), LEADS_TO)
def test_defanging_loses_nothing_and_twice_is_once(address, host):
    shown = hosts.defang(address.strip(" <>"))

    assert hosts.host_of(shown) == host
    assert hosts.defang(shown) == shown


@pytest.mark.parametrize("address", [address for address, _ in LEADS_TO])
def test_the_canonical_spelling_is_its_own(address):
    canonical = hosts.canonical_url(address)

    assert hosts.canonical_url(canonical) == canonical


@given(st.text(max_size=80) | st.text(max_size=80).map("https://{}".format))
def test_no_text_breaks_the_reading(text):
    hosts.defang(text)
    try:
        host = hosts.host_of(text)
    except hosts.NotAnAddress:
        return

    assert hosts.host_of(f"https://{host}/") == host
    assert hosts.host_of(hosts.canonical_url(text)) == host
    assert hosts.registered_domain(host) in ("", *hosts.names_to_match(host))
