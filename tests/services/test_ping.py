"""The outside ping: one request without a word in it, and never a redirect followed."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from deadlines.ping import ping


@pytest.fixture
def there():
    """Give a server of this machine, and what it was asked."""
    asked = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, dict(self.headers)))
            self.send_response(302 if "moved" in self.path else 200)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/u-1", asked
    server.shutdown()
    server.server_close()
    thread.join(5)


def test_it_asks_once_and_says_nothing_but_that_it_looked(there):
    url, asked = there

    assert ping(url, ok=True)
    assert ping(url, ok=False)

    assert [path for path, _ in asked] == ["/u-1", "/u-1/fail"]
    assert set(asked[0][1]) == {"Host", "Accept-Encoding"}


def test_a_redirect_is_not_followed_and_silence_is_no_error(there):
    url, asked = there

    assert not ping(url.replace("u-1", "moved"), ok=True)
    assert len(asked) == 1
    assert not ping("http://127.0.0.1:9/nobody", ok=True)
    assert not ping("ftp://127.0.0.1/x", ok=True)
    assert not ping("", ok=True)
