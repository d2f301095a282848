from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.services import make_asked_links, send_letters


class Command(BaseCommand):
    help = "Send the invitations and notices that are owed; a timer may run it beside the worker."

    def handle(self, *args: Any, **options: Any) -> None:
        make_asked_links(now=timezone.now())
        done = send_letters(now=timezone.now())
        self.stdout.write(", ".join(f"{name} {count}" for name, count in done.items()))
