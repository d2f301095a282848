"""Who may do what, as one table (law.md 5.4)."""

import pytest

from accounts.rules import MAY, ROLE_MAY_NOT, Deed, Role, may, require
from audit.rules import NotAllowed

# fmt: off
TABLE = {  #                  advocate attorney supervisor administrator
    "open_case":              (1, 0, 1, 0),
    "work_case":              (1, 0, 1, 0),
    "assign_case":            (0, 0, 1, 0),
    "move_case":              (1, 0, 1, 0),
    "reveal":                 (1, 1, 1, 0),
    "note_case":              (1, 1, 1, 0),
    "write_request":          (1, 0, 1, 0),
    "record_receipt":         (1, 0, 1, 0),
    "record_outcome":         (1, 1, 1, 0),
    "revise_complaint":       (1, 1, 1, 0),
    "sign_off_complaint":     (0, 1, 1, 0),
    "file_complaint":         (1, 1, 1, 0),
    "export_packet":          (1, 1, 1, 0),
    "edit_platform":          (0, 0, 1, 1),
    "check_platform":         (1, 0, 1, 1),
    "see_activity":           (0, 0, 1, 0),
    "see_system":             (0, 0, 1, 1),
    "edit_ladder":            (0, 0, 1, 0),
    "report_pattern":         (0, 0, 1, 0),
    "cover_case":             (1, 0, 1, 0),
    "edit_rota":              (0, 0, 1, 0),
    "manage_users":           (0, 0, 0, 1),
    "tell_restitution":       (1, 1, 1, 0),
    "review_restitution":     (0, 1, 0, 0),
    "note_reserve":           (0, 1, 1, 0),
    "answer_subpoena":        (0, 1, 1, 0),
    "see_reports":            (0, 0, 1, 0),
    "export_reports":         (0, 0, 1, 0),
    "lock_report":            (0, 0, 1, 0),
    "break_glass":            (0, 0, 1, 0),
    "hold_records":           (0, 1, 1, 0),
    "propose_purge":          (1, 0, 1, 0),
    "confirm_purge":          (0, 0, 1, 0),
    "set_retention":          (0, 0, 1, 0),
}
# fmt: on


@pytest.mark.parametrize("deed", Deed)
def test_each_deed_is_done_by_these_roles_and_no_other(deed):
    done_by = dict(zip(Role, TABLE[deed.value], strict=True))

    assert {role: may(role.value, deed) for role in Role} == done_by


def test_no_deed_is_forgotten_and_none_is_invented():
    assert set(MAY) == set(Deed)
    assert set(TABLE) == {deed.value for deed in Deed}


def test_an_administrator_reaches_no_case():
    on_a_case = set(Deed) - {
        Deed.EDIT_PLATFORM, Deed.CHECK_PLATFORM, Deed.SEE_SYSTEM, Deed.MANAGE_USERS,
        Deed.SEE_ACTIVITY, Deed.EDIT_LADDER,
    }  # fmt: skip

    assert not [deed for deed in on_a_case if may(Role.ADMINISTRATOR, deed)]


@pytest.mark.parametrize("role", ["", "owner", "ADVOCATE", "admin"])
def test_a_role_that_is_none_of_the_four_may_do_nothing(role):
    assert not [deed for deed in Deed if may(role, deed)]


def test_a_refusal_names_who_does_it():
    with pytest.raises(NotAllowed) as no:
        require("advocate", Deed.SIGN_OFF_COMPLAINT)

    assert no.value.code == ROLE_MAY_NOT
    assert str(no.value) == "Your role is advocate; only an attorney or a supervisor may do this."


def test_what_a_role_does_is_not_refused():
    require("attorney", Deed.SIGN_OFF_COMPLAINT)
