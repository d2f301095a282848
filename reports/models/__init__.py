from reports.models.export import Export, ExportPiece, ExportQuerySet
from reports.models.kept import KeptMonth, KeptPeople, StaleMonth
from reports.models.snapshot import CountedCase, Snapshot

__all__ = [
    "CountedCase",
    "Export",
    "ExportPiece",
    "ExportQuerySet",
    "KeptMonth",
    "KeptPeople",
    "Snapshot",
    "StaleMonth",
]
