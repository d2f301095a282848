"""What a first release and a renewed one share: the signing, and how it is kept."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from accounts.models import User
from audit import trail
from audit.rules import NotAllowed
from cases.models import Authority, Case, Person, Release
from cases.rules.moves import require_known, require_text
from cases.rules.people import (
    Harms,
    Scope,
    Standing,
    same_name,
    why_barred,
    why_not_of_age,
    why_not_under,
)
from cases.rules.release_terms import require_term, require_written
from cases.rules.release_words import (
    PURPOSES,
    RECIPIENTS,
    SIGNED_BY,
    Purpose,
    RecipientKind,
    SignedBy,
)
from cases.rules.releases import default_expiry


def keep_release(
    *,
    release: Release,
    action: str,
    signed_on: date,
    signed_by_kind: str,
    authority_id: UUID | None,
    written: bool,
    held_at: str,
    risks_told: bool,
    expires_at: datetime | None,
    by: User,
    now: datetime,
) -> Release:
    """Inner: check the signing and keep the release under it."""
    require_written(written=written, risks_told=risks_told)
    ends = expires_at or default_expiry(signed_on)
    require_term(signed_on=signed_on, expires_at=ends, now=now)
    authority = _signer(release.case, signed_by_kind, authority_id, signed_on)
    signing: dict[str, Any] = {
        "signed_on": signed_on,
        "signed_by_kind": signed_by_kind,
        "authority": authority,
        "written": written,
        "held_at": require_text(held_at, field="held_at"),
        "risks_told": risks_told,
        "expires_at": ends,
        "recorded_at": now,
        "recorded_by": by,
    }
    for name, fact in signing.items():
        setattr(release, name, fact)
    release.save(force_insert=True)
    enter_release(release=release, action=action, by=by)
    return release


def _signer(
    case: Case, signed_by_kind: str, authority_id: UUID | None, signed_on: date
) -> Authority | None:
    """Give the authority that a release was signed under; None when the survivor signed."""
    require_known(signed_by_kind, SIGNED_BY, field="signed_by_kind")
    if signed_by_kind == SignedBy.SELF:
        return None
    known = Authority.objects.filter(case=case)
    held: Authority | None = known.filter(pk=authority_id).first() if authority_id else None
    if held is None:
        raise NotAllowed(
            "Choose the authority, recorded on this case, under which it was signed.",
            code="release_authority",
            field="authority_id",
        )
    if why := why_may_not_sign(case=case, held=held, on=signed_on):
        raise NotAllowed(why, code="release_authority", field="authority_id")
    return held


def why_may_not_sign(*, case: Case, held: Authority, on: date) -> str:
    """Inner: say why its holder releases nothing of the case on that day, or nothing."""
    return (
        why_not_under(_standing(held), scope=Scope.SIGN_RELEASES, on=on)
        or why_not_of_age(held.kind, case.age_when_made)
        or _why_holder_is_barred(case, held)
    )


def _standing(held: Authority) -> Standing:
    revoked_on = held.revoked_at.date() if held.revoked_at else None
    return Standing(held.starts_on, held.ends_on, revoked_on, held.scope)


def _why_holder_is_barred(case: Case, held: Authority) -> str:
    """Say why its holder signs nothing, on whatever day: what they signed before ended with it."""
    held.case = case
    for person in Person.objects.filter(case=case):
        person.case = case
        if person.pk == held.person_id or same_name(person.name, held.holder):
            harms = Harms(person.causes_harm, person.harms_other_parent)
            if why := why_barred(harms, held.kind):
                return why
    return ""


def enter_release(*, release: Release, action: str, by: User) -> None:
    """Inner: enter an act on a release; whom it names stays sealed."""
    kind = RecipientKind(release.recipient_kind)
    is_person = kind is RecipientKind.ATTORNEY and bool(release.recipient_ref)
    whom = f"{RECIPIENTS[kind].lower()} {'' if is_person else release.recipient_ref}".strip()
    trail.record(
        by=by,
        action=action,
        subject=release,
        case=release.case,
        person=release.recipient_ref if is_person else "",
        whom=whom,
        what_for=PURPOSES[Purpose(release.purpose)].lower(),
        recipient=release.recipient_kind,
        ref=release.recipient_ref,
        purpose=Purpose(release.purpose).value,
        expires_at=release.expires_at,
    )
