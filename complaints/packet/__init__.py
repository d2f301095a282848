"""A complaint to take away: one text, on paper, as a Word file, or for the regulator's own form."""

from complaints.packet.paper import as_pdf
from complaints.packet.plain_text import as_text
from complaints.packet.word_file import as_docx
from complaints.packet.words import addenda_paper_of, addendum_paper_of, paper_of

__all__ = ["addenda_paper_of", "addendum_paper_of", "as_docx", "as_pdf", "as_text", "paper_of"]
