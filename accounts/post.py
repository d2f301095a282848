"""One letter handed to the mail server, and what the server did not say."""

import logging
from smtplib import SMTPNotSupportedError, SMTPRecipientsRefused, SMTPResponseException
from typing import NamedTuple

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

log = logging.getLogger(__name__)
REFUSED = (SMTPResponseException, SMTPRecipientsRefused, SMTPNotSupportedError)


class Failure(NamedTuple):
    """Why a letter was not acknowledged; one that was not refused may be with its reader."""

    code: str
    may_have_come: bool


def hand_over(*, post: BaseEmailBackend, letter: EmailMessage) -> Failure | None:
    """Give a letter to the mail server; None once it said that it has it."""
    reached = False
    try:
        post.open()
        reached = True
        post.send_messages([letter])
    except Exception as trouble:
        close(post=post)
        refused = not reached or isinstance(trouble, REFUSED)
        return Failure(type(trouble).__name__[:60], may_have_come=not refused)
    return None


def close(*, post: BaseEmailBackend) -> None:
    try:
        post.close()
    except Exception as trouble:
        log.info("mail server did not close: %s", type(trouble).__name__)
