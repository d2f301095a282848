"""The removal request as a letter, composed from facts alone (law.md 9.1).

Left out on purpose: life story, relationships, identity papers, threats, other people's names,
what an item shows beyond its category, and anything nobody verified.
"""

from cases.rules import AuthorityKind, handled_as_minor
from evidence.rules.items import Identifiable
from removal import behind, earlier, where
from removal.models import RemovalRequest
from removal.rules.behind import ASKED, CONFIRM, WRITTEN_AS
from removal.rules.desk_words import Chokepoint as Kind
from removal.rules.phrases import (
    ACT,
    ACTS_AS,
    BECAUSE,
    HOW_SOON,
    RECOGNISED_BY,
    UNDER,
    spoken_moment,
)
from removal.rules.spoken import METHODS
from removal.rules.words import Basis, Coverage, SignatureMethod, SignerRole


def compose(request: RemovalRequest) -> str:
    """Give the notice as plain text; `[[…]]` stands wherever a part is still missing."""
    items = [listing.item for listing in request.listings.all()]
    minor = is_handled_as_minor(request)
    paragraphs = (
        _subject(request, len(items)),
        f"To: {request.platform.name}",
        f"{_opening(request)}\n{_writer(request)}",
        where.site(request),
        where.items(items, minor=minor, apart=bool(request.asked_as)),
        _recognised(request),
        _good_faith(request, len(items)),
        _before(request),
        _asks(request, len(items)),
        _close(request),
    )
    return "\n\n".join(filter(None, paragraphs)) + "\n"


def is_handled_as_minor(request: RemovalRequest) -> bool:
    """Tell whether the person may be shown as a child: anyone under 18 or unsure (law.md R2)."""
    ages = [listing.item.age_when_made for listing in request.listings.all()]
    return handled_as_minor(request.case.age_when_made, *ages)


def _these(count: int) -> str:
    return "this item" if count == 1 else "these items"


def _counted(count: int) -> str:
    return "1 item" if count == 1 else f"{count} items"


def _subject(request: RemovalRequest, count: int) -> str:
    asked = f"request to remove {_counted(count)}, our reference {request.code}"
    if request.asked_as:
        about = "Intimate images published without consent on a site"
        return f"Subject: {about}: {_counted(count)}, our reference {request.code}"
    if request.platform.coverage == Coverage.EXCLUDED:
        return f"Subject: {asked[0].upper()}{asked[1:]}"
    return f"Subject: Notice under the {ACT}: {asked}"


def _opening(request: RemovalRequest) -> str:
    if request.asked_as:
        return _behind(request)
    if request.platform.coverage == Coverage.EXCLUDED:
        return (
            "This is a request to remove intimate images published without consent. It holds the "
            f"four parts of a notice under the {ACT}; it does not say that the Act's time limit "
            "applies to you."
        )
    return f"This is a notice and a request for removal under the {ACT}(a)."


def _behind(request: RemovalRequest) -> str:
    """Say as whom they are written to, and that no time limit is claimed; cite the first."""
    noted = behind.first_of(request)
    sent = getattr(noted.request, "submission", None) if noted else None
    first = f" We asked the site itself on {spoken_moment(sent.submitted_at)}." if sent else ""
    return (
        f"We write to you as {WRITTEN_AS[Kind(request.asked_as)]} on which what is listed below is"
        f" shown. This is a request under your own terms: it says what a notice under the {ACT}"
        f" says, and does not say that the Act or its time limit applies to you.{first}"
    )


def _name(request: RemovalRequest) -> str:
    return request.signer_name or "[[name of the signer]]"


def _writer(request: RemovalRequest) -> str:
    """Say who is writing, for whom, under what authority: one sentence."""
    name = _name(request)
    if not request.signer_role:
        return f"I am {name}, [[the person shown, or who acts for them]]."
    if request.signer_role == SignerRole.SELF:
        return f"I am {name}, the person shown in what is listed below."
    acts_as = ACTS_AS[SignerRole(request.signer_role)]
    return f"I am {name}, and I write for the person shown, {acts_as}, {_authority(request)}."


def _authority(request: RemovalRequest) -> str:
    authority = request.authority
    if authority is None:
        return "[[under what authority]]"
    since = f"{authority.starts_on.day} {authority.starts_on:%b %Y}"
    return f"authorised {UNDER[AuthorityKind(authority.kind)]} since {since}"


def _recognised(request: RemovalRequest) -> str:
    by = ", ".join(RECOGNISED_BY[Identifiable(code)] for code in request.identifiable_by)
    return f"The person shown can be recognised by: {by or '[[how]]'}."


def _good_faith(request: RemovalRequest, count: int) -> str:
    basis = request.good_faith_basis
    who = "I believe" if request.signer_role == SignerRole.SELF else "The person shown believes"
    return (
        f"{who} in good faith that {_these(count)} {'is' if count == 1 else 'are'} not "
        f"consensual. {BECAUSE[Basis(basis)] if basis else '[[why]]'}\n"
        f"{request.good_faith_statement or '[[statement]]'}"
    )


def _before(request: RemovalRequest) -> str:
    """Cite the request after which it was gone: the platform knows the item already."""
    known = earlier.cited(request)
    if known is None:
        return ""
    yours = f", your reference {known.reference}" if known.reference else ""
    asked = f"We asked you before: our reference {known.code}{yours}"
    sent = f"{asked}, sent {spoken_moment(known.sent_at)}."
    if known.gone is None:
        return f"{sent} It is there again."
    at = spoken_moment(known.gone.at)
    gone = f"was removed by {at}" if known.gone.seen else f"was removed, as you said on {at}"
    return f"{sent} What we asked for {gone}, and it is there again."


def _asks(request: RemovalRequest, count: int) -> str:
    """Ask for no more than the text gives: identical copies that are known, nothing later."""
    if request.asked_as:
        asks = (*ASKED[Kind(request.asked_as)], CONFIRM)
        return "We ask you to:\n" + ";\n".join(f"- {one}" for one in asks) + "."
    soon = HOW_SOON[Coverage(request.platform.coverage)]
    return (
        "We ask you to:\n"
        f"- remove {_these(count)} {soon};\n"
        "- make reasonable efforts to find and remove any identical copies known to you;\n"
        "- confirm with a reference number and the time at which you received this notice."
    )


def _close(request: RemovalRequest) -> str:
    method, at = request.signature_method, request.signed_at
    how = METHODS[SignatureMethod(method)].lower() if method else "[[how signed]]"
    when = spoken_moment(at) if at else "[[when]]"
    return (
        f"Please reply to: {request.contact or '[[contact]]'}\n"
        f"Signed: {_name(request)} ({how}), {when}"
    )
