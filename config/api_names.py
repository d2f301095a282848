"""What the OpenAPI document calls a set of words that more than one field takes."""

from cases.rules.people import HARMS
from cases.rules.release_words import INFORMATION, PURPOSES, RECIPIENTS
from cases.rules.spoken import ASSIGNMENTS, AUTHORITIES, choices
from cases.rules.spoken import STATUSES as OF_CASES
from deadlines.api.states import SPOKEN
from deadlines.rules.elsewhere_words import CONNECTIONS, ENDINGS, EVENTS, MAKERS
from evidence.rules.spoken import FACTS, SEEN_BY
from intake.rules.states import CHANNELS as OF_INTAKES
from removal.models.platform import YES_NO
from removal.rules.spoken import ANSWERS, BASES_OF_RECEIPT, CHANNELS, WITHDRAWALS
from removal.rules.spoken import STATUSES as OF_REQUESTS

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
