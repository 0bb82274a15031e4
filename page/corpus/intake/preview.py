"""What adding a file would bring, as HTML: outline, tables, units, remarks, changes, gold."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from corpus.register import load_register
from intake.preview_records import OutlineNode, Preview, Touched, UnitPreview
from intake.words import load_words
from page.corpus.intake.changes import changes_html
from page.corpus.intake.pieces import folded
from page.corpus.intake.texts import IntakeTexts, intake_texts
from page.corpus.remarks import remark_in
from page.document import district_name
from page.pieces import join
from rag.records import Language
from rag.wording import Wording

_BELOW = " › "


def preview_html(preview: Preview, language: Language) -> Markup:
    """The whole preview; long lists are folded."""
    texts, say = intake_texts(language), load_words(language)
    check, entry = preview.check, preview.entry
    remarks = (
        ("without_unit", check.without_unit),
        ("notes", preview.notes),
        ("repairs", check.repairs),
        ("warnings", check.warnings),
    )
    return Markup(
        '<section class="preview entry"><h2>{head}</h2><p class="district">{district}</p>'
        '<p class="title" lang="zh">{title}</p><p class="facts">{facts}</p>'
        "{outline}{tables}{rows}{units}{remarks}{changes}{touched}"
        '<p class="sum">{nothing}</p></section>'
    ).format(
        head=texts.previewed.format(name=preview.name),
        district=district_name(entry.district, language),
        title=entry.title,
        facts=_facts(preview, say),
        outline=_outline(preview.outline, texts, say),
        tables=_tables(preview, texts, say),
        rows=join(_expected(preview, say)),
        units=_units(preview, texts, language),
        remarks=join(
            folded(_head(say, key), (remark_in(text, language) for text in entries), texts)
            for key, entries in remarks
        ),
        changes=changes_html(preview.changes, language) if preview.changes else "",
        touched=touched_html(preview.touched, language),
        nothing=texts.nothing_changed_yet,
    )


def _head(say: Wording, key: str) -> str:
    """The head of a list without its number, which stands behind it."""
    return say(key, count="").replace("：", ":").partition(":")[0]


def _facts(preview: Preview, say: Wording) -> Markup:
    check = preview.check
    share = int(10_000 * check.coverage.covered / max(check.coverage.characters, 1)) / 100
    facts = (
        preview.entry.doc_number,
        preview.entry.issuer,
        preview.entry.issued.isoformat(),
        preview.entry.id,
        say("coverage", share=f"{share:g}", gaps=len(check.coverage.gaps)),
    )
    return join(Markup("<span>{}</span>").format(fact) for fact in facts)


def _outline(nodes: Sequence[OutlineNode], texts: IntakeTexts, say: Wording) -> Markup:
    entries = (
        Markup(
            '<span class="depth" style="--depth:{}"><span lang="zh">{}</span> '
            "<small>{}</small></span>"
        ).format(
            node.depth, node.title, f"{node.clauses} / {node.rows}" if node.rows else node.clauses
        )
        for node in nodes
    )
    return folded(say("outline"), entries, texts)


def _tables(preview: Preview, texts: IntakeTexts, say: Wording) -> Markup:
    entries = (
        Markup("{}").format(
            say(
                "table",
                rows=table.rows,
                columns=len(table.columns),
                section=_BELOW.join(table.section),
                line=table.line,
            )
        )
        for table in preview.tables
    )
    return folded(_head(say, "tables"), entries, texts)


def _expected(preview: Preview, say: Wording) -> Iterator[Markup]:
    """The rows that were expected, where they were, each with its verdict."""
    for count in preview.check.tables:
        if count.expected is not None:
            told = {"heading": count.heading, "rows": count.rows, "expected": count.expected}
            yield Markup('<p>{} <span class="verdict {}">{}</span></p>').format(
                say("expected", **told),
                "met" if count.met else "missed",
                say("met" if count.met else "missed"),
            )


def _units(preview: Preview, texts: IntakeTexts, language: Language) -> Markup:
    """The units that the register does not know in sight, the others folded."""
    say = load_words(language)
    unknown = preview.unknown_units
    known = (
        Markup('<span lang="zh">{}</span> <small>{}</small>').format(
            unit.name, _function(unit, language)
        )
        for unit in preview.units
        if unit.canonical
    )
    return Markup('<p class="{}">{}</p>{}{}').format(
        "verdict missed" if unknown else "verdict met",
        say("units", count=len(preview.units), unknown=len(unknown)),
        _unknown(unknown, say, texts),
        folded(texts.known_units, known, texts),
    )


def _function(unit: UnitPreview, language: Language) -> str:
    function = load_register().functions.get(unit.canonical or "")
    return "" if function is None else function.zh if language == "zh" else function.en


def _unknown(units: Sequence[UnitPreview], say: Wording, texts: IntakeTexts) -> Markup:
    lines = (
        Markup("{}").format(
            say(
                "unknown",
                name=unit.name,
                clauses=unit.clauses,
                lines=", ".join(map(str, unit.lines)),
                near=say("near", names="、".join(unit.near)) if unit.near else "",
            )
        )
        for unit in units
    )
    return folded(texts.unknown_units, lines, texts)


def touched_html(touched: Touched, language: Language) -> Markup:
    """The gold questions and quiz facts that a step touches."""
    texts, say = intake_texts(language), load_words(language)
    gold = (
        Markup('{}: <span lang="zh">{}</span><br><small>{}</small>').format(
            question.id, question.question, " ".join(question.reasons)
        )
        for question in touched.gold
    )
    papers = (
        Markup("{}: {}").format(paper.path.name, ", ".join(number for number, _ in paper.questions))
        for paper in touched.papers
    )
    facts = touched.facts
    changed = facts is not None and (facts.gone or facts.new)
    return Markup("{}{}{}").format(
        folded(_head(say, "gold"), gold, texts) or Markup("<p>{}</p>").format(texts.untouched),
        folded(_head(say, "papers"), papers, texts),
        Markup("<p>{}</p>").format(
            say("facts", before=facts.before, after=facts.after, gone=facts.gone, new=facts.new)
        )
        if facts is not None and changed
        else "",
    )
