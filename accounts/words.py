"""What the trail says of this package's acts, in words for a timeline."""

WORDS: dict[str, str] = {
    "accounts.created": "Account opened for the role {role_given}",
    "accounts.changed": "Account changed: {fields} (role {role_given}, may sign in: {may_sign_in})",
    "accounts.signed_in": "Signed in",
    "accounts.confirmed": "Confirmed with {factor}",
    "accounts.factor_refused": "A code or passkey was refused after the right password",
    "accounts.factor_added": "Second factor added ({kind})",
    "accounts.factor_renamed": "Second factor renamed ({kind})",
    "accounts.factor_removed": "Second factor removed ({kind})",
    "accounts.recovery_codes_made": "{codes} new recovery codes made",
    "accounts.factors_reset": "{factors} second factors reset; {tokens_ended} API tokens ended",
    "accounts.signed_out": "Signed out ({because})",
    "accounts.password_changed": "Own password changed; {tokens_ended} API tokens ended",
    "accounts.invited": "Invited to join as {role_given}",
    "accounts.invited_again": "Invitation as {role_given} sent again",
    "accounts.revoked_invitation": "Invitation revoked",
    "accounts.sent_password_link": "Link for a new password sent",
    "accounts.asked_password_link": "Link for a new password asked for on the sign-in page",
    "accounts.session_ended": "Session on {device} ended ({why})",
    "accounts.password_ended": "Password ended and a link for another one written;"
    " {tokens_ended} API tokens ended",
    "accounts.password_set": "New password given; {tokens_ended} API tokens ended",
    "accounts.time_zone_changed": "Time zone changed from {was} to {time_zone}",
    "accounts.set_hours": "Working hours set: {hours}",
    "accounts.set_quiet": "Quiet hours set: {quiet}",
    "accounts.added_day_off": "Day off noted: {day}",
    "accounts.dropped_day_off": "Day off taken out: {day}",
    "accounts.closed_ways_in": "After a restore every way in that had come back was closed:"
    " {tokens} API tokens, {feeds} calendar addresses, {links} links, {factors} waiting factors",
    "accounts.token_issued": "API token {start}… issued",
    "accounts.token_revoked": "API token {start}… revoked",
}
