"""The Chromium that the browser journeys drive: one that is installed, never a downloaded one."""

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ON_A_MAC = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
CURE = (
    "install one (`apt-get install chromium`; on a Mac, Chrome in Applications) "
    "or name it with RECLAIM_CHROMIUM=/path/to/it"
)


def find() -> Path | None:
    """Give the browser's program, or None where there is none."""
    if named := os.environ.get("RECLAIM_CHROMIUM"):
        return Path(named)
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    on_a_mac = next((path for path in ON_A_MAC if Path(path).exists()), None)
    return Path(place) if (place := found or on_a_mac) else None
