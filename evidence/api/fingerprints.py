"""Fingerprints of an item: digits that a device made are read, kept and withdrawn."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from accounts.api_shapes import StrictSerializer
from cases.api.base import person, told
from evidence import services
from evidence.models import Fingerprint, Item
from evidence.rules.fingerprints import KINDS, Algorithm, Print


class FingerprintSerializer(serializers.ModelSerializer[Fingerprint]):
    """Digits that a device made; empty once withdrawn."""

    digits = serializers.CharField(read_only=True, help_text="Hexadecimal; empty when withdrawn.")
    compared = serializers.BooleanField(
        source="is_compared", read_only=True, help_text="False when too plain, or withdrawn."
    )

    class Meta:
        model = Fingerprint
        fields = [
            "id", "algorithm", "digits", "quality", "compared", "producer", "rule_version",
            "byte_length", "width", "height", "mime", "recorded_at", "withdrawn_at",
        ]  # fmt: skip
        read_only_fields = fields


def _digits(algorithm: Algorithm) -> serializers.CharField:
    kind = KINDS[algorithm]
    return serializers.CharField(
        max_length=kind.length,
        required=False,
        help_text=f"{kind.name}: {kind.length} hexadecimal digits.",
    )


class KeepFingerprints(StrictSerializer):
    """The digits that a device made of one file, and facts of the file; never any of its bytes."""

    pdq = _digits(Algorithm.PDQ)
    quality = serializers.IntegerField(
        min_value=0, max_value=100, required=False, help_text="PDQ's own; comes with `pdq`."
    )
    phash = _digits(Algorithm.PHASH)
    sha256 = _digits(Algorithm.SHA256)
    md5 = _digits(Algorithm.MD5)
    byte_length = serializers.IntegerField(min_value=1, required=False)
    width = serializers.IntegerField(min_value=1, required=False)
    height = serializers.IntegerField(min_value=1, required=False)
    mime = serializers.CharField(max_length=80, required=False)
    producer = serializers.CharField(max_length=80, help_text="As reclaim-fingerprint/1.")
    rule_version = serializers.CharField(max_length=80, required=False)


class WithdrawFingerprint(StrictSerializer):
    fingerprint = serializers.UUIDField()


class OfFingerprints(GenericViewSet[Item]):
    """What an item's own viewset adds: its fingerprints."""

    @extend_schema(
        methods=["get"], responses=FingerprintSerializer(many=True), operation_id="fingerprints"
    )
    @extend_schema(
        methods=["post"],
        request=KeepFingerprints,
        responses={201: FingerprintSerializer(many=True)},
        operation_id="keep_fingerprints",
    )
    @action(detail=True, methods=["get", "post"], filterset_class=None, pagination_class=None)
    def fingerprints(self, request: Request, pk: str) -> Response:
        """Give the fingerprints of an item, or keep those that a device made of one file."""
        item = self.get_object()
        if request.method == "GET":
            services.open_item(item=item, by=person(request))
            return Response(_rows(item))
        given = told(KeepFingerprints, request)
        services.keep_fingerprints(
            item_id=item.pk, prints=_prints(given), by=person(request), now=timezone.now(), **given
        )
        return Response(_rows(item), status=201)

    @extend_schema(request=WithdrawFingerprint, responses=FingerprintSerializer(many=True))
    @action(
        detail=True, methods=["post"], url_path="withdraw-fingerprint",
        filterset_class=None, pagination_class=None,
    )  # fmt: skip
    def withdraw_fingerprint(self, request: Request, pk: str) -> Response:
        """Erase a fingerprint's digits; it matches nothing more."""
        item = self.get_object()
        mine = Fingerprint.objects.visible_to(person(request)).filter(item=item)
        row = get_object_or_404(mine, pk=told(WithdrawFingerprint, request)["fingerprint"])
        services.withdraw_fingerprint(fingerprint_id=row.pk, by=person(request), now=timezone.now())
        return Response(_rows(item))


def _prints(given: dict[str, Any]) -> list[Print]:
    """Take the digits out of what was sent; what is left are facts of the file."""
    quality = given.pop("quality", None)
    return [
        Print(kind.value, given.pop(kind.value), quality if kind is Algorithm.PDQ else None)
        for kind in Algorithm
        if kind.value in given
    ]


def _rows(item: Item) -> Any:
    rows = Fingerprint.objects.filter(item=item).for_display()
    return FingerprintSerializer(rows, many=True).data
