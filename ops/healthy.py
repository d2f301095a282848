"""Exit 0 when the web server of this container may be sent requests: HEALTHCHECK asks it.

It asks as the proxy does, by the site's own name and as over TLS.
"""

import os
import sys
from http.client import HTTPConnection, HTTPException

SITE = os.environ.get("RECLAIM_HOSTS", "localhost").split(",")[0]
PORT = int(os.environ.get("RECLAIM_BIND", ":8000").rpartition(":")[2])


def main() -> int:
    line = HTTPConnection("127.0.0.1", PORT, timeout=4)
    try:
        line.request("GET", "/readyz", headers={"Host": SITE, "X-Forwarded-Proto": "https"})
        answer = line.getresponse()
        said = answer.read(200).decode(errors="replace")
    except (OSError, HTTPException) as trouble:
        said, status = type(trouble).__name__, 0
    else:
        status = answer.status
    sys.stdout.write(f"{status} {said}\n")
    return 0 if status == 200 else 1  # noqa: PLR2004


if __name__ == "__main__":
    sys.exit(main())
