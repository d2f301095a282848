"""The four statutory parts as a form: every field may wait, but not for sending."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from accounts.moments import MomentField
from cases.models import Authority, Case
from cases.rules.people import Scope
from cases.rules.spoken import AUTHORITIES, choices
from evidence.models import Item
from evidence.rules.spoken import IDENTIFIABLE
from removal import withheld
from removal.beginning import items_of
from removal.models import RemovalRequest
from removal.rules.spoken import BASES, METHODS, SIGNERS
from removal.rules.words import SignerRole

KEPT = "Empty: the name that is recorded stays."
NOT_SAID = ("", "Not said yet")


class PartsForm(forms.Form):
    """Names and order of the fields are those of the law's four parts (223a(a)(1)(B))."""

    item_ids = forms.TypedMultipleChoiceField(
        label="Items to remove",
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    signer_role = forms.ChoiceField(
        label="Who signs", choices=choices(SIGNERS), required=False, widget=forms.RadioSelect
    )
    signer_name = forms.CharField(
        label="Name, or an agreed pseudonym", max_length=200, required=False
    )
    signed_at = MomentField(label="When it was signed", required=False)
    signature_method = forms.ChoiceField(
        label="How it was signed", choices=[NOT_SAID, *choices(METHODS)], required=False
    )
    authority_id = forms.TypedChoiceField(
        label="Authority",
        help_text="Needed when somebody else signs for the person shown.",
        coerce=UUID,
        empty_value=None,
        required=False,
    )
    identifiable_by = forms.MultipleChoiceField(
        label="How the person can be recognised",
        help_text="Categories only: the notice describes nothing.",
        choices=choices(IDENTIFIABLE),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    good_faith_basis = forms.ChoiceField(
        label="Why it is believed not consensual",
        choices=choices(BASES),
        required=False,
        widget=forms.RadioSelect,
    )
    good_faith_statement = forms.CharField(
        label="Statement",
        help_text="Two or three sentences. No story, no other names, nothing about what is shown.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    contact = forms.CharField(
        label="Contact for the platform",
        help_text="A role mailbox of the agency is safest; never one that somebody else reads.",
        max_length=300,
        required=False,
    )

    def __init__(
        self, *args: Any, case: Case, like: RemovalRequest | None = None, **kwargs: Any
    ) -> None:
        """Take over from `like` what a page may show; a survivor's own name stays unshown."""
        self.like = like
        self.hides_name = like is not None and withheld.by_default(like).name
        kwargs["initial"] = _taken_over(like, hide=self.hides_name) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.needed = True  # type: ignore[attr-defined]  # drawn by _parts/field.html
        self.fields["authority_id"].needed = False  # type: ignore[attr-defined]
        self._offer(case)

    def _offer(self, case: Case) -> None:
        items: Any = self.fields["item_ids"]
        items.choices = [(item.pk, _said_item(item)) for item in items_of(case)]
        authority: Any = self.fields["authority_id"]
        held = case.authorities.filter(
            revoked_at=None, scope__contains=[Scope.SIGN_REQUESTS.value]
        ).order_by("-starts_on")
        authority.choices = [("", "None"), *((one.pk, _said_authority(one)) for one in held)]
        if self.hides_name:
            self.fields["signer_name"].help_text = KEPT

    def clean(self) -> dict[str, Any]:
        """Leave a name alone that was recorded, is not shown and was not typed anew."""
        told = super().clean() or {}
        role_stays = told.get("signer_role") == SignerRole.SELF
        if self.like and self.hides_name and role_stays and not told.get("signer_name"):
            told["signer_name"] = self.like.signer_name
        return told


class DraftForm(PartsForm):
    """The same, for a request that begins; its platform was chosen the step before."""

    platform_slug = forms.SlugField(widget=forms.HiddenInput)
    follows_id = forms.UUIDField(widget=forms.HiddenInput, required=False)


def _said_item(item: Item) -> str:
    place = item.host or item.handle or "no address"
    hidden = withheld.hides(item)
    return f"{item.label} · {'address hidden' if hidden else f'{_kind(item)}, {place}'}"


def _kind(item: Item) -> str:
    return str(item.get_category_display()).lower()


def _said_authority(authority: Authority) -> str:
    until = f"until {_day(authority.ends_on)}" if authority.ends_on else "until revoked"
    kind = dict(choices(AUTHORITIES))[authority.kind]
    return f"{kind}, from {_day(authority.starts_on)} {until}"


def _day(on: date) -> str:
    return f"{on.day} {on:%b %Y}"


def _taken_over(like: RemovalRequest | None, *, hide: bool) -> dict[str, Any]:
    if like is None:
        return {}
    return {
        "signer_role": like.signer_role,
        "signer_name": "" if hide else like.signer_name,
        "signed_at": like.signed_at,
        "signature_method": like.signature_method,
        "authority_id": like.authority_id,
        "identifiable_by": like.identifiable_by,
        "good_faith_basis": like.good_faith_basis,
        "good_faith_statement": like.good_faith_statement,
        "contact": like.contact,
        "item_ids": [listing.item_id for listing in like.listings.all()],
    }
