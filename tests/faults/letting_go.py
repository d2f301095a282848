"""What processes do to a case that is being purged; the house is imported where they run."""


def run(*, purge_id, dies=False):
    """Do a purge; one that dies is killed while its transaction holds all that it erased."""
    import os
    import signal

    from keeping.services import doing

    if dies:
        doing.certify = lambda **_: os.kill(os.getpid(), signal.SIGKILL)
    return doing.run_purge(purge_id=purge_id)


def confirm(*, purge_id, people):
    """Agree to a purge, as the one of these people whose turn this process is."""
    import os

    from accounts.models import User
    from audit.rules import NotAllowed
    from cases.services.moments import database_time
    from keeping.services import purging

    by = User.objects.get(pk=people[os.getpid() % len(people)])
    try:
        purging.confirm_purge(purge_id=purge_id, by=by, now=database_time())
    except NotAllowed as no:
        return no.code
    return "confirmed"
