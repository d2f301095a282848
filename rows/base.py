"""Django's own Postgres backend, which tells each transaction for whom it reads.

The words are local to the transaction, so that a pooled connection takes none of them along. What
was one transaction stays one: outside of any, statements share one that begins with the first of
them and is committed before a service begins its own, after each write, and at the reading's end.
"""

from collections.abc import Callable
from typing import Any

from django.db.backends.postgresql import base
from psycopg import sql as words
from psycopg.pq import TransactionStatus as Status

from rows.reading import NOBODY, Reading

TELL = "SELECT set_config('reclaim.reader', {}, true), set_config('reclaim.act', {}, true)"
FIRST = "SET TRANSACTION"  # reads no row, and is to be a transaction's first word
READS = ("SELECT", "SHOW", "FETCH", "DECLARE")


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection, and for whom it reads."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._reading: Reading = NOBODY
        self._told: Reading | None = None  # what the open transaction knows; None: not certain
        self.execute_wrappers.append(self._in_its_reading)

    @property
    def reading(self) -> Reading:
        return self._reading

    @reading.setter
    def reading(self, reading: Reading) -> None:
        if reading != self._reading:
            self._end_shared()
            self._reading = reading

    def _in_its_reading(
        self,
        execute: Callable[..., Any],
        sql: Any,
        params: Any,
        many: bool,  # noqa: FBT001  Django's own signature
        context: Any,
    ) -> Any:
        """Tell the transaction for whom it is, once, before its first statement."""
        self.ensure_connection()
        begun = self._tell(sql)
        try:
            return execute(sql, params, many, context)
        finally:
            if begun:
                self._after(context["cursor"])

    def _tell(self, sql: Any) -> bool:
        """Tell what is not known yet; say whether the transaction is one that we share."""
        status = self._status()
        if status == Status.INERROR:  # only a rollback is understood, and forgets what was told
            return False
        if status == Status.IDLE:
            self._told = NOBODY  # a new transaction knows of nobody
        if str(sql).startswith(FIRST):
            return False
        shared = self.autocommit
        if self._told != self._reading:
            told = TELL.format(*(words.quote(word) for word in self._reading))
            begin = "BEGIN; " if shared and status == Status.IDLE else ""
            with self.wrap_database_errors:
                self.connection.execute(begin + told)
            self._told = self._reading
        return shared and self._status() != Status.IDLE

    def _after(self, cursor: Any) -> None:
        """Keep what was written, as a statement outside of any transaction is kept."""
        wrote = not str(cursor.statusmessage or "").startswith(READS)
        if self._status() == Status.INERROR or wrote:
            self._end_shared()

    def _end_shared(self) -> None:
        if self.connection is None or self.connection.closed or not self.autocommit:
            return
        with self.wrap_database_errors:
            if self._status() == Status.INERROR:
                self.connection.rollback()
            elif self._status() == Status.INTRANS:
                self.connection.commit()

    def _status(self) -> Status:
        status: Status = self.connection.info.transaction_status
        return status

    def _set_autocommit(self, autocommit: bool) -> None:  # noqa: FBT001  Django's own signature
        self._end_shared()
        super()._set_autocommit(autocommit)  # type: ignore[misc]  # the stubs leave it out

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)  # type: ignore[misc]  # the stubs leave it out
        self._told = None  # what was told since the savepoint is forgotten with it

    def close(self) -> None:
        if not self.in_atomic_block:
            self._end_shared()
        super().close()
