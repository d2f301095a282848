"""What is asked before a release is one: whom, what, what for, until when, who signed."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from cases import recipients
from cases.models import Case, Release
from cases.rules.people import Scope
from cases.rules.release_words import INFORMATION, PURPOSES, RECIPIENTS, RecipientKind, SignedBy
from cases.rules.releases import MOST_DAYS, USUAL_DAYS, latest_expiry
from cases.rules.spoken import AUTHORITIES, choices

NAMED_BELOW = {
    RecipientKind.ATTORNEY: "An attorney outside, named below",
    RecipientKind.SERVICE: "A service, named below",
    RecipientKind.POLICE: "Police, named below",
    RecipientKind.COURT: "A court, named below",
    RecipientKind.PERSON: "A person, named below",
    RecipientKind.OTHER: "Someone else, named below",
}


def recipient_choices() -> list[tuple[str, Any]]:
    """Give everyone whom a release may name, a group a kind."""
    groups: list[tuple[str, Any]] = [("", "Choose one")]
    for kind, label in RECIPIENTS.items():
        known = [(f"{kind.value}:{ref}", name) for ref, name in recipients.named(kind).items()]
        other = [(f"{kind.value}:", NAMED_BELOW[kind])] if kind in NAMED_BELOW else []
        if known or other:
            groups.append((label, [*known, *other]))
    return groups


def with_begun(groups: list[tuple[str, Any]], begun: str) -> list[tuple[str, Any]]:
    """Add whom a page began with and no list holds: a site goes by a blinded code."""
    known = {value for _, group in groups[1:] for value, _ in group}
    kind, _, ref = begun.partition(":")
    if begun in known or kind not in set(RecipientKind):
        return groups
    name = recipients.named(kind).get(ref)
    return [*groups, (RECIPIENTS[RecipientKind(kind)], [(begun, name)])] if name else groups


def signers(case: Case) -> list[tuple[str, str]]:
    """Give who may have signed: the survivor, and whoever's authority says so."""
    held = case.authorities.filter(revoked_at=None, scope__contains=[Scope.SIGN_RELEASES.value])
    kinds = dict(choices(AUTHORITIES))
    return [
        ("self", "The survivor"),
        *((str(one.pk), f"{kinds[one.kind]}, from {_day(one.starts_on)}") for one in held),
    ]


class SigningForm(forms.Form):
    """The signing itself, which a renewal asks again."""

    signed_on = forms.DateField(
        label="Signed on", error_messages={"required": "Give the day on the paper."}
    )
    signed_by = forms.ChoiceField(
        label="Who signed",
        help_text="Somebody else may sign only under an authority that says releases.",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who signed."},
    )
    expires_at = forms.DateField(
        label="Holds until the end of",
        help_text=(
            f"Usually {USUAL_DAYS} days; {MOST_DAYS} at most. Shorter if the purpose is done"
            " sooner."
        ),
        error_messages={"required": "A release has an end."},
    )
    held_at = forms.CharField(
        label="Where the paper is held",
        help_text="A shelf, a file number. The paper itself stays out of Reclaim.",
        max_length=300,
        error_messages={"required": "Say where the signed paper is."},
    )
    written = forms.BooleanField(
        label="It is written, and signed on that day",
        error_messages={"required": "A release is written and signed; a spoken yes is not one."},
    )
    risks_told = forms.BooleanField(
        label="The risks were told: what is shared cannot be called back; help never hangs on it",
        error_messages={"required": "Tell what sharing may lead to first; then record it."},
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        today = timezone.localdate()
        usual = {
            "signed_on": today,
            "signed_by": "self",
            "expires_at": today + timedelta(days=USUAL_DAYS),
        }
        kwargs["initial"] = usual | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        field: Any = self.fields["signed_by"]
        field.choices = signers(case)

    def clean(self) -> dict[str, Any]:
        """Say it as the service asks: an authority by its id, an end by its moment."""
        told = super().clean() or {}
        signer = told.pop("signed_by", "self")
        told["signed_by_kind"] = (SignedBy.SELF if signer == "self" else SignedBy.AUTHORITY).value
        told["authority_id"] = None if signer == "self" else signer
        if told.get("expires_at") and told.get("signed_on"):
            told["expires_at"] = _end_of(told["expires_at"], told["signed_on"])
        return told


class ReleaseForm(SigningForm):
    recipient = forms.ChoiceField(
        label="Who may be told",
        help_text="One recipient a release.",
        error_messages={"required": "Choose one recipient."},
    )
    recipient_name = forms.CharField(
        label="Their name, if they are not in the list",
        help_text="One person or agency. Kept sealed.",
        max_length=200,
        required=False,
    )
    information = forms.MultipleChoiceField(
        label="What exactly they may be told",
        help_text="The least that serves the purpose.",
        choices=choices(INFORMATION),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Say exactly what may be told: choose at least one."},
    )
    information_words = forms.CharField(
        label="In the survivor's words, or with limits",
        help_text="Such as: only the two accounts named. Kept sealed.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    purpose = forms.ChoiceField(
        label="What it is for",
        choices=choices(PURPOSES),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is for."},
    )
    purpose_words = forms.CharField(label="Another purpose, named", max_length=300, required=False)

    field_order = (
        "recipient", "recipient_name", "information", "information_words", "purpose",
        "purpose_words", "signed_on", "signed_by", "expires_at", "held_at", "written", "risks_told",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        begun = self.data.get("recipient", self.initial.get("recipient", ""))
        field: Any = self.fields["recipient"]
        field.choices = with_begun(recipient_choices(), begun)

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        kind, _, ref = told.pop("recipient", "").partition(":")
        return {**told, "recipient_kind": kind, "recipient_ref": ref}


class RevokeForm(forms.Form):
    reason = forms.CharField(
        label="What the survivor said",
        help_text="They need give no reason. Kept sealed.",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def renewal(release: Release) -> dict[str, Any]:
    """Give what a renewal starts from: the same length, from today."""
    length = min(max((release.expires_at.date() - release.signed_on).days, 1), MOST_DAYS)
    return {"expires_at": timezone.localdate() + timedelta(days=length)}


def _end_of(day: date, signed_on: date) -> datetime:
    """Give the last minute of a day in the reader's zone, within the most that is allowed."""
    ends = timezone.make_aware(datetime.combine(day, time(23, 59)))
    last_day = signed_on + timedelta(days=MOST_DAYS)
    return min(ends, latest_expiry(signed_on)) if day <= last_day else max(ends, _past(signed_on))


def _past(signed_on: date) -> datetime:
    return latest_expiry(signed_on) + timedelta(minutes=1)


def _day(on: date) -> str:
    return f"{on.day} {on:%b %Y}"
