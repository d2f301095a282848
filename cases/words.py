"""What the trail says of this package's acts, in words for a timeline."""

WORDS: dict[str, str] = {
    "cases.opened_case": "Case opened and assigned",
    "cases.changed": "Details changed: {changed}",
    "cases.moved": "Moved from {was} to {to}",
    "cases.assigned": "Assigned as {kind}",
    "cases.unassigned": "No longer assigned as {kind}",
    "cases.wrote_note": "Note written",
    "cases.added_task": "Task added",
    "cases.finished_task": "Task done",
    "cases.recorded_authority": "Authority to sign recorded",
    "cases.revoked_authority": "Authority to sign revoked",
    "cases.opened": "Opened the {part}",
    "cases.revealed": "Name and contact shown",
}
