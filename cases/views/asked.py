"""Whom a request is from, and which row it is about: a stranger's is a 404."""

from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from accounts.models import User
from cases.models import Case

ask_and_answer = require_http_methods(["GET", "HEAD", "POST"])


def me(request: HttpRequest) -> User:
    return cast(User, request.user)


def the_case(request: HttpRequest, code: str) -> Case:
    mine = Case.objects.visible_to(me(request)).for_display()
    return get_object_or_404(mine, code=code.upper())


def answers(request: HttpRequest) -> QueryDict | None:
    """Give what was sent, or None for a form that is only asked for."""
    return request.POST if request.method == "POST" else None


def ask(request: HttpRequest, template: str, form: forms.Form, **page: Any) -> HttpResponse:
    """Show a form: empty, or as it was sent and refused."""
    status = 422 if form.is_bound else 200
    return render(request, template, {"form": form, **page}, status=status)
