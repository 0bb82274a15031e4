"""The texts of the room where quizzes are made (data/quiz.toml)."""

from page.texts import TextTable, load_texts
from rag.records import Language


class TabTexts(TextTable):
    """The steps of the room."""

    make: str
    review: str
    export: str
    grade: str


class ReasonTexts(TextTable):
    """Why a question is to be looked at again."""

    changed: str
    gone: str


class FormTexts(TextTable):
    """The fields of the form; shares: of the districts, then of the types."""

    count: str
    versions: str
    districts: str
    district_shares: str
    types: str
    type_shares: str
    shares_info: str
    district_example: str
    type_example: str
    difficulties: str
    sectors: str
    chapters: str
    all: str
    more: str
    title: str
    title_example: str
    seed: str
    seed_info: str
    language: str
    make: str
    open: str
    open_info: str


class ExportTexts(TextTable):
    """The page of files to take away; forms: what each is for."""

    forms: str
    language: str
    take: str
    keep: str
    keep_info: str
    papers: str
    edits: str
    docx: str
    html: str
    xlsx: str
    gift: str
    moodle: str
    qti: str
    anki: str
    json_: str


class GradeTexts(TextTable):
    """The page where answers are graded."""

    intro: str
    sheet: str
    answers: str
    report: str
    xlsx: str
    md: str
    json_: str
    nothing: str


class QuizTexts(TextTable):
    """The texts of one language; fields in braces are filled in with str.format."""

    tabs: TabTexts
    form: FormTexts
    export: ExportTexts
    grade: GradeTexts
    reasons: ReasonTexts
    intro: str
    counting: str
    available: str
    available_hint: str
    type: str
    total: str
    too_few: str
    none: str
    made: str
    opened: str
    no_paper: str
    questions: str
    count: str
    full: str
    edited_count: str
    dropped_count: str
    seed_told: str
    version: str
    undo: str
    check: str
    checked: str
    coverage: str
    covered: str
    stale: str
    now_there: str
    question_number: str
    difficulty_told: str
    marks_told: str
    proven: str
    unproven: str
    changed_before: str
    replaced: str
    dropped: str
    comma: str
    stem: str
    options: str
    right: str
    blanks: str
    pairs: str
    points: str
    explanation: str
    note: str
    note_hint: str
    right_one: str
    key: str
    sources: str
    choose: str
    edit: str
    replace: str
    drop: str
    restore: str
    save: str
    cancel: str
    editing: str
    edit_hint: str
    options_hint: str
    is_right: str
    option_text: str
    lefts: str
    choices: str
    blank_hint: str
    point_text: str
    point_words: str
    marks: str
    lost: str
    more_rows: str


def quiz_texts(language: Language) -> QuizTexts:
    """The texts of the room in a language. Raises DataFileError as load_texts does."""
    return load_texts("quiz.toml", QuizTexts, language)
