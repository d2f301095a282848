"""The addenda of a filed complaint as its page draws them, each with its own form."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.forms.boundfield import BoundField

from complaints.forms import AddendumFiledForm
from complaints.models import Addendum, AddendumFiling, ComplaintDraft
from complaints.rules.addenda import ADDENDA, AddendumKind


@dataclass(frozen=True)
class Added:
    number: int
    addendum: Addendum
    about: str
    filing: AddendumFiling | None
    form: AddendumFiledForm

    @property
    def fields(self) -> list[BoundField]:
        return [self.form["filed_at"], self.form["number"]]


def added_to(draft: ComplaintDraft) -> Iterator[Added]:
    """Give each addendum with its number, in order; the filing where a person recorded one."""
    rows = draft.addenda.select_related("filing__filed_by", "filing__release")
    for number, row in enumerate(rows.order_by("made_at", "id"), start=1):
        row.case = draft.case
        filing: AddendumFiling | None = getattr(row, "filing", None)
        if filing is not None:
            filing.case = draft.case
        about = ADDENDA[AddendumKind(row.kind)] if row.kind else "An addendum"
        form = AddendumFiledForm(auto_id=f"addendum_{number}_%s")
        yield Added(number, row, about, filing, form)
