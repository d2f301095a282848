"""What nobody should send: huge, malformed, half, or never ending; each as raw bytes."""
# ruff: noqa: E501  a table

import socket

HEAD = "Host: 127.0.0.1\r\nAuthorization: Token {token}\r\n"
JSON = "Content-Type: application/json\r\n"


def post(body, *, kind="application/json", length=None, head=""):
    """Give a POST of a case with this body, its length told truly or not."""
    told = len(body) if length is None else length
    return (
        f"POST /api/v1/cases/ HTTP/1.1\r\n{HEAD}Content-Type: {kind}\r\n{head}"
        f"Content-Length: {told}\r\nConnection: close\r\n\r\n"
    ).encode() + body


def get(path="/", *, head="", version="HTTP/1.1"):
    return f"GET {path} {version}\r\n{HEAD}{head}Connection: close\r\n\r\n".encode()


CHUNKED = (
    f"POST /api/v1/cases/ HTTP/1.1\r\n{HEAD}{JSON}Transfer-Encoding: chunked\r\n\r\nZZ\r\n"
).encode()
# fmt: off
SENT = {
    "a body of ten megabytes":       post(b'{"survivor_name": "' + b"x" * 10_000_000 + b'"}'),
    "a hundred thousand deep":       post(b"[" * 100_000),
    "deep objects":                  post(b'{"a":' * 40_000 + b"1" + b"}" * 40_000),
    "no UTF-8":                      post(b'{"survivor_name": "\xff\xfe\xfa"}'),
    "half a body":                   post(b'{"survivor_', length=4000),
    "a length that is no number":    post(b"{}", length="many"),
    "a length below nothing":        post(b"{}", length=-5),
    "two lengths":                   post(b"{}", head="Content-Length: 9\r\n"),
    "a chunk of no size":            CHUNKED,
    "length and chunks":             post(b"0\r\n\r\n", head="Transfer-Encoding: chunked\r\n"),
    "a number of a million digits":  post(b'{"country": ' + b"9" * 200_000 + b"}"),
    "a million fields":              post(b"a=1&" * 200_000, kind="application/x-www-form-urlencoded"),
    "a picture":                     post(b"\x89PNG\r\n\x1a\n" + b"\0" * 500, kind="image/png"),
    "parts":                         post(b"--x\r\n\r\n--x--", kind="multipart/form-data; boundary=x"),
    "compressed":                    post(b"\x1f\x8b" + b"\0" * 99, head="Content-Encoding: gzip\r\n"),
    "an address of ten thousand":    get("/" + "a" * 10_000),
    "a thousand headers":            get(head="".join(f"X-{n}: 1\r\n" for n in range(1000))),
    "a header of a megabyte":        get(head=f"X-Long: {'a' * 1_000_000}\r\n"),
    "a broken escape":               get("/cases/%ff%fe%00/?q=%zz"),
    "dots":                          get("/static/../../../../etc/passwd"),
    "another host":                  b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    "no host":                       b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
    "no HTTP":                       b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 20,
    "an old HTTP":                   get(version="HTTP/0.1"),
    "a method of nobody's":          b"FROBNICATE / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
    "a line that never ends":        b"GET /" + b"a" * 100_000,
}
# fmt: on


def send(port, said, *, token, within=20):
    """Send these bytes; give the status of the answer, 0 when the line was closed without."""
    heard = b""
    with socket.create_connection(("127.0.0.1", port), timeout=within) as line:
        try:
            line.sendall(said.replace(b"{token}", token.encode()))
            line.shutdown(socket.SHUT_WR)
            while some := line.recv(65536):
                heard += some
        except OSError:  # closed while we spoke: that is an answer as well
            pass
    words = heard.split(None, 2)
    return int(words[1]) if len(words) > 1 and words[1].isdigit() else 0
