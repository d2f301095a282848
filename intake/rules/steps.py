"""How a step of a plan moves, and which number of a service may be written down (law.md 3.1)."""

import re

from audit.rules import NotAllowed
from cases.rules.moves import require_known
from intake.rules.services import Service
from intake.rules.states import STEP_STATES, StepState

LONGEST_REFERENCE = 80
LONGEST_PIN, SHORTEST_NUMBER = 6, 5

# fmt: off
MOVES: dict[StepState, tuple[StepState, ...]] = {
    StepState.OFFERED:   (StepState.UNDER_WAY, StepState.DONE, StepState.NOT_NOW,
                          StepState.DECLINED),
    StepState.UNDER_WAY: (StepState.DONE, StepState.NOT_NOW, StepState.DECLINED),
    StepState.NOT_NOW:   (StepState.UNDER_WAY, StepState.DONE, StepState.DECLINED),
    StepState.DECLINED:  (StepState.UNDER_WAY, StepState.NOT_NOW),
    StepState.DONE:      (StepState.UNDER_WAY,),
    StepState.DROPPED:   (),
}
# fmt: on
SETTLED = frozenset({StepState.DONE, StepState.DECLINED})

_SECRET = re.compile(
    r"(?<![a-z])(p\.?i\.?n\.?|pass\s?-?(word|code|phrase|wd)|pwd?|secret|contrase\w+|clave"
    r"|mot de passe|kennwort|passwort|senha)(?![a-z])",
    re.IGNORECASE,
)
_NOT_IN_NUMBERS = re.compile(r"[^\w\s./#:,()\-\u2010-\u2013]|_")
_PARTED = re.compile(r"[\s,;]+")


def moves_from(state: str) -> tuple[StepState, ...]:
    return MOVES[StepState(state)]


def require_move(now: str, to: str) -> None:
    """Pass if a step may go from one state to the other, or stay; else say what it may do."""
    require_known(to, [state.value for state in STEP_STATES], field="state")
    allowed = moves_from(now)
    if not allowed:
        raise NotAllowed(
            "A later plan no longer offers this step, so it does not move.",
            code="step_dropped",
            field="state",
        )
    if to != now and to not in allowed:
        choices = " or ".join(STEP_STATES[state].lower() for state in allowed)
        said = STEP_STATES[StepState(now)].lower()
        raise NotAllowed(
            f"A step that is {said} can only become {choices}.", code="step_move", field="state"
        )


def reference_of(text: str, service: Service) -> str:
    """Give the number as it is written down; never a PIN or a password, and never a guess."""
    plain = " ".join(text.split())
    if not plain:
        return ""
    if not service.reference:
        raise _no(f"{service.name} gives no number to keep.", "no_reference")
    if len(plain) > LONGEST_REFERENCE:
        raise _no(f"A number takes at most {LONGEST_REFERENCE} characters.", "long_reference")
    if _is_secret(plain, service):
        raise _no(_why_not(service), "looks_like_a_secret")
    return plain


def hint(service: Service) -> str:
    """Give what stands beside the field: what is asked for, and why a secret never is."""
    return f"{service.reference}, only if the survivor agrees. {_why_not(service)}"


def _is_secret(text: str, service: Service) -> bool:
    if _SECRET.search(text) or _NOT_IN_NUMBERS.search(text):
        return True
    if not any(letter.isdigit() for letter in text):
        return True  # every number has a digit; a word alone may be a password
    if service.never_keep:
        return any(one.isdigit() and len(one) <= LONGEST_PIN for one in _PARTED.split(text))
    return text.isdigit() and len(text) < SHORTEST_NUMBER


def _why_not(service: Service) -> str:
    why = service.never_keep or "With a PIN or a password anyone could act as the survivor."
    return (
        f"Never a PIN or a password. {why} The survivor keeps it, and nobody here writes it down."
    )


def _no(sentence: str, code: str) -> NotAllowed:
    return NotAllowed(sentence, code=code, field="reference")
