"""age, as a backup needs it: written for recipients whose identity is not on this machine."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

import pyrage

from config.backup.trouble import NotDone

SSH = ("ssh-ed25519 ", "ssh-rsa ")


def make_identity(file: Path) -> str:
    """Write a new identity that its owner alone may read; give the recipient it opens for."""
    identity = pyrage.x25519.Identity.generate()
    recipient = str(identity.to_public())
    try:
        place = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as no:
        raise NotDone(f"{file} is there already, and an identity is never written over.") from no
    with os.fdopen(place, "w") as out:
        out.write(f"# public key: {recipient}\n{identity}\n")
        out.flush()
        os.fsync(out.fileno())
    return recipient


def recipients(given: Sequence[str]) -> list[Any]:
    """Give age recipients, or those of ssh keys; NotDone where there is none."""
    if not any(given):
        raise NotDone(
            "Nobody could open this backup: set RECLAIM_BACKUP_RECIPIENTS to an age recipient "
            "(age1…). manage.py make_backup_key FILE makes an identity and prints its recipient."
        )
    return [_recipient(one.strip()) for one in given if one.strip()]


def _recipient(one: str) -> Any:
    kind = pyrage.ssh if one.startswith(SSH) else pyrage.x25519
    try:
        return kind.Recipient.from_str(one)
    except pyrage.RecipientError as no:
        raise NotDone(f"{one[:24]}… is no recipient of age.") from no


def identities(file: Path) -> list[Any]:
    """Read an identity's file, as age-keygen, make_backup_key or ssh-keygen wrote it."""
    try:
        text = file.read_text()
    except OSError as no:
        raise NotDone(f"The identity {file} cannot be read: {no.strerror}.") from no
    lines = [line.strip() for line in text.splitlines()]
    try:
        if "PRIVATE KEY" in text:
            return [pyrage.ssh.Identity.from_buffer(text.encode())]
        found = [
            pyrage.x25519.Identity.from_str(line)
            for line in lines
            if line and not line.startswith("#")
        ]
    except (pyrage.IdentityError, ValueError) as no:
        raise NotDone(f"{file} holds no identity of age.") from no
    if not found:
        raise NotDone(f"{file} holds no identity of age.")
    return found


def seal(plain: IO[bytes], out: Any, to: Sequence[Any]) -> None:
    """Encrypt a stream as it comes; nothing of it is kept in the clear."""
    try:
        pyrage.encrypt_io(plain, out, list(to))
    except pyrage.EncryptError as no:
        raise NotDone(f"The backup could not be written: {no}.") from no


def opened(sealed: IO[bytes], out: Any, by: Sequence[Any]) -> None:
    """Decrypt a stream as it comes; NotDone for another's, and for one that was changed."""
    try:
        pyrage.decrypt_io(sealed, out, list(by))
    except pyrage.DecryptError as no:
        raise NotDone(f"The file does not open with this identity, or was changed: {no}.") from no
