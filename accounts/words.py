"""What the trail says of this package's acts, in words for a timeline."""

WORDS: dict[str, str] = {
    "accounts.created": "Account created as {role_given}",
    "accounts.role_changed": "Role changed from {was} to {role_given}",
    "accounts.closed": "Account closed",
    "accounts.reopened": "Account opened again",
    "accounts.signed_in": "Signed in",
    "accounts.signed_out": "Signed out",
    "accounts.password_changed": "Password changed",
    "accounts.time_zone_changed": "Time zone changed from {was} to {time_zone}",
    "accounts.token_issued": "API token {token_key} issued",
    "accounts.token_revoked": "API token {token_key} revoked",
}
