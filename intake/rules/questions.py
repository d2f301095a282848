"""What an intake asks, in its order: safety first, then what decides the plan."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Literal, NamedTuple, TypeVar

from cases import countries
from intake.rules.told import Answers
from intake.rules.words import Age, Happened, Maker, Need, PlaceKind, Said, Track

Kind = Literal["one", "many", "text", "places", "contact"]
Code = TypeVar("Code", bound=StrEnum)
NOT_TOLD = {"unsure": "Not sure", "unsaid": "Rather not say"}


class Part(NamedTuple):
    """One field of a question that has several, or the words beside a choice; kept sealed."""

    slug: str
    asks: str
    hint: str = ""
    most: int = 200
    choices: Mapping[str, str] = {}  # codes, when it is not words


class Question(NamedTuple):
    """One page of the intake; `choices` are codes with their words."""

    slug: str
    asks: str
    hint: str
    kind: Kind
    choices: Mapping[str, str]
    asked_when: Callable[[Answers], bool]
    parts: tuple[Part, ...] = ()


def _always(answers: Answers) -> bool:
    return True


def _minor(answers: Answers) -> bool:
    return answers.track is Track.MINOR


def _adult_and_real(answers: Answers) -> bool:
    return answers.track is Track.ADULT and answers.said("is_synthetic") != Said.YES


def _words(spoken: Mapping[Code, str]) -> dict[str, str]:
    return {code.value: said for code, said in spoken.items()}


# fmt: off
YES_NO = {Said.YES: "Yes", Said.NO: "No", Said.UNSURE: "Not sure", Said.UNSAID: "Rather not say"}
AGES = {Age.UNDER18: "Under 18", Age.ADULT: "18 or over",
        Age.UNSURE: "Not sure", Age.UNSAID: "Rather not say"}
HAPPENED = {
    Happened.THREAT: "Someone threatens to share it",
    Happened.POSTED: "It was shared or posted",
    Happened.BOTH:   "Both: it was shared, and there are threats",
    Happened.UNSURE: "Not sure",
    Happened.UNSAID: "Rather not say",
}
MAKERS = {
    Maker.SELF:   "I took it myself",
    Maker.OTHER:  "Someone else took it",
    Maker.UNSURE: "Not sure",
    Maker.UNSAID: "Rather not say",
}
PLACES = {
    PlaceKind.ADDRESS: "A web address",
    PlaceKind.ACCOUNT: "An account",
    PlaceKind.APP:     "An app, a chat or a group",
    PlaceKind.SEARCH:  "Search results",
}
NEEDS = {
    Need.INTERPRETER: "An interpreter",
    Need.COUNSELLING: "Someone to talk to",
    Need.LEGAL:       "Legal advice",
    Need.SHELTER:     "A safe place to stay",
    Need.MEDICAL:     "Medical care",
    Need.POLICE:      "Help with the police",
    Need.SCHOOL:      "Help with a school",
    Need.WORKPLACE:   "Help at work",
    Need.TECH:        "Help with accounts and devices",
    Need.MONEY:       "Help with money",
    Need.ACCESS:      "Help with access: sight, hearing, reading, moving",
    Need.OTHER:       "Something else",
    Need.NOTHING:     "Nothing now",
}

CONTACT = (
    Part("contact_name", "Which name should we use?",
         "A first name, a made-up name or none. No legal name is needed."),
    Part("contact_at", "Where can we reach you?", "A phone number, an e-mail address or an app."),
    Part("contact_who", "Who else might answer or read it?"),
    Part("contact_how", "How should we make contact?", "Call, text, e-mail; what to say first."),
    Part("contact_when", "When is it safe?"),
    Part("contact_voicemail", "May we leave a voicemail?", choices=_words(YES_NO)),
    Part("contact_code_word", "Is there a word by which we know each other?",
         "Never a PIN or a password that opens anything.", most=60),
)

QUESTIONS: tuple[Question, ...] = (
    Question("danger_now", "Are you in danger right now?",
             "If the answer is yes, safety comes before everything else here.",
             "one", _words(YES_NO), _always),
    Question("extortion", "Does anyone ask for money, more images or anything else,"
             " and threaten to share the image otherwise?",
             "This is sextortion. It is not the fault of whoever it is done to.",
             "one", _words(YES_NO), _always),
    Question("age_when_made", "How old were you when the image was made?",
             "For an image made by a computer: how old you were in the picture it was made from, or"
             " the age it makes you look, whichever is younger. Not sure is handled as under 18.",
             "one", _words(AGES), _always),
    Question("age_now", "How old are you now?", "", "one", _words(AGES), _always),
    Question("country", "Which country are you in now?",
             "Some services and some laws belong to one country.",
             "one", {**countries.names(), **NOT_TOLD}, _always),
    Question("is_synthetic", "Was the image made or altered by a computer?",
             "A “deepfake”, a face put on another body, clothes removed by an app.",
             "one", _words(YES_NO), _always),
    Question("made_by", "Who took the image?",
             "It matters for one optional letter, and for nothing else.",
             "one", _words(MAKERS), _adult_and_real),
    Question("happened", "What has happened so far?", "", "one", _words(HAPPENED), _always),
    Question("where", "Where is it, as far as you know?",
             "Only what you know already: nobody needs to look for it. When there are only threats,"
             " the account they come from.",
             "places", _words(PLACES), _always),
    Question("file_on_own_device", "Is the file on your own phone or computer already?",
             "If it is not, that is fine. Please do not fetch or save it for this.",
             "one", _words(YES_NO), _always),
    Question("series_known", "Has the police or NCMEC told you that the images are known to them?",
             "Known series have a name, and victims may have been told of court cases.",
             "one", _words(YES_NO), _minor),
    Question("spreads", "Has it been seen in many places, or does it keep coming back?", "",
             "one", _words(YES_NO), _minor),
    Question("contact", "How can we reach you safely?",
             "Every line may stay empty. Nothing is sent that you did not agree to.",
             "contact", NOT_TOLD, _always, CONTACT),
    Question("language", "Which language is easiest for you?", "", "text", NOT_TOLD, _always,
             (Part("language", "Language", most=60),)),
    Question("needs", "What else would help?", "", "many", {**_words(NEEDS), **NOT_TOLD}, _always,
             (Part("needs_words", "In your own words", most=500),)),
    Question("words", "Is there anything else you want us to know?",
             "In your own words, and only as much as you want. No image, and no link to one.",
             "text", NOT_TOLD, _always, (Part("words", "What happened", most=5000),)),
)
# fmt: on

BY_SLUG: dict[str, Question] = {question.slug: question for question in QUESTIONS}


def answered(slug: str, said: str | list[str]) -> str:
    """Give an answer in the words that the question offered."""
    question = BY_SLUG.get(slug)
    offered = {**NOT_TOLD, **question.choices} if question else {}
    return ", ".join(offered.get(one, one) for one in ([said] if isinstance(said, str) else said))


def asked(answers: Answers) -> list[str]:
    """Give the slugs of the questions that apply after these answers, in order."""
    return [question.slug for question in QUESTIONS if question.asked_when(answers)]


def next_question(answers: Answers, after: str = "") -> str | None:
    """Give the next question that was not answered; one left blank before `after` is passed by."""
    order = asked(answers)
    start = order.index(after) + 1 if after in order else 0
    return next((slug for slug in order[start:] if not answers.has(slug)), None)
