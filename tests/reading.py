"""What tests of the reader share: small texts read as documents, and the five real ones."""

import re
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from corpus import (
    Clause,
    Document,
    DocumentEntry,
    ParsedDocument,
    load_corpus,
    load_metadata,
    load_register,
    parse_document,
)
from corpus.records import Form

FOLDER = Path(__file__).parent.parent / "corpus" / "documents"
TITLE = "测试区工作要点"
FORMS: list[Form] = ["word", "html", "ocr"]

# a table's heading and column heads in each form
WORD_HEAD = "一、重点措施\n\n\t序号\n\t名称\n\t2025年目标（内容）\n\t责任单位\n\n"
HTML_HEAD = "三、重点整治\n序号 |\n名称 |\n2025年目标 |\n责任单位 |\n备注 |\n"
OCR_HEAD = "序号\t分类\t主要工作任务\n"

DocumentId = Literal["wansheng-2025", "jiangjin-2025", "fengjie-2025", "wulong-2021", "bishan-2024"]
IDS: list[DocumentId] = [
    "wansheng-2025",
    "jiangjin-2025",
    "fengjie-2025",
    "wulong-2021",
    "bishan-2024",
]


def entry_of(form: Form, **changes: object) -> DocumentEntry:
    """The entry of a made-up document of that form."""
    fields: dict[str, object] = {
        "id": "test",
        "file": "test.txt",
        "form": form,
        "district": "测试区",
        "title": TITLE,
        "doc_number": "测府发〔2025〕1号",
        "issuer": "测试区人民政府",
        "issued": date(2025, 1, 2),
    }
    return DocumentEntry.model_validate({**fields, **changes})


def parse(form: Form, text: str) -> ParsedDocument:
    """A text read as a document of that form."""
    entry = entry_of(form)
    document = Document(
        id=entry.id,
        district=entry.district,
        title=entry.title,
        doc_number=entry.doc_number,
        issuer=entry.issuer,
        issued=entry.issued,
        source=entry.file,
        sha256="",
        text=text,
    )
    return parse_document(document, entry, load_register())


def rows(parsed: ParsedDocument) -> list[Clause]:
    return [clause for clause in parsed.clauses if clause.kind == "table_row"]


def cells(clause: Clause) -> list[str]:
    return list(clause.cells.values())


def units(clause: Clause) -> list[tuple[str, str, bool]]:
    return [(unit.name, unit.role, unit.inherited) for unit in clause.units]


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


@lru_cache(maxsize=1)
def documents() -> dict[str, tuple[DocumentEntry, ParsedDocument]]:
    """The five documents by id."""
    entries = load_metadata(FOLDER)
    return {
        entry.id: (entry, parsed)
        for entry, parsed in zip(entries, load_corpus(FOLDER), strict=True)
    }


def real(document: str) -> ParsedDocument:
    """One of the five documents."""
    return documents()[document][1]


def source(clause: Clause) -> str:
    """The slice of its document that a clause stands for."""
    return real(clause.document_id).document.text[clause.start : clause.end]
