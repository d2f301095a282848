"""The packet's machine-readable parts: codes and places of facts, never a fact's own words."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from cases.models import Release
from complaints.linking import in_print_order, link
from complaints.models import Addendum, ComplaintDraft
from complaints.packet.model import Paper
from complaints.revisions import document_of, in_force
from complaints.signing import standing_signs

SCHEMA = 1


def facts(draft: ComplaintDraft) -> dict[str, Any]:
    """Give each sentence with the facts it rests on, and each fact's table, row and column."""
    revision = in_force(draft)
    document = document_of(revision)
    linked = link(document)
    return {
        "schema": SCHEMA,
        "case": document.code,
        "request": document.request_code,
        "revision": revision.number,
        "sha256": revision.sha256,
        "grounds": list(document.grounds),
        "sentences": [
            {
                "number": linked.sentences[one.key],
                "key": one.key,
                "kind": one.kind.value,
                "facts": list(linked.of(one)),
            }
            for part in document.parts
            for one in in_print_order(part.sentences)
        ],
        "facts": [
            {"number": number, "table": source.model, "row": source.id, "column": source.field}
            for source, number in linked.facts.items()
        ],
    }


def evidence_index(paper: Paper) -> dict[str, Any]:
    """Give part J as rows; it is an index, and nothing is attached to it."""
    section = next((one for one in paper.sections if one.letter == "J"), None)
    rows = section.rows if section else ()
    return {
        "schema": SCHEMA,
        "columns": list(section.columns) if section else [],
        "rows": [{"number": one.number, "cells": list(one.cells)} for one in rows],
    }


def release(held: Release) -> dict[str, Any]:
    """Give which release it left under, by codes and days: whose it is stays here."""
    return {
        "schema": SCHEMA,
        "release": str(held.pk),
        "recipient": {"kind": held.recipient_kind, "ref": held.recipient_ref},
        "purpose": held.purpose,
        "information": sorted(held.information),
        "signed_on": held.signed_on.isoformat(),
        "signed_by": held.signed_by_kind,
        "ends_at": held.expires_at.isoformat(),
    }


def sign_offs(draft: ComplaintDraft) -> dict[str, Any]:
    """Give who stands behind the text by role, when, and for which revision."""
    return {"schema": SCHEMA, "signed": list(_signed(draft)), "filed": _filed(draft)}


def addenda(known: Iterable[Addendum]) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "addenda": [
            {"number": number, "added_at": one.made_at.isoformat(), "source": one.source_type}
            for number, one in enumerate(known, start=1)
        ],
    }


def as_json(told: dict[str, Any]) -> bytes:
    return (json.dumps(told, indent=2, ensure_ascii=False) + "\n").encode()


def _signed(draft: ComplaintDraft) -> Iterable[dict[str, Any]]:
    signs = standing_signs(draft)
    for one in signs:
        yield {
            "role": one.role,
            "at": one.signed_at.isoformat(),
            "revision": one.revision,
            "sha256": one.sha256,
            "release": str(one.release_id),
        }
    if signs:
        return
    if draft.signed_off_at is not None and draft.signed_off_by is not None:
        yield {
            "role": draft.signed_off_by.role,
            "at": draft.signed_off_at.isoformat(),
            "revision": draft.signed_off_revision,
            "release": str(draft.release_id) if draft.release_id else "by the signer's word",
        }


def _filed(draft: ComplaintDraft) -> dict[str, Any] | None:
    at: datetime | None = draft.filed_at
    if at is None:
        return None
    return {
        "at": at.isoformat(),
        "number": str(draft.filing_number),
        "without_a_release": draft.filed_unreleased,
    }
