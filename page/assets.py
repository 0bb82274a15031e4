"""The page's style sheets, its browser scripts and its icon, read from data/."""

from functools import lru_cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
_COMMON_STYLE, _COMMON_SCRIPT = "style.css", "page.js"
ICON_FILE = _DATA / "icon.png"


@lru_cache(maxsize=8)
def load_script(room: str = "") -> str:
    """The script that an HTML part of the page runs when it is loaded.

    room: a room with a script of its own (data/<room>.js), which then follows the common one.
    """
    names = [_COMMON_SCRIPT, *([f"{room}.js"] if room else [])]
    return "\n".join((_DATA / name).read_text(encoding="utf-8") for name in names)


@lru_cache(maxsize=1)
def load_head() -> str:
    """What goes into the page's <head>: the common style sheet, then those of the rooms.

    Gradio's own way (css=) rewrites selectors at every comma, which breaks :is() and :has().
    """
    rooms = sorted(path for path in _DATA.glob("*.css") if path.name != _COMMON_STYLE)
    sheets = [_DATA / _COMMON_STYLE, *rooms]
    return f"<style>{''.join(path.read_text(encoding='utf-8') for path in sheets)}</style>"
