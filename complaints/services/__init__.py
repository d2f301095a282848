"""The only writers of complaints: a person finishes and files; nothing here sends."""

from complaints.revisions import blanks_of
from complaints.rules.clock import ClockFacts
from complaints.services.adding import (
    add_what_followed,
    export_addendum,
    record_addendum_filing,
)
from complaints.services.drafting import add_addendum, draft, restate_clock
from complaints.services.exporting import export
from complaints.services.exposing import choose_exposure
from complaints.services.filing import record_filing, supersede
from complaints.services.noticing import record_notice_sent, write_notice
from complaints.services.patterns import export_pattern, make_pattern, record_pattern_filed
from complaints.services.reporting import record_tip
from complaints.services.reviewing import return_to_draft, send_to_review
from complaints.services.revising import refresh, revise
from complaints.services.signing import sign_off, withdraw_sign_off
from complaints.services.taking_up import take_up
from complaints.services.texts import Composed, compose_waiting, composed_draft

__all__ = [
    "ClockFacts",
    "Composed",
    "add_addendum",
    "add_what_followed",
    "blanks_of",
    "choose_exposure",
    "compose_waiting",
    "composed_draft",
    "draft",
    "export",
    "export_addendum",
    "export_pattern",
    "make_pattern",
    "record_addendum_filing",
    "record_filing",
    "record_notice_sent",
    "record_pattern_filed",
    "record_tip",
    "refresh",
    "restate_clock",
    "return_to_draft",
    "revise",
    "send_to_review",
    "sign_off",
    "supersede",
    "take_up",
    "withdraw_sign_off",
    "write_notice",
]
