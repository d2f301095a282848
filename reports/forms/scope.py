"""Which requests the figures are of; it lives in the address, for it holds codes and months."""

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils import timezone

from accounts.models import User
from audit.rules import NotAllowed
from deadlines.models import Clock
from removal import lists
from removal.rules.spoken import CHANNELS
from reports.figures import Scope
from reports.rules import periods

UNKNOWN = "This is none of those listed. Choose one, or leave it open."


class ScopeForm(forms.Form):
    """Months, platform and channel; a wrong one is said at its field and kept as it was typed."""

    period = forms.ChoiceField(
        label="Months", required=False, error_messages={"invalid_choice": UNKNOWN}
    )
    first = forms.CharField(label="From", required=False, max_length=20)
    last = forms.CharField(label="To", required=False, max_length=20)
    platform = forms.ChoiceField(
        label="Platform", required=False, error_messages={"invalid_choice": UNKNOWN}
    )
    channel = forms.ChoiceField(
        label="Sent by", required=False, error_messages={"invalid_choice": UNKNOWN}
    )

    def __init__(self, asked: Any, *, reader: User) -> None:
        super().__init__(asked)
        self.today = timezone.localdate(timezone=ZoneInfo(settings.RECLAIM_AGENCY_ZONE))
        fields: dict[str, Any] = self.fields
        since = Clock.objects.order_by("starts_at").values_list("starts_at", flat=True).first()
        fields["period"].choices = [
            ("", "The last twelve months"),
            *periods.choices(since.date() if since else self.today, self.today),
            (periods.MONTHS, "From one month to another"),
        ]
        platforms = [(one.slug, one.name) for one in lists.platforms(reader)]
        fields["platform"].choices = [("", "Every platform"), *sorted(platforms, key=_by_name)]
        fields["channel"].choices = [
            ("", "Every channel"),
            *((channel.value, words) for channel, words in CHANNELS.items()),
        ]
        for name in ("first", "last"):
            fields[name].widget.attrs |= {"placeholder": "2026-04", "inputmode": "numeric"}

    def clean(self) -> dict[str, Any]:
        held: dict[str, Any] = self.cleaned_data
        if "period" in held:
            try:
                held["months"] = periods.period(
                    asked=held["period"],
                    first=held.get("first", ""),
                    last=held.get("last", ""),
                    today=self.today,
                )
            except NotAllowed as no:
                self.add_error(no.field or "period", no.sentence)
        return held

    def scope(self) -> Scope:
        """Give what the figures are asked of; the form is valid."""
        months: periods.Period = self.cleaned_data["months"]
        return Scope(
            first=months.first,
            last=months.last,
            platform=self.cleaned_data["platform"],
            channel=self.cleaned_data["channel"],
            zone=settings.RECLAIM_AGENCY_ZONE,
        )

    def words(self) -> str:
        """Say the filters in a line, for the page's head, for paper and for a file."""
        months: periods.Period = self.cleaned_data["months"]
        named = [months.words]
        for field in ("platform", "channel"):
            choices: Any = self.fields[field]
            word = dict(choices.choices)[self.cleaned_data[field]]
            named.append(word if self.cleaned_data[field] else word.lower())
        return ", ".join(named)

    def is_filtered(self) -> bool:
        return any(self.data.get(name) for name in self.fields)


def _by_name(one: tuple[str, str]) -> str:
    return one[1].casefold()
