"""What the shell offers each role, and that it stands when nothing else does."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse

from accounts.models import User
from accounts.rules import Role
from config.context import navigation

CASEWORK = ["Today", "Cases", "Requests", "Complaints", "Releases", "Platforms"]
# fmt: off
OFFERED = {
    Role.ADVOCATE:      ["Today", "Weekend", *CASEWORK[1:]],
    Role.ATTORNEY:      [*CASEWORK[:4], "Restitution", *CASEWORK[4:]],
    Role.SUPERVISOR:    [
        "Today", "Weekend", *CASEWORK[1:], "Reports", "Team", "Activity", "Ladders", "System",
    ],
    Role.ADMINISTRATOR: ["Today", "Platforms", "System"],
}
# fmt: on


def asked_by(user, path="/"):
    request = RequestFactory().get(path)
    request.user = user
    return request


def person(role):
    return User(email="ada@agency.example", name="Ada", role=role)


@pytest.mark.parametrize(("role", "labels"), OFFERED.items())
def test_a_role_is_offered_its_own_screens(role, labels):
    shell = navigation(asked_by(person(role)))

    assert [item.label for item in shell["navigation"]] == labels


def test_the_screen_that_is_open_is_marked_once():
    shell = navigation(asked_by(person(Role.ADVOCATE), reverse("cases:list") + "C-7F3K/"))

    assert [item.label for item in shell["navigation"] if item.current] == ["Cases"]


@pytest.mark.parametrize(
    ("role", "lit"), [(Role.ATTORNEY, "Restitution"), (Role.ADVOCATE, "Cases")]
)
@pytest.mark.parametrize("part", ["restitution/", "restitution/notes/", "restitution/usc2255/"])
def test_a_cases_restitution_pages_light_the_screen_their_reader_came_from(role, lit, part):
    shell = navigation(asked_by(person(role), reverse("cases:list") + f"C-7F3K/{part}"))

    assert [item.label for item in shell["navigation"] if item.current] == [lit]


def test_a_stranger_is_offered_nothing_and_told_nothing_of_the_work():
    html = render_to_string("404.html", {}, asked_by(AnonymousUser()))

    assert "Exit" in html
    assert "Main" not in html
    assert "No service can find every copy" not in html


@pytest.mark.parametrize(
    "name",
    [
        "400.html", "403.html", "403_csrf.html", "404.html", "405.html", "413.html", "415.html",
        "500.html", "refused.html",
    ],
)  # fmt: skip
def test_every_error_says_what_to_do_next(name):
    html = render_to_string(name, {}, asked_by(person(Role.ADVOCATE)))

    assert html.index('class="skip"') < html.index('class="exit"') < html.index("<h1>")
    assert "Go to Today" in html


@pytest.mark.django_db
def test_an_address_that_only_a_form_sends_to_reads_so_when_it_is_opened(client_for, advocate):
    answer = client_for(advocate).get(reverse("accounts:sign-out"))

    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST, OPTIONS")
    assert "There is no page at this address" in answer.content.decode()


class Broken:
    def __getattr__(self, name):
        raise RuntimeError("the database is away")


def test_the_page_for_a_failure_draws_when_the_account_cannot_be_read():
    request = RequestFactory().get("/")
    request.user = Broken()

    assert "Something failed on our side" in render_to_string("500.html", {}, request)


def test_a_title_carries_the_product_and_the_error():
    wrong = {"form": type("Form", (), {"errors": ["wrong"]})()}

    html = render_to_string("registration/login.html", wrong, asked_by(AnonymousUser()))

    assert "<title>Error: Sign in · Reclaim</title>" in html
