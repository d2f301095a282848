from removal.forms.chokepoint import ChokepointForm
from removal.forms.keeping import ReportForm
from removal.forms.parts import DraftForm, PartsForm
from removal.forms.platforms import NewPlatformForm, PlatformForm
from removal.forms.recording import (
    BatchSubmissionForm,
    ConductForm,
    ProcessForm,
    SetAsideForm,
    SkipForm,
    SubmissionForm,
)

__all__ = [
    "BatchSubmissionForm",
    "ChokepointForm",
    "ConductForm",
    "DraftForm",
    "NewPlatformForm",
    "PartsForm",
    "PlatformForm",
    "ProcessForm",
    "ReportForm",
    "SetAsideForm",
    "SkipForm",
    "SubmissionForm",
]
