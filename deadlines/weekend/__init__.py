"""The weekend board: every clock that ends before staff return, a lane a covering person."""

from deadlines.weekend.board import Board, board_of
from deadlines.weekend.drawing import drawn

__all__ = ["Board", "board_of", "drawn"]
