"""What the trail says of this package's acts, in words for a timeline."""

WORDS: dict[str, str] = {
    "deadlines.recorded_receipt": (
        "Receipt of {request} recorded, {basis} ({proof}): {received_at}. Due {due_at}"
    ),
    "deadlines.recorded_receipt_without_clock": (
        "Receipt of {request} recorded, {basis} ({proof}): {received_at}. "
        "No statutory clock: {reason}"
    ),
    "deadlines.changed_receipt": (
        "Receipt of {request} changed, {because}: {received_at}, {basis} ({proof}). Due {due_at}"
    ),
    "deadlines.changed_receipt_without_clock": (
        "Receipt of {request} changed, {because}: {received_at}, {basis} ({proof}). "
        "No statutory clock: {reason}"
    ),
    "deadlines.recorded_answer": "Platform on {request}, {answered_at}: {kind}",
    "deadlines.recorded_outcome": "{item}, {at}: {kind}",
    "deadlines.retracted_outcome": "Taken back, recorded by mistake: {item}, {at}: {kind}",
    "deadlines.withdrew": "{request} withdrawn: {because}",
    "deadlines.drafted_complaint": "Complaint on {request} drafted by hand",
    "deadlines.took_step": "Clock of {request}, {step}: {what}",
    "deadlines.read_reminder": "Reminder of {request} read",
    "deadlines.mailed_outside": "Reminder of {request} mailed outside the agency, under a release",
    "deadlines.held_mail_back": "Reminder of {request} not mailed outside: no release stood",
    "deadlines.ran_by_hand": "Sweep and relay run by hand: {sent} told, {mailed} mailed",
    "deadlines.revived_mail": "Unsent mail owed again: {letters}",
    "deadlines.loaded_statutes": "Statutes loaded: {created} new, {updated} changed",
}
