"""Today: clocks in bands, what waits for our part, tasks and reminders; a row, an act."""

from deadlines.board.bands import BandOfRows, bands
from deadlines.board.tasks import tasks, unread
from deadlines.board.waiting import waiting

__all__ = ["BandOfRows", "bands", "tasks", "unread", "waiting"]
