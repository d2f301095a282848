"""What the trail says of this package's acts, in words for a timeline."""

WORDS: dict[str, str] = {
    "removal.drafted": "{request} drafted: {items}",
    "removal.changed": "{request} changed: {changed}",
    "removal.cured": "{request} drafted as the next version of {replaces}",
    "removal.submitted": "{request} recorded as submitted on {submitted_at}: {sent_by}",
    "removal.noted_process": "{request}: the platform's process, {process}",
    "removal.noted_conduct": "{request}: the platform's conduct noted",
    "removal.added_platform": "Platform {platform} added by hand",
    "removal.edited_platform": "Platform {platform} edited: {changed}",
    "removal.verified_platform": "Platform {platform} checked",
    "removal.loaded_platforms": "Platform directory loaded: {created} new, {updated} updated",
}
