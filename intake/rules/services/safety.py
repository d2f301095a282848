"""Safety before anything else, and the steps against sextortion (law.md section 8)."""

from intake.rules.services.shape import Service
from intake.rules.words import Mark, ServiceKind

_REFERRAL, _WORK = ServiceKind.REFERRAL, ServiceKind.WORK
_SEXTORTION = "https://ojp.gov./library/publications/resources-sextortion-victims"

# Common to the FBI, NCMEC's partners and the ICAC guide.
_FIRST = (
    "Say it first: this is not your fault.",
    "Do not pay, and do not send more images. Paying rarely ends it.",
    "Stop replying.",
    "Keep the messages and the profile: do not delete the account or the chat.",
)
_THEN = (
    "Report the account on its platform, then block it.",
    "Change passwords, turn on two-step sign-in, hide the list of friends.",
    "Beware of paid recovery services: many are scams of their own.",
)

SAFETY = (
    Service(
        "emergency", "Emergency help first", _REFERRAL,
        (
            "Ask whether the person can speak now, and where they are.",
            "If there is danger, they call the emergency number where they are, or you call with"
            " them on the line.",
            "If the danger is despair, stay with them and call a crisis line together.",
            "The rest of this plan can wait until they are safe.",
        ),
        needs=("Nothing. No name is needed to call.",),
        limits=("This product calls nobody; a person does.",),
        phone="US 911 · UK 999 · Australia 000 · India 112 · EU 112",
        mark=Mark.UNVERIFIED,
        unchecked=("The emergency numbers are common knowledge; no source was read for them.",),
        source="http://www.northescambia.com/2022/07/988-hotline-is-the-new-national-suicide-and-crisis-lifeline",
    ),
    Service(
        "safety-plan", "A safety check, and a call back soon", _WORK,
        (
            "Ask who has the image, who else may read the phone, and who is safe to tell.",
            "Agree on a way of contact that is safe, and on a word by which you know each other.",
            "Agree on when you speak next. It stands among the tasks.",
        ),
        needs=("A safe way of contact, if there is one.",),
        limits=("A plan lowers risk. It cannot promise safety.",),
        source="https://techsafety.org/confidentiality-in-vawa-fvpsa",
    ),
    Service(
        "sextortion-under-18", "Steps against sextortion, for someone who was or may be under 18",
        _WORK,
        (
            *_FIRST,
            "Tell an adult you trust. You do not have to do this alone.",
            *_THEN,
            "Report it to the CyberTipline, or call NCMEC at 1-800-843-5678 (1-800-THE-LOST). The"
            " FBI takes reports too: 1-800-CALL-FBI, tips.fbi.gov. Outside the United States, to"
            " the police where you live.",
            "Keep text as evidence; make no picture of the image, and forward it to nobody.",
            "If it gets too much: 988 in the United States, by call, text or chat; Childline in the"
            " UK, 0800 1111.",
        ),
        needs=("Nothing. No name and no image is needed to take these steps.",),
        limits=(
            "Blocking may not stop threats from another account.",
            "No payment details are kept here beyond what kind and when.",
        ),
        url="https://report.cybertip.org", phone="1-800-843-5678",
        unchecked=(
            "“Rarely ends it” is what the guides say; no figure was read.",
            "Childline's number.",
        ),
        source=_SEXTORTION,
    ),
    Service(
        "sextortion-adult", "Steps against sextortion", _WORK,
        (
            *_FIRST,
            "Tell someone you trust.",
            *_THEN,
            "Report it to the FBI: 1-800-CALL-FBI or tips.fbi.gov, and to IC3 at ic3.gov. Outside"
            " the United States, to the police where you live.",
            "If it gets too much: 988 in the United States, by call, text or chat.",
        ),
        needs=("Nothing. No name and no image is needed to take these steps.",),
        limits=(
            "Blocking may not stop threats from another account.",
            "No payment details are kept here beyond what kind and when.",
        ),
        url="https://tips.fbi.gov", phone="1-800-225-5324 (1-800-CALL-FBI)",
        unchecked=(
            "“Rarely ends it” is what the guides say; no figure was read.",
            "1-800-CALL-FBI was read as letters; its digits follow from the keys.",
        ),
        source=_SEXTORTION,
    ),
    Service(
        "ic3", "Report the extortion to IC3", _REFERRAL,
        (
            "The survivor fills the form at ic3.gov, alone or with you beside them.",
            "Have ready: account names, dates, how payment was asked. No image.",
        ),
        needs=("What was asked, by which account, when.",),
        limits=(
            "Nobody from IC3 follows up with one person; reports are shared with agencies.",
            "For someone under 18 the CyberTipline comes as well.",
        ),
        url="https://www.ic3.gov", mark=Mark.SECOND_HAND,
        unchecked=("That IC3 gives a complaint number.",),
        source="https://fraudsupport.org/incidents/extortion-scams/",
        reference="IC3 complaint number",
    ),
    Service(
        "fbi-tips", "Tell the FBI", _REFERRAL,
        ("Call 1-800-CALL-FBI, or write at tips.fbi.gov.",),
        needs=("What happened, as far as the person wants to tell it.",),
        limits=("A tip starts no investigation by itself.",),
        url="https://tips.fbi.gov", phone="1-800-225-5324 (1-800-CALL-FBI)",
        unchecked=("1-800-CALL-FBI was read as letters; its digits follow from the keys.",),
        source="https://www.getpeeps.app/safety/resources/blackmail",
    ),
)  # fmt: skip
