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
    "deadlines.set_looks": "{request}: looks to come set, {looks} dated",
    "deadlines.ended_looks": "{request}: nobody looks again",
    "deadlines.withdrew": "{request} withdrawn: {because}",
    "deadlines.drafted_complaint": "Complaint on {request} drafted by hand",
    "deadlines.took_step": "Clock of {request}, {step}: {what}",
    "deadlines.read_reminder": "Reminder of {request} read",
    "deadlines.mailed_outside": "Reminder of {request} mailed outside the agency, under a release",
    "deadlines.held_mail_back": "Reminder of {request} not mailed outside: no release stood",
    "deadlines.told_alarm": "People told that the scheduled work needs a look: {codes}",
    "deadlines.told_alarm_is_over": "People told that the scheduled work goes on: {codes}",
    "deadlines.read_outage": "Notice of late steps read: nothing swept {from_at} to {until_at}",
    "deadlines.made_calendar": "Calendar address made",
    "deadlines.changed_calendar": "Calendar's reminder changed: {alarm}",
    "deadlines.revoked_calendar": "Calendar address revoked",
    "deadlines.chose_digest": "Morning's letter: {wanted}, {hour}",
    "deadlines.reconciled_by_hand": "Owed and sent compared by hand: {differences} differences",
    "deadlines.ran_by_hand": "Sweep and relay run by hand: {sent} told, {mailed} mailed",
    "deadlines.held_all_mail": "Restored from the backup of {backup_at}; mail is held",
    "deadlines.let_mail_go": (
        "Mail let go after the restore: {new} new; {perhaps_sent} perhaps mailed before, "
        "sent again: {again}"
    ),
    "deadlines.backed_up": "Backed up: {rows} rows, restored and compared: {checked}",
    "deadlines.drilled": "Restore tried: {rows} rows in {seconds} seconds, all well: {ok}",
    "deadlines.revived_mail": "Unsent mail owed again: {letters}",
    "deadlines.took_up_law": "{law} taken up on {request}, because {connection}: {stands}",
    "deadlines.changed_law": "{law} on {request} told anew, because {connection}: {stands}",
    "deadlines.recorded_law_event": "{law} on {request}, {at}: {what}; {stands}",
    "deadlines.changed_law_event": "{law} on {request} changed, {at}: {what}; {stands}",
    "deadlines.laid_law_aside": "{law} laid aside on {request}: {because}",
    "deadlines.proposed_ladder": "Ladder of {law}, version {version}: proposed",
    "deadlines.changed_rung": "Ladder of {law}, version {version}: {step} {what}",
    "deadlines.looked_at_ladder": "Ladder of {law}, version {version}: looked at",
    "deadlines.put_ladder_in_force": "Ladder of {law}, version {version}: in force from {from_at}",
    "deadlines.set_ladder_aside": "Ladder of {law}, version {version}: set aside",
    "deadlines.loaded_statutes": "Statutes loaded: {created} new, {updated} changed",
    "deadlines.added_turn": "Put on the rota: {starts_at} to {ends_at}",
    "deadlines.withdrew_turn": "Taken off the rota: {starts_at} to {ends_at}",
}
