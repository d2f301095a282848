"""What the trail says of the acts of this package."""

WORDS: dict[str, str] = {
    "restitution.told": "Answer for a remedy recorded: {question}",
    "restitution.told_attorneys": "Answer for a remedy recorded: {question}",
    "restitution.determined": "Determination kept: {remedy}, version {version}",
    "restitution.added_day": "Day of a remedy kept: {kind}",
    "restitution.ended_day": "Day of a remedy done with: {kind}",
    "restitution.reminded": "Reminders for remedies entered: {count}",
    "restitution.saw_reminder": "Reminder for a remedy seen",
    "restitution.recorded_court_case": "Court case {number} recorded",
    "restitution.changed_court_case": "Court case {number} changed: {changed}",
    "restitution.said_preference": "Notices of court case {number}, as the survivor wants: {wants}",
    "restitution.recorded_line": "Line entered in the money ledger",
    "restitution.reversed_line": "Line of the money ledger reversed",
    "restitution.opened_ledger": "Money ledger opened",
    "restitution.noted_reserve": "The Victims Reserve's amount noted, as of {as_of}",
    "restitution.wrote_privileged_note": "Privileged note written",
    "restitution.opened_notes": "Privileged notes opened",
    "restitution.searched_notes": "Privileged notes searched",
    "restitution.took_memo": "Attorney's memo taken ({form})",
    "restitution.previewed_subpoena": "Looked at what a subpoena would be given",
    "restitution.exported_subpoena": "Released part given on a subpoena: {parts}",
}

# What stands in the attorney's partition: no advocate or supervisor reads it in a case's trail.
APART = (
    "restitution.told_attorneys",
    "restitution.determined",
    "restitution.added_day",
    "restitution.ended_day",
    "restitution.reminded",
    "restitution.saw_reminder",
    "restitution.recorded_line",
    "restitution.reversed_line",
    "restitution.opened_ledger",
    "restitution.wrote_privileged_note",
    "restitution.opened_notes",
    "restitution.took_memo",
)
