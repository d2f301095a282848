from complaints.models.addendum import Addendum, AddendumFiling
from complaints.models.draft import ComplaintDraft
from complaints.models.draft_parts import ComplaintDraftQuerySet
from complaints.models.exposure import ExposureChoice
from complaints.models.notice import PriorNotice
from complaints.models.pattern import Pattern
from complaints.models.revision import Revision
from complaints.models.sign_off import SignOff
from complaints.models.tip import CyberTip

__all__ = [
    "Addendum",
    "AddendumFiling",
    "ComplaintDraft",
    "ComplaintDraftQuerySet",
    "CyberTip",
    "ExposureChoice",
    "Pattern",
    "PriorNotice",
    "Revision",
    "SignOff",
]
