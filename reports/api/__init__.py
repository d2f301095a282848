from reports.api.exports import ExportViewSet
from reports.api.figures import chapter_figures, figures_now

__all__ = ["ExportViewSet", "chapter_figures", "figures_now"]
