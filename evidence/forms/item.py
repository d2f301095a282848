"""Recording and correcting an item."""

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.http import QueryDict
from django.utils import timezone

from accounts.forms import zone_choices
from accounts.moments import FIRST, SECOND, MomentInput, Typed, in_zone, parse_wall
from cases.models import Case
from cases.rules import handled_as_minor
from cases.rules.spoken import AGES, choices
from evidence.models import Item
from evidence.rules.spoken import CATEGORIES, HOW_KNOWN, IDENTIFIABLE, SEEN_BY, SYNTHETIC

PLACES = ("url", "handle", "account_name", "platform_item_id", "locator", "description")
LEADS_THERE = ("url", "handle", "account_name", "platform_item_id")
SEALED = (*PLACES, "screenshot_held_by")
WHEN = {"first_seen_at", "source_zone"}
KEPT = (
    *SEALED, "category", "seen_by", "how_known", "source_zone", "age_when_made", "is_synthetic",
    "identifiable_by", "copy_of_id", "follows_id", "screenshot_sha256",
)  # fmt: skip


class ToldMoment(MomentInput):
    """A moment in the zone of whoever told it, which is asked for beside it."""

    template_name = "evidence/widgets/told_moment.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, zone_field="source_zone")


class WallClock(forms.Field):
    """A date and a time as a clock on a wall showed them; the zone is another field."""

    widget = ToldMoment

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        read = parse_wall(str(value))
        if read is None or read.tzinfo is not None:
            raise forms.ValidationError("Give a date and a time, as in 2026-10-31 10:00.")
        return read


class ItemForm(forms.Form):
    """Where an image is and how that is known; never the image (ADR 0002)."""

    category = forms.ChoiceField(label="What is there", choices=choices(CATEGORIES))
    url = forms.CharField(
        label="Address",
        help_text="Copied whole from the address bar. Nothing here ever opens it.",
        max_length=2000,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false"}),
    )
    handle = forms.CharField(
        label="Handle of the account", help_text="As in @name.", max_length=200, required=False
    )
    account_name = forms.CharField(label="Name the account shows", max_length=200, required=False)
    platform_item_id = forms.CharField(
        label="The platform's own id of the item", max_length=200, required=False
    )
    locator = forms.CharField(
        label="Where in it",
        help_text="A thread, a server and channel, 3:15 into the video.",
        max_length=500,
        required=False,
    )
    description = forms.CharField(
        label="Short neutral description",
        help_text="Enough to tell this item from the next. Never describe what it shows.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    seen_by = forms.ChoiceField(label="Who saw it", choices=choices(SEEN_BY))
    how_known = forms.ChoiceField(label="How it is known", choices=choices(HOW_KNOWN))
    first_seen_at = WallClock(
        label="First seen",
        error_messages={"required": "Give a date and a time, as near as anyone remembers."},
    )
    source_zone = forms.ChoiceField(label="In which time zone that was told", choices=zone_choices)
    age_when_made = forms.ChoiceField(
        label="Age of the person shown, when it was made",
        help_text="Not sure is an answer: the address is then hidden until asked for.",
        choices=choices(AGES),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one; not sure is an answer."},
    )
    is_synthetic = forms.ChoiceField(
        label="Made or altered by a computer",
        choices=choices(SYNTHETIC),
        widget=forms.RadioSelect,
    )
    identifiable_by = forms.MultipleChoiceField(
        label="How the person can be recognised",
        help_text="The statute asks that the person is identifiable (47 U.S.C. 223(h)(1)).",
        choices=choices(IDENTIFIABLE),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    copy_of_id = forms.TypedChoiceField(
        label="A copy of", coerce=UUID, empty_value=None, required=False
    )
    follows_id = forms.TypedChoiceField(
        label="The return of", coerce=UUID, empty_value=None, required=False
    )
    screenshot_held_by = forms.CharField(
        label="Who holds a screenshot without the image",
        help_text="Of the address bar, the account, the date. Never of the image; of nothing at"
        " all where someone may be under 18.",
        max_length=200,
        required=False,
    )
    screenshot_sha256 = forms.CharField(
        label="That screenshot's SHA-256",
        help_text="64 digits, made where the screenshot is held.",
        max_length=64,
        required=False,
    )

    def __init__(
        self,
        sent: QueryDict | None = None,
        *,
        case: Case,
        besides: Item | None = None,
        known: dict[str, Any] | None = None,
    ) -> None:
        zone = {"source_zone": timezone.get_current_timezone_name()}
        age = {"age_when_made": case.age_when_made, "is_synthetic": "unsure"}
        super().__init__(sent, initial={**zone, **age, **(known or {})})
        kin = [
            (str(item.pk), f"{item.label}, {item.get_category_display().lower()}")
            for item in Item.objects.filter(case=case).exclude(pk=besides and besides.pk)
        ]
        for name in ("copy_of_id", "follows_id"):
            field: Any = self.fields[name]
            field.choices = [("", "No other item"), *kin]

    def clean(self) -> dict[str, Any]:
        """Read the moment in the zone it was told in, not in the reader's."""
        told = super().clean() or {}
        wall, zone = told.get("first_seen_at"), told.get("source_zone")
        if wall and zone:
            reading = self["first_seen_at"].data.reading
            try:
                told["first_seen_at"] = in_zone(wall, ZoneInfo(zone), reading=reading)
            except forms.ValidationError as no:  # an hour that the clocks skipped, or showed twice
                self.add_error("first_seen_at", no)
        return told


WHEN = {"first_seen_at", "source_zone"}
KEPT = (
    *SEALED, "category", "seen_by", "how_known", "source_zone", "age_when_made", "is_synthetic",
    "identifiable_by", "copy_of_id", "follows_id", "screenshot_sha256",
)  # fmt: skip


class CorrectForm(ItemForm):
    """What is recorded stays, unless something else is said."""

    def __init__(self, sent: QueryDict | None = None, *, item: Item) -> None:
        known = {name: getattr(item, name) for name in KEPT}
        there = item.first_seen_at.astimezone(ZoneInfo(item.source_zone))
        known["first_seen_at"] = Typed.of(
            there.strftime("%Y-%m-%dT%H:%M:%S"),
            reading=SECOND if there.fold else FIRST,
            zone=item.source_zone,
        )
        self.hides = handled_as_minor(item.case.age_when_made, item.age_when_made)
        if self.hides:
            known |= dict.fromkeys(LEADS_THERE, "")
        super().__init__(sent, case=item.case, besides=item, known=known)
        if self.hides:
            for name in LEADS_THERE:
                self.fields[name].help_text = "Hidden. Leave empty to keep what is recorded."

    def clean(self) -> dict[str, Any]:
        """Give the service only what was changed."""
        told = super().clean()
        changed = set(self.changed_data)
        if changed & WHEN:
            changed |= WHEN
        return {name: fact for name, fact in told.items() if name in changed}
