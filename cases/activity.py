"""What the activity page may be asked, and the entries that answer it."""

from typing import Any, NamedTuple

from django import forms
from django.db.models import QuerySet

from accounts.models import User
from audit.chain import verify_all
from audit.models import Entry
from cases.models import Case
from cases.rules.codes import codes_meant

# fmt: off
FAMILIES = {
    "cases":      "Cases",
    "evidence":   "Evidence",
    "removal":    "Removal requests",
    "deadlines":  "Deadlines",
    "complaints": "Complaints",
    "accounts":   "Accounts",
}
LOOKED = {
    "looked":              "Someone looked",
    "cases.revealed":      "Name and contact shown",
    "evidence.showed_url": "Address shown",
}
# fmt: on


class ActivityFilter(forms.Form):
    """In the address, for ids and codes alone stand there."""

    action = forms.ChoiceField(label="What", required=False)
    person = forms.ChoiceField(label="Who", required=False)
    case = forms.CharField(label="Case code", max_length=12, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        action: Any = self.fields["action"]
        action.choices = [("", "Everything"), *LOOKED.items(), *FAMILIES.items()]
        person: Any = self.fields["person"]
        people = User.objects.order_by("name").values_list("pk", "name")
        person.choices = [("", "Everyone"), *((str(pk), name) for pk, name in people)]


class Checked(NamedTuple):
    """What recomputing every chain found; `broken` names places, and is empty when all hold."""

    entries: int
    chains: int
    broken: list[str]


def checked() -> Checked:
    """Walk every chain from its first entry to its head."""
    verdicts = list(verify_all())
    codes = {str(pk): code for pk, code in Case.objects.values_list("pk", "code")}
    return Checked(
        entries=sum(verdict.entries for verdict in verdicts),
        chains=len(verdicts),
        broken=[
            f"{codes.get(verdict.chain, verdict.chain)}, entry {verdict.broken_at}: {verdict.why}"
            for verdict in verdicts
            if not verdict.holds
        ],
    )


def entries(
    *, action: str = "", person: str = "", case: str = "", before: int | None = None
) -> QuerySet[Entry]:
    """Give the trail, newest first, as far as it answers."""
    found = Entry.objects.order_by("-pk")
    if action:
        found = _of(found, action)
    if person:
        found = found.filter(actor=person)
    if case:
        known = Case.objects.filter(code__in=codes_meant(case)).values_list("pk", flat=True)
        found = found.filter(chain__in=[str(pk) for pk in known])
    return found if before is None else found.filter(pk__lt=before)


def _of(found: QuerySet[Entry], action: str) -> QuerySet[Entry]:
    if action == "looked":
        return found.filter(action__in=["cases.opened", "evidence.opened"])
    if action in FAMILIES:
        return found.filter(action__startswith=f"{action}.")
    return found.filter(action=action)
