"""What was sent, and what was found out about the platform."""

from typing import Any

from django import forms
from django.http import QueryDict

from accounts.moments import MomentField
from cases.rules.spoken import choices
from removal.models import RemovalRequest, Submission
from removal.rules.desk_spoken import SKIPPED
from removal.rules.spoken import CHANNELS, CONDUCTS, PROCESSES, SENDERS, WITHDRAWALS
from removal.rules.words import Channel, Process, SentBy

ANSWERS = [("", "Not noted"), ("yes", "Yes"), ("no", "No"), ("unsure", "Not sure")]


class SubmissionForm(forms.Form):
    sent_by = forms.ChoiceField(
        label="Who sent it",
        help_text="What we send is a disclosure, and goes out under a release for this platform."
        " What the survivor sends is theirs, and needs none.",
        choices=choices(SENDERS),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who sent it."},
    )
    channel = forms.ChoiceField(
        label="How it was sent",
        help_text="The Act wants the platform's own notice process.",
        choices=choices(CHANNELS),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it was sent."},
    )
    submitted_at = MomentField(
        label="When it was sent",
        help_text="When you pressed the platform's button.",
        error_messages={"required": "Give the date and the time at which it was sent."},
    )
    reference = forms.CharField(
        label="Reference shown",
        help_text="A ticket or confirmation number, if the platform gave one. Sealed.",
        max_length=200,
        required=False,
    )


class BatchSubmissionForm(SubmissionForm):
    """The same in a row: what stays the same from one to the next is filled in."""

    field_order = ("reference", "sent_by", "channel", "submitted_at")

    def __init__(self, posted: QueryDict | None = None, *, like: Submission | None = None) -> None:
        usual = {"sent_by": SentBy.AGENCY.value, "channel": Channel.WEB_FORM.value}
        if like is not None:
            usual = {"sent_by": like.sent_by, "channel": like.channel}
        super().__init__(posted, initial=usual)


class SkipForm(forms.Form):
    because = forms.ChoiceField(
        label="Why it is passed over",
        choices=choices(SKIPPED),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why; it stays a draft either way."},
    )

    def __init__(self, posted: QueryDict | None = None) -> None:
        super().__init__(posted, auto_id="skip_%s")


class SetAsideForm(forms.Form):
    """Drawn on a draft's page; `deadlines` answers it, as it does every withdrawal."""

    because = forms.ChoiceField(
        label="Why it is set aside", choices=choices(WITHDRAWALS), widget=forms.RadioSelect
    )

    def __init__(self) -> None:
        super().__init__(auto_id="set_aside_%s")


class ProcessForm(forms.Form):
    process = forms.ChoiceField(
        label="What a person found who looked for it",
        choices=choices(PROCESSES),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one; nobody has looked yet is an answer."},
    )
    looked_at = MomentField(label="When they looked", required=False)

    def __init__(self, posted: QueryDict | None = None, *, request: RemovalRequest) -> None:
        looked = request.process != Process.NOT_LOOKED
        initial = {"process": request.process, "looked_at": request.process_looked_at}
        super().__init__(posted, initial=initial if looked else {})


class ConductForm(forms.Form):
    """Six guidance factors, each yes, no, not sure or not noted."""

    def __init__(self, posted: QueryDict | None = None, *, request: RemovalRequest) -> None:
        super().__init__(posted, initial=request.conduct)
        for factor, words in CONDUCTS.items():
            self.fields[factor.value] = forms.ChoiceField(
                label=words, choices=ANSWERS, required=False
            )

    def clean(self) -> dict[str, Any]:
        """Give the service's one argument: what was answered, and nothing else."""
        told = super().clean() or {}
        return {"conduct": {factor: answer for factor, answer in told.items() if answer}}
