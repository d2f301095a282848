"""Who opened, exported and changed what: asked, found a page at a time, and counted."""

from cases.activity.asked import ActivityFilter
from cases.activity.found import entries, page_of
from cases.activity.kinds import KINDS, Kind, kind_of

__all__ = ["KINDS", "ActivityFilter", "Kind", "entries", "kind_of", "page_of"]
