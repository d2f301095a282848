"""Lists to take along over the API: asked for by a command, taken when they are ready."""

from typing import Any

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from accounts.api_shapes import StrictSerializer
from accounts.rules import Deed, require
from cases.api.base import person, told
from cases.rules.spoken import choices
from reports.forms.lists import FILTERS, AskForm
from reports.lists import LISTINGS
from reports.models import Export
from reports.rules.exports import LISTS, PAPERS, USES
from reports.sent import file_of
from reports.services import exporting


class ExportSerializer(serializers.ModelSerializer[Export]):
    """How far an export is; its file is fetched from `file/` while it is ready."""

    class Meta:
        model = Export
        fields = ("id", "listed", "asked", "paper", "use", "recipient_kind", "recipient_ref",
                  "purpose", "state", "rows_done", "rows_total", "left_out", "size", "sha256",
                  "asked_at", "made_at", "ends_at", "taken_at", "times_taken")  # fmt: skip
        read_only_fields = fields


class AskExportSerializer(StrictSerializer):
    """What a list is asked for with; the filters are those of its page."""

    listed = serializers.ChoiceField(choices=choices(LISTS))
    paper = serializers.ChoiceField(choices=choices(PAPERS))
    use = serializers.ChoiceField(choices=choices(USES))
    recipient = serializers.CharField(
        required=False, default="", help_text="kind|purpose|code of the releases, for outside use."
    )
    filters = serializers.DictField(
        child=serializers.CharField(allow_blank=True), required=False, default=dict,
        help_text=f"By name, as on the list's page: {', '.join(FILTERS)}.",
    )  # fmt: skip


class ExportViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, GenericViewSet[Export]):
    """One's own exports, the latest first."""

    serializer_class = ExportSerializer
    ordering = "-asked_at"
    queryset = Export.objects.none()

    def get_queryset(self) -> QuerySet[Export]:
        return Export.objects.visible_to(person(self.request))

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Give one's own exports to whoever may ask for any."""
        require(person(request).role, Deed.EXPORT_PACKET)
        return super().list(request, *args, **kwargs)

    @extend_schema(request=AskExportSerializer, responses={201: ExportSerializer})
    def create(self, request: Request) -> Response:
        """Ask for a list: ready at once if it is short, else when the worker made it."""
        reader = person(request)
        require(reader.role, Deed.EXPORT_PACKET)
        asked = told(AskExportSerializer, request)
        require(reader.role, LISTINGS[asked["listed"]].deed)
        form = AskForm(
            {**asked["filters"], **{k: asked[k] for k in ("paper", "use", "recipient")}},
            listed=asked["listed"], reader=reader,
        )  # fmt: skip
        unknown = set(asked["filters"]) - set(form.narrowing)
        if unknown:
            raise ValidationError({"filters": [f"Unknown: {', '.join(sorted(unknown))}."]})
        if not form.is_valid():
            raise ValidationError(
                {name: [str(one) for one in said] for name, said in form.errors.items()}
            )
        made = exporting.ask_export(
            listed=asked["listed"], asked=form.asked(), paper=asked["paper"], use=asked["use"],
            recipient=form.chosen_recipient(), by=reader, now=timezone.now(),
        )  # fmt: skip
        return Response(ExportSerializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    @action(detail=True, methods=["get"])
    def file(self, request: Request, pk: str) -> HttpResponseBase:
        """Give the file; each taking is entered in the trail, and with each case in it."""
        export = self.get_object()
        taken = exporting.take_export(export_id=export.pk, by=person(request), now=timezone.now())
        response = file_of(taken.pieces, taken.name, taken.content_type)
        response.headers["X-Content-SHA256"] = taken.sha256
        return response
