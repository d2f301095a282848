"""When a receipt or an answer makes sense, and what a receipt needs to be called proven."""

from audit.rules import NotAllowed
from removal.rules.moves import IS
from removal.rules.words import Proof, ReceiptBasis, Status

HAD_BY_PLATFORM = {Status.SUBMITTED, Status.RECEIVED, Status.RESOLVED}


def require_proof(basis: str, proof: str) -> None:
    """Pass when proven names a proof and inferred names none."""
    if basis == ReceiptBasis.PROVEN and proof == Proof.NONE:
        raise NotAllowed(
            "Say what proves that the platform received it, or record it as inferred.",
            code="proof_missing",
            field="proof",
        )
    if basis == ReceiptBasis.INFERRED and proof != Proof.NONE:
        raise NotAllowed(
            "With that proof the receipt is proven, not inferred.",
            code="proof_of_inferred",
            field="basis",
        )


def require_receivable(status: str, *, change_reason: str, is_first: bool) -> None:
    """Pass when a platform can have received it; a changed receipt says why it changes."""
    if Status(status) not in HAD_BY_PLATFORM:
        raise NotAllowed(
            f"This request is {IS[Status(status)]}, so no receipt can be recorded.",
            code="request_not_submitted",
        )
    if is_first and change_reason:
        raise NotAllowed(
            "No receipt is recorded yet, so there is nothing to change.",
            code="nothing_to_change",
            field="change_reason",
        )
    if not is_first and not change_reason:
        raise NotAllowed(
            "A receipt is recorded already. Say why it changes.",
            code="change_reason_missing",
            field="change_reason",
        )


def require_answerable(*, was_submitted: bool) -> None:
    """Pass when the platform has been asked; it may still answer what was withdrawn since."""
    if not was_submitted:
        raise NotAllowed(
            "This request was not submitted yet, so the platform cannot have answered it.",
            code="request_not_submitted",
        )
