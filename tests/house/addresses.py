"""Every named address of ours, with its pattern and what it takes."""

from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@cache
def addresses() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Give every named address of ours: its pattern and what it takes."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    _walk(get_resolver().url_patterns, "", "", found)
    return found


def _walk(patterns: Any, space: str, prefix: str, found: dict[str, Any]) -> None:
    for pattern in patterns:
        whole = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                inner = f"{pattern.namespace}:" if pattern.namespace else space
                _walk(pattern.url_patterns, inner, whole, found)
        elif isinstance(pattern, URLPattern) and pattern.name:
            takes = tuple(pattern.pattern.converters) or tuple(pattern.pattern.regex.groupindex)
            found[f"{space}{pattern.name}"] = (whole, tuple(t for t in takes if t != "format"))
