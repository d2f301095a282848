"""Complaints are read, and change only through named commands; nothing here sends one."""

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api_filters import ROW_ID
from cases.api.base import person
from cases.services import open_for_reading
from complaints import services
from complaints.api import shapes
from complaints.api.acting import WHOLE, Acting
from complaints.api.filters import ComplaintFilter
from complaints.lists import with_blanks_left
from complaints.models import ComplaintDraft


@extend_schema_view(
    list=extend_schema(responses=shapes.ComplaintRowSerializer(many=True)),
)
class ComplaintViewSet(mixins.ListModelMixin, Acting):
    """Drafts for the regulator; a person files them at its own site and records that."""

    queryset = ComplaintDraft.objects.none()
    serializer_class = shapes.ComplaintRowSerializer
    filterset_class = ComplaintFilter
    lookup_value_regex = ROW_ID
    ordering = "-made_at"

    def get_queryset(self) -> QuerySet[ComplaintDraft]:
        mine = ComplaintDraft.objects.visible_to(person(self.request)).for_display()
        return with_blanks_left(mine)

    def get_object(self) -> ComplaintDraft:
        """Give the complaint asked for, its text composed if it still waits."""
        draft: ComplaintDraft = super().get_object()
        if draft.has_text:
            return draft
        services.composed_draft(draft_id=draft.pk, now=timezone.now())
        composed: ComplaintDraft = self.get_queryset().get(pk=draft.pk)
        return composed

    @extend_schema(responses=WHOLE)
    def retrieve(self, request: Request, pk: str) -> Response:
        """Give a complaint with its text; that it was opened is entered in the case's trail."""
        draft = self.get_object()
        part = f"complaint on {draft.request.label}"
        open_for_reading(case=draft.case, by=person(request), part=part)
        return Response(self.whole(draft))

    @extend_schema(request=shapes.ReviseComplaint, responses=WHOLE)
    @action(detail=True, methods=["post"])
    def revise(self, request: Request, pk: str) -> Response:
        """Fill blanks and set your own sentences; each change is a new revision."""
        return self._act(services.revise, shapes.ReviseComplaint)

    @extend_schema(request=None, responses=WHOLE)
    @action(detail=True, methods=["post"])
    def refresh(self, request: Request, pk: str) -> Response:
        """Compose the text from today's facts, keeping what people wrote."""
        return self._act(services.refresh)

    @extend_schema(request=None, responses=WHOLE)
    @action(detail=True, methods=["post"])
    def review(self, request: Request, pk: str) -> Response:
        """Send it to a second person."""
        return self._act(services.send_to_review)

    @extend_schema(request=None, responses=WHOLE)
    @action(detail=True, methods=["post"], url_path="return")
    def return_to_draft(self, request: Request, pk: str) -> Response:
        """Give it back to be changed; a sign-off falls."""
        return self._act(services.return_to_draft)

    @extend_schema(request=shapes.SignOff, responses=WHOLE)
    @action(detail=True, methods=["post"], url_path="sign-off")
    def sign_off(self, request: Request, pk: str) -> Response:
        """Sign the revision in force; refused with everything that is missing, at once."""
        return self._act(services.sign_off, shapes.SignOff)

    @extend_schema(request=shapes.RecordFiling, responses=WHOLE)
    @action(detail=True, methods=["post"])
    def filed(self, request: Request, pk: str) -> Response:
        """Record that a person filed it, with the regulator's number; the text is final then."""
        return self._act(services.record_filing, shapes.RecordFiling)

    @extend_schema(request=None, responses=WHOLE)
    @action(detail=True, methods=["post"])
    def supersede(self, request: Request, pk: str) -> Response:
        """Set it aside; it is kept with all its revisions."""
        return self._act(services.supersede)

    @extend_schema(request=None, responses=WHOLE)
    @action(detail=True, methods=["post"], url_path="take-up")
    def take_up(self, request: Request, pk: str) -> Response:
        """Take up again what was set aside, composed from today's facts; wants a ground."""
        return self._act(services.take_up)
