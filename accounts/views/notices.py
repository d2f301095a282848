"""What a person was told of at once: seen, and put away."""

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts import services
from accounts.models import User


@require_POST
def read_notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    services.read_notice(notice_id=pk, by=cast(User, request.user), now=timezone.now())
    return redirect("deadlines:today")
