"""What a platform did with requests, beside what the directory says: hidden as reports are."""

from reports.scorecards.cards import Card, Directory, all_cards, card_of, sheet_of

__all__ = ["Card", "Directory", "all_cards", "card_of", "sheet_of"]
