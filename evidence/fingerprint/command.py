"""The command itself: files in, digits out; sends them only when told, and shows what first."""

import argparse
import json
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

ABOUT = """Make the fingerprints of pictures and videos on this computer. The files are read here
and stay here: nothing is sent unless --post says where to, and then the digits alone."""
NEVER = (
    "Do not use this where someone may be under 18: Take It Down (takeitdown.ncmec.org) does it"
    " for them. A fingerprint that finds nothing never means that there is no copy."
)
NEEDS = ("PIL", "imagehash")


def main(words: Sequence[str] | None = None) -> int:
    """Give 0 when every file gave what its kind gives, 1 when one did not, 2 for a wrong call."""
    parser = _parser()
    asked = parser.parse_args(words)
    if any(find_spec(name) is None for name in NEEDS):
        parser.error('Pillow and ImageHash are missing: pip install ".[fingerprint]"')
    if asked.post and (len(asked.files) != 1 or not asked.item or not asked.token_file):
        parser.error("--post sends one file's digits and needs --item and --token-file")
    return _run(asked)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("reclaim-fingerprint", description=ABOUT, epilog=NEVER)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="print JSON, a list of one a file")
    parser.add_argument("--post", metavar="URL", help="send the digits to this Reclaim")
    parser.add_argument("--item", metavar="UUID", help="the item that they are of")
    parser.add_argument("--token-file", type=Path, metavar="F", help="a file that holds the token")
    parser.add_argument("--yes", action="store_true", help="send without asking first")
    return parser


def _run(asked: argparse.Namespace) -> int:
    from evidence.fingerprint.made import Made, as_json, as_text, made_of

    found: list[Made] = []
    for path in asked.files:
        try:
            found.append(made_of(path))
        except OSError as no:
            found.append(Made(path.name, {}, trouble=(no.strerror or "cannot be read").lower()))
        if not asked.json:
            print(as_text(found[-1]), flush=True)
    if asked.json:
        print(json.dumps([as_json(made) for made in found], indent=2))
    if asked.post:
        return _post(asked, found[0].fields)
    return int(any(made.trouble for made in found))


def _post(asked: argparse.Namespace, fields: dict[str, object]) -> int:
    from evidence.fingerprint import posting

    try:
        to, token = posting.address(asked.post, asked.item), posting.token_in(asked.token_file)
        body = posting.body_of(fields)
        if not body:
            raise posting.NotSent("there is nothing to send")
        _say(f"To {to} goes this, and nothing else:\n{json.dumps(body, indent=2)}")
        if not asked.yes and not _agreed():
            raise posting.NotSent("you did not agree")
        _say(posting.post(to, token, body))
    except posting.NotSent as no:
        _say(f"Not sent: {no}.")
        return 1
    return 0


def _agreed() -> bool:
    _say('Send it? Type "yes":')
    try:
        return input().strip().lower() == "yes"
    except EOFError:
        return False


def _say(words: str) -> None:
    """Speak beside the output, which may be JSON for another program."""
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
