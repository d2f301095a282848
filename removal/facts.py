"""A request's row as the rules look at it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from cases.models import Authority
from cases.rules.people import Scope
from evidence.models import Item
from evidence.rules.hosts import names_to_match
from evidence.rules.items import Fact, FactKind, Standing, standing
from removal.models import Listing, PlatformDomain, RemovalRequest
from removal.rules.parts import AuthorityFacts, Facts, ListingFacts
from removal.rules.words import Status


def of(
    request: RemovalRequest,
    *,
    at: datetime | None = None,
    directory: Mapping[str, str] | None = None,
) -> Facts:
    """Give what the four parts are computed from; load the request `for_display` first.

    `at` is the day a draft's authority is judged on. What was submitted was judged then, so an
    authority that ends later takes nothing back. `directory` maps domains to slugs.
    """
    known = domains() if directory is None else directory
    listings = (one for one in request.listings.all())
    return Facts(
        signer_role=request.signer_role,
        signer_name=request.signer_name,
        signed_at=request.signed_at,
        signature_method=request.signature_method,
        authority=_authority(request.authority),
        judged_on=_judged_on(request, at),
        listings=tuple(_listing(one, request, known) for one in listings),
        identifiable_by=tuple(request.identifiable_by),
        good_faith_basis=request.good_faith_basis,
        good_faith_statement=request.good_faith_statement,
        contact=request.contact,
        signed_for_earlier_version=_signed_earlier(request),
    )


def domains() -> dict[str, str]:
    """Give the whole directory as domain to slug; it is small and read at once."""
    return dict(PlatformDomain.objects.values_list("domain", "platform_id"))


def is_gone(item: Item) -> bool:
    """Tell whether the last a person saw of a listing was that it is gone."""
    return _standing(item).is_gone


def gone_since(item: Item) -> datetime | None:
    """Give when a person saw a listing gone that is gone still."""
    return _standing(item).seen_gone_at


def removed_at(request: RemovalRequest) -> datetime | None:
    """Give when the last of its listings was removed, once a person has seen every one gone."""
    moments = [_standing(listing.item).removed_at for listing in request.listings.all()]
    known = [moment for moment in moments if moment is not None]
    return max(known) if known and len(known) == len(moments) else None


def was_all_seen_gone(request: RemovalRequest) -> bool:
    """Tell whether a person saw each listing gone since it was asked for, and still says so."""
    since = request.submission.submitted_at  # an earlier removal was another request's
    return all(
        any(fact.kind == FactKind.SEEN_GONE and fact.at >= since for fact in _facts(listing.item))
        for listing in request.listings.all()
    )


def slug_of(host: str, known: Mapping[str, str]) -> str:
    """Give the platform that certainly holds this host, the most specific first, or ""."""
    return next((known[name] for name in names_to_match(host) if name in known), "")


def _facts(item: Item) -> list[Fact]:
    return [Fact(one.kind, one.at) for one in item.facts.all() if one.retracted_at is None]


def _standing(item: Item) -> Standing:
    return standing(_facts(item))


def _judged_on(request: RemovalRequest, at: datetime | None) -> date | None:
    if request.status != Status.DRAFT:
        return None
    moment = at or request.signed_at
    ended = request.authority.revoked_at if request.authority else None
    if at is None and moment and ended:
        moment = max(moment, ended)  # whenever it is asked, nothing more is sent under it
    return moment.astimezone(UTC).date() if moment else None


def _authority(authority: Authority | None) -> AuthorityFacts | None:
    if authority is None:
        return None
    revoked_at = authority.revoked_at
    return AuthorityFacts(
        starts_on=authority.starts_on,
        ends_on=authority.ends_on,
        revoked_on=revoked_at.astimezone(UTC).date() if revoked_at else None,
        may_sign=Scope.SIGN_REQUESTS.value in authority.scope,
    )


def _listing(listing: Listing, request: RemovalRequest, known: Mapping[str, str]) -> ListingFacts:
    item = listing.item
    owner = "" if request.asked_as else slug_of(item.host, known)  # who stands behind shows nothing
    return ListingFacts(
        label=item.label,
        url=item.url,
        handle=item.handle,
        platform_item_id=item.platform_item_id,
        is_gone=is_gone(item),
        is_elsewhere=owner not in {"", request.platform_id},
    )


def _signed_earlier(request: RemovalRequest) -> bool:
    """Tell whether the signature is the one that was taken over, to the minute that a form keeps.

    When the draft was opened says nothing: a person may sign anew, and the page be opened after.
    """
    if request.status != Status.DRAFT or request.signed_at is None:
        return False
    earlier = _taken_over_from(request)
    return earlier is not None and _minute(earlier.signed_at) == _minute(request.signed_at)


def _taken_over_from(request: RemovalRequest) -> RemovalRequest | None:
    """Give the request whose signature this one took over, past drafts that were set aside."""
    if request.version == 1:
        through = getattr(request, "asked_through", None)
        return through.request if through else None
    earlier = request.replaces
    while earlier is not None and earlier.version > 1 and _was_set_aside(earlier):
        earlier = earlier.replaces
    return earlier


def _was_set_aside(request: RemovalRequest) -> bool:
    return request.status == Status.WITHDRAWN and not hasattr(request, "submission")


def _minute(moment: datetime | None) -> datetime | None:
    return moment and moment.replace(second=0, microsecond=0)
