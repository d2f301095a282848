"""What is woken, and how often; the tables remember what is owed, so a lost tick costs seconds."""

from typing import Any

# A tick that waited longer than its own interval has nothing to add to the next one.
BEAT: dict[str, dict[str, Any]] = {
    "sweep": {"task": "deadlines.tasks.sweep", "schedule": 20, "options": {"expires": 20}},
    "compose": {"task": "deadlines.tasks.compose", "schedule": 20, "options": {"expires": 20}},
    "relay": {"task": "deadlines.tasks.relay", "schedule": 20, "options": {"expires": 20}},
    "letters": {"task": "accounts.tasks.send_letters", "schedule": 20, "options": {"expires": 20}},
    "digest": {"task": "deadlines.tasks.digest", "schedule": 300, "options": {"expires": 300}},
    "handovers": {
        "task": "cases.tasks.run_handovers",
        "schedule": 30,
        "options": {"expires": 30},
    },
    "covers": {
        "task": "cases.tasks.escalate_covers",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "name starts": {
        "task": "cases.tasks.fill_name_starts",
        "schedule": 3600,
        "options": {"expires": 1800},
    },
    "restitution": {
        "task": "restitution.tasks.remind",
        "schedule": 900,
        "options": {"expires": 900},
    },
    "reconcile": {
        "task": "deadlines.tasks.reconcile",
        "schedule": 3600,
        "options": {"expires": 1800},
    },
    "exports": {
        "task": "reports.tasks.make_exports",
        "schedule": 30,
        "options": {"expires": 30},
    },
    "ended exports": {
        "task": "reports.tasks.end_exports",
        "schedule": 3600,
        "options": {"expires": 1800},
    },
    "purges": {
        "task": "keeping.tasks.run_purges",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "retention": {
        "task": "keeping.tasks.warn",
        "schedule": 6 * 3600,
        "options": {"expires": 3600},
    },
    "holds": {
        "task": "keeping.tasks.remind_of_holds",
        "schedule": 900,
        "options": {"expires": 900},
    },
    "figures": {
        "task": "reports.tasks.keep_figures",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "figures_checked": {
        "task": "reports.tasks.check_figures",
        "schedule": 6 * 3600,
        "options": {"expires": 3600},
    },
}
