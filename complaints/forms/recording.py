"""What a person sent: a notice before the complaint, and addenda after it."""

from typing import Any

from django import forms

from accounts.moments import MomentField
from cases.rules.spoken import choices
from complaints.rules.notices import LONGEST_REFERENCE, LONGEST_WHY
from complaints.services.adding import LONGEST_NUMBER
from removal.rules.spoken import CHANNELS, SENDERS


class NoticeForm(forms.Form):
    reply_by = MomentField(
        label="Ask for a reply by",
        help_text="An hour from now at least, two weeks at most.",
        error_messages={"required": "Give the date and the time of the reply you ask for."},
    )
    again_because = forms.CharField(
        label="Why another notice",
        help_text="One was sent already. Sealed.",
        max_length=LONGEST_WHY,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why another one is to go."},
    )

    def __init__(self, *given: Any, again: bool = False, **more: Any) -> None:
        super().__init__(*given, **more)
        if not again:
            del self.fields["again_because"]


class NoticeSentForm(forms.Form):
    sent_by = forms.ChoiceField(
        label="Who sent it",
        choices=choices(SENDERS),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who sent it."},
    )
    channel = forms.ChoiceField(
        label="How it was sent",
        choices=choices(CHANNELS),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it was sent."},
    )
    sent_at = MomentField(
        label="When it was sent",
        error_messages={"required": "Give the date and the time at which it was sent."},
    )
    reference = forms.CharField(
        label="Reference shown",
        help_text="A ticket or confirmation number, if the platform gave one. Sealed.",
        max_length=LONGEST_REFERENCE,
        required=False,
    )


class AddendumFiledForm(forms.Form):
    addendum_id = forms.UUIDField(widget=forms.HiddenInput)
    filed_at = MomentField(
        label="When it was sent to the regulator",
        error_messages={"required": "Give the date and the time."},
    )
    number = forms.CharField(
        label="A new number of the regulator, if it gave one",
        max_length=LONGEST_NUMBER,
        required=False,
    )
