"""The versions before and after the one that a complaint is about."""

from typing import NamedTuple

from removal.models import RemovalRequest, Submission


class Version(NamedTuple):
    request: RemovalRequest
    sent: Submission | None


def before(request: RemovalRequest) -> Version | None:
    """Give the version that this one cures; none where nothing was disputed."""
    answer = request.cures_answer
    if answer is None:
        return None
    answer.case = answer.request.case = request.case  # their key is loaded
    return Version(answer.request, _sent(answer.request))


def after(request: RemovalRequest) -> Version | None:
    """Give the version that came after this one, once it was sent; a draft of one is no fact."""
    later: RemovalRequest | None = getattr(request, "replaced_by", None)
    if later is None:
        return None
    later.case = request.case
    sent = _sent(later)
    return Version(later, sent) if sent else None


def _sent(request: RemovalRequest) -> Submission | None:
    return Submission.objects.filter(request=request).first()
