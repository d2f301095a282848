"""A complaint to take away: as text for the regulator's own form, or on paper."""

from complaints.packet.paper import as_pdf
from complaints.packet.plain_text import as_text

__all__ = ["as_pdf", "as_text"]
