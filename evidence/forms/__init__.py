from evidence.forms.item import CorrectForm, ItemForm
from evidence.forms.match import DecideForm
from evidence.forms.seen import OutcomeForm

__all__ = ["CorrectForm", "DecideForm", "ItemForm", "OutcomeForm"]
