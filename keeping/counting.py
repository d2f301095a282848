"""What a purge would take, in kinds and counts: for the preview, and for the certificate."""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Value

from cases.models import Case
from evidence.models import Fingerprint, Match
from keeping.erasing import Table, rows, saying, says, tables, tables_of
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
    "keeping.correction": "Corrections and old values",
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


def preview(case_id: UUID, parts: Collection[str]) -> list[Counted]:
    """Give what these parts hold today, kinds that hold nothing left out."""
    wanted = [Part(part) for part in parts]
    return _together(_found(case_id, wanted).values())


def previews(case_id: UUID) -> dict[Part, list[Counted]]:
    """Give the same of each part by itself, all asked at once."""
    found = _found(case_id, list(Part))
    return {part: _together([kinds]) for part, kinds in found.items()}


def left(case_id: UUID) -> int:
    """Count sealed values that still say something: none, once a whole case was purged."""
    return sum(saying(table, name, case_id).count() for table in tables() for name in table.sealed)


def _together(found: Iterable[dict[str, int]]) -> list[Counted]:
    """Give each kind once: what two parts take of it are columns of the same rows."""
    most: dict[str, int] = {}
    for kinds in found:
        most |= {kind: max(most.get(kind, 0), many) for kind, many in kinds.items()}
    return [Counted(kind, many) for kind, many in sorted(most.items()) if many]


@house("count what would go")
def _found(case_id: UUID, parts: Collection[Part]) -> dict[Part, dict[str, int]]:
    """Count every table of these parts in one statement: there are some sixty."""
    first, *rest = [
        _counted(rows, part, kind) for part in parts for kind, rows in _taken(part, case_id).items()
    ]
    found: dict[Part, dict[str, int]] = {part: {} for part in parts}
    for part, kind, many in first.union(*rest, all=True):
        found[Part(part)][kind] = many
    return found


def _counted(rows: QuerySet[Any], part: Part, kind: str) -> QuerySet[Any, Any]:
    said = rows.order_by().annotate(_part=Value(part.value), _kind=Value(kind))
    counted = said.values("_part", "_kind").annotate(_many=Count("pk"))
    each: QuerySet[Any, Any] = counted.values_list("_part", "_kind", "_many")
    return each


def _taken(part: Part, case_id: UUID) -> dict[str, QuerySet[Any]]:
    """Give the rows that would lose something, each once however many of its columns do."""
    taken = {table.model._meta.label_lower: _losing(table, case_id) for table in tables_of(part)}
    if part in {Part.FINGERPRINTS, Part.WHOLE}:
        taken["evidence.fingerprint"] = Fingerprint.objects.filter(case=case_id)
        taken["evidence.match"] = Match.objects.on_case(Case(pk=case_id))
    return taken


def _losing(table: Table, case_id: UUID) -> QuerySet[Any]:
    any_of = Q()
    for name in table.sealed:
        any_of |= says(name)
    return rows(table, case_id).filter(any_of)
