"""A row of the directory by hand; lists are written one to a line."""

from typing import Any

from django import forms
from django.http import QueryDict

from cases.rules.spoken import choices
from removal import directory
from removal.forms.in_order import InOrder
from removal.models import Platform
from removal.models.platform import YES_NO
from removal.rules.desk_spoken import HASH_PROGRAMMES
from removal.rules.spoken import ASKS, COVERAGES, KINDS
from removal.rules.words import Coverage

SURE = [("high", "High"), ("medium", "Medium"), ("low", "Low")]


class Lines(forms.CharField):
    """A list of short texts, one to a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else "\n".join(value or [])

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value)
        return [line.strip() for line in text.splitlines() if line.strip()]


def _unknown(label: str) -> forms.ChoiceField:
    said = {"yes": "Yes", "no": "No", "unknown": "Not known"}
    return forms.ChoiceField(label=label, choices=[(value, said[value]) for value, _ in YES_NO])


class NewPlatformForm(forms.Form):
    """What a row cannot be without; the rest is told on its own page."""

    name = forms.CharField(
        label="Name", max_length=100, error_messages={"required": "Give its name."}
    )
    kind = forms.ChoiceField(label="Kind", choices=list(KINDS.items()))
    domains = Lines(
        label="Domains that are certainly its own",
        help_text="One to a line. An item's address is matched with these, and never guessed.",
        error_messages={"required": "Give at least one domain, such as example.org."},
    )
    report_url = forms.CharField(
        label="Address of its notice process",
        help_text="Leave it empty when nobody has found one.",
        max_length=500,
        required=False,
    )
    coverage = forms.ChoiceField(
        label="Does the Act reach it", choices=choices(COVERAGES), initial=Coverage.UNCLEAR.value
    )
    coverage_reason = forms.CharField(
        label="Why",
        help_text="What in the text of the Act, and what of it is open. Shown beside every clock.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why; the reason stands beside every clock."},
    )


class PlatformForm(forms.Form):
    coverage = forms.ChoiceField(label="Does the Act reach it", choices=choices(COVERAGES))
    coverage_reason = forms.CharField(
        label="Why",
        help_text="What in the text of the Act, and what of it is open. Shown beside every clock.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why; the reason stands beside every clock."},
    )
    foreign_operator = forms.BooleanField(label="Run from outside the US", required=False)
    report_url = forms.CharField(
        label="Address of its notice process", max_length=500, required=False
    )
    alt_urls = Lines(label="Other addresses", required=False)
    contacts = Lines(label="Other channels", help_text="One to a line.", required=False)
    asks_for = forms.MultipleChoiceField(
        label="What its form asks, in its order",
        help_text="A batch shows the facts in the same order. An empty place is passed by.",
        choices=list(ASKS.items()),
        required=False,
        widget=InOrder,
    )
    account_required = _unknown("Needs an account")
    accepts_representative = _unknown("Takes requests by a representative")
    gives_reference = _unknown("Gives a reference")
    hash_programmes = forms.MultipleChoiceField(
        label="Hash programmes",
        choices=list(HASH_PROGRAMMES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    domains = Lines(
        label="Domains that are certainly its own",
        help_text="An item's address is matched with these, and never guessed.",
        required=False,
    )
    notes = forms.CharField(label="Notes", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    conflict = forms.CharField(
        label="Where sources disagree", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    source = forms.CharField(
        label="Source", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    tags = forms.MultipleChoiceField(
        label="Marks",
        help_text="Set by a person who looked, and looked at again.",
        choices=[(slug, tag.name) for slug, tag in directory.tags().items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    confidence = forms.ChoiceField(label="How sure", choices=SURE)
    found = forms.CharField(
        label="What you saw, and where",
        help_text="For whoever confirms it, and for the history. Nothing of a case.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, posted: QueryDict | None = None, *, platform: Platform) -> None:
        own = [name for name in self.base_fields if name not in {"domains", "found"}]
        held = {name: getattr(platform, name) for name in own}
        held["domains"] = [one.domain for one in platform.domains.all()]
        super().__init__(posted, initial=held)
        asked: Any = self.fields["asks_for"]
        others = [(code, code) for code in held["asks_for"] if code not in ASKS]
        asked.choices = [*ASKS.items(), *others]

    def clean(self) -> dict[str, Any]:
        return {
            name: value.replace("\r\n", "\n") if isinstance(value, str) else value
            for name, value in (super().clean() or {}).items()
        }
