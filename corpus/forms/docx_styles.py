"""What a Word file says in its XML names, and what paragraphs take from their styles."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_BASED = 20  # styles that may be based on one another
_OFF = ("0", "false", "off", "none")
_HEADING_NAMES = ("heading ", "标题 ")
_TITLE_NAMES = ("title", "标题")
_BODY_LEVEL = 9  # outline level of running text


def value(element: _Element | None, path: str) -> str | None:
    """The w:val of the element at a path below (numPr/numId), None where there is none."""
    for name in path.split("/"):
        if element is None:
            return None
        element = element.find(W + name)
    return None if element is None else element.get(W + "val", "")


def number(element: _Element | None, path: str) -> int | None:
    """value() as a number; None also for what is none, or beyond any use."""
    text = value(element, path)
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else None


def switched_on(element: _Element | None, name: str) -> bool:
    """Whether a property that is on or off (w:vanish) is set."""
    found = None if element is None else element.find(W + name)
    return found is not None and found.get(W + "val", "1").lower() not in _OFF


@dataclass(slots=True)
class Styles:
    """The styles of a file by id, and the style of paragraphs that name none."""

    by_id: dict[str, _Element] = field(default_factory=dict)
    default: str | None = None

    @classmethod
    def read(cls, part: _Element | None) -> "Styles":
        styles = cls()
        for style in () if part is None else part.iterchildren(W + "style"):
            name = style.get(W + "styleId")
            if name is None:
                continue
            styles.by_id.setdefault(name, style)
            default = style.get(W + "default", "0").lower() not in _OFF
            if default and style.get(W + "type") == "paragraph" and styles.default is None:
                styles.default = name
        return styles

    def chain(self, name: str | None) -> Iterator[tuple[str, _Element]]:
        """A style and those it is based on, the nearest first: (id, w:style)."""
        for _ in range(_MOST_BASED):
            if name is None or (style := self.by_id.get(name)) is None:
                return
            yield name, style
            name = value(style, "basedOn")

    def of(self, paragraph: _Element) -> Iterator[tuple[str, _Element]]:
        """The styles that hold for a paragraph, the nearest first."""
        named = value(paragraph.find(W + "pPr"), "pStyle")
        return self.chain(named if named in self.by_id else self.default)

    def hides(self, run: _Element) -> bool:
        """Whether a run is hidden text, by itself or by its style."""
        properties = run.find(W + "rPr")
        if properties is None:
            return False
        if properties.find(W + "vanish") is not None:
            return switched_on(properties, "vanish")
        styles = self.chain(value(properties, "rStyle"))
        return any(switched_on(style.find(W + "rPr"), "vanish") for _, style in styles)

    def heading_level(self, paragraph: _Element) -> int:
        """1 to 9 for a heading, 1 also for a title; 0 for running text."""
        level = number(paragraph.find(W + "pPr"), "outlineLvl")
        if level is not None:
            return level + 1 if level < _BODY_LEVEL else 0
        for _, style in self.of(paragraph):
            level = number(style.find(W + "pPr"), "outlineLvl")
            if level is not None:
                return level + 1 if level < _BODY_LEVEL else 0
            name = (value(style, "name") or "").lower()
            if name.startswith(_HEADING_NAMES) and name[-1] in "123456789":
                return int(name[-1])
            if name in _TITLE_NAMES:
                return 1
        return 0
