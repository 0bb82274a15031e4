"""The texts of the room to evaluate (data/evaluate.toml)."""

from page.texts import TextTable, load_texts
from rag.records import Language


class PartTexts(TextTable):
    """The names of the parts of the room."""

    runs: str
    score: str
    compare: str
    feedback: str
    gold: str


class RunsTexts(TextTable):
    """Starting evaluations, and the list of runs."""

    title: str
    intro: str
    baseline: str
    start: str
    busy: str
    running: str
    by: str
    loading: str
    answered: str
    left: str
    scoring: str
    cancel: str
    finished: str
    failed: str
    crashed: str
    cancelled: str
    list: str
    none: str
    more_runs: str
    by_name: str
    made: str
    questions: str
    actions: str
    asked: str
    scored: str
    unfinished: str
    damaged: str
    open: str
    go_on: str
    delete: str
    sure: str
    delete_yes: str
    delete_no: str
    deleted: str
    in_use: str
    gold_gone: str


class RunTexts(TextTable):
    """One run, opened."""

    back: str
    report: str
    verdicts: str
    unblind: str
    unblind_note: str
    blind_again: str
    frame: str
    nobody: str
    answer: str
    verdict: str
    expected: str
    got: str
    missing: str
    file: str
    verdict_file: str


class ScoreTexts(TextTable):
    """Scoring an answers file."""

    title: str
    intro: str
    sheet: str
    sheet_file: str
    answers: str
    start: str
    too_many: str


class CompareTexts(TextTable):
    """Two runs side by side."""

    title: str
    intro: str
    before: str
    after: str
    start: str
    few: str
    same: str
    plot: str
    plot_note: str
    gate_ok: str
    gate_broken: str
    moved: str
    won: str
    lost: str
    was: str
    now: str
    nothing: str
    file: str


class FeedbackTexts(TextTable):
    """Feedback and corrections."""

    title: str
    intro: str
    waiting: str
    handled: str
    none_waiting: str
    none_handled: str
    up: str
    down: str
    open: str
    reopen: str
    outcome: str
    given: str
    says: str
    right_status: str
    right_units: str
    right_clauses: str
    clauses_title: str
    form: str
    status: str
    clauses: str
    find: str
    find_hint: str
    found_none: str
    search: str
    units: str
    answer: str
    note: str
    take: str
    taken: str
    reason: str
    aside: str
    set_aside: str
    needs_reason: str
    back: str
    corrections: str
    corrections_none: str
    to_do: str
    gold_line: str
    copy_line: str
    copied: str
    save: str


class GoldTexts(TextTable):
    """Checking the gold set."""

    title: str
    intro: str
    which: str
    shipped: str
    start: str
    fine: str
    found: str
    place: str
    message: str
    line: str


class EvaluateTexts(TextTable):
    """The texts of one language; fields in braces are filled in with str.format."""

    parts_label: str
    own: str
    splits: str
    gold_set: str
    gold_file: str
    name: str
    name_hint: str
    replace: str
    question: str
    kind: str
    all_kinds: str
    all: str
    right: str
    wrong: str
    blind: str
    earlier: str
    previous: str
    next: str
    page: str
    counted: str
    between: str
    unknown: str
    no_file: str
    download_label: str
    parts: PartTexts
    runs: RunsTexts
    run: RunTexts
    score: ScoreTexts
    compare: CompareTexts
    feedback: FeedbackTexts
    gold: GoldTexts


def evaluate_texts(language: Language) -> EvaluateTexts:
    """The texts of the room in a language. Raises DataFileError as load_texts does."""
    return load_texts("evaluate.toml", EvaluateTexts, language)
