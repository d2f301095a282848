"""What a person does to a request until the platform has it, and what they found out."""

from removal.services.requests.curing import cure_request
from removal.services.requests.drafts import change_request, draft_request
from removal.services.requests.findings import note_conduct, note_process
from removal.services.requests.given import Parts
from removal.services.requests.submission import record_submission

__all__ = [
    "Parts",
    "change_request",
    "cure_request",
    "draft_request",
    "note_conduct",
    "note_process",
    "record_submission",
]
