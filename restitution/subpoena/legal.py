"""Of the law: complaints that were filed, and what the survivor told for restitution."""

from collections.abc import Collection

from cases.models import Case
from cases.rules.release_words import Information
from complaints.models import ComplaintDraft
from complaints.packet import as_text, paper_of
from complaints.revisions import document_of, in_force
from complaints.rules.words import Status
from complaints.shows import TELLS_WHO, beyond
from evidence.log.rows import moment
from restitution.models import RemedyFact
from restitution.rules.asking import ASKED_BY_ADVOCATES
from restitution.rules.questions import QUESTIONS
from restitution.rules.subpoena import Why, Withheld
from restitution.subpoena.image import any_minor
from restitution.subpoena.part import Part, Table
from restitution.told import fact_of, spoken

FILED = (("Complaint", 2), ("Filed (UTC)", 3), ("Its number there", 3))
FACTS = (("Question", 4), ("Answer", 2), ("Said on", 2), ("Where from", 2))


def complaint(case: Case, *, released: Collection[str]) -> Part:
    """Give filed complaints; one whose text tells more than is released stays, and says so."""
    drafts = ComplaintDraft.objects.filter(case=case).for_display().order_by("made_at")
    filed = [one for one in drafts if one.status == Status.FILED]
    for one in filed:
        one.case = case
    texts: dict[str, str] = {}
    withheld = []
    minor = any_minor(case)
    for one in filed:
        shown = beyond(document_of(in_force(one)))
        if minor and shown & TELLS_WHO:
            withheld.append(Withheld(f"The text of the complaint on {one.request.code}", Why.MINOR))
        elif shown - set(released):
            withheld.append(Withheld(f"The text of the complaint on {one.request.code}", Why.MIXED))
        else:
            texts[f"complaint/{one.request.code}.txt"] = as_text(paper_of(one))
    if len(filed) < len(drafts):
        withheld.append(Withheld("Complaints that were not filed", Why.WORKING))
    rows = [(one.request.code, moment(one.filed_at), one.filing_number) for one in filed]
    table = Table.of("Complaints filed", FILED, rows)
    return Part(Information.COMPLAINT.value, (table,), texts, tuple(withheld))


def restitution(case: Case) -> Part:
    """Give what was asked of the survivor and answered; no sum, no note, nothing weighed."""
    told = RemedyFact.objects.filter(case=case, slug__in=ASKED_BY_ADVOCATES).current()
    rows = []
    for one in told.order_by("slug"):
        question = QUESTIONS.get(one.slug)
        if question is None or question.kind == "money":
            continue
        one.case = case
        answer = spoken(question, fact_of(one))
        rows.append((question.words, answer, one.said_on.isoformat(), one.get_source_display()))
    return Part(Information.RESTITUTION.value, (Table.of("Facts as told", FACTS, rows),))
