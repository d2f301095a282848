"""What the other processes begin with, loaded once in the server that they are copies of."""

import celery.apps.beat
import celery.apps.worker
import celery.bin.celery
import celery.concurrency.prefork
import kombu.transport.pgmq
from django.template.loader import get_template
from django.urls import get_resolver

from complaints import services as complaints
from config.celery import app
from deadlines.services import drafting, exchange, reconcile, relay, sweep
from tests.factories import deadlines as make
from tests.faults import breaking, caseload, crew, hands, letters, mutants, verdict

LOADED = (celery, kombu, complaints, drafting, exchange, reconcile, relay, sweep, make)
OURS = (breaking, caseload, crew, hands, letters, mutants, verdict)

app.loader.import_default_modules()
get_template("mail/reminder.txt")
get_resolver().url_patterns  # noqa: B018  read once, it loads every view
