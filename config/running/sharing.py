"""Where web processes count together; said before the library that counts is imported.

It asks its variable once, at the import, so nothing here may import it.
"""

import os
import shutil
from pathlib import Path

FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # the library's own name
BEGAN = "RECLAIM_METRICS_BEGAN"


def share(folder: Path) -> None:
    """Have the processes that start after this count into the folder; empty, at the first start."""
    if BEGAN not in os.environ:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700, parents=True)
        os.environ[BEGAN] = "1"
    os.environ[FOLDER] = str(folder)
