"""A pattern of late requests to one platform: made, taken and filed by a supervisor alone."""

from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.rules import require_past
from complaints.models import Pattern
from complaints.pattern import counted, papers, telling
from complaints.services.exporting import TEXT, Exported
from removal.models import Platform
from removal.rules.directory import OTHER_SITE

LONGEST_NUMBER = 100
KINDS = {
    "zip": ("-packet.zip", "application/zip"),
    "pdf": (".pdf", "application/pdf"),
    "docx": (
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "txt": (".txt", TEXT),
}


@transaction.atomic
def make_pattern(*, slug: str, by: User, now: datetime) -> Pattern:
    """Count what the record says of a platform now, and keep it; too few cases are refused."""
    require(by.role, Deed.REPORT_PATTERN)
    _require_one_service(slug=slug)
    platform = Platform.objects.select_for_update(of=("self",), no_key=True).get(pk=slug)
    fewest = settings.PATTERN_FEWEST_CASES
    found = counted.told_of(slug, now=now)
    told = telling.told(platform, found.figures, fewest=fewest, now=now)
    last = Pattern.objects.filter(platform=platform).newest_first().first()
    pattern: Pattern = Pattern.objects.create(
        platform=platform,
        number=last.number + 1 if last else 1,
        told=told,
        sha256=telling.sha256(told),
        made_at=now,
        made_by=by,
        behind=found.behind,
    )
    _record(pattern, by, "complaints.made_pattern", late=found.figures.late)
    return pattern


@transaction.atomic
def export_pattern(*, slug: str, number: int | None, form: str, by: User) -> Exported:
    """Give a pattern to take away; it holds nobody's facts, so it goes out under no release."""
    require(by.role, Deed.REPORT_PATTERN)
    pattern = _one(slug, number)
    ending, kind = KINDS[form]
    if form == "zip":
        packed = papers.pack(pattern)
        content, digest = packed.packed, packed.manifest
    else:
        content = papers.in_form(pattern, form)
        digest = sha256(content).hexdigest()
    _record(pattern, by, "complaints.exported_pattern", form=form, sha256=digest)
    return Exported(f"{pattern.code}{ending}", kind, content, digest)


@transaction.atomic
def record_pattern_filed(
    *, slug: str, pattern_number: int | None, filed_at: datetime, number: str, by: User,
    now: datetime,
) -> Pattern:  # fmt: skip
    """Record that a person filed it at the regulator's own site, with the regulator's number."""
    require(by.role, Deed.REPORT_PATTERN)
    pattern = _one(slug, pattern_number)
    if pattern.filed_at is not None:
        raise NotAllowed("This pattern is recorded as filed.", code="filed_already")
    require_past(filed_at, now, field="filed_at")
    words = " ".join(number.split())
    if not words or len(words) > LONGEST_NUMBER:
        raise NotAllowed(
            "Give the number that the regulator gave.", code="number_needed", field="number"
        )
    pattern.filed_at, pattern.filed_by, pattern.filing_number = filed_at, by, words
    pattern.save(update_fields=["filed_at", "filed_by", "filing_number"])
    _record(pattern, by, "complaints.filed_pattern", filed_at=filed_at)
    return pattern


def _require_one_service(*, slug: str) -> None:
    """Pass if the row is one service; sites that are in no row share one, and are not one."""
    if slug == OTHER_SITE:
        raise NotAllowed(
            "These are many sites in one row; a pattern is of one platform.", code="not_one_service"
        )


def _one(slug: str, number: int | None) -> Pattern:
    known = Pattern.objects.filter(platform=slug).newest_first()
    found = known.filter(number=number).first() if number else known.first()
    if found is None:
        raise NotAllowed("There is no such pattern yet.", code="no_pattern")
    return found


def _record(pattern: Pattern, by: User, action: str, **facts: object) -> None:
    trail.record(
        by=by,
        action=action,
        subject=pattern,
        pattern=pattern.code,
        platform=pattern.platform_id,
        **facts,  # type: ignore[arg-type]  # codes, counts and moments
    )
