"""The page: one folder for each room, and what they share."""

from page.library import Library
from page.rooms import lay_out_rooms

__all__ = ["Library", "lay_out_rooms"]
