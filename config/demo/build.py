"""Make the demo caseload, and take it away whole."""

from collections.abc import Callable
from datetime import datetime
from io import StringIO

from django.core.management import call_command
from django.db import transaction

from audit.rules import NotAllowed
from cases.models import Case
from config.demo import (
    cast,
    counted,
    desk,
    door,
    hands,
    history,
    ladder,
    partition,
    remedies,
    retention,
    team,
    weekend,
)
from config.demo.script import Script
from config.demo.stories import tell


def refuse_beside_real_cases() -> None:
    if Case.objects.filter(is_demo=False).exists():
        raise NotAllowed(
            "This database holds real cases, and invented ones do not belong beside them. "
            "Use another home: manage.py up --home DIR.",
            code="real_cases",
        )


def is_made() -> bool:
    return Case.objects.filter(is_demo=True).exists()


@transaction.atomic
def make(*, now: datetime, told: Callable[[int, int], None]) -> int:
    """Make people, platforms and sixty cases around this moment; give how many cases."""
    refuse_beside_real_cases()
    call_command("load_statutes", verbosity=0, stdout=StringIO())
    call_command("load_platforms", verbosity=0, stdout=StringIO())
    people = cast.people()
    door.furnish(people.values(), now=now)
    cast.platforms()
    script = Script(now)
    matters = list(tell(script, people))
    script.play(told)
    desk.fill(matters, people, now=now)
    ladder.draft(people, now=now)
    weekend.fill(matters, people, now=now)
    history.fill(people, now=now)
    counted.fill(people, now=now)
    retention.fill(people, now=now)
    partition.fill(matters, people, now=now)
    remedies.fill(matters, people, now=now)
    team.fill(matters, people, now=now)
    hands.fill(matters, people, now=now)
    return len(matters)
