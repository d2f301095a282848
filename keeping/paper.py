"""The certificate of a purge on paper; it names nobody of the matter."""

from typing import Any

from cases import paper
from keeping.counting import Counted
from keeping.models import PurgeCertificate
from keeping.rules.parts import REASONS, Reason

STAYS = (
    "The case's code, where it stood and when.",
    "What was done, by whom and when: the audit trail, in codes and moments.",
    "How many requests, clocks, complaints and looks there were, and the codes that locked and "
    "open reports count by.",
)
BACKUPS = (
    "Copies of the database from before this purge still hold the case's key, itself locked by the "
    "agency's key. They end when they are deleted, at the backups' age at the latest, or when the "
    "agency's key of that time is retired and destroyed."
)


def says(certificate: PurgeCertificate) -> dict[str, Any]:
    """Give a certificate in words: who, when, why, what went and how much of it."""
    told = certificate.told
    counts = [Counted(kind, many) for kind, many in sorted(told["counts"].items())]
    return {
        "parts": certificate.purge.parts_words,
        "reason": REASONS[Reason(told["reason"])],
        "counts": sorted(counts, key=lambda one: one.title),
        "rows": sum(one.many for one in counts),
        "key_destroyed": told["key_destroyed"],
        "stays": STAYS,
        "backups": BACKUPS,
    }


def certificate_pdf(certificate: PurgeCertificate) -> bytes:
    """Give the certificate as a tagged PDF (PDF/UA-1)."""
    known, purge = says(certificate), certificate.purge
    key = (
        "The case's own key was destroyed."
        if known["key_destroyed"]
        else ("The case's own key stays: only parts were purged.")
    )
    words = {
        "title": f"Certificate of purge {certificate.name}",
        "language": "en",
        "is_large": False,
        "about": [f"Case {certificate.case.code}", "All times are UTC."],
        "opening": [f"Purged: {known['parts']}. {key}"],
        "sections": [
            _section("Who and when", points=[
                f"Proposed by {certificate.proposed_by.name}, {_at(purge.proposed_at)}",
                f"Confirmed by {certificate.confirmed_by.name}, {_at(purge.confirmed_at)}",
                f"Done {_at(purge.done_at)}",
                f"Reason: {known['reason']}",
            ]),
            _section("What went", points=[
                f"{one.title}: {one.many}" for one in known["counts"]
            ] or ["Nothing was there."]),
            _section("What stays", points=list(known["stays"])),
            _section("Copies", sentences=[known["backups"]]),
            _section("Check", sentences=[
                f"SHA-256 of what this certificate says: {certificate.digest}. "
                "The audit trail holds the same digest."
            ]),
        ],
    }  # fmt: skip
    return paper.as_pdf("sheet.typ", words)


def _section(
    heading: str, *, sentences: list[str] | None = None, points: list[str] | None = None
) -> dict[str, Any]:
    return {
        "heading": heading, "sentences": sentences or [], "points": points or [], "write_in": [],
    }  # fmt: skip


def _at(at: Any) -> str:
    return f"{at.day} {at:%b %Y, %H:%M} UTC" if at else "not recorded"
