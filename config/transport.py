"""Cookies, TLS and what a browser may tell the next page: with TLS, and without it at a desk."""

from typing import Any

TWO_YEARS = 63_072_000  # seconds


def settings(*, https: bool) -> dict[str, Any]:
    """Give Django's settings for a site behind TLS, or for one that is tried on one machine."""
    return {
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Strict",
        "SESSION_COOKIE_SECURE": https,
        "SESSION_COOKIE_NAME": "__Host-session" if https else "sessionid",  # of this host alone
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Strict",
        "CSRF_COOKIE_SECURE": https,
        "CSRF_COOKIE_NAME": "__Host-csrf" if https else "csrftoken",
        "SECURE_SSL_REDIRECT": https,
        # asked inside, without TLS
        "SECURE_REDIRECT_EXEMPT": [r"^healthz$", r"^readyz$", r"^metrics$"],
        "SECURE_HSTS_SECONDS": TWO_YEARS if https else 0,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": https,
        "SECURE_HSTS_PRELOAD": https,
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if https else None,
        "SECURE_REFERRER_POLICY": "same-origin",  # and not "no-referrer": ADR 0031
        "X_FRAME_OPTIONS": "DENY",
    }
