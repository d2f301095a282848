"""What a platform's form asks, in that form's order: whoever fills it in goes down it once."""

from typing import Any

from django import forms

SPARE = 3  # empty places after what is held
FEWEST = 6


class InOrder(forms.SelectMultiple):
    """One place below another, each a choice of its own; an empty one is passed by."""

    template_name = "removal/widgets/in_order.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        held = [one for one in value or [] if one]
        places = [*held, *[""] * max(SPARE, FEWEST - len(held))]
        context["widget"]["places"] = places
        context["widget"]["known"] = list(self.choices)
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        told = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return list(dict.fromkeys(one for one in told if one))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data

    def id_for_label(self, id_: str, index: Any = None) -> str:
        return ""
