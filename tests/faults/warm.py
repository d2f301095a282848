"""What the other processes begin with, loaded once in the server that they are copies of."""

from django.template.loader import get_template
from django.urls import get_resolver

from complaints import services as complaints
from deadlines.services import drafting, exchange, reconcile, relay, sweep
from tests.factories import deadlines as make
from tests.faults import breaking, caseload, hands, letters, mutants, verdict

LOADED = (complaints, drafting, exchange, reconcile, relay, sweep, make)
OURS = (breaking, caseload, hands, letters, mutants, verdict)

get_template("mail/reminder.txt")
get_resolver().url_patterns  # noqa: B018  read once, it loads every view
