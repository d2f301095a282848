from reports.models.export import Export, ExportPiece, ExportQuerySet

__all__ = [
    "Export",
    "ExportPiece",
    "ExportQuerySet",
]
