"""What the trail says of this package's acts, in words for a timeline."""

WORDS: dict[str, str] = {
    "removal.drafted": "{request} drafted: {items}",
    "removal.changed": "{request} changed: {changed}",
    "removal.cured": "{request} drafted as the next version of {replaces}; disputed: {disputed}",
    "removal.submitted": "{request} recorded as submitted on {submitted_at}: {sent_by}",
    "removal.noted_process": "{request}: the platform's process, {process}",
    "removal.noted_conduct": "{request}: the platform's conduct noted",
    "removal.added_platform": "Platform {platform} added by hand",
    "removal.edited_platform": "Platform {platform} edited: {changed}; waiting: {waiting}",
    "removal.proposed_change": "Change of platform {platform} proposed: {waiting}",
    "removal.decided_change": "Change of platform {platform} {decision}: {changed}",
    "removal.reported_entry": "Platform {platform} reported: {kind}",
    "removal.took_report": "Report on platform {platform} taken",
    "removal.settled_report": "Report on platform {platform} settled",
    "removal.verified_platform": "Platform {platform} checked",
    "removal.began_batch": "Batch for {platform} begun: {requests} requests",
    "removal.skipped_in_batch": "{request} passed over in a batch: {because}",
    "removal.took_up_skipped": "Batch for {platform}: {requests} taken up again",
    "removal.ended_batch": "Batch for {platform} put away",
    "removal.loaded_platforms": "Platform directory loaded: {created} new, {updated} updated",
}
