"""What the recipients of a notice are called where a release names them."""

from collections.abc import Mapping

from removal.models import Platform
from removal.rules.directory import OTHER_SITE

ELSEWHERE = "another site, which the request names"


class Platforms(dict[str, str]):
    """Platforms by their codes; a site outside the directory goes by a blinded one."""

    def get(self, ref: str, default: str | None = None) -> str | None:  # type: ignore[override]
        return ELSEWHERE if ref.startswith(f"{OTHER_SITE}:") else super().get(ref, default)


def platforms() -> Mapping[str, str]:
    return Platforms(
        Platform.objects.exclude(pk=OTHER_SITE).order_by("name").values_list("slug", "name")
    )
