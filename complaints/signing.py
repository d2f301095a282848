"""Who signed the text in force, and whose sign-off is still wanted."""

from dataclasses import dataclass

from accounts.models import User
from complaints.models import ComplaintDraft, SignOff
from complaints.revisions import document_of, in_force
from complaints.rules.signing import Wants, still_wanted, wants, why_not_signer
from complaints.told import Told


@dataclass(frozen=True)
class Signing:
    """Where the sign-offs of one draft stand."""

    wants: Wants
    given: tuple[SignOff, ...]
    still: tuple[str, ...]  # whose are wanted, in words

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(one.role for one in self.given)


def standing_signs(draft: ComplaintDraft) -> tuple[SignOff, ...]:
    """Give the sign-offs of the text in force, in the order in which they were given."""
    found = SignOff.objects.filter(draft=draft, revision=draft.revision_number).standing()
    return tuple(found)


def wanted_of(told: Told, *, disputed: bool) -> Wants:
    """Say how many sign-offs the facts of a complaint ask for."""
    platform = told.request.platform
    return wants(coverage=platform.coverage, foreign=platform.foreign_operator, disputed=disputed)


def signing_of(draft: ComplaintDraft, asked: Wants) -> Signing:
    given = standing_signs(draft)
    if not given and draft.signed_off_at is not None:  # signed before sign-offs had rows
        return Signing(asked, (), ())
    return Signing(asked, given, still_wanted(asked.people, (one.role for one in given)))


def has_words_in(draft: ComplaintDraft, user: User) -> bool:
    """Tell whether any of the text in force is this person's: a revision, a blank, a sentence."""
    revision = in_force(draft)
    written = {one.written_by for one in document_of(revision).sentences()}
    return revision.made_by_id == user.pk or str(user.pk) in written


def why_not(draft: ComplaintDraft, reader: User, signing: Signing) -> str:
    """Say why this reader may not sign now, or nothing."""
    return why_not_signer(
        sent=draft.review_by_id == reader.pk,
        wrote=has_words_in(draft, reader),
        role=reader.role,
        count=signing.wants.people,
        given=signing.roles,
    )
