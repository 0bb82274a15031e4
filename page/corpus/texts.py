"""The texts of the room of the documents (data/corpus.toml)."""

from page.texts import TextTable, load_texts
from rag.records import Language


class PartTexts(TextTable):
    """The names of the parts of the room."""

    documents: str
    ledger: str
    check: str
    overview: str
    intake: str


class KindTexts(TextTable):
    """The names of the kinds of clauses."""

    paragraph: str
    item: str
    table_row: str
    list_item: str
    front_matter: str


class FormTexts(TextTable):
    """The labels of the forms to search and to filter with."""

    words: str
    words_hint: str
    search: str
    districts: str
    sectors: str
    units: str
    units_hint: str
    role: str
    year: str
    text: str
    text_hint: str
    narrow: str
    widen: str
    download: str


class CorpusTexts(TextTable):
    """The texts of one language; fields in braces are filled in with str.format."""

    parts_label: str
    separator: str
    # documents
    sum: str
    no_documents: str
    show_outline: str
    hide_outline: str
    outline: str
    fold: str
    clauses: str
    tables: str
    no_tables: str
    with_rows: str
    units: str
    found: str
    found_many: str
    found_near: str
    found_none: str
    found_in: str
    end_search: str
    # long lists
    pages: str
    page_of: str
    first_page: str
    previous_page: str
    next_page: str
    last_page: str
    # ledger
    tasks: str
    tasks_of: str
    no_tasks: str
    units_understood: str
    show_clause: str
    ledger_file: str
    # overview
    by_sector: str
    by_sector_note: str
    by_function: str
    by_function_note: str
    by_year: str
    by_year_note: str
    sector: str
    function: str
    year: str
    undated: str
    without_deadline: str
    role: str
    any_role: str
    any_year: str
    total: str
    cell: str
    cell_in: str
    show_all: str
    show_fewer: str
    # check
    check_met: str
    check_missed: str
    met: str
    missed: str
    covered: str
    overlap: str
    duplicates: str
    units_named: str
    table: str
    expected: str
    rows_found: str
    verdict: str
    gaps: str
    unknown_units: str
    misplaced_units: str
    rows_without_unit: str
    merged_rows: str
    repairs: str
    warnings: str
    line: str
    parts: PartTexts
    kinds: KindTexts
    form: FormTexts


def corpus_texts(language: Language) -> CorpusTexts:
    """The texts of the room in a language. Raises DataFileError as load_texts does."""
    return load_texts("corpus.toml", CorpusTexts, language)
