"""What happens to a request after submission, under the one name that doors call."""

from deadlines.services.answers import record_answer, withdraw
from deadlines.services.complaining import draft_complaint
from deadlines.services.outcomes import record_outcome, retract_outcome

__all__ = ["draft_complaint", "record_answer", "record_outcome", "retract_outcome", "withdraw"]
