import pytest

from audit.rules import NotAllowed
from removal.rules.exchange import require_proof, require_receivable
from removal.rules.moves import MOVES, require_curable, require_draft, require_move
from removal.rules.words import Status

ALL = list(Status)


# fmt: off
STATUSES = [
    ("draft",     {"submitted", "withdrawn"}),
    ("submitted", {"received", "resolved", "withdrawn"}),
    ("received",  {"resolved", "withdrawn"}),
    ("resolved",  {"submitted", "received"}),
    ("withdrawn", set()),
]
# fmt: on


@pytest.mark.parametrize(("now", "may_become"), STATUSES)
def test_each_status_has_its_moves_and_no_other(now, may_become):
    assert {to.value for to in MOVES[Status(now)]} == may_become
    for to in set(ALL) - MOVES[Status(now)] - {Status.DRAFT}:
        with pytest.raises(NotAllowed) as no:
            require_move(now, to)
        assert no.value.code == "request_move"


@pytest.mark.parametrize("now", [one for one in ALL if one != Status.DRAFT])
def test_what_was_sent_is_never_rewritten(now):
    with pytest.raises(NotAllowed, match="only a draft can be changed"):
        require_draft(now)


# fmt: off
CURES = [
    ("draft",     False, "request_not_curable"),
    ("submitted", False, None),
    ("received",  False, None),
    ("received",  True,  "request_already_cured"),
    ("resolved",  False, "request_not_curable"),
    ("withdrawn", False, "request_not_curable"),
]
# fmt: on


@pytest.mark.parametrize(("now", "replaced", "code"), CURES)
def test_a_next_version_cures_what_a_platform_has(now, replaced, code):
    if code is None:
        require_curable(now, replaced=replaced)
        return
    with pytest.raises(NotAllowed) as no:
        require_curable(now, replaced=replaced)
    assert no.value.code == code


# fmt: off
PROOFS = [
    ("proven",   "confirmation_number", None),
    ("proven",   "none",                "proof_missing"),
    ("inferred", "none",                None),
    ("inferred", "auto_reply",          "proof_of_inferred"),
]
# fmt: on


@pytest.mark.parametrize(("basis", "proof", "code"), PROOFS)
def test_proven_names_a_proof_and_inferred_names_none(basis, proof, code):
    if code is None:
        require_proof(basis, proof)
        return
    with pytest.raises(NotAllowed) as no:
        require_proof(basis, proof)
    assert no.value.code == code


# fmt: off
RECEIPTS = [
    ("draft",     "",             True,  "request_not_submitted"),
    ("withdrawn", "",             True,  "request_not_submitted"),
    ("submitted", "",             True,  None),
    ("resolved",  "",             True,  None),
    ("submitted", "better_proof", True,  "nothing_to_change"),
    ("received",  "",             False, "change_reason_missing"),
    ("received",  "wrong_zone",   False, None),
    ("resolved",  "better_proof", False, None),
]
# fmt: on


@pytest.mark.parametrize(("status", "reason", "first", "code"), RECEIPTS)
def test_a_receipt_follows_a_submission_and_a_changed_one_says_why(status, reason, first, code):
    if code is None:
        require_receivable(status, change_reason=reason, is_first=first)
        return
    with pytest.raises(NotAllowed) as no:
        require_receivable(status, change_reason=reason, is_first=first)
    assert no.value.code == code
