"""How every form of the house is drawn."""

from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest

TYPED = {"text", "email", "url", "tel", "search", "number", "password", "date", "time", "datetime"}


class Renderer(TemplatesSetting):
    """Draw fields with the house's parts, and let no browser remember what was typed."""

    form_template_name = "_parts/form.html"
    field_template_name = "_parts/field.html"

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        widget = context.get("widget", {})
        if widget.get("type") in TYPED or template_name.endswith("/textarea.html"):
            widget["attrs"].setdefault("autocomplete", "off")
        return super().render(template_name, context, request)
