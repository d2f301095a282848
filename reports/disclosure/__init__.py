"""Hide small numbers so that nobody can have them back (docs/adr/0064-hidden-with-a-witness.md)."""

from reports.disclosure.hiding import hidden, hidden_together
from reports.disclosure.tables import TOTAL, Cell, Given, Key, Place, Table, hidden_words

__all__ = [
    "TOTAL",
    "Cell",
    "Given",
    "Key",
    "Place",
    "Table",
    "hidden",
    "hidden_together",
    "hidden_words",
]
