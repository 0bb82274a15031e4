"""A run's verdicts, a comparison and an empty answers sheet as files (.xlsx, .csv, .json)."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from eval.gold import GoldQuestion
from eval.report_words import load_report_words
from eval.runs import Run
from eval.verdicts import Judged, Moved
from files.sheets import Column, Page, Value
from rag.records import Language
from rag.wording import Wording

_BETWEEN = " / "  # earlier questions in one cell


def verdict_page(verdicts: Sequence[Judged], language: Language) -> Page:
    """A row for each question: what was asked and answered, and what was wrong.

    Of a blind question there stands no more than its id, kind and verdict.
    """
    say = load_report_words(language)
    heads = (
        ("sheet_id", 16), ("kind", 14), ("language", 10), ("earlier", 24), ("question", 40),
        ("verdict", 9), ("failed", 20), ("why", 40), ("expected", 12), ("got", 12),
        ("confidence_head", 10), ("answer", 60), ("cited", 40),
    )  # fmt: skip
    rows = tuple(_verdict_row(verdict, say) for verdict in verdicts)
    return Page(say("verdicts"), tuple(Column(say(h), w) for h, w in heads), rows)


def _verdict_row(verdict: Judged, say: Wording) -> tuple[Value, ...]:
    row, question, answer = verdict.row, verdict.question, verdict.answer
    cited = answer.citations[0] if answer and answer.citations else None
    return (
        row.id,
        say.named("kind", row.kind),
        say.named("language", row.language),
        _BETWEEN.join(question.history) if question else "",
        question.question if question else say("blind"),
        say("right" if row.everything else "wrong"),
        "、".join(say.named("failed", name) for name in verdict.failed),
        "; ".join(verdict.reasons),
        say.named("status", row.expected) if question else "",
        say.named("status", row.got) if question else "",
        round(row.confidence, 3) if question else "",
        answer.answer if answer else "",
        " > ".join((cited.district, *cited.section)) if cited else "",
    )


def moved_page(moved: Sequence[Moved], language: Language) -> Page:
    """A row for each question that was won or lost between two runs, with both answers."""
    say = load_report_words(language)
    heads = (
        ("sheet_id", 16), ("move", 10), ("kind", 14), ("question", 40), ("why_before", 40),
        ("why_after", 40), ("answer_before", 60), ("answer_after", 60),
    )  # fmt: skip
    rows = tuple(
        (
            one.after.row.id,
            say(f"moved_{one.move}"),
            say.named("kind", one.after.row.kind),
            one.after.question.question if one.after.question else say("blind"),
            "; ".join(one.before.reasons),
            "; ".join(one.after.reasons),
            one.before.answer.answer if one.before.answer else "",
            one.after.answer.answer if one.after.answer else "",
        )
        for one in moved
    )
    return Page(say("moved"), tuple(Column(say(h), w) for h, w in heads), rows)


def empty_sheet(questions: Sequence[GoldQuestion], language: Language) -> Page:
    """An answers sheet to fill in, which eval/answers.py reads; it tells no right answer."""
    say = load_report_words(language)
    heads = (("sheet_id", 16), ("earlier", 40), ("sheet_question", 60), ("sheet_answer", 80))
    rows = tuple((q.id, _BETWEEN.join(q.history), q.question, "") for q in questions)
    return Page(say("sheet"), tuple(Column(say(h), w) for h, w in heads), rows)


def run_json(run: Run, verdicts: Sequence[Judged]) -> bytes:
    """A run as one JSON object: what it was made with, its summary, a verdict a question."""
    told = {
        "name": run.name,
        "info": asdict(run.info),
        "summary": run.summary.to_dict(),
        "questions": [_question_object(verdict) for verdict in verdicts],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _question_object(verdict: Judged) -> dict[str, object]:
    row, question, answer = verdict.row, verdict.question, verdict.answer
    told: dict[str, object] = {
        "id": row.id,
        "kind": row.kind,
        "right": row.everything,
        "checks": dict(row.checks),
        "measures": dict(row.measures),
        "reasons": list(verdict.reasons),
    }
    if question and answer:
        told |= {"question": question.question, "history": list(question.history)}
        told |= {"expected": row.expected, "got": row.got, "answer": answer.answer}
    return told
