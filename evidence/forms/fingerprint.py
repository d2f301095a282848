"""The digits that the page made on a person's device; the file itself is never among them."""

from typing import Any

from django import forms

from evidence.rules.fingerprints import Algorithm, Print

RULE = "upright, profile ignored, white matte, full size"  # how the picture was read: HASHING.md


def _digits(length: int) -> forms.CharField:
    return forms.CharField(max_length=length, required=False, widget=forms.HiddenInput)


def _count(most: int) -> forms.IntegerField:
    return forms.IntegerField(min_value=0, max_value=most, required=False, widget=forms.HiddenInput)


class FingerprintForm(forms.Form):
    """What stood on the screen when the person pressed Keep; each field is filled by the page."""

    pdq = _digits(64)
    quality = _count(100)
    phash = _digits(16)
    sha256 = _digits(64)
    md5 = _digits(32)
    bytes = _count(2**46)
    width = _count(100_000)
    height = _count(100_000)
    mime = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)
    producer = forms.CharField(
        max_length=80,
        widget=forms.HiddenInput,
        error_messages={"required": "Choose a file first: there are no digits to keep."},
    )

    def clean(self) -> dict[str, Any]:
        """Give what `services.keep_fingerprints` takes."""
        told = super().clean() or {}
        prints = [
            Print(algorithm.value, told[algorithm], told.get("quality"))
            for algorithm in Algorithm
            if told.get(algorithm)
        ]
        return {
            "prints": prints,
            "producer": told.get("producer", ""),
            "rule_version": RULE,
            "byte_length": told.get("bytes"),
            "width": told.get("width"),
            "height": told.get("height"),
            "mime": told.get("mime", ""),
        }
