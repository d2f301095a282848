from complaints.views.acting import (
    filed,
    refresh,
    return_to_draft,
    review,
    sign_off,
    supersede,
    take_up,
    withdraw_sign_off,
)
from complaints.views.adding import addendum, addendum_filed
from complaints.views.choosing import exposure, tip
from complaints.views.listing import case_panel, complaint_list, request_panel
from complaints.views.noticing import notice, notice_sent
from complaints.views.page import complaint, revise
from complaints.views.patterns import filed as pattern_filed
from complaints.views.patterns import packet as pattern_packet
from complaints.views.patterns import pattern
from complaints.views.taking import packet, papers_page, portal

__all__ = [
    "addendum",
    "addendum_filed",
    "case_panel",
    "complaint",
    "complaint_list",
    "exposure",
    "filed",
    "notice",
    "notice_sent",
    "packet",
    "papers_page",
    "pattern",
    "pattern_filed",
    "pattern_packet",
    "portal",
    "refresh",
    "request_panel",
    "return_to_draft",
    "review",
    "revise",
    "sign_off",
    "supersede",
    "take_up",
    "tip",
    "withdraw_sign_off",
]
