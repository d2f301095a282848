from typing import Any

from django.core.management.base import BaseCommand

from deadlines.services import loading


class Command(BaseCommand):
    help = "Load the statutes and the first ladder that ship with the house; repeatable."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = loading.load_statutes(rows=loading.shipped_rows())
        self.stdout.write(
            f"{loaded.created} statutes new, {loaded.updated} changed, {loaded.kept} as they were."
        )
