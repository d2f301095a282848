"""Pasting a table; no file is ever chosen or sent."""

from uuid import uuid4

from django import forms

from intake.rules.rows import MOST_CHARACTERS, MOST_ROWS


class TableForm(forms.Form):
    table = forms.CharField(
        label="The table",
        help_text=f"Paste it as CSV, at most {MOST_ROWS} rows. The first line names the columns.",
        max_length=MOST_CHARACTERS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false", "class": "mono"}),
        error_messages={"required": "Paste a table: its first line names the columns."},
    )
    sheet = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
