"""What is told of the person it is about, as they chose; the most protective where nobody asked."""

from collections.abc import Iterator

from cases.models import Case
from cases.rules import AgeWhenMade, handled_as_minor
from complaints.composing import phrases
from complaints.composing.sentences import fact, of
from complaints.document import Sentence, Source
from complaints.exposing import chosen
from complaints.rules.exposing import STATES
from complaints.rules.exposure import PROTECTIVE, Addresses, Age, Contact, Exposure, Person
from complaints.rules.grounds import Found
from complaints.rules.reports import NoTip, TipKind
from complaints.told import Told
from evidence.models import Item

# fmt: off
AGES: dict[str, str] = {
    AgeWhenMade.UNDER18: "under 18",
    AgeWhenMade.ADULT:   "an adult",
    AgeWhenMade.UNSURE:  "of an age that is not known for sure, and may have been under 18",
}
# fmt: on


def person(told: Told, _found: tuple[Found, ...]) -> Iterator[Sentence]:
    """Say how the person is called, where they are, and how to reach them, if they chose that."""
    shown, chose = told.exposure, choice(told)
    if shown.person is Person.PSEUDONYM:
        yield fact(
            "pseudonym",
            f"The depicted person is called {shown.pseudonym} here, a name chosen for this report.",
            chose,
            *ages(told),
        )
    if shown.state:
        place = STATES.get(shown.state, shown.state)
        yield fact(
            "state",
            f"The depicted person chose to tell that they live in {place}.",
            chose,
            *ages(told),
        )
    if shown.age is Age.BAND:
        yield _age(told)
    if shown.contact is Contact.CHOSEN:
        yield fact(
            "reach",
            "The depicted person chose this way to be reached about this report:"
            f" {shown.contact_words}.",
            chose,
            *covered(told),
            *ages(told),
        )


def harm(told: Told, _found: tuple[Found, ...]) -> Iterator[Sentence]:
    """Tell kinds of harm alone, those that the person chose to have told (law.md 1.9)."""
    kinds = [phrases.HARMS[one] for one in told.exposure.harm]
    if kinds:
        these = "this kind" if len(kinds) == 1 else "these kinds"
        text = f"The depicted person reports harm of {these}: {'; '.join(kinds)}."
    elif told.exposing is not None:
        text = "The depicted person chose that no kind of harm is told."
    else:
        text = "No kind of harm is told."
    yield fact("harm", text, choice(told))


def tip(told: Told) -> Iterator[Sentence]:
    """Say what became of a report to the CyberTipline, or that the record holds none."""
    held = told.tip
    if held is None:
        if told.minor:
            yield fact(
                "cybertipline",
                "The record holds no report to the CyberTipline.",
                of(told.request.case, "cyber_tips"),
                *ages(told),
            )
        return
    if held.kind == TipKind.NUMBER and told.exposure.references:
        text = f"A report was made to the CyberTipline; its number is {held.number}."
        sources = [of(held, "kind", "number"), choice(told), *covered(told)]
    elif held.kind == TipKind.NUMBER:
        text = "A report was made to the CyberTipline; its number is not told here."
        sources = [of(held, "kind"), choice(told)]
    else:
        text = f"No number of a report to the CyberTipline is given: {_why(held.reason)}."
        sources = [of(held, "kind", "reason")]
    yield fact("cybertipline", text, *sources)


def addresses(told: Told) -> Iterator[Sentence]:
    """Say why no address stands in the index, where none does."""
    if told.minor:
        yield fact(
            "withheld",
            "Addresses are withheld, because a person shown was or may have been under 18 when an"
            " image was made; the agency holds them under the labels below.",
            *ages(told),
        )
    elif not told.tells_addresses:
        yield fact(
            "on_request",
            "No address is shown here; the agency holds each under its label below, and the"
            " regulator may ask for it.",
            *places(told),
        )


def choice(told: Told) -> tuple[Source, ...]:
    """Name the choice that stands, or that there is none."""
    if told.exposing is not None:
        return of(told.exposing, "choice")
    return of(told.draft, "exposures")


def places(told: Told) -> Iterator[tuple[Source, ...]]:
    """Name what decides whether an address is shown: ages, choice, and what the release covers."""
    yield from ages(told)
    if not told.minor:
        yield choice(told)
        if _chosen(told).addresses is Addresses.SHOWN:
            yield from covered(told)


def decided(told: Told, *, wished: bool) -> Iterator[tuple[Source, ...]]:
    """Name what decides of what tells who it is about: the choice, and for a yes every age."""
    if wished:
        yield from ages(told)
    if not (wished and told.minor):
        yield choice(told)


def wishes_recognised_by(told: Told) -> bool:
    return _chosen(told).recognised_by


def wishes_basis(told: Told) -> bool:
    return _chosen(told).basis


def _chosen(told: Told) -> Exposure:
    """Give the choice as it was made, before ages and release narrow it."""
    return chosen(told.exposing) if told.exposing else PROTECTIVE


def covered(told: Told) -> Iterator[tuple[Source, ...]]:
    """Name what narrows a choice: what the release covers."""
    if told.release is not None:
        yield of(told.release, "information")


def ages(told: Told) -> Iterator[tuple[Source, ...]]:
    """Name what makes it a possible child's; where nothing does, every age that could."""
    rows: tuple[Case | Item, ...] = (told.request.case, *told.shown)
    minors = [row for row in rows if handled_as_minor(row.age_when_made)]
    yield from (of(row, "age_when_made") for row in minors or rows)


def _age(told: Told) -> Sentence:
    return fact(
        "age",
        "When the images were made, the depicted person was recorded as"
        f" {AGES[told.request.case.age_when_made]}.",
        choice(told),
        of(told.request.case, "age_when_made"),
    )


def _why(reason: str) -> str:
    return phrases.NO_TIPS[NoTip(reason or NoTip.OTHER)]
