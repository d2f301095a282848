"""Make vectors.json anew with the real libraries.

python3 -m venv /tmp/lab && /tmp/lab/bin/pip install pdqhash imagehash pillow
/tmp/lab/bin/python -m tests.oracle.make_vectors > tests/oracle/vectors.json
"""

import json
import sys
from importlib.metadata import version

import imagehash
import numpy as np
import pdqhash
from PIL import Image

from tests.oracle.pictures import PICTURES


def main() -> None:
    made = {name: vector(draw()) for name, draw in PICTURES.items()}
    libraries = {name: version(name) for name in ("pdqhash", "imagehash", "pillow")}
    json.dump({"made_with": libraries, "pictures": made}, sys.stdout, indent=1)
    sys.stdout.write("\n")


def vector(drawn):
    picture = np.ascontiguousarray(drawn)  # pdqhash reads memory, and heeds no stride
    bits, quality = pdqhash.compute(picture)
    return {
        "pdq": np.packbits(bits).tobytes().hex(),
        "quality": int(quality),
        "phash": str(imagehash.phash(Image.fromarray(picture))),
    }


if __name__ == "__main__":
    main()
