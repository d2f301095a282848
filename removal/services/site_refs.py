"""Releases to another site carry its domain blinded: under a new index key it is written anew."""

from cases.models import Release
from evidence.models import Item
from evidence.rules.hosts import registered_domain
from removal.rules.directory import OTHER_SITE
from removal.telling import site_refs


def fill_site_refs() -> int:
    """Write the site of every such release under the index key of now; gives how many changed.

    A site that no item of its case is on any longer cannot be told from its hash, and stays.
    """
    changed = 0
    releases = Release.objects.filter(recipient_ref__startswith=f"{OTHER_SITE}:")
    for release in releases.order_by("pk").iterator(chunk_size=500):
        now = _of_now(release)
        if now and now != release.recipient_ref:
            changed += Release.objects.filter(
                pk=release.pk, recipient_ref=release.recipient_ref
            ).update(recipient_ref=now)
    return changed


def _of_now(release: Release) -> str:
    items = Item.objects.filter(case_id=release.case_id).select_related("case__key")
    hosts = {str(item.host) for item in items if item.host}
    for host in sorted(hosts):
        refs = site_refs(registered_domain(host) or host)
        if release.recipient_ref in refs:
            return refs[0]
    return ""
