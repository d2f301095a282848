"""What no log may hold: the secret in a calendar's address (ADR 0046)."""

import logging
import re

SECRET = re.compile(r"(/calendar/)[A-Za-z0-9_\-%.]+")


class NoSecrets(logging.Filter):
    """Write `/calendar/…` for the whole of such an address, wherever a record quotes one."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if "/calendar/" in said:
            record.msg, record.args = SECRET.sub(r"\1…", said), ()
        return True
