"""What answers say of the case itself, and which answers no longer count."""

from collections.abc import Collection
from typing import NamedTuple

from intake.rules.facts import Facts
from intake.rules.questions import asked
from intake.rules.told import Answers
from intake.rules.words import Age, Said

AGES_ASKED = {"age_when_made", "age_now"}

# fmt: off
VOICEMAIL = {
    Said.YES:    "Voicemail: yes",
    Said.NO:     "Voicemail: never",
    Said.UNSURE: "Voicemail: not sure, so none until they say",
    Said.UNSAID: "Voicemail: not said, so none until they do",
}
# fmt: on


class Kept(NamedTuple):
    answers: Answers
    dropped: tuple[str, ...]  # slugs that were answered and no longer apply


def still_asked(answers: Answers) -> Kept:
    """Give the answers without those to questions that no longer apply, and name these."""
    applies = set(asked(answers))
    dropped = tuple(slug for slug in answers.codes if slug not in applies)
    if not dropped:
        return Kept(answers, ())
    codes = {slug: said for slug, said in answers.codes.items() if slug in applies}
    more = still_asked(answers._replace(codes=codes))  # one answer less may end another question
    return Kept(more.answers, (*dropped, *more.dropped))


def case_facts(answers: Answers, given: Collection[str]) -> dict[str, str]:
    """Give what the case records from these answers, for the questions answered just now."""
    facts = {}
    if AGES_ASKED & set(given):
        facts["age_when_made"] = case_age(answers)
    if "country" in given:
        country = answers.said("country")
        facts["country"] = country if len(country) == len("GB") else ""
    if "contact" in given:
        facts |= _contact(answers)
    return facts


def case_age(answers: Answers) -> str:
    """Give the age that the case is handled by; two answers that cannot both be so are unsure."""
    said = answers.said("age_when_made")
    if said == Age.ADULT and answers.said("age_now") == Age.UNDER18:
        return Age.UNSURE.value
    return said if said in {Age.UNDER18, Age.ADULT} else Age.UNSURE.value


def handled(facts: Facts, *, age: str) -> Facts:
    """Give the facts by the case's own age, where that one is the more careful (law.md R2)."""
    if facts.age_when_made == Age.ADULT and age != Age.ADULT:
        return facts._replace(age_when_made=Age(age))
    return facts


def safe_contact(answers: Answers) -> str:
    """Give the lines by which anyone of the agency makes contact safely."""
    told = answers.told
    lines = [
        f"{label}: {told[slug]}"
        for slug, label in (
            ("contact_how", "How"),
            ("contact_when", "When"),
            ("contact_who", "Who else might answer"),
        )
        if told.get(slug)
    ]
    if told.get("contact_voicemail"):
        lines.append(VOICEMAIL[Said(told["contact_voicemail"])])
    if told.get("contact_code_word"):
        lines.append(f"Code word: {told['contact_code_word']}")
    return "\n".join(lines)


def _contact(answers: Answers) -> dict[str, str]:
    facts = {
        "survivor_name": answers.told.get("contact_name", ""),
        "contact": answers.told.get("contact_at", ""),
        "safe_contact": safe_contact(answers),
    }
    return {name: fact for name, fact in facts.items() if fact}
