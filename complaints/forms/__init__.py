"""What a person may write on a complaint, choose for it, and record of it."""

from complaints.forms.choosing import ExposureForm, TipForm
from complaints.forms.recording import AddendumFiledForm, NoticeForm, NoticeSentForm
from complaints.forms.writing import FilingForm, ReviseForm, SignOffForm, is_writable

__all__ = [
    "AddendumFiledForm",
    "ExposureForm",
    "FilingForm",
    "NoticeForm",
    "NoticeSentForm",
    "ReviseForm",
    "SignOffForm",
    "TipForm",
    "is_writable",
]
