"""The last wall: the database driver itself takes no opened value, whichever column it is for."""

from typing import NoReturn

import psycopg
from psycopg.adapt import Dumper

from sealing.secret import Secret


class _Refused(Dumper):
    def dump(self, obj: Secret) -> NoReturn:
        raise TypeError("An opened sealed value goes into a sealed column, or nowhere.")


def stop() -> None:
    """Have every connection made from now on refuse a Secret as a parameter."""
    psycopg.adapters.register_dumper(Secret, _Refused)
