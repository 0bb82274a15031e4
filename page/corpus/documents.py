"""The documents as HTML: what each is and holds, its outline, clauses found in them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup

from corpus.records import Document, ParsedDocument
from index import Index
from page.corpus.address import view_link
from page.corpus.outline import Branch, outline
from page.corpus.pages import page_of, pages_html
from page.corpus.records import View
from page.corpus.search import Found, snippet_html
from page.corpus.texts import CorpusTexts, corpus_texts
from page.document import clause_link, district_name
from page.pieces import join
from page.texts import document_texts

_ON_A_PAGE = 20  # documents
_OPEN_DEPTH = 1  # levels of an outline that are open at first


def documents_html(documents: Sequence[ParsedDocument], view: View) -> Markup:
    """The list of documents, one of them with its outline."""
    texts = corpus_texts(view.language)
    if not documents:
        return Markup('<p class="empty">{}</p>').format(texts.no_documents)
    shown = page_of(documents, view.page, _ON_A_PAGE)
    entries = (Markup("<li>{}</li>").format(_entry(parsed, view, texts)) for parsed in shown.items)
    return Markup('<p class="sum" role="status">{}</p><ol class="documents">{}</ol>{}').format(
        _sum(documents, texts), join(entries), pages_html(shown, view)
    )


def _sum(documents: Sequence[ParsedDocument], texts: CorpusTexts) -> str:
    return texts.sum.format(
        documents=len(documents),
        districts=len({parsed.document.district for parsed in documents}),
        clauses=sum(len(parsed.clauses) for parsed in documents),
        rows=sum(len(table.rows) for parsed in documents for table in parsed.tables),
    )


def _entry(parsed: ParsedDocument, view: View, texts: CorpusTexts) -> Markup:
    document = parsed.document
    opened = view.document == document.id
    other = replace(view, document="" if opened else document.id, clause="", words="")
    more = _opened(parsed, view, texts) if opened else ""
    return Markup(
        '<article class="entry" id="document-{id}"><p class="district">{district}</p>'
        '<h2 lang="zh">{title}</h2><p class="facts">{facts}</p>'
        '<dl class="counts">{counts}</dl><p class="more">{link}</p>{more}</article>'
    ).format(
        id=document.id,
        district=district_name(document.district, view.language),
        title=document.title,
        facts=_facts(document, view),
        counts=join(_counts(parsed, texts)),
        link=view_link(
            other,
            texts.hide_outline if opened else texts.show_outline,
            aria_expanded="true" if opened else "false",
        ),
        more=more,
    )


def _facts(document: Document, view: View) -> Markup:
    texts = document_texts(view.language)
    facts = (
        document.doc_number,
        document.issuer,
        texts.issued.format(issued=document.issued.isoformat()),
        texts.file.format(file=document.source),
    )
    return join(Markup("<span>{}</span>").format(fact) for fact in facts)


def _counts(parsed: ParsedDocument, texts: CorpusTexts) -> Iterator[Markup]:
    """Clauses by kind, tables with their rows, units: each a number and what it counts."""
    kinds = Counter(clause.kind for clause in parsed.clauses)
    rows = sum(len(table.rows) for table in parsed.tables)
    units = len({unit.name for clause in parsed.clauses for unit in clause.units})
    by_kind = texts.separator.join(
        f"{getattr(texts.kinds, kind)} {count}" for kind, count in kinds.most_common()
    )
    counts = (
        (texts.clauses, len(parsed.clauses), by_kind),
        (texts.tables, len(parsed.tables), texts.with_rows.format(rows=rows)),
        (texts.units, units, ""),
    )
    for name, count, more in counts:
        yield Markup("<div><dt>{}</dt><dd><b>{}</b> <small>{}</small></dd></div>").format(
            name, count, more
        )


def _opened(parsed: ParsedDocument, view: View, texts: CorpusTexts) -> Markup:
    """The outline and the tables of a document."""
    return Markup(
        '<div class="inside"><section><h3>{}</h3>{}</section><section><h3>{}</h3>{}</section></div>'
    ).format(
        texts.outline,
        tree_html(outline(parsed.clauses), texts, parsed.document.id),
        texts.tables,
        _tables(parsed, texts),
    )


def tree_html(branches: Iterable[Branch], texts: CorpusTexts, name: str) -> Markup:
    """An outline; each heading with what is below it can be folded.

    name: begins the ids of its lists, so that they are unique on the page.
    """
    return _level(branches, texts, name, 0)


def _level(branches: Iterable[Branch], texts: CorpusTexts, name: str, depth: int) -> Markup:
    items = (
        _branch(branch, texts, f"{name}-{number}", depth)
        for number, branch in enumerate(branches, start=1)
    )
    return Markup('<ul class="tree" lang="zh">{}</ul>').format(join(items))


def _branch(branch: Branch, texts: CorpusTexts, name: str, depth: int) -> Markup:
    head = Markup("{} <small>{}</small>").format(
        clause_link(branch.first, branch.heading), branch.clauses
    )
    if not branch.below:
        return Markup("<li>{}</li>").format(head)
    is_open = depth < _OPEN_DEPTH
    return Markup(
        '<li><button type="button" class="fold" aria-expanded="{}" aria-controls="{}" '
        'aria-label="{}"></button>{}<div id="{}"{}>{}</div></li>'
    ).format(
        "true" if is_open else "false",
        f"tree-{name}",
        texts.fold.format(heading=branch.heading),
        head,
        f"tree-{name}",
        "" if is_open else Markup(" hidden"),
        _level(branch.branches, texts, name, depth + 1),
    )


def _tables(parsed: ParsedDocument, texts: CorpusTexts) -> Markup:
    if not parsed.tables:
        return Markup('<p class="empty">{}</p>').format(texts.no_tables)
    items = (
        Markup("<li>{} <small>{}</small></li>").format(
            clause_link(table.rows[0], " › ".join(table.section)) if table.rows else "",
            texts.with_rows.format(rows=len(table.rows)),
        )
        for table in parsed.tables
    )
    return Markup('<ul class="tables" lang="zh">{}</ul>').format(join(items))


def found_html(found: Found, view: View, index: Index) -> Markup:
    """The clauses of a search, each with district, section and the words marked in its text."""
    texts = corpus_texts(view.language)
    if found.near:
        told = texts.found_near if found.clauses else texts.found_none
    elif found.count > len(found.clauses):
        told = texts.found_many
    else:
        told = texts.found
    items = (
        Markup(
            '<li class="hit"><p class="place"><b class="district">{}</b>{}</p>'
            '<p class="snippet" lang="zh">{}</p></li>'
        ).format(
            district_name(clause.district, view.language),
            clause_link(clause.id, " › ".join(clause.section)),
            snippet_html(clause.text, "" if found.near else view.words),
        )
        for clause in found.clauses
    )
    document = index.documents.get(view.document)
    return Markup('<p class="sum" role="status">{}{} {}</p><ol class="hits">{}</ol>').format(
        texts.found_in.format(title=document.title) if document else "",
        told.format(words=view.words, count=found.count, shown=len(found.clauses)),
        view_link(replace(view, words="", clause=""), texts.end_search),
        join(items),
    )
