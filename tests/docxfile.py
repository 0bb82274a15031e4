"""Tiny Word files for tests, written as XML: what a body, its lists and its styles say."""

import io
import zipfile

from corpus.forms.docx import read_docx
from corpus.reading import Reading

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN = f"{_WORD}.document.main+xml"
PARTS = ("styles", "numbering", "footnotes")


def parts(body: str, main: str = MAIN, **more: str) -> dict[str, str]:
    """The parts of a file: body, and the contents of styles, numbering, footnotes."""
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{name}+xml"/>' for name in more
    )
    relations = "".join(
        f'<Relationship Id="r{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>' for name in more
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{relations}</Relationships>",
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        **{
            f"word/{name}.xml": f"<w:{name} {NAMESPACES}>{xml}</w:{name}>"
            for name, xml in more.items()
        },
    }


def packed(contents: dict[str, str] | dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", how) as package:
        for name, content in contents.items():
            package.writestr(name, content)
    return data.getvalue()


def word(body: str, **more: str) -> bytes:
    return packed(parts(body, **more))


def read(body: str, **more: str) -> Reading:
    return read_docx(word(body, **more))


def lines(body: str, **more: str) -> list[str]:
    """The lines of text of a body, as read."""
    return read(body, **more).text.splitlines()


def p(*runs: str, style: str = "", inside: str = "") -> str:
    """A paragraph of texts or of XML (what starts with <)."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{inside}</w:pPr>{''.join(map(run, runs))}</w:p>"


def run(content: str) -> str:
    if content.startswith("<w:"):
        return content
    inner = content if content.startswith("<") else t(content)
    return f"<w:r>{inner}</w:r>"


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{text}</w:t>'


def numbered(text: str, list_id: int = 1, level: int = 0) -> str:
    return p(*([text] if text else []), inside=num_pr(list_id, level))


def num_pr(list_id: int, level: int | None = 0) -> str:
    at = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return f'<w:numPr>{at}<w:numId w:val="{list_id}"/></w:numPr>'


def lvl(at: int, text: str, form: str = "decimal", start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(*levels: str, key: int = 1, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{more}{"".join(levels)}</w:abstractNum>'


def num(list_id: int = 1, key: int = 1, more: str = "") -> str:
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{key}"/>{more}</w:num>'


def tc(text: str = "", span: int = 1, merge: str = "", inside: str = "") -> str:
    """A cell. merge: restart or continue. inside: XML in place of the text's paragraph."""
    down = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    content = inside or (p(text) if text else "<w:p/>")
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{down}</w:tcPr>{content}</w:tc>'


def tr(*cells: str, more: str = "") -> str:
    inner = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{more}</w:trPr>{inner}</w:tr>"


def tbl(*rows: str, widths: tuple[int, ...] = ()) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
