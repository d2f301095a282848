"""What a list to take along is asked for: which rows, as what, for whom."""

from collections.abc import Iterable
from typing import Any

from django import forms

from accounts.models import User
from accounts.rules import may
from cases import activity, recipients
from cases import lists as of_cases
from cases.models import Release
from cases.rules.release_words import PURPOSES, Purpose
from cases.rules.spoken import choices
from complaints import lists as of_complaints
from deadlines.api.states import SPOKEN
from removal import lists as of_requests
from reports.lists import LISTINGS
from reports.rules.exports import LISTS, PAPERS, TELLS, USES, USES_OF, Listed, Paper, Use

UNKNOWN = "This is none of those listed. Choose one."
FILTERS = ("view", "status", "platform", "state", "show", "action", "person", "case")


class AskForm(forms.Form):
    """One list: its filters as on its own page, its paper, its use, and who gets it."""

    paper = forms.ChoiceField(
        label="As", choices=choices(PAPERS), widget=forms.RadioSelect, initial=Paper.XLSX.value,
        error_messages={"required": "Choose a kind of file."},
    )  # fmt: skip
    use = forms.ChoiceField(
        label="What it is for", widget=forms.RadioSelect,
        error_messages={"required": "Say what it is for: it is recorded with the export."},
    )  # fmt: skip
    recipient = forms.ChoiceField(
        label="Who gets it", required=False,
        help_text="Only if it leaves the agency. Cases whose survivor signed no release for them"
        " are left out, and the file's page says how many.",
        error_messages={"invalid_choice": UNKNOWN},
    )  # fmt: skip

    def __init__(self, asked: Any, *, listed: str, reader: User, **more: Any) -> None:
        super().__init__(asked, **more)
        self.listed, self.reader = listed, reader
        own = FIELDS[Listed(listed)](reader)
        self.fields = {**own, **self.fields}
        self.narrowing = tuple(own)
        fields: dict[str, Any] = self.fields
        uses = [one for one in USES_OF.get(reader.role, ()) if _may_use(one, listed)]
        fields["use"].choices = [(one.value, USES[one]) for one in uses]
        if Use.OUTSIDE in uses:
            fields["recipient"].choices = [("", "Nobody outside"), *_recipients(reader, listed)]
        else:
            del self.fields["recipient"]

    def clean(self) -> dict[str, Any]:
        held: dict[str, Any] = self.cleaned_data
        if held.get("use") == Use.OUTSIDE and not held.get("recipient"):
            self.add_error("recipient", "Choose who gets it: a release is for one recipient.")
        if self.listed == Listed.ACTIVITY and not self.errors:
            for name, said in activity.ActivityFilter(self.data).errors.items():
                self.add_error(name, list(said))
        return held

    def asked(self) -> dict[str, str]:
        """Give the filters that were set, by their codes."""
        return {name: str(self.cleaned_data[name]) for name in self.narrowing
                if self.cleaned_data.get(name)}  # fmt: skip

    def chosen_recipient(self) -> tuple[str, str, str] | None:
        """Give the kind, code and purpose of the releases it goes out under."""
        if self.cleaned_data["use"] != Use.OUTSIDE:
            return None
        kind, purpose, ref = self.cleaned_data["recipient"].split("|", maxsplit=2)
        return kind, ref, purpose


def lists_of(reader: User) -> list[tuple[str, str]]:
    """Give the lists that this person's role takes along."""
    return [
        (listed.value, words)
        for listed, words in LISTS.items()
        if may(reader.role, LISTINGS[listed.value].deed)
    ]


def _may_use(use: Use, listed: str) -> bool:
    return not (use == Use.OUTSIDE and listed == Listed.ACTIVITY)


def _recipients(reader: User, listed: str) -> Iterable[tuple[str, str]]:
    """Give who may be told this much by a release that holds, of the cases in sight."""
    holding = Release.objects.visible_to(reader).holding().exclude(recipient_ref="").order_by()
    telling = holding.filter(information__contains=sorted(TELLS.get(Listed(listed), ())))
    found = telling.values_list("recipient_kind", "purpose", "recipient_ref").distinct()
    named = [
        (f"{kind}|{purpose}|{ref}",
         f"{recipients.name_of(kind, ref)}: {PURPOSES[Purpose(purpose)].lower()}")
        for kind, purpose, ref in found
    ]  # fmt: skip
    return sorted(named, key=lambda one: one[1].casefold())


def _select(label: str, known: Iterable[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=list(known), required=False,
        error_messages={"invalid_choice": UNKNOWN},
    )  # fmt: skip


def _cases(reader: User) -> dict[str, forms.Field]:
    views = of_cases.views_for(reader)
    return {"view": _select("Which cases", ((one.name, one.label) for one in views))}


def _requests(reader: User) -> dict[str, forms.Field]:
    platforms = ((one.slug, one.name) for one in of_requests.platforms(reader))
    return {
        "status": _select("Which requests", ((v.name, v.label) for v in of_requests.VIEWS)),
        "platform": _select("Platform", [("", "Every platform"), *platforms]),
    }


def _clocks(reader: User) -> dict[str, forms.Field]:
    return {"state": _select("Which clocks", [("", "Every clock"), *choices(SPOKEN)])}


def _complaints(reader: User) -> dict[str, forms.Field]:
    views = of_complaints.VIEWS
    return {"show": _select("Which complaints", ((one.name, one.label) for one in views))}


def _activity(reader: User) -> dict[str, forms.Field]:
    return dict(activity.ActivityFilter().fields)


FIELDS = {
    Listed.CASES: _cases,
    Listed.REQUESTS: _requests,
    Listed.CLOCKS: _clocks,
    Listed.COMPLAINTS: _complaints,
    Listed.ACTIVITY: _activity,
}
