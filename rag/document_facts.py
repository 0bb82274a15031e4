"""Facts about a document itself: number, date, issuer, title, copies, annexes, addressees."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from corpus.dates import DateMention, find_dates
from corpus.outline import ANNEX_LIST, ENDING
from corpus.records import Clause, Document
from rag.draft import Draft
from rag.facts import DOCUMENT_KINDS
from rag.normalize import matching
from rag.records import Ask, Query, Status

_PRINTED = re.compile(r"(\d{4}年\d{1,2}月\d{1,2}日)\s*印发")
_POSTED = re.compile(r"发布日期\s*\]?\s*\|?\s*(\d{4}-\d{2}-\d{2})")
_ASKS_PRINTED = re.compile(r"办公室|版记|印出|印发出|印发日期|\bprint")
_ASKS_POSTED = re.compile(r"网上|网站|发布日期|挂网|上网|公开|\bonline|\bweb")
# the years that a title names: 2025年, 2024—2026年, “十四五”, 2035年远景目标
_PERIOD = re.compile(
    r"20\d{2}\s*[-—–~至]+\s*20\d{2}\s*年|“?十[三四五六七]五”?|20\d{2}\s*年(?:远景目标)?"
)
_NUMBER_MARKS = re.compile(r"[〔〕\[\]【】（）()]|第(?=\d)")
_ASKS_EARLIEST = re.compile(r"最早|最先|第一个|\bearliest|\bfirst\b|\boldest")
_ASKS_LATEST = re.compile(r"最晚|最新|最迟|最后|\blatest|\blast\b|\bnewest|most recent")
_LONGEST_DATE = 20  # characters: 二〇二五年十二月三十一日 with blanks
_ADDRESSEES = re.compile(r"^各.{4,80}[：:]$")


# what a document follows: titles in 《》 with their numbers, up to the end of the stretch
_FOLLOWS = re.compile(
    r"(?:根据|依据|按照|遵照)(?P<what>[^。；《]{0,30}《[^。；]{4,300}?)"
    r"(?=等?(?:文件)?(?:精神|要求|部署|规定)|，|,|。|；)"
)


def about_documents(query: Query, districts: Sequence[str], draft: Draft) -> Status:
    """Add what is asked about the districts' documents to the draft.

    Returns not_found when no document of these districts is the one asked about.
    """
    found = 0
    told: list[Document] = []
    for district in districts:
        documents = [
            d
            for d in draft.index.documents.values()
            if d.district == district and _is_meant(query, d)
        ]
        for document in documents:
            described = _describe(query, document, draft)
            found += described
            told += [document] * described
        if not documents and len(districts) > 1:
            draft.lines.append(draft.say("missing_district", district=draft.district(district)))
    if any(ask.field == "issued" for ask in query.asks) and len(told) > 1:
        _extremes(query, told, draft)
    return "answered" if found else "not_found"


def _extremes(query: Query, documents: Sequence[Document], draft: Draft) -> None:
    """Say which document is the earliest or the latest, where that is asked."""
    for key, asked, chosen in (("earliest", _ASKS_EARLIEST, min), ("latest", _ASKS_LATEST, max)):
        if asked.search(query.text):
            day = chosen(document.issued for document in documents)
            names = (draft.district(d.district) for d in documents if d.issued == day)
            said = draft.say(key, names=draft.say("separator").join(names), value=_written(day)[0])
            draft.lines.append(said + draft.say("stop"))


def _is_meant(query: Query, document: Document) -> bool:
    """False for a year or a kind of document (要点, 规划, 方案) that the document is not."""
    title = matching(document.title)
    asked = [word for word in DOCUMENT_KINDS if word in query.text]
    if asked and not any(word in title for word in asked):
        return False
    if not query.years:
        return True
    spans = re.findall(r"(20\d{2})[-—–~]+(20\d{2})", title)
    named = {int(year) for year in re.findall(r"20\d{2}", title)} | {document.issued.year}
    return any(
        year in named or any(int(a) <= year <= int(b) for a, b in spans) for year in query.years
    )


def _describe(query: Query, document: Document, draft: Draft) -> bool:
    said = False
    for ask in query.asks:
        for line, clauses in _facts(ask, query, document, draft):
            draft.lines.append(line + draft.say("stop") + draft.mark(*clauses))
            said = True
    return said


def _facts(
    ask: Ask, query: Query, document: Document, draft: Draft
) -> Iterator[tuple[str, list[Clause]]]:
    """The sentence for one ask with the clauses it rests on; nothing where none states it."""
    clauses = [c for c in draft.index.clauses if c.document_id == document.id]
    formal = [c for c in clauses if c.kind == "front_matter"]
    signed = [c for c in clauses if _signs(c, document)]
    subject = {"district": draft.district(document.district), "title": document.title}
    if ask.field == "issued":
        stated = list(_dates(query, document, formal, subject, draft))
        yield from stated or _dates(query, document, signed, subject, draft)
    elif ask.field == "copied":
        for clause in (c for c in formal if c.section == (ENDING,) and c.text.startswith("抄送")):
            value = re.split(r"[：:]", clause.text, maxsplit=1)[-1].rstrip("。")
            yield draft.say("copied", value=value, **subject), [clause]
    elif ask.field == "annexes":
        yield from _annexes(clauses, subject, draft)
    elif ask.field == "addressees":
        for clause in (c for c in formal if _ADDRESSEES.match(c.text)):
            yield draft.say("addressees", value=clause.text.rstrip("：:"), **subject), [clause]
    elif ask.field == "basis":
        yield from _basis(clauses, subject, draft)
    elif ask.field == "period":
        yield from _period(document, formal, subject, draft)
    elif ask.field == "index_number":
        yield from _labelled("索引号", formal, subject, draft)
    elif ask.field == "label":
        yield from _labelled(ask.noun or "", formal, subject, draft)
    elif ask.field in ("doc_number", "issuer", "title"):
        said = list(_stated(ask.field, document, formal, subject, draft))
        yield from said or _stated(ask.field, document, signed, subject, draft)


def _annexes(
    clauses: Sequence[Clause], subject: dict[str, str], draft: Draft
) -> Iterator[tuple[str, list[Clause]]]:
    listed = [c for c in clauses if c.section == (ANNEX_LIST,)]
    names = [re.sub(r"^附\s*件\s*[：:]\s*", "", c.text) for c in listed]
    if listed:
        value = draft.say("separator").join(names)
        yield draft.say("annexes", count=len(listed), value=value, **subject), listed


def _basis(
    clauses: Sequence[Clause], subject: dict[str, str], draft: Draft
) -> Iterator[tuple[str, list[Clause]]]:
    """What the document says that it follows: the first 根据《…》（渝安委〔2024〕6号）."""
    for clause in clauses:
        if clause.number:
            return  # only the opening says what the document rests on
        found = _FOLLOWS.search(clause.text)
        if found:
            yield draft.say("basis", value=found.group("what").strip(), **subject), [clause]
            return


def _labelled(
    label: str, formal: Sequence[Clause], subject: dict[str, str], draft: Draft
) -> Iterator[tuple[str, list[Clause]]]:
    """What stands beside a label at the head of a web page: [ 有效性 ] | 有效 |."""
    pattern = re.compile(rf"\[\s*{re.escape(label)}\s*\]\s*\|?\s*([^|\[\]]+)")
    for clause, found in ((c, pattern.search(c.text)) for c in formal):
        if found:
            value = found.group(1).strip()
            yield draft.say("label", label=label, value=value, **subject), [clause]


def _period(
    document: Document, formal: Sequence[Clause], subject: dict[str, str], draft: Draft
) -> Iterator[tuple[str, list[Clause]]]:
    """The years that the title names, with the clause that gives the title."""
    spans = _PERIOD.findall(document.title)
    titled = [c for c in formal if spans and matching(spans[0]) in matching(c.text)]
    if titled:
        value = draft.say("separator").join(spans)
        yield draft.say("period", value=value, **subject), titled[:1]


def _stated(
    name: str, document: Document, formal: Sequence[Clause], subject: dict[str, str], draft: Draft
) -> Iterator[tuple[str, list[Clause]]]:
    value = str(getattr(document, name))
    form = _unbracketed if name == "doc_number" else matching
    holding = [c for c in formal if form(value) in form(c.text)]
    exact = [c for c in holding if form(value) == form(c.text)]
    if name == "title" and not holding:
        holding = [c for c in formal if "《" in c.text]
    if holding:
        yield draft.say(name, value=value, **subject), (exact or holding)[:1]


def _unbracketed(text: str) -> str:
    """A text that holds a number as the number is compared: [2025] 第2号 is 〔2025〕2号."""
    return _NUMBER_MARKS.sub("", matching(text))


def _dates(
    query: Query,
    document: Document,
    formal: Sequence[Clause],
    subject: dict[str, str],
    draft: Draft,
) -> Iterator[tuple[str, list[Clause]]]:
    """The dates of signature, printing and publication; cited first is the one asked for."""
    written = _written(document.issued)
    stated = {c.id: find_dates(c.text) for c in formal}
    holding = [
        c
        for c in formal
        if any(form in matching(c.text) for form in written)
        or any(_is(document.issued, found) for found in stated[c.id])
    ]
    signed = [
        c for c in holding if matching(c.text) in written or _is_date_alone(c, stated[c.id])
    ] or holding
    if not signed:
        return
    line = draft.say("issued", value=written[0], **subject)
    clauses = signed[:1]
    for key, pattern, asked in (
        ("printed", _PRINTED, _ASKS_PRINTED),
        ("posted", _POSTED, _ASKS_POSTED),
    ):
        found = next(((c, m) for c in formal if (m := pattern.search(c.text))), None)
        if found:
            line += draft.say(key, value=found[1].group(1))
            others = [c for c in clauses if c is not found[0]]
            first = asked.search(query.text) is not None
            clauses = [found[0], *others] if first else [*others, found[0]]
    yield line, clauses


def _written(day: date) -> tuple[str, str]:
    return f"{day.year}年{day.month}月{day.day}日", day.isoformat()


def _signs(clause: Clause, document: Document) -> bool:
    """True for a line below the text that is the issuer or the date and nothing else."""
    return matching(clause.text) == matching(document.issuer) or (
        len(clause.text) <= _LONGEST_DATE
        and any(
            _is(document.issued, one) and matching(one.text) == matching(clause.text)
            for one in find_dates(clause.text)
        )
    )


def _is(day: date, found: DateMention) -> bool:
    return (found.year, found.month, found.day) == (day.year, day.month, day.day)


def _is_date_alone(clause: Clause, found: Sequence[DateMention]) -> bool:
    """True for the line of a signature: a date and nothing else."""
    return any(matching(one.text) == matching(clause.text) for one in found)
