from removal.forms.parts import DraftForm, PartsForm
from removal.forms.platforms import NewPlatformForm, PlatformForm
from removal.forms.recording import ConductForm, ProcessForm, SetAsideForm, SubmissionForm

__all__ = [
    "ConductForm",
    "DraftForm",
    "NewPlatformForm",
    "PartsForm",
    "PlatformForm",
    "ProcessForm",
    "SetAsideForm",
    "SubmissionForm",
]
