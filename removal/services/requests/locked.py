"""A request under a lock, as far as the person may see it."""

from uuid import UUID

from accounts.models import User
from removal.models import RemovalRequest


def locked_request(*, request_id: UUID, by: User) -> RemovalRequest:
    """Give the request for a change, with all that its notice is composed from."""
    mine = RemovalRequest.objects.visible_to(by).for_display()
    request: RemovalRequest = mine.select_for_update(of=("self",), no_key=True).get(pk=request_id)
    return request
