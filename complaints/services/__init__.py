"""The only writers of complaints: a person finishes and files; nothing here sends."""

from complaints.revisions import blanks_of
from complaints.rules.clock import ClockFacts
from complaints.services.drafting import add_addendum, draft, restate_clock
from complaints.services.exporting import export
from complaints.services.filing import record_filing, supersede
from complaints.services.reviewing import return_to_draft, send_to_review, sign_off
from complaints.services.revising import refresh, revise
from complaints.services.taking_up import take_up

__all__ = [
    "ClockFacts",
    "add_addendum",
    "blanks_of",
    "draft",
    "export",
    "record_filing",
    "refresh",
    "restate_clock",
    "return_to_draft",
    "revise",
    "send_to_review",
    "sign_off",
    "supersede",
    "take_up",
]
