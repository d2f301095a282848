"""Who may do what: one table of role and deed (law.md 5.4)."""

from enum import StrEnum

from audit.rules import NotAllowed

ROLE_MAY_NOT = "role_may_not"  # the one refusal that is about the person, not the matter


class Role(StrEnum):
    ADVOCATE = "advocate"
    ATTORNEY = "attorney"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


class Deed(StrEnum):
    OPEN_CASE = "open_case"
    WORK_CASE = "work_case"  # notes, tasks, evidence
    ASSIGN_CASE = "assign_case"
    MOVE_CASE = "move_case"
    REVEAL = "reveal"
    NOTE_CASE = "note_case"
    WRITE_REQUEST = "write_request"
    RECORD_RECEIPT = "record_receipt"
    RECORD_OUTCOME = "record_outcome"
    REVISE_COMPLAINT = "revise_complaint"
    SIGN_OFF_COMPLAINT = "sign_off_complaint"
    FILE_COMPLAINT = "file_complaint"
    EXPORT_PACKET = "export_packet"
    EDIT_PLATFORM = "edit_platform"
    CHECK_PLATFORM = "check_platform"  # look at a platform's own form, and say what was found
    SEE_ACTIVITY = "see_activity"
    SEE_SYSTEM = "see_system"
    EDIT_LADDER = "edit_ladder"
    REPORT_PATTERN = "report_pattern"  # many requests to one platform, told together
    COVER_CASE = "cover_case"  # lend a case to a colleague for some hours, or take one
    EDIT_ROTA = "edit_rota"  # and the hours and days off of others
    MANAGE_USERS = "manage_users"
    TELL_RESTITUTION = "tell_restitution"  # a fact that a remedy asks for
    REVIEW_RESTITUTION = "review_restitution"  # determinations, privileged notes, the money ledger
    NOTE_RESERVE = "note_reserve"  # what the Victims Reserve's amount is said to be, and by whom
    ANSWER_SUBPOENA = "answer_subpoena"  # exactly what is released, and a list of what is not
    SEE_REPORTS = "see_reports"
    EXPORT_REPORTS = "export_reports"
    LOCK_REPORT = "lock_report"  # a funder's figures, as they were filed
    BREAK_GLASS = "break_glass"  # read a whole case for an hour, with a reason, and others told
    HOLD_RECORDS = "hold_records"  # a legal hold: nothing of a case is purged while it stands
    PROPOSE_PURGE = "propose_purge"
    CONFIRM_PURGE = "confirm_purge"  # by another person than who proposed it
    SET_RETENTION = "set_retention"  # how long each kind of record is kept


def _by(*roles: Role) -> frozenset[Role]:
    return frozenset(roles)


ADVOCATE, ATTORNEY, SUPERVISOR, ADMINISTRATOR = Role

# fmt: off
MAY: dict[Deed, frozenset[Role]] = {
    Deed.OPEN_CASE:          _by(ADVOCATE,           SUPERVISOR),
    Deed.WORK_CASE:          _by(ADVOCATE,           SUPERVISOR),
    Deed.ASSIGN_CASE:        _by(                    SUPERVISOR),
    Deed.MOVE_CASE:          _by(ADVOCATE,           SUPERVISOR),
    Deed.REVEAL:             _by(ADVOCATE, ATTORNEY, SUPERVISOR),
    Deed.NOTE_CASE:          _by(ADVOCATE, ATTORNEY, SUPERVISOR),
    Deed.WRITE_REQUEST:      _by(ADVOCATE,           SUPERVISOR),
    Deed.RECORD_RECEIPT:     _by(ADVOCATE,           SUPERVISOR),
    Deed.RECORD_OUTCOME:     _by(ADVOCATE, ATTORNEY, SUPERVISOR),
    Deed.REVISE_COMPLAINT:   _by(ADVOCATE, ATTORNEY, SUPERVISOR),
    Deed.SIGN_OFF_COMPLAINT: _by(          ATTORNEY, SUPERVISOR),
    Deed.FILE_COMPLAINT:     _by(ADVOCATE, ATTORNEY, SUPERVISOR),
    Deed.EXPORT_PACKET:      _by(ADVOCATE, ATTORNEY, SUPERVISOR),
    Deed.EDIT_PLATFORM:      _by(                    SUPERVISOR, ADMINISTRATOR),
    Deed.CHECK_PLATFORM:     _by(ADVOCATE,           SUPERVISOR, ADMINISTRATOR),
    Deed.SEE_ACTIVITY:       _by(                    SUPERVISOR),
    Deed.SEE_SYSTEM:         _by(                    SUPERVISOR, ADMINISTRATOR),
    Deed.EDIT_LADDER:        _by(                    SUPERVISOR),
    Deed.REPORT_PATTERN:     _by(                    SUPERVISOR),
    Deed.COVER_CASE:         _by(ADVOCATE,           SUPERVISOR),
    Deed.EDIT_ROTA:          _by(                    SUPERVISOR),
    Deed.MANAGE_USERS:       _by(                                ADMINISTRATOR),
    Deed.TELL_RESTITUTION:   _by(ADVOCATE, ATTORNEY, SUPERVISOR),
    Deed.REVIEW_RESTITUTION: _by(          ATTORNEY),
    Deed.NOTE_RESERVE:       _by(          ATTORNEY, SUPERVISOR),
    Deed.ANSWER_SUBPOENA:    _by(          ATTORNEY, SUPERVISOR),
    Deed.SEE_REPORTS:        _by(                    SUPERVISOR),
    Deed.EXPORT_REPORTS:     _by(                    SUPERVISOR),
    Deed.LOCK_REPORT:        _by(                    SUPERVISOR),
    Deed.BREAK_GLASS:        _by(                    SUPERVISOR),
    Deed.HOLD_RECORDS:       _by(          ATTORNEY, SUPERVISOR),
    Deed.PROPOSE_PURGE:      _by(ADVOCATE,           SUPERVISOR),
    Deed.CONFIRM_PURGE:      _by(                    SUPERVISOR),
    Deed.SET_RETENTION:      _by(                    SUPERVISOR),
}
# fmt: on


def may(role: str, deed: Deed) -> bool:
    return role in MAY[deed]


def require(role: str, deed: Deed) -> None:
    """Refuse a deed that this role does not do, and name the roles that do."""
    if not may(role, deed):
        doers = " or ".join(f"{_article(who)} {who}" for who in Role if who in MAY[deed])
        raise NotAllowed(
            f"Your role is {role or 'none'}; only {doers} may do this.", code=ROLE_MAY_NOT
        )


def _article(role: Role) -> str:
    return "an" if role.value[0] in "aeiou" else "a"
