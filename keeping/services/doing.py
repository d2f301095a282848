"""Doing what two people agreed to: exactly once, whole or not at all, and again after a crash."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from accounts.services import tell
from audit import trail
from audit.rules import NotAllowed
from cases.models import Authority, Case, CaseKey, Person, Survivor, Task
from cases.services.moments import database_time
from intake.models import Intake
from intake.models.imported import ImportedRow
from keeping import beforehand
from keeping.certified import certify
from keeping.counting import left, preview
from keeping.erasing import COUNTED, GONE, emptied, rows, saying, tables_of
from keeping.models import Purge
from keeping.rules import purging as rules
from keeping.rules.parts import Part, State
from keeping.standing import standing
from reports.models import Export, ExportPiece
from restitution.models import RemedyFact
from sealing import keys
from sealing.guards import Ready

ERASE = "SELECT evidence_erase_fingerprints(%s, 'they were purged')"


def run_purges() -> int:
    """Do every purge that two people agreed to; give how many were done now."""
    beforehand.put_in_order()
    waiting = Purge.objects.to_run(database_time()).values_list("pk", flat=True)
    return sum(run_purge(purge_id=pk) for pk in list(waiting))


def run_purge(*, purge_id: UUID) -> bool:
    """Begin a purge, then do it in one transaction; a crash between leaves it to be done again."""
    if not _begin(purge_id=purge_id, now=database_time()):
        return False
    return _do(purge_id=purge_id, now=database_time())


@transaction.atomic
def _begin(*, purge_id: UUID, now: datetime) -> bool:
    """Mark it as begun, unless something stands against it by now: then it stops, and says so."""
    purge = _claimed(purge_id)
    if purge is None:
        return False
    if purge.state == State.RUNNING:
        return True
    if now < rules.not_before(purge.proposed_at, settings.RECLAIM_PURGE_WAIT_HOURS):
        return False  # whatever its row says: the day between two people is not a row's to give
    try:
        rules.require_free(standing(purge.case))
    except NotAllowed as no:
        purge.state, purge.stopped_because = State.STOPPED.value, no.code
        purge.save(update_fields=["state", "stopped_because"])
        trail.record(by=None, action="keeping.stopped_purge", subject=purge, case=purge.case,
                     because=no.code)  # fmt: skip
        people = [one for one in (purge.proposed_by,) if one.is_active]
        tell(people=people, kind="purge_stopped", about=None, code=purge.case.code, now=now)
        return False
    purge.state, purge.began_at = State.RUNNING.value, now
    purge.save(update_fields=["state", "began_at"])
    trail.record(by=None, action="keeping.began_purge", subject=purge, case=purge.case)
    return True


@transaction.atomic
def _do(*, purge_id: UUID, now: datetime) -> bool:
    purge = _claimed(purge_id)
    if purge is None or purge.state != State.RUNNING:
        return False
    case = purge.case
    # First the key: whoever is sealing something just now commits, and what they wrote goes too.
    CaseKey.objects.select_for_update(of=("self",), no_key=True).get(case=case)
    counts = {one.kind: one.many for one in preview(case.pk, purge.parts)}
    for part in map(Part, purge.parts):
        _erase(case, part)
    if purge.is_whole:
        _erase_whole(case, now=now)
    purge.state, purge.done_at = State.DONE.value, now
    certificate = certify(purge=purge, counts=counts, now=now)
    purge.save(update_fields=["state", "done_at"])
    trail.record(
        by=None,
        action="keeping.purged",
        subject=purge,
        case=case,
        parts=purge.parts_words.lower(),
        rows=sum(counts.values()),
        certificate=certificate.number,
        digest=certificate.digest,
    )
    transaction.on_commit(keys.forget)
    return True


def _claimed(purge_id: UUID) -> Purge | None:
    """Give the purge with its case held; None where it is done, or another worker is at it."""
    ready = Purge.objects.filter(pk=purge_id, state__in=[State.CONFIRMED, State.RUNNING])
    case_id = ready.values_list("case_id", flat=True).first()
    if case_id is None:
        return None
    Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case_id)
    held = ready.select_for_update(of=("self",), no_key=True, skip_locked=True)
    found: Purge | None = held.select_related("case", "proposed_by").first()
    return found


def _erase(case: Case, part: Part) -> None:
    for table in tables_of(part):
        for name in table.sealed:
            saying(table, name, case.pk).update(**{name: GONE})
        left_in = emptied(table)
        if left_in:
            rows(table, case.pk).update(**left_in)
    if part in {Part.FINGERPRINTS, Part.WHOLE}:
        items = list(case.items.values_list("pk", flat=True))
        with connection.cursor() as cursor:
            cursor.execute(ERASE, [items])


def _erase_whole(case: Case, *, now: datetime) -> None:
    """Take what only a whole purge takes: the people, plain answers, files, and last the key."""
    Authority.objects.filter(case=case).update(person=None)
    Person.objects.filter(case=case).delete()
    Survivor.objects.filter(case=case).delete()
    facts = RemedyFact.objects.filter(case=case).exclude(value="purged")
    facts.exclude(told=b"").update(told=Ready(b""), value="purged")
    facts.update(value="purged")
    for intake in Intake.objects.filter(case=case):
        kept = {name: said for name, said in intake.answers.items() if name in COUNTED}
        Intake.objects.filter(pk=intake.pk).update(answers=kept)
        ImportedRow.objects.filter(intake=intake).delete()
    files = Export.objects.filter(cases__contains=[case.pk])
    ExportPiece.objects.filter(export__in=files).delete()
    files.filter(state="ready").update(state="ended")
    Task.objects.filter(case=case, done_at=None).update(done_at=now)
    if left(case.pk):
        raise RuntimeError("Something sealed is left; nothing of this purge is kept.")
    CaseKey.objects.filter(case=case).update(wrapped=b"", before=b"", destroyed_at=now)
