"""What the trail says of this package's acts, in words for a timeline."""

WORDS: dict[str, str] = {
    "accounts.created": "Account opened for the role {role_given}",
    "accounts.changed": "Account changed: {fields} (role {role_given}, may sign in: {may_sign_in})",
    "accounts.signed_in": "Signed in",
    "accounts.signed_out": "Signed out ({because})",
    "accounts.password_changed": "Own password changed; {tokens_ended} API tokens ended",
    "accounts.password_set": "New password given; {tokens_ended} API tokens ended",
    "accounts.time_zone_changed": "Time zone changed from {was} to {time_zone}",
    "accounts.set_hours": "Working hours set: {hours}",
    "accounts.set_quiet": "Quiet hours set: {quiet}",
    "accounts.added_day_off": "Day off noted: {day}",
    "accounts.dropped_day_off": "Day off taken out: {day}",
    "accounts.token_issued": "API token {start}… issued",
    "accounts.token_revoked": "API token {start}… revoked",
}
