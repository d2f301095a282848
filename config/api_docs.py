"""The API's own page, served from here; nothing on it comes from another site."""

from csp.decorators import csp_replace, csp_update
from django.utils.decorators import method_decorator
from drf_spectacular.views import SpectacularSwaggerSplitView


@method_decorator(  # its library makes parts of text; no other page goes without Trusted Types
    csp_replace({"require-trusted-types-for": None, "trusted-types": None}), name="dispatch"
)
@method_decorator(
    csp_update(  # the page's own scripts set styles and draw icons from data: addresses
        {"style-src": ["'unsafe-inline'"], "img-src": ["data:"], "connect-src": ["'self'"]}
    ),
    name="dispatch",
)
class ApiPage(SpectacularSwaggerSplitView):
    """The OpenAPI document as a page to try commands on."""
