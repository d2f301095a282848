"""What the trail says of the acts of this package."""

WORDS: dict[str, str] = {
    "keeping.set_span": "How long {kind} are kept was set from {was} to {to}",
    "keeping.warned": "Time to keep the case ends {due_at}; whoever works on it is asked",
    "keeping.took_warning_back": "The question what becomes of the case was taken back",
    "keeping.placed_hold": "Legal hold placed; to be looked at again: {review_on}",
    "keeping.lifted_hold": "Legal hold lifted",
    "keeping.kept_hold": "Legal hold looked at and kept; to be looked at again: {review_on}",
    "keeping.reminded_of_hold": "The day came to look at a legal hold again; whoever may lift it"
    " is asked",
    "keeping.proposed_purge": "Purge proposed ({parts}): {reason}; {rows} rows,"
    " to be confirmed from {not_before} on",
    "keeping.asked_second_person": "The purge may be confirmed now; supervisors are asked",
    "keeping.confirmed_purge": "Purge confirmed by a second person ({parts})",
    "keeping.withdrew_purge": "Purge called off",
    "keeping.stopped_purge": "Purge stopped, something stood against it: {because}",
    "keeping.began_purge": "Purge begun",
    "keeping.purged": "Purged ({parts}): {rows} rows, certificate {certificate}, digest {digest}",
    "keeping.took_certificate": "Certificate {certificate} taken along",
    "keeping.opened_held": "Opened what is held about the survivor",
    "keeping.gave_sheet": "What is held about the survivor given to them as {form}: {facts} facts,"
    " digest {digest}",
    "keeping.corrected": "Correction recorded on {title}: {standing}",
}
