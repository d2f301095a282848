"""What was recorded beside a complaint's own text: CyberTipline records, notices that were sent."""

from cases.models import Case
from complaints.models import ComplaintDraft, CyberTip, PriorNotice


def tip_of(case: Case) -> CyberTip | None:
    """Give the last CyberTipline record of a case."""
    tip: CyberTip | None = CyberTip.objects.filter(case=case).last()
    if tip is not None:
        tip.case = case
    return tip


def notices_of(draft: ComplaintDraft, case: Case) -> tuple[PriorNotice, ...]:
    """Give the notices that a person sent before this complaint, in order."""
    sent = PriorNotice.objects.filter(draft=draft.pk).exclude(sent_at=None)
    found = tuple(sent.order_by("sent_at"))
    for notice in found:
        notice.case = case
    return found
