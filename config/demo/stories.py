"""Sixty cases in every state, told as rows: who, where, how long ago, and how it went."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from itertools import cycle
from typing import Any

from accounts.models import User
from config.demo import abroad, filing, front
from config.demo.matter import Matter
from config.demo.script import Script

FIRST = (  # noqa: SIM905 - a list of names reads best as words
    "Aiko Bea Carmen Dalia Esme Farid Gwen Hana Ines Jo Kaia Lior Mina Noor Orla Petra Quinn "
    "Rosa Sami Tomas Uma Vera Wen Xenia Yara Zoe"
).split()
LAST = "Abara Brandt Cruz Doyle Eriksen Ferro Grau Holm Ito Jansen Kaya Lopez Moreau".split()  # noqa: SIM905

# fmt: off
# how it went        how many hours ago the platform received it (or, before that, the last deed)
TOLD: dict[str, tuple[float, ...]] = {
    "intake":        (3, 20, 44, 70),
    "evidence":      (2, 9, 30, 52),
    "part missing":  (1, 6, 28),
    "ready to send": (1.5, 5, 22),
    "awaiting":      (0.7, 4, 11, 26),
    "running":       (1, 5, 12, 21, 25, 31, 38, 42.8, 45.2, 46.5, 47.7),
    "unproven":      (8, 30, 46),
    "claimed":       (15, 44),
    "just late":     (48.4, 48.8),
    "late":          (51, 60, 77),
    "in review":     (83, 101),
    "signed off":    (110,),
    "filed":         (140, 190),
    "filed, late":   (230,),
    "in time":       (60, 130, 220, 300),
    "removed late":  (75, 120),
    "came back":     (150,),
    "refused":       (33,),
    "cured":         (29,),
    "withdrawn":     (58,),
    "not covered":   (40,),
    "under 18":      (10, 36),
    "two to sign":   (96,),
    "told before":   (56,),
}
# fmt: on
Later = tuple[tuple[float, partial[None]], ...]  # hours after the receipt, and the deed
ATTORNEY_ON = {
    "late", "in review", "signed off", "filed", "filed, late", "refused", "removed late",
    "two to sign",
}  # fmt: skip
LAPSING = (51, 83)  # the attorney's release ends this week
PLATFORMS = cycle(("demo-pictogram", "demo-chirrup", "demo-vidloft", "demo-murmur"))


def tell(script: Script, people: dict[str, User]) -> Iterator[Matter]:
    """Note every story's deeds in the script, and give the cases that they make."""
    advocates = cycle([people["advocate"], people["advocate2"], people["advocate3"]])
    number = 0
    for how, moments in TOLD.items():
        for hours in moments:
            person = f"{FIRST[number % len(FIRST)]} {LAST[number % len(LAST)]}"
            matter = Matter(person, next(advocates), _where(how), how=how, **_case(how, hours))
            _tell(script, matter, how, hours, people)
            number += 1
            yield matter


def _where(how: str) -> str:
    certain = {
        "claimed": "demo-kasten",
        "not covered": "demo-postrook",
        "two to sign": "demo-kasten",
        "told before": "demo-chirrup",
    }
    return certain.get(how, next(PLATFORMS))


def _case(how: str, hours: float) -> dict[str, str]:
    return {"age_when_made": "under18"} if how == "under 18" else abroad.country(how, hours)


def _tell(script: Script, matter: Matter, how: str, hours: float, people: dict[str, User]) -> None:
    script.ago(hours + 30, matter.open)
    front.begin(script, matter, how, hours)
    if how == "intake":
        front.go_on(script, matter, how, hours)
        return
    script.ago(hours + 29, matter.work)
    script.ago(hours + 28, partial(matter.see, path=f"p/{round(hours * 37)}"))
    if round(hours) % 3 == 0:
        script.ago(hours + 27, partial(matter.see, path=f"u/{round(hours * 91)}", category="video"))
    front.go_on(script, matter, how, hours)
    if how == "evidence":
        script.ago(
            hours,
            partial(matter.ask_for_task, text="Ask which account posted it first", in_hours=30),
        )
        return
    missing: dict[str, Any] = (
        {"good_faith_statement": "", "contact": ""} if how == "part missing" else {}
    )
    script.ago(hours + 2, partial(matter.draft, **missing))
    if how not in {"part missing", "ready to send"}:
        _sent(script, matter, how, hours, people)


def _sent(script: Script, matter: Matter, how: str, hours: float, people: dict[str, User]) -> None:
    script.ago(hours + 0.1, matter.submit)
    if how == "awaiting":
        return
    script.ago(hours, matter.infer if how == "unproven" else matter.prove)
    abroad.take_up(script, matter, how, hours)
    if how in ATTORNEY_ON:
        attorney = _attorney(hours, people)
        terms = {"expires_at": script.now + timedelta(days=3)} if hours in LAPSING else {}
        script.ago(
            hours - 1, partial(matter.engage, attorney=attorney, by=people["supervisor"], **terms)
        )
    for later, deed in _afterwards(matter, hours, people).get(how, ()):
        script.ago(hours - later, deed)


def _attorney(hours: float, people: dict[str, User]) -> User:
    return people[f"attorney{'' if round(hours) % 3 == 0 else 1 + round(hours) % 3}"]


def _afterwards(matter: Matter, hours: float, people: dict[str, User]) -> dict[str, Later]:
    """Give what followed the receipt, by how it went: hours after it, and the deed."""
    do = partial
    again = do(matter.outcome, kind="seen_up")
    checked = (48.5, again)
    reviewed = (60, do(filing.review, matter))
    attorney, supervisor = _attorney(hours, people), people["supervisor"]
    signed = (70, do(filing.sign_off, matter, by=supervisor, attorney=attorney))
    filed = (74, do(filing.file, matter))
    gone = do(matter.outcome, kind="seen_gone")
    says_removed = do(matter.answer, kind="says_removed")
    asks = do(
        matter.answer,
        kind="says_incomplete",
        words="Which post is meant? We cannot find the picture.",
        disputes=["locating", "good_faith"],
    )
    refuses = do(
        matter.answer,
        kind="refused",
        words="Does not breach our rules.",
        gave_reason=False,
        demands=["id_document", "legal_name"],
    )
    # fmt: off
    return {
        "late":         ((50, do(matter.outcome, kind="seen_up")),),
        "in review":    (checked, (hours - 6, again), (hours - 5, do(filing.review, matter))),
        "signed off":   (checked, reviewed, signed),
        "filed":        (checked, reviewed, signed, filed),
        "filed, late":  (checked, reviewed, signed, filed, (120, gone)),
        "in time":      ((20, says_removed), (26, gone), (40, do(matter.close))),
        "removed late": ((52, says_removed), (53, gone)),
        "came back":    ((30, gone), (100, do(matter.outcome, kind="back"))),
        "refused":      ((9, refuses),),
        "cured":        ((6, asks), (8, do(matter.cure)), (8.5, do(matter.mend)),
                         (9, do(matter.submit)), (9.2, do(matter.prove))),
        "withdrawn":    ((18, do(matter.withdraw)),),
        "two to sign":  (checked, (hours - 6, again), (hours - 5.5, do(filing.review, matter)),
                         (hours - 5, do(filing.choose, matter)),
                         (hours - 4, do(filing.sign_off, matter, by=attorney))),
        "told before":  (checked, (49.5, do(filing.write_notice, matter)),
                         (49.8, do(filing.send_notice, matter))),
    }
    # fmt: on
