"""The page's style sheet, its browser script and its icon, read from data/."""

from functools import lru_cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
ICON_FILE = _DATA / "icon.png"


@lru_cache(maxsize=1)
def load_script() -> str:
    """The script that each HTML part of the page runs when it is loaded."""
    return (_DATA / "page.js").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def load_head() -> str:
    """What goes into the page's <head>: the style sheet.

    Gradio's own way (css=) rewrites selectors at every comma, which breaks :is() and :has().
    """
    return f"<style>{(_DATA / 'style.css').read_text(encoding='utf-8')}</style>"
