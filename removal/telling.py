"""The release that a notice goes out under: who is told, what of the survivor, and what for."""

from datetime import datetime
from typing import TypedDict

from django.conf import settings

from audit.rules import NotAllowed
from cases.models import Survivor
from cases.rules.release_words import Purpose, RecipientKind
from cases.wanted import Wanted, wanted
from evidence.rules.hosts import registered_domain
from removal.models import RemovalRequest
from removal.rules.directory import OTHER_SITE
from removal.rules.telling import Told, information_told
from sealing import keys
from sealing.blind import blind


class Needed(TypedDict):
    """What a release must say for the agency to send a notice."""

    recipient_kind: str
    recipient_ref: str
    purpose: str
    information: set[str]


def needed(request: RemovalRequest) -> Needed:
    """Give what sending this notice asks for."""
    return Needed(
        recipient_kind=RecipientKind.PLATFORM.value,
        recipient_ref=recipient_ref(request),
        purpose=Purpose.REMOVAL_REQUEST.value,
        information=set(information_in(request)),
    )


def information_in(request: RemovalRequest) -> frozenset[str]:
    """Give what this notice tells of the survivor, to whomever it is shown."""
    survivor = Survivor.objects.filter(case=request.case).first()
    if survivor is not None:
        survivor.case = request.case  # its key is loaded
    told = Told(
        signer_role=request.signer_role,
        contact=str(request.contact),
        survivors_contact=str(survivor.contact) if survivor else "",
        own_domains=settings.RECLAIM_MAIL_DOMAINS,
    )
    return information_told(told)


def wanted_for(request: RemovalRequest, *, now: datetime) -> Wanted | None:
    """Give the release that sending this notice would go out under, or what is missing.

    Nothing where its items are on several sites: then recording it says so.
    """
    try:
        return wanted(case=request.case, now=now, **needed(request))
    except NotAllowed:
        return None


def recipient_ref(request: RemovalRequest) -> str:
    """Give the platform's code; another site goes by its own domain, blinded."""
    if request.platform_id != OTHER_SITE:
        return str(request.platform_id)
    hosts = {listing.item.host for listing in request.listings.all() if listing.item.host}
    sites = {registered_domain(host) or host for host in hosts}
    if len(sites) > 1:
        raise NotAllowed(
            "These items are on several sites, and a release names one. Make a request for each.",
            code="several_sites",
        )
    if not sites:
        return OTHER_SITE
    refs = site_refs(sites.pop())
    if len(refs) == 1:
        return refs[0]
    kept = set(request.case.releases.filter(recipient_ref__in=refs).values_list("recipient_ref"))
    return next((ref for ref in refs if (ref,) in kept), refs[0])


def site_refs(site: str) -> list[str]:
    """Give how a release names another site: under the index key of now, then of before."""
    return [
        f"{OTHER_SITE}:{blind(site, column='release.site', key=key)}" for key in keys.index_keys()
    ]
