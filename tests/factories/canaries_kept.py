"""What is kept of keeping itself, with a word wherever a person writes: canaries go on here too."""

from cases.services.glass import break_glass
from cases.services.moments import database_time
from keeping.services import correcting, holds, purging
from tests.factories import accounts
from tests.factories.canaries import CANARIES, canary
from tests.factories.cases import case as open_case
from tests.factories.cases import closed_case


def kept(case, by, leader):
    """Hold a case and let go of it, correct another, propose to purge a third, open one whole."""
    now = database_time()
    act = {"by": leader, "now": now}
    hold = holds.place_hold(case_id=case.pk, reason=f"Asked by {canary('why held')}.", **act)
    holds.lift_hold(hold_id=hold.pk, because=f"Settled by {canary('why let go')}.", **act)
    other = open_case(by=by, contact=f"{canary('contact before')}@person.example", narrative="")
    correcting.correct(
        case_id=other.pk, place="survivor.contact",
        value=f"{canary('contact corrected')}@person.example",
        note=f"Told by {canary('who corrected')}.", by=by, now=now,
    )  # fmt: skip
    purging.propose_purge(
        case_id=closed_case(by=by).pk, parts=("whole",), reason="other",
        reason_words=f"Because {canary('why purged')}.", **act,
    )  # fmt: skip
    break_glass(case_id=case.pk, reason=f"She called about {canary('why opened whole')}.", **act)
    accounts.app_of(by, seed=CANARIES.setdefault("seed", accounts.SEED))
