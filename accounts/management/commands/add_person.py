from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils import timezone

from accounts import services
from accounts.rules import Role
from audit.rules import NotAllowed


class Command(BaseCommand):
    help = (
        "Invite a person and print the link that opens once; they choose their own password."
        " The first administrator of an agency comes in this way."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True)
        parser.add_argument("--role", required=True, choices=[role.value for role in Role])
        parser.add_argument("--time-zone", default="America/New_York")
        parser.add_argument(
            "--address",
            default=settings.RECLAIM_ADDRESS or "http://127.0.0.1:8000",
            help="where these pages are served, as in https://desk.example.org",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        given = {name: options[name] for name in ("email", "name", "role", "time_zone")}
        try:
            made = services.invite(**given, by=None, now=timezone.now(), by_mail=False)
        except NotAllowed as no:
            raise CommandError(no.sentence) from no
        token = services.write_link(invitation_id=made.pk)
        address = options["address"].rstrip("/")
        self.stdout.write(f"{made.name} joins as {made.role} by this link, once, within 72 hours:")
        self.stdout.write(f"  {address}{reverse('accounts:join', args=[token])}")
