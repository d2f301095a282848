"""What the trail says of this package's acts, in words for a timeline."""

WORDS: dict[str, str] = {
    "cases.renewed_key": "The case's key made new: {values} sealed values sealed again",
    "cases.dropped_key_before": "The case's key of before dropped: {values} values written"
    " meanwhile sealed again",
    "cases.opened_case": "Case opened and assigned",
    "cases.changed": "Details changed: {changed}",
    "cases.moved": "Moved from {was} to {to}",
    "cases.assigned": "Assigned as {kind}",
    "cases.handed_on": "Handed on to another advocate, one of {together} moved in one go",
    "cases.read_move": "Hand-over seen",
    "cases.planned_handover": "Hand-over to an attorney planned for {at}",
    "cases.withdrew_handover": "Planned hand-over of {at} called off",
    "cases.handed_over": "Handed over to an attorney, as planned for {at}",
    "cases.stopped_handover": "Planned hand-over of {at} stopped: {because}",
    "cases.offered_cover": "Cover offered to a colleague: {starts_at} to {ends_at}, answer by"
    " {answer_by}",
    "cases.took_cover": "Cover taken: {starts_at} to {ends_at}",
    "cases.accepted_cover": "Cover accepted: {starts_at} to {ends_at}",
    "cases.declined_cover": "Cover declined: {starts_at} to {ends_at}",
    "cases.withdrew_cover": "Offer of cover called off: {starts_at} to {ends_at}",
    "cases.ended_cover": "Cover ended before its hour ({ends_at}): {because}",
    "cases.escalated_cover": "Nobody took the cover of {starts_at} to {ends_at} by {answer_by};"
    " a supervisor is told",
    "cases.unassigned": "No longer assigned as {kind}",
    "cases.wrote_note": "Note written",
    "cases.added_task": "Task added",
    "cases.finished_task": "Task done",
    "cases.recorded_authority": "Authority to sign recorded",
    "cases.revoked_authority": "Authority to sign revoked",
    "cases.recorded_person": "Person recorded: {part}",
    "cases.corrected_person": "What is known of a person corrected: {changed}",
    "cases.barred_person": "Person marked as one who may cause harm: authorities ended"
    " {authorities}, releases ended {releases}",
    "cases.recorded_release": "Release recorded: {whom}, {what_for}, until {expires_at}",
    "cases.renewed_release": "Release renewed: {whom}, {what_for}, until {expires_at}",
    "cases.revoked_release": "Release revoked: {whom}, {what_for}",
    "cases.opened": "Opened the {part}",
    "cases.asked_trail_check": "Check of the whole trail asked for",
    "cases.checked_trail": "Whole trail checked: {result}; {entries} entries in {chains} chains",
    "cases.broke_glass": "Break-glass: the whole case opened until {until}; {told} people told",
    "cases.ended_glass": "Break-glass ended before its hour",
    "cases.read_under_glass": "Read whole under break-glass: {part}",
    "cases.braked": "{openings} cases opened within an hour: a second factor was"
    " asked for",
    "cases.revealed": "Name and contact shown",
    "cases.revealed_people": "Names of the people in the matter shown",
}
