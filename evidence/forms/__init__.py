from evidence.forms.item import CorrectForm, ItemForm
from evidence.forms.seen import FindForm, OutcomeForm

__all__ = ["CorrectForm", "FindForm", "ItemForm", "OutcomeForm"]
