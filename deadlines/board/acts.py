"""The act that a complaint draft asks of its reader."""

from accounts.models import User
from accounts.rules import Deed, may
from complaints.models import ComplaintDraft
from complaints.rules.words import Status


def act_on_draft(draft: ComplaintDraft, user: User) -> str:
    signs = may(user.role, Deed.SIGN_OFF_COMPLAINT) and draft.review_by_id != user.pk
    # fmt: off
    acts = {
        Status.DRAFT:      "Review the complaint",
        Status.IN_REVIEW:  "Sign off the complaint" if signs else "",
        Status.SIGNED_OFF: "File the complaint",
    }
    # fmt: on
    return acts.get(Status(draft.status), "")
