"""Agency keys that are refused whatever the settings still hold: asked for older keys alone."""

import time

_known: dict[str, float] = {}
LOOKED_EACH = 5.0  # seconds that "not retired" is believed


def is_retired(key_id: str) -> bool:
    """Tell whether this agency key was retired; reading under the first key never asks."""
    from sealing.models import RetiredKey  # the app registry is not there when keys are imported

    if _known.get(key_id, 0) > time.monotonic():
        return False
    found = RetiredKey.objects.filter(key_id=key_id).exists()
    if not found:
        _known[key_id] = time.monotonic() + LOOKED_EACH
    return found


def forget() -> None:
    _known.clear()
