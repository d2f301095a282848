"""How invented people come in: a seed of this house's own, and its code of now on the page.

It is shown to people of the demo's own domain, and only while nobody but they opened a case here
(ADR 0067). In a house of real cases nobody has these codes, so the published passphrase of the
demo opens nothing there.
"""

from collections.abc import Iterable
from datetime import datetime

from accounts import codes
from accounts.models import Factor, RecoveryCode, User
from accounts.rules.factors import CODES, Kind
from cases.models import Case
from config.demo.cast import DOMAIN
from rows.reading import house
from sealing import keys


def furnish(people: Iterable[User], *, now: datetime) -> None:
    """Give each invented person who has none an app of their own, and a paper that nobody keeps."""
    for user in people:
        if not Factor.objects.of(user).held().exists():
            _app(user, now)
        if not Factor.objects.of(user).of_kind(Kind.RECOVERY).exists():
            _paper(user, now)


def seed_of(user: User) -> str:
    """Give the seed of an invented person's app, for an app of one's own or a script."""
    app = _app_of(user)
    return app.seed if app is not None and _is_invented(user) and _is_for_trying() else ""


def code_for(user: User, now: datetime) -> str:
    """Give the code that this invented person's app shows; nothing in a house of real cases."""
    if not _is_invented(user) or not _is_for_trying():
        return ""
    app = _app_of(user)
    if app is None:
        return ""
    step = max(codes.step_at(now), app.last_step + 1)  # the one after the one just used
    return codes.code_at(app.seed, step) if step <= codes.step_at(now) + 1 else ""


def _is_invented(user: User) -> bool:
    return user.email.endswith(f"@{DOMAIN}")


@house("let the demo in")
def _is_for_trying() -> bool:
    """Tell whether this is the demo's house: what was opened here, invented people opened."""
    real = Case.objects.filter(is_demo=False).exclude(opened_by__email__endswith=f"@{DOMAIN}")
    return Case.objects.filter(is_demo=True).exists() and not real.exists()


def _app_of(user: User) -> Factor | None:
    found: Factor | None = Factor.objects.of(user).proving().of_kind(Kind.TOTP).first()
    return found


def _app(user: User, now: datetime) -> None:
    factor = _sealed(user, Kind.TOTP, now)
    factor.seed, factor.name = codes.new_seed(), "The demo's app"
    factor.save()


def _paper(user: User, now: datetime) -> None:
    factor = _sealed(user, Kind.RECOVERY, now)
    factor.save()
    thrown_away = [codes.new_recovery_code() for _ in range(CODES)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(factor=factor, digest=factor.digest_of(code)) for code in thrown_away
    )


def _sealed(user: User, kind: Kind, now: datetime) -> Factor:
    factor = Factor(user=user, kind=kind.value, confirmed_at=now)
    factor.key_wrapped = keys.new_wrapped_key(factor.place())
    return factor
