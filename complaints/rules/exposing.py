"""The words of the choice: each field, each answer, and what a choice may say."""

from enum import StrEnum

from audit.rules import NotAllowed
from cases.rules.release_words import SignedBy
from complaints.rules.exposure import PROTECTIVE, Addresses, Age, Contact, Exposure, Harm, Person

LONGEST_PSEUDONYM = 40
LONGEST_CONTACT = 200


class HowAsked(StrEnum):
    PHONE = "phone"
    IN_PERSON = "in_person"
    WRITING = "writing"


# fmt: off
HOW_ASKED: dict[HowAsked, str] = {
    HowAsked.PHONE:     "On the phone",
    HowAsked.IN_PERSON: "In person",
    HowAsked.WRITING:   "In writing",
}

CHOSEN_BY: dict[SignedBy, str] = {
    SignedBy.SELF:      "The survivor",
    SignedBy.AUTHORITY: "Someone who may act for the survivor",
}

PERSONS: dict[Person, str] = {
    Person.DEPICTED:  "“The depicted person”, and nothing else",
    Person.PSEUDONYM: "A pseudonym that the survivor chooses",
}

CONTACTS: dict[Contact, str] = {
    Contact.AGENCY: "Only a contact of whoever files",
    Contact.CHOSEN: "A channel that the survivor chooses for this",
}

ADDRESSES: dict[Addresses, str] = {
    Addresses.ON_REQUEST: "Not shown; the regulator may ask for them",
    Addresses.SHOWN:      "Shown in the list of evidence",
}

AGES: dict[Age, str] = {
    Age.NOT_TOLD: "Not told",
    Age.BAND:     "Adult, under 18, or not sure; no birthday and no number",
}

HARMS: dict[Harm, str] = {
    Harm.WORK:                 "work",
    Harm.SCHOOL:               "school or study",
    Harm.HOME:                 "home: a move, or the need of one",
    Harm.MONEY:                "money",
    Harm.HEALTH:               "health",
    Harm.SAFETY:               "safety",
    Harm.FAMILY:               "family and friends",
    Harm.CONTACT_BY_STRANGERS: "unwanted contact by strangers",
}

STATES: dict[str, str] = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California",
    "CO": "Colorado", "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia",
    "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois",
    "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana",
    "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota",
    "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada",
    "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York",
    "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon",
    "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota",
    "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia",
    "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
    "AS": "American Samoa", "GU": "Guam", "MP": "Northern Mariana Islands", "PR": "Puerto Rico",
    "VI": "U.S. Virgin Islands",
}
# fmt: on


def settled(chosen: Exposure, *, minor: bool) -> Exposure:
    """Give the choice as it is kept, or refuse one that says half of something."""
    kept = chosen._replace(
        pseudonym=" ".join(chosen.pseudonym.split()) if chosen.person is Person.PSEUDONYM else "",
        contact_words=(
            " ".join(chosen.contact_words.split()) if chosen.contact is Contact.CHOSEN else ""
        ),
        harm=tuple(one for one in Harm if one in chosen.harm),
    )
    _require_words(kept)
    if kept.state and kept.state not in STATES:
        raise NotAllowed("Choose a state of the list.", code="no_such_state", field="state")
    if minor:
        _require_no_who(kept)
    return kept


def as_json(chosen: Exposure) -> dict[str, object]:
    held = chosen._asdict()
    return {**held, "harm": [one.value for one in chosen.harm]}


def from_json(held: dict[str, object]) -> Exposure:
    """Give a choice as it was kept; a field that it does not know has its protective answer."""
    known = {name: value for name, value in held.items() if name in Exposure._fields}
    chosen = PROTECTIVE._replace(**known)  # type: ignore[arg-type]  # what as_json wrote
    return chosen._replace(
        person=Person(chosen.person),
        contact=Contact(chosen.contact),
        addresses=Addresses(chosen.addresses),
        age=Age(chosen.age),
        harm=tuple(Harm(one) for one in chosen.harm),
    )


def _require_words(kept: Exposure) -> None:
    if kept.person is Person.PSEUDONYM and not kept.pseudonym:
        raise NotAllowed("Give the pseudonym.", code="pseudonym_needed", field="pseudonym")
    if len(kept.pseudonym) > LONGEST_PSEUDONYM:
        raise NotAllowed("Choose a shorter pseudonym.", code="too_long", field="pseudonym")
    if kept.contact is Contact.CHOSEN and not kept.contact_words:
        raise NotAllowed(
            "Give the channel that the survivor chose.",
            code="contact_needed",
            field="contact_words",
        )
    if len(kept.contact_words) > LONGEST_CONTACT:
        raise NotAllowed("That is too long for a contact.", code="too_long", field="contact_words")


def _require_no_who(kept: Exposure) -> None:
    """Refuse what could tell who or where a child is; no choice of theirs is made to carry that."""
    told = {
        "person": kept.person is not Person.DEPICTED,
        "contact": kept.contact is not Contact.AGENCY,
        "addresses": kept.addresses is not Addresses.ON_REQUEST,
        "state": bool(kept.state),
        "basis": kept.basis,
        "recognised_by": kept.recognised_by,
    }
    field = next((name for name, is_told in told.items() if is_told), None)
    if field is not None:
        raise NotAllowed(
            "Someone shown was or may have been under 18, so the text shows no address and nothing"
            " that tells who they are.",
            code="handled_as_minor",
            field=field,
        )
