"""Tell a service outside that the watchdog looked; if it hears nothing, it tells a person.

The one thing of the server that goes outside, and only where RECLAIM_PING_URL is set, by the
watchdog's own process, to the operator's address, with no word of anything in it (ADR 0045).
"""

from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

SECONDS = 10
SCHEMES = {"https": HTTPSConnection, "http": HTTPConnection}


def ping(url: str, *, ok: bool) -> bool:
    """Ask for the address, with `/fail` when something is wrong; tell whether it was heard."""
    there = urlsplit(url)
    if there.scheme not in SCHEMES or not there.hostname:
        return False
    line = SCHEMES[there.scheme](there.hostname, there.port, timeout=SECONDS)
    try:
        path = there.path.rstrip("/") + ("" if ok else "/fail") or "/"
        line.request("GET", f"{path}?{there.query}" if there.query else path)
        return bool(line.getresponse().status < 300)  # noqa: PLR2004  no redirect is followed
    except (OSError, HTTPException):
        return False
    finally:
        line.close()
