"""What the environment says of seals and backups (docs/how-to/seal-the-trail.md, back-up.md)."""

import environ

_env = environ.Env()

# The trail is sealed with a key that this host does not hold (ADR 0075).
RECLAIM_SEALS: list[str] = _env.list("RECLAIM_SEALS", default=[])  # files or folders of seals
RECLAIM_SEAL_KEY: str = _env.str("RECLAIM_SEAL_KEY", "")  # its file; on the sealing host alone
RECLAIM_SEAL_PUBLIC_KEYS: list[str] = _env.list("RECLAIM_SEAL_PUBLIC_KEYS", default=[])
# Backups open for whoever holds the identity of one of these age recipients (ADR 0076).
RECLAIM_BACKUP_RECIPIENTS: list[str] = _env.list("RECLAIM_BACKUP_RECIPIENTS", default=[])
RECLAIM_BACKUP_MAX_AGE: int = _env.int("RECLAIM_BACKUP_MAX_AGE", 26)  # hours
