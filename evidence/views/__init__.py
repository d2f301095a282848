from evidence.views.reading import find, item, item_list, show_url
from evidence.views.recording import correct, record

__all__ = ["correct", "find", "item", "item_list", "record", "show_url"]
