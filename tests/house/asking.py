"""Asking an address as somebody, thousands of times: no client, no page drawn that nobody reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from unittest.mock import patch

from django.db import transaction
from django.http import HttpResponseBase
from django.template.backends.django import Template
from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from django.urls import reverse

from accounts.models import User
from tests.factories.accounts import mark_whole

FORM = "application/x-www-form-urlencoded"
REFUSALS = {"404.html", "403.html", "405.html", "refused.html", "400.html"}
TELLS_NOTHING = {"request", "csrf_token", "view"}
IN, NO_FACTOR = 401, 302


class Person:
    """Somebody at a browser; whatever one request writes is undone before the next."""

    def __init__(self, user: User | None = None, **session: object) -> None:
        client = Client()
        if user is not None:
            client.force_login(user)
            mark_whole(client)
            self._say(client, session)
        self.requests = RequestFactory()
        self.requests.cookies = client.cookies

    @staticmethod
    def _say(client: Client, session: dict[str, object]) -> None:
        kept = client.session
        for mark, said in session.items():
            kept.pop(mark, None) if said is None else kept.update({mark: said})
        kept.save()

    def ask(self, method: str, url: str) -> HttpResponseBase:
        of_api = "/api/" in url
        body = "{}" if of_api and method != "get" else ""
        request = self.requests.generic(
            method.upper(), url, body, "application/json" if of_api else FORM
        )
        request._dont_enforce_csrf_checks = True
        with transaction.atomic():
            answer = _house().get_response(request)
            if answer.streaming:  # it may read rows that are undone next
                answer.streaming_content = [b"".join(answer)]
            transaction.set_rollback(True)
        return answer

    def word(self, method: str, url: str) -> str:
        return word_of(self.ask(method, url))


@cache
def _house() -> ClientHandler:
    """Give the whole stack of the house, put together once."""
    handler = ClientHandler(enforce_csrf_checks=False)
    handler.load_middleware()
    return handler


def word_of(answer: HttpResponseBase) -> str:
    """Give what the answer comes to: `yes`, `sign in`, or the number of a refusal."""
    status = answer.status_code
    to_the_door = status == NO_FACTOR and answer.headers["Location"].startswith(
        reverse("accounts:sign-in")
    )
    if status == IN or to_the_door:
        return "sign in"
    return "yes" if status in SERVED else str(status)


ASKED_AGAIN = {400, 409, 422}  # the empty form is refused, not the person
SERVED = {200, 201, 202, 204, 302} | ASKED_AGAIN  # 202: taken up, and done by the worker


@contextmanager
def undrawn(*, all_pages: bool) -> Iterator[None]:
    """Answer a refusal, or every page, by its template's name and what it would have said."""
    draw = Template.render

    def name_it(self: Template, context: dict | None = None, request: object = None) -> str:
        name = self.template.name or ""
        if not all_pages and name not in REFUSALS:
            return draw(self, context, request)
        if name not in REFUSALS:
            return name
        said = {k: str(v) for k, v in (context or {}).items() if k not in TELLS_NOTHING}
        return f"{name} {sorted(said.items())}"

    with patch.object(Template, "render", name_it):
        yield
