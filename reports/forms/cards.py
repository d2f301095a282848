"""The months of the scorecards: a card is of one platform, over every channel."""

from typing import Any

from accounts.models import User
from reports.figures import Scope
from reports.forms.scope import ScopeForm


class MonthsForm(ScopeForm):
    def __init__(self, asked: Any, *, reader: User) -> None:
        super().__init__(asked, reader=reader)
        for name in ("platform", "channel"):
            del self.fields[name]

    def scope(self) -> Scope:
        self.cleaned_data |= {"platform": "", "channel": ""}
        return super().scope()

    def words(self) -> str:
        months: Any = self.cleaned_data["months"]
        return str(months.words)
