"""Words set on paper: a tagged PDF (PDF/UA-1), made here, with nothing fetched."""

from cases.paper.setting import as_pdf

__all__ = ["as_pdf"]
