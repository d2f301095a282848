"""What a purge would take, in kinds and counts: for the preview, and for the certificate."""

from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from evidence.models import Fingerprint, Match
from keeping.erasing import Table, rows, saying, tables, tables_of
from keeping.rules.parts import Part
from rows.reading import house

# How a kind of row is called on paper; codes stand in the certificate, these words on pages.
KINDS = {
    "cases.case": "Story of the case",
    "cases.survivor": "Survivor",
    "cases.person": "Other people",
    "cases.authority": "Authorities to act",
    "cases.release": "Releases",
    "cases.note": "Notes",
    "cases.task": "Words of tasks",
    "cases.cover": "Words with cover",
    "evidence.item": "Items of evidence",
    "evidence.holding": "Custody of things outside",
    "evidence.listingfact": "Words with what was seen",
    "evidence.match": "Matches of fingerprints",
    "evidence.fingerprint": "Fingerprints",
    "intake.intake": "Intakes",
    "intake.intakeplace": "Places told at intake",
    "intake.plan": "Facts behind plans",
    "intake.planstep": "Numbers of services",
    "removal.removalrequest": "Signatures and contacts on requests",
    "removal.submission": "Texts of notices",
    "removal.receipt": "Proofs of receipt",
    "removal.answer": "Answers of platforms",
    "removal.chokepoint": "Words on hosts and others",
    "deadlines.courseevent": "References under other laws",
    "complaints.complaintdraft": "Numbers of complaints filed",
    "complaints.revision": "Texts of complaints",
    "complaints.addendum": "Addenda to complaints",
    "complaints.addendumfiling": "Numbers of addenda filed",
    "complaints.exposurechoice": "Choices of what is shown",
    "complaints.priornotice": "Notices before a complaint",
    "complaints.cybertip": "CyberTipline records",
    "restitution.courtcase": "Court cases",
    "restitution.day": "Words with days",
    "restitution.determination": "Attorneys' findings",
    "restitution.moneyline": "Words in the ledger",
    "restitution.privilegednote": "Attorneys' privileged notes",
    "restitution.remedyfact": "Answers for restitution",
    "keeping.correction": "Corrections",
    "keeping.legalhold": "Words with legal holds",
    "keeping.purge": "Words with proposals to purge",
    "cases.breakglass": "Reasons for opening in an emergency",
}


class Counted(NamedTuple):
    """How many rows of a kind say something that would go."""

    kind: str
    many: int

    @property
    def title(self) -> str:
        return KINDS.get(self.kind, self.kind.rpartition(".")[2].capitalize())


@house("count what would go")
def preview(case_id: UUID, parts: Collection[str]) -> list[Counted]:
    """Give what these parts hold today, kinds that hold nothing left out."""
    found: dict[str, int] = {}
    for part in map(Part, parts):
        for table in tables_of(part):
            kind = table.model._meta.label_lower
            found[kind] = max(found.get(kind, 0), _many(table, case_id))
        if part in {Part.FINGERPRINTS, Part.WHOLE}:
            found |= _fingerprints(case_id)
    return [Counted(kind, many) for kind, many in sorted(found.items()) if many]


def left(case_id: UUID) -> int:
    """Count sealed values that still say something: none, once a whole case was purged."""
    return sum(saying(table, name, case_id).count() for table in tables() for name in table.sealed)


def _many(table: Table, case_id: UUID) -> int:
    """Count each row once, however many of its columns say something."""
    ids: set[Any] = set()
    for name in table.sealed:
        ids.update(saying(table, name, case_id).values_list("pk", flat=True))
    if not table.sealed:
        ids.update(rows(table, case_id).values_list("pk", flat=True))
    return len(ids)


def _fingerprints(case_id: UUID) -> dict[str, int]:
    from cases.models import Case

    matches = Match.objects.on_case(Case(pk=case_id)).count()
    return {
        "evidence.fingerprint": Fingerprint.objects.filter(case=case_id).count(),
        "evidence.match": matches,
    }
