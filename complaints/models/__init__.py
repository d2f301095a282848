from complaints.models.addendum import Addendum
from complaints.models.draft import ComplaintDraft, ComplaintDraftQuerySet
from complaints.models.revision import Revision

__all__ = ["Addendum", "ComplaintDraft", "ComplaintDraftQuerySet", "Revision"]
