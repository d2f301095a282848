from removal.forms.parts import DraftForm, PartsForm
from removal.forms.platforms import PlatformForm
from removal.forms.recording import ConductForm, ProcessForm, SubmissionForm

__all__ = [
    "ConductForm",
    "DraftForm",
    "PartsForm",
    "PlatformForm",
    "ProcessForm",
    "SubmissionForm",
]
