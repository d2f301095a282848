"""Invented examples, one of every part of the look; people and platforms on reserved names."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.http import QueryDict

from accounts.moments import MomentField

HOUR = timedelta(hours=1)

NOTICE = """To the designated channel of Example Pictures

Request under 47 U.S.C. 223a(a), one item, our reference C-7F3K

1. I write for the person shown, under a written authority of 30 October 2026.
2. The item is at https://pictures.example/p/8842.
3. The person shown did not agree to its publication: [[how the person can be identified]].
4. Please remove it, and every known identical copy, within 48 hours of receiving this.

[[signature]]"""


class ExampleForm(forms.Form):
    """Every kind of field the house uses, once."""

    reference = forms.CharField(
        label="Platform's reference",
        help_text="The ticket number on the confirmation page or in the mail.",
    )
    received_at = MomentField(
        label="When did the platform receive it?",
        help_text="The moment on the confirmation, not the moment you read it.",
    )
    proof = forms.ChoiceField(
        label="What proves that?",
        widget=forms.RadioSelect,
        choices=[
            ("ticket", "A ticket or confirmation number"),
            ("mail", "A mail from the platform"),
            ("none", "Nothing yet; we infer it from the submission"),
        ],
    )
    channel = forms.ChoiceField(
        label="Channel", choices=[("form", "Web form"), ("mail", "Mail"), ("post", "Letter")]
    )
    seen_on = forms.DateField(label="Day it was last seen", required=False)
    words = forms.CharField(label="The platform's own words", widget=forms.Textarea, required=False)
    checked = forms.BooleanField(
        label="I have read the notice once more",
        help_text="Nothing is sent by this page.",
    )


def _clock(now: datetime, left: timedelta, **changed: Any) -> dict[str, Any]:
    due_at = now + left
    return {
        "state": "running",
        "code": "C-7F3K-R1",
        "starts_at": due_at - 48 * HOUR,
        "due_at": due_at,
        "hours": 48,
        "basis": "proven",
        "share_left": max(0, round(left / HOUR * 100 / 48)),
        "started_by_words": "Example Pictures received a valid request.",
        "proof_words": "Ticket 48121, recorded by Mara Quill.",
        "rule_words": "US-TIDA, version 1: 48 hours, 47 U.S.C. 223a(a)(3).",
    } | changed


def _clocks(now: datetime) -> dict[str, dict[str, Any]]:
    return {
        "later": _clock(now, 30.6 * HOUR, band="later", words="1 d 6 h left", code="C-6H1W-R1"),
        "soon": _clock(now, 5.2 * HOUR, band="under-6", words="5 h 12 min left"),
        "late": _clock(now, -3.1 * HOUR, band="late", words="late by 3 h 05 min", code="C-2B8N-R2"),
        "unproven": _clock(
            now, 20.4 * HOUR, band="under-24", words="20 h 24 min left", state="unproven",
            code="C-4T7D-R1", basis="inferred", proof_words="",
            started_by_words="Inferred from our submission.",
        ),
        "none": {
            "state": "none", "code": "C-9Q2M-R1", "band": "none",
            "why_none": "The platform is a private messaging service, which the statute does not"
            " cover. The request stands; no deadline of law runs against it.",
        },
        "closed": _clock(
            now, 9 * HOUR, band="closed", state="closed", code="C-3K9P-R1",
            closed_words="Removed in time, 9 h 00 min before it was due",
        ),
    }  # fmt: skip


def _lists(now: datetime) -> dict[str, Any]:
    return {
        "items": [
            {"label": "Signature", "done": True, "why": "Signed by the survivor on 30 October."},
            {"label": "Identification of the item", "done": True, "why": "One address."},
            {"label": "Statement of good faith", "done": False, "url": "#checklist",
             "act": "Write it", "why": "The notice does not yet say why it is not consensual."},
            {"label": "Contact", "done": True, "why": "The agency's desk, not the survivor."},
        ],
        "steps": [
            {"label": "Checklist", "state": "done", "url": "#steps"},
            {"label": "Notice", "state": "done", "url": "#steps"},
            {"label": "Submission", "state": "done", "url": "#steps"},
            {"label": "Receipt", "state": "here"},
            {"label": "Clock", "state": "todo"},
            {"label": "Outcome", "state": "todo"},
        ],
        "entries": [
            {"at": now - HOUR, "words": "Receipt recorded", "by": "Mara Quill", "tone": "accent",
             "detail": "Ticket 48121"},
            {"at": now - 4 * HOUR, "words": "Six hours left: reminder sent", "by": "Reclaim",
             "tone": "soon"},
            {"at": now - 7 * HOUR, "words": "Request submitted", "by": "Mara Quill"},
            {"at": now - 30 * HOUR, "words": "Case opened", "by": "Mara Quill"},
        ],
        "tasks": [
            {"title": "Record the receipt", "code": "C-7F3K", "due_at": now + 3 * HOUR,
             "url": "#tasks", "act": "Record", "why": "Submitted this morning"},
            {"title": "Review the complaint draft", "code": "C-2B8N", "due_at": now - 5 * HOUR,
             "late": True, "url": "#tasks", "act": "Review"},
        ],
        "rows": [
            {"term": "Platform", "value": "Example Pictures", "note": "Covered; checked on 3 June"},
            {"term": "Channel", "value": "Web form", "url": "#facts"},
            {"term": "Reference", "value": "", "url": "#facts", "act": "Add"},
        ],
        "tabs": [
            {"label": "Mine", "url": "#lists", "current": True, "count": 12},
            {"label": "Late", "url": "#lists", "count": 3},
            {"label": "Waiting for proof", "url": "#lists", "count": 0},
            {"label": "All", "url": "#lists"},
        ],
    }  # fmt: skip


def _table(clocks: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"code": code, "platform": platform, "clock": clocks[which], "act": act}
        for code, platform, which, act in (
            ("C-7F3K", "Example Pictures", "late", "Review complaint"),
            ("C-2B8N", "Tube of Example", "soon", "Record outcome"),
            ("C-9Q2M", "Other site", "none", "Open"),
            ("C-4T7D", "Example Social", "unproven", "Record proof"),
            ("C-6H1W", "Example Pictures", "later", "Check listing"),
            ("C-3K9P", "Example Social", "closed", "Open"),
        )
    ]


def shown(now: datetime, typed: QueryDict) -> dict[str, Any]:
    """Give the style guide everything it draws; its form keeps nothing."""
    clocks = _clocks(now)
    return {
        "now": now,
        "clocks": clocks,
        "late": _table(clocks)[:1],
        "table": _table(clocks)[1:],
        "notice": NOTICE,
        "reasons": [("casework", "For casework"), ("contact", "To contact the survivor")],
        "form": ExampleForm(typed or None, initial={"received_at": now.replace(second=0)}),
        **_lists(now),
    }
