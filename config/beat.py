"""What is woken, and how often; the tables remember what is owed, so a lost tick costs seconds."""

from typing import Any

# A tick that waited longer than its own interval has nothing to add to the next one.
BEAT: dict[str, dict[str, Any]] = {
    "sweep": {"task": "deadlines.tasks.sweep", "schedule": 20, "options": {"expires": 20}},
    "relay": {"task": "deadlines.tasks.relay", "schedule": 20, "options": {"expires": 20}},
    "handovers": {
        "task": "cases.tasks.run_handovers",
        "schedule": 30,
        "options": {"expires": 30},
    },
    "reconcile": {
        "task": "deadlines.tasks.reconcile",
        "schedule": 3600,
        "options": {"expires": 1800},
    },
}
