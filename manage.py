#!/usr/bin/env python3
"""One door to every command. It needs a Python and nothing else: the rest it makes itself."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  this much must be readable to an older Python
    sys.exit(
        "Reclaim needs Python 3.11 or newer and this is %d.%d: install one (`apt-get install "  # noqa: UP031
        "python3` on Debian 12, `brew install python@3.13` on a Mac) and run this with it, as in "
        "`python3.13 manage.py up`." % sys.version_info[:2]
    )

from config.embedded import door

if __name__ == "__main__":
    sys.exit(door.main(sys.argv))
