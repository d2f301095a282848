"""What the survivor chooses to have shown, and what is recorded of a CyberTipline report."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from accounts.moments import MomentField
from cases.models import Authority
from cases.rules.spoken import AUTHORITIES, choices
from complaints.rules import exposing as words
from complaints.rules.exposure import PROTECTIVE, Addresses, Age, Contact, Exposure, Harm, Person
from complaints.rules.reports import LONGEST_NUMBER, LONGEST_WORDS, NO_TIPS, TIP_KINDS
from complaints.spoken import capital

SHOWN_OR_NOT = [("no", "Not shown"), ("yes", "Shown")]
NO_STATE = [("", "Not told")]
HIDDEN_FOR_MINORS = (
    "person", "pseudonym", "contact", "contact_words", "addresses", "state", "basis",
    "recognised_by",
)  # fmt: skip


def _radio(label: str, answers: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=answers,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one."},
    )


class ExposureForm(forms.Form):
    """One field a thing that the text may show; the first answer of each shows least."""

    person = _radio("How the text speaks of the survivor", choices(words.PERSONS))
    pseudonym = forms.CharField(
        label="The pseudonym",
        help_text="A name that is not theirs. Only if a pseudonym was chosen above.",
        max_length=words.LONGEST_PSEUDONYM,
        required=False,
    )
    contact = _radio("Which contact it gives", choices(words.CONTACTS))
    contact_words = forms.CharField(
        label="The channel",
        help_text="Only if the survivor chose one above. Ask whether it is safe. Sealed.",
        max_length=words.LONGEST_CONTACT,
        required=False,
    )
    addresses = _radio("Where the images are", choices(words.ADDRESSES))
    references = _radio("Numbers of reports made elsewhere", SHOWN_OR_NOT)
    harm = forms.MultipleChoiceField(
        label="What it has cost, by category",
        help_text="None is an answer. Nothing is described.",
        choices=[(one.value, capital(said)) for one, said in words.HARMS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    age = _radio("How old a person shown was", choices(words.AGES))
    state = forms.ChoiceField(
        label="The state that the survivor lives in",
        choices=[*NO_STATE, *words.STATES.items()],
        required=False,
    )
    basis = _radio("Why the images are not consensual", SHOWN_OR_NOT)
    recognised_by = _radio("By what the survivor can be recognised", SHOWN_OR_NOT)
    chosen_by = _radio("Who chose", choices(words.CHOSEN_BY))
    authority_id = forms.ChoiceField(label="Under which authority", required=False)
    how_asked = _radio("How you asked", choices(words.HOW_ASKED))
    chosen_at = MomentField(
        label="When they chose", error_messages={"required": "Give the date and the time."}
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        chosen: Exposure = PROTECTIVE,
        authorities: list[Authority],
        minor: bool,
    ) -> None:
        super().__init__(data, initial=_initial(chosen))
        known = [(str(one.pk), _authority(one)) for one in authorities]
        field = self.fields["authority_id"]
        field.choices = [("", "None: the survivor chose"), *known]  # type: ignore[attr-defined]
        if minor:
            for name in HIDDEN_FOR_MINORS:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Give the answers as the service takes them."""
        given = super().clean() or {}
        pk = given.get("authority_id")
        return {
            "choice": _choice(given),
            "chosen_by": given.get("chosen_by", ""),
            "authority_id": UUID(pk) if pk else None,
            "how_asked": given.get("how_asked", ""),
            "chosen_at": given.get("chosen_at"),
        }


def _choice(given: dict[str, Any]) -> Exposure:
    return Exposure(
        person=Person(given.get("person") or PROTECTIVE.person),
        pseudonym=given.get("pseudonym") or "",
        contact=Contact(given.get("contact") or PROTECTIVE.contact),
        contact_words=given.get("contact_words") or "",
        addresses=Addresses(given.get("addresses") or PROTECTIVE.addresses),
        references=given.get("references") == "yes",
        harm=tuple(Harm(one) for one in given.get("harm") or ()),
        age=Age(given.get("age") or PROTECTIVE.age),
        state=given.get("state") or "",
        basis=given.get("basis") == "yes",
        recognised_by=given.get("recognised_by") == "yes",
    )


def _initial(chosen: Exposure) -> dict[str, Any]:
    held = chosen._asdict()
    yes = {name: "yes" if held[name] else "no" for name in ("references", "basis", "recognised_by")}
    words_of = {name: str(held[name]) for name in ("pseudonym", "contact_words")}
    return {**held, **yes, **words_of, "harm": [one.value for one in chosen.harm]}


def _authority(one: Authority) -> str:
    kind = dict(choices(AUTHORITIES))[one.kind]
    return f"{kind}, since {one.starts_on.day} {one.starts_on:%b %Y}"


class TipForm(forms.Form):
    kind = _radio("What is recorded", choices(TIP_KINDS))
    number = forms.CharField(
        label="The report's number",
        help_text="Only with the survivor's agreement. Sealed.",
        max_length=LONGEST_NUMBER,
        required=False,
    )
    agreed = forms.BooleanField(
        label="The survivor agrees that the number is kept here", required=False
    )
    reason = forms.ChoiceField(
        label="Why no number is kept", choices=[("", "Choose"), *choices(NO_TIPS)], required=False
    )
    words = forms.CharField(
        label="In a few words: who decided, and why",
        help_text="Sealed. No name, and nothing of what is shown.",
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
