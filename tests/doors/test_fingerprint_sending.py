"""`reclaim-fingerprint --post`: digits go to the named agency, shown first, and never the file."""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from PIL import Image

from evidence.fingerprint import pictures
from evidence.fingerprint.command import main
from evidence.fingerprint.pictures import Picture
from evidence.fingerprint.posting import NotSent, address, token_in

ITEM = "00000000-0000-4000-8000-000000000001"
SEEN = Picture(64, 64, "e7b3c1a592d84c36", "f8" * 32, 100)


@pytest.fixture(autouse=True)
def _one_picture_is_as_good_as_another(monkeypatch):
    monkeypatch.setattr(pictures, "picture", lambda path: SEEN)
    monkeypatch.setattr(pictures, "producer", lambda: "reclaim-fingerprint/1 test")


@pytest.mark.parametrize(
    "url",
    [
        "http://agency.example", "ftp://agency.example", "agency.example", "file:///etc/passwd",
        "https://a@agency.example", "https://agency.example/?next=x", "http://localhost.example",
    ],
)  # fmt: skip
def test_nothing_goes_to_an_address_that_others_read_or_own(url):
    with pytest.raises(NotSent):
        address(url, ITEM)


def test_the_agencys_own_address_and_this_computer_will_do():
    for url in ("https://agency.example/", "http://localhost:8000", "http://127.0.0.1:8000"):
        assert address(url, ITEM).endswith(f"/api/v1/evidence/{ITEM}/fingerprints/")
    with pytest.raises(NotSent):
        address("https://agency.example", "E1")


def test_a_token_is_read_from_a_file_that_holds_one(tmp_path):
    (tmp_path / "token").write_text("a1b2\n")
    (tmp_path / "not").write_text("a1\r\nX-Evil: 1")

    assert token_in(tmp_path / "token") == "a1b2"
    for name in ("not", "absent"):
        with pytest.raises(NotSent):
            token_in(tmp_path / name)


@pytest.fixture
def agency():
    """Give a Reclaim that keeps what it was sent, and answers as it is told."""

    class Answers(BaseHTTPRequestHandler):
        status, said, headers_sent = 201, b"[]", ()

        def do_POST(self):
            length = int(self.headers["Content-Length"])
            server.got.append((self.path, self.headers["Authorization"], self.rfile.read(length)))
            self.send_response(self.status)
            for name, value in self.headers_sent:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(self.said)

        def log_message(self, *words):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answers)
    server.got, server.answers = [], Answers
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def call(tmp_path, agency):
    file = tmp_path / "her-name.jpg"
    Image.new("RGB", (64, 64)).save(file)
    (tmp_path / "token").write_text("secret99")
    url = f"http://127.0.0.1:{agency.server_port}"
    return [str(file), "--post", url, "--item", ITEM, "--token-file", str(tmp_path / "token")]


def test_only_digits_are_sent_and_they_are_shown_first(call, agency, capsys):
    assert main([*call, "--yes"]) == 0

    [(path, token, body)] = agency.got
    told = capsys.readouterr()
    assert path == f"/api/v1/evidence/{ITEM}/fingerprints/"
    assert token == "Token secret99"
    assert set(json.loads(body)) == {
        "pdq", "quality", "phash", "sha256", "md5", "byte_length", "width", "height", "mime",
        "producer", "rule_version",
    }  # fmt: skip
    assert b"her-name" not in body
    assert json.loads(body)["sha256"] in told.err
    assert "secret99" not in told.out + told.err


def test_nothing_is_sent_without_a_yes(call, agency, capsys, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda: "no")

    assert main(call) == 1

    assert agency.got == []
    assert "Not sent: you did not agree." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("status", "said", "words"),
    [
        (401, b"{}", "the token is not accepted"),
        (404, b"{}", "no such item"),
        (409, b'{"detail": "No fingerprint is kept while someone may be under 18."}', "under 18"),
        (500, b"<html>", "answered 500"),
    ],
)
def test_a_refusal_is_told_in_words(call, agency, capsys, status, said, words):  # noqa: PLR0917
    agency.answers.status, agency.answers.said = status, said

    assert main([*call, "--yes"]) == 1

    assert words in capsys.readouterr().err


def test_the_token_follows_no_detour(call, agency, capsys):
    there = f"http://127.0.0.1:{agency.server_port}/elsewhere/"
    agency.answers.status, agency.answers.headers_sent = 307, (("Location", there),)

    assert main([*call, "--yes"]) == 1

    assert len(agency.got) == 1


def test_sending_needs_one_file_an_item_and_a_token(call):
    for wrong in (call[:3], [call[0], *call]):
        with pytest.raises(SystemExit):
            main(wrong)
