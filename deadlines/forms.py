"""What a person tells after submission; each form becomes one service call."""

from typing import Any

from django import forms
from django.http import QueryDict

from accounts.moments import MomentField, minute_now
from cases.rules.spoken import choices
from removal.models import RemovalRequest
from removal.rules.spoken import ANSWERS, CHANGES, DEMANDS, DISPUTES, PROOFS, WITHDRAWALS
from removal.rules.words import Proof, ReceiptBasis

NOTHING = {Proof.NONE: "Nothing yet: infer it from when it was sent"}


class ReceiptForm(forms.Form):
    """When the platform received it, and what shows that.

    Several forms stand on one page, so each has ids of its own.
    """

    proof = forms.ChoiceField(
        label="What shows that the platform received it",
        choices=choices(PROOFS | NOTHING),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one; nothing yet is an answer."},
    )
    received_at = MomentField(
        label="When the platform received it",
        help_text="The hours run from here. With nothing to go by, take the moment it was sent.",
        error_messages={"required": "Give the date and the time of receipt."},
    )
    proof_reference = forms.CharField(
        label="Number or subject on it",
        help_text="Such as the confirmation number. Sealed.",
        max_length=200,
        required=False,
    )

    def __init__(self, posted: QueryDict | None = None, *, request: RemovalRequest) -> None:
        sent = getattr(request, "submission", None)
        initial: dict[str, Any] = {"received_at": sent.submitted_at if sent else None}
        if sent and sent.reference:  # captured as it was sent: what mostly proves the receipt
            shown = {"proof": Proof.CONFIRMATION_NUMBER.value, "proof_reference": sent.reference}
            initial |= shown
        super().__init__(posted, initial=initial, auto_id="receipt_%s")

    def clean(self) -> dict[str, Any]:
        """Give the basis that the proof makes: nothing to show for it is inferred."""
        told = super().clean() or {}
        proven = told.get("proof") not in {None, Proof.NONE}
        return told | {"basis": (ReceiptBasis.PROVEN if proven else ReceiptBasis.INFERRED).value}


class ChangedReceiptForm(ReceiptForm):
    change_reason = forms.ChoiceField(
        label="Why it changes",
        choices=choices(CHANGES),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why the receipt changes; the reason is kept."},
    )
    change_note = forms.CharField(
        label="Note",
        help_text="What was wrong, or what came. Sealed.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, posted: QueryDict | None = None, *, request: RemovalRequest) -> None:
        super().__init__(posted, request=request)
        standing = request.receipts.filter(replaced_at=None).first()
        if standing is not None:
            known = {"received_at": standing.received_at, "proof": standing.proof}
            if standing.proof_reference:  # else the number that was shown on sending is offered
                known["proof_reference"] = standing.proof_reference
            self.initial = {**self.initial, **known}


class AnswerForm(forms.Form):
    """What the platform said; none of it stops a clock."""

    kind = forms.ChoiceField(
        label="What the platform said",
        choices=choices(ANSWERS),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the platform said."},
    )
    answered_at = MomentField(
        label="When it said so",
        error_messages={"required": "Give the date and the time of the answer."},
    )
    words = forms.CharField(
        label="Its own words",
        help_text="Copied exactly; sealed. Leave out names.",
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reference = forms.CharField(label="Its reference", max_length=200, required=False)
    gave_reason = forms.NullBooleanField(
        label="Did it give a reason",
        required=False,
        widget=forms.Select(choices=[("unknown", "Not noted"), ("true", "Yes"), ("false", "No")]),
    )
    disputes = forms.MultipleChoiceField(
        label="What of the request it called wrong or missing",
        help_text="A cured version then begins with it. This version stays, and so does its clock.",
        choices=choices(DISPUTES),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    demands = forms.MultipleChoiceField(
        label="What it asked for beyond the four parts",
        help_text="The statute asks for none of these.",
        choices=choices(DEMANDS),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, posted: QueryDict | None = None) -> None:
        super().__init__(posted, initial={"answered_at": minute_now()}, auto_id="answer_%s")


class WithdrawForm(forms.Form):
    because = forms.ChoiceField(
        label="Why it is withdrawn",
        choices=choices(WITHDRAWALS),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why it is withdrawn."},
    )

    def __init__(self, posted: QueryDict | None = None, *, is_draft: bool = False) -> None:
        super().__init__(posted, auto_id="withdraw_%s")
        if is_draft:  # nothing was sent, so there is nothing to withdraw
            because = self.fields["because"]
            because.label = "Why it is set aside"
            because.error_messages["required"] = "Choose why it is set aside."


class RingForm(forms.Form):
    """How long before a clock ends one's own calendar rings."""

    minutes = forms.TypedChoiceField(
        label="Your calendar rings",
        choices=[
            ("", "Not at all"),
            ("15", "15 minutes before a clock ends"),
            ("60", "An hour before"),
            ("180", "Three hours before"),
        ],
        coerce=int,
        empty_value=None,
        required=False,
    )


class DigestForm(forms.Form):
    """Whether the morning's letter is wanted, and when."""

    wanted = forms.BooleanField(label="Send me a letter in the morning", required=False)
    hour = forms.TypedChoiceField(
        label="When",
        choices=[("", "As my working day begins"), *((n, f"At {n:02}:00") for n in range(4, 12))],
        coerce=int,
        empty_value=None,
        required=False,
        help_text="On days that you work, in your own zone.",
    )
