"""The choice of documents to answer from, as HTML, and what is read from it."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from corpus.records import Document
from index import Index
from page.ask.texts import ScopeTexts, ask_texts
from page.document import district_name
from page.pieces import join
from rag.records import Language


def scope_html(within: Sequence[str], index: Index, language: Language) -> Markup:
    """The choice of documents, folded, with what is chosen in its summary.

    within: ids of the documents chosen, () for all.
    """
    texts = ask_texts(language).scope
    return Markup(
        '<details id="scope-choices" class="scope"><summary><span>{label}</span> <b>{chosen}</b>'
        '</summary><div class="choices" data-changes="scope"><p>{hint}</p>{districts}</div>'
        "</details>{reset}"
    ).format(
        label=texts.label,
        chosen=_chosen(within, index, texts, language),
        hint=texts.hint,
        districts=join(_districts(within, index, language)),
        reset=Markup('<button type="button" data-event="scope" data-value="">{}</button>').format(
            texts.reset
        )
        if within
        else "",
    )


def read_scope(value: object, index: Index) -> tuple[str, ...]:
    """The ids of documents that an event names, those that there are; all of them means ().

    value: from the browser, so anything at all.
    """
    named = value if isinstance(value, list) else []
    within = tuple(i for i in index.documents if i in named)
    return () if len(within) == len(index.documents) else within


def _chosen(within: Sequence[str], index: Index, texts: ScopeTexts, language: Language) -> str:
    if not within:
        return texts.all.format(count=len(index.documents))
    documents = [index.documents[i] for i in within if i in index.documents]
    names = dict.fromkeys(_name(document, index, language) for document in documents)
    return texts.some.format(names="、".join(names))


def _name(document: Document, index: Index, language: Language) -> str:
    """A document by its district; by its title too where the district has others."""
    own = [d for d in index.documents.values() if d.district == document.district]
    name = district_name(document.district, language)
    return name if len(own) == 1 else f"{name}《{document.title}》"


def _districts(within: Sequence[str], index: Index, language: Language) -> Iterator[Markup]:
    """The documents to tick, district by district."""
    for district in index.districts():
        own = [d for d in index.documents.values() if d.district == district]
        boxes = (
            Markup(
                '<label><input type="checkbox" value="{}"{}> <span>{}</span> <small>{}</small>'
                "</label>"
            ).format(
                document.id,
                Markup(" checked") if document.id in within else "",
                document.title,
                document.doc_number,
            )
            for document in own
        )
        yield Markup("<fieldset><legend>{}</legend>{}</fieldset>").format(
            district_name(district, language), join(boxes)
        )
