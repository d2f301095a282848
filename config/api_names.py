"""What the OpenAPI document calls a set of words that more than one field takes."""

from accounts.rules import Role
from cases.rules.people import HARMS
from cases.rules.release_words import INFORMATION, PURPOSES, RECIPIENTS, SIGNED_BY
from cases.rules.spoken import ASSIGNMENTS, AUTHORITIES, REASONS, choices
from cases.rules.spoken import STATUSES as OF_CASES
from complaints.rules import exposing
from complaints.rules.reports import NO_TIPS, TIP_KINDS
from deadlines.api.states import SPOKEN
from deadlines.rules.elsewhere_words import CONNECTIONS, ENDINGS, EVENTS, MAKERS
from deadlines.rules.hours import ClosedAs
from evidence.rules.spoken import FACTS, SEEN_BY
from intake.rules.states import CHANNELS as OF_INTAKES
from keeping.rules import held
from keeping.rules.parts import PARTS
from keeping.rules.parts import REASONS as OF_PURGES
from keeping.rules.policy import ENDS
from removal.models.platform import YES_NO
from removal.rules.desk_spoken import CHOKEPOINTS, FOUND_HOW, MOVED
from removal.rules.spoken import ANSWERS, BASES_OF_RECEIPT, CHANNELS, WITHDRAWALS
from removal.rules.spoken import STATUSES as OF_REQUESTS
from reports.rules import exports
from reports.rules.filing import REASONS as CORRECTION_REASONS
from restitution.rules.courts import COURT_KINDS
from restitution.rules.money import LINES
from restitution.rules.telling import DAYS

CASE_STATUS = choices(OF_CASES)
REQUEST_STATUS = choices(OF_REQUESTS)
ASSIGNMENT = choices(ASSIGNMENTS)
AUTHORITY = choices(AUTHORITIES)
HARM = choices(HARMS)
RELEASE_INFORMATION = choices(INFORMATION)
RELEASE_PURPOSE = choices(PURPOSES)
RELEASE_RECIPIENT = choices(RECIPIENTS)
FACT = choices(FACTS)
PERSON_WHO_LOOKED = choices(SEEN_BY)
ANSWER = choices(ANSWERS)
RECEIPT_BASIS = choices(BASES_OF_RECEIPT)
WITHDRAWAL = choices(WITHDRAWALS)
CLOCK_STATE = choices(SPOKEN)
LAW_CONNECTION = choices(CONNECTIONS)
LAW_MAKER = choices(MAKERS)
LAW_EVENT = choices(EVENTS)
LAW_ENDING = choices(ENDINGS)
SUBMISSION_CHANNEL = choices(CHANNELS)
INTAKE_CHANNEL = choices(OF_INTAKES)
YES_NO_UNKNOWN = YES_NO
ROLE = [(role.value, role.value.capitalize()) for role in Role]
ROLE_THEN = [(role.value, role.value) for role in Role]  # whoever acted may have another now
REVEAL_REASON = choices(REASONS)
RELEASE_SIGNED_BY = choices(SIGNED_BY)
TIP_KIND = choices(TIP_KINDS)
NO_TIP_REASON = choices(NO_TIPS)
CLOCK_CLOSED_AS = [ended.value for ended in ClosedAs]
CHOKEPOINT = choices(CHOKEPOINTS)
CHOKEPOINT_FOUND_HOW = choices(FOUND_HOW)
DIRECTORY_DRIFT = choices(MOVED)
EXPOSURE_PERSON = choices(exposing.PERSONS)
EXPOSURE_CONTACT = choices(exposing.CONTACTS)
EXPOSURE_ADDRESSES = choices(exposing.ADDRESSES)
EXPOSURE_HARM = choices(exposing.HARMS)
EXPOSURE_AGE = choices(exposing.AGES)
COURT_KIND = choices(COURT_KINDS)
MONEY_LINE_KIND = choices(LINES)
EXPORTED_LIST = choices(exports.LISTS)
EXPORT_PAPER = choices(exports.PAPERS)
EXPORT_STATE = choices(exports.STATES)
EXPORT_USE = choices(exports.USES)
RESTITUTION_DAY = choices(DAYS)
CORRECTION_REASON = choices(CORRECTION_REASONS)
PURGE_REASON = choices(OF_PURGES)
PURGE_PART = choices(PARTS)
SHEET_FORM = choices(held.FORMS)
SHEET_ASKED_BY = choices(held.ASKED)
CORRECTION_STANDING = choices(held.STANDING)
RETENTION_ENDS = choices(ENDS)
