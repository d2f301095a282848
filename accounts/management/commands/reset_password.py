from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils import timezone

from accounts import services
from accounts.management import found
from accounts.models import User
from audit.rules import NotAllowed


class Command(BaseCommand):
    help = (
        "End people's passwords and print a link for each, by which they choose another: after a"
        " restore, for those that were changed since the backup, before anybody signs in."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("emails", nargs="+", metavar="EMAIL")
        parser.add_argument(
            "--address",
            default=settings.RECLAIM_ADDRESS or "http://127.0.0.1:8000",
            help="where these pages are served, as in https://desk.example.org",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for one in found.people(options["emails"]):
            link = options["address"].rstrip("/") + reverse("accounts:join", args=[_token(one)])
            self.stdout.write(
                f"{one.name} chooses a new password by this link, once, within 72 hours; the old"
                f" one, sessions and API tokens are ended. Hand it to nobody else:\n  {link}"
            )


def _token(one: User) -> str:
    try:
        made = services.reset_password(user_id=one.pk, by=None, now=timezone.now())
    except NotAllowed as no:
        raise CommandError(f"{one.email}: {no.sentence}") from no
    return services.write_link(invitation_id=made.pk)
