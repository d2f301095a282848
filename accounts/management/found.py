"""People as the command line names them: by their e-mail, all of them or none."""

from collections.abc import Sequence

from django.core.management.base import CommandError

from accounts.models import User


def person(email: str) -> User:
    """Give the person whose e-mail it is; CommandError where it is nobody's."""
    try:
        return User.objects.get_by_natural_key(email)
    except User.DoesNotExist as none:
        raise CommandError(f"Nobody has an account with this e-mail: {email}.") from none


def people(emails: Sequence[str]) -> list[User]:
    """Give them all before anything is done, so that a slip of the pen does nothing by halves."""
    return [person(email) for email in emails]
