from complaints.views.acting import (
    filed,
    refresh,
    return_to_draft,
    review,
    sign_off,
    supersede,
    take_up,
)
from complaints.views.listing import case_panel, complaint_list, request_panel
from complaints.views.page import complaint, revise
from complaints.views.taking import packet, text

__all__ = [
    "case_panel",
    "complaint",
    "complaint_list",
    "filed",
    "packet",
    "refresh",
    "request_panel",
    "return_to_draft",
    "review",
    "revise",
    "sign_off",
    "supersede",
    "take_up",
    "text",
]
