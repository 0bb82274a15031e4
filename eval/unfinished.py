"""A run while it is made: what is answered stays, so that it can go on after an interruption."""

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from errors import RunError
from eval.gold import GoldQuestion
from eval.jsonfile import json_line, write_json, write_json_lines
from eval.run_info import RunInfo, difference
from eval.runs import (
    ANSWERS_FILE,
    INFO_FILE,
    QUESTIONS_FILE,
    RANKINGS_FILE,
    SCORES_FILE,
    SUMMARY_FILE,
    TIMINGS_FILE,
    UNFINISHED,
    ScoreRow,
    answer_line,
    load_answers,
    load_info,
    load_rankings,
)
from eval.summary import Summary
from rag.records import Answer

_GROWING = (ANSWERS_FILE, RANKINGS_FILE, TIMINGS_FILE)  # a line for each answer


class UnfinishedRun:
    """The folder NAME.unfinished; finish() gives it its name."""

    def __init__(self, final: Path, info: RunInfo) -> None:
        self._final = final
        self.folder = final.with_name(f"{final.name}{UNFINISHED}")
        self._info = info
        self.answers: dict[str, Answer] = {}
        self.rankings: dict[str, tuple[str, ...]] = {}

    @classmethod
    def open(cls, final: Path, info: RunInfo, anew: bool = False) -> "UnfinishedRun":
        """Start a run, or go on with one that was interrupted.

        final: where the finished run will lie. anew: drop what an interrupted one has answered.
        Raises RunError when the interrupted run was made with anything else.
        """
        run = cls(final, info)
        if anew and run.folder.is_dir():
            shutil.rmtree(run.folder)
        if (run.folder / INFO_FILE).is_file():
            changed = difference(load_info(run.folder), info)
            if changed:
                raise RunError(
                    f"run {final.name!r} was interrupted and cannot go on, since then changed: "
                    f"{changed}; use --force to start again, or another --name"
                )
            run._resume()
        else:
            run.folder.mkdir(parents=True, exist_ok=True)
            for name in _GROWING:
                (run.folder / name).write_bytes(b"")
            write_json(run.folder / INFO_FILE, asdict(info))
        run._append(TIMINGS_FILE, {"started": datetime.now(UTC).isoformat(timespec="seconds")})
        return run

    def _resume(self) -> None:
        """Keep the answers that are whole, with their rankings and timings."""
        whole = min(_whole_lines(self.folder / name) for name in _GROWING[:2])
        for name in _GROWING[:2]:
            _cut(self.folder / name, whole)
        _cut(self.folder / TIMINGS_FILE, _whole_lines(self.folder / TIMINGS_FILE))
        self.answers = load_answers(self.folder / ANSWERS_FILE)
        self.rankings = load_rankings(self.folder / RANKINGS_FILE)

    def add(self, question: GoldQuestion, answer: Answer, ranking: Sequence[str] = ()) -> None:
        """Keep an answer; it is on disk when this returns."""
        self._append(TIMINGS_FILE, {"id": question.id, **answer.timings_ms})
        self._append(RANKINGS_FILE, {"id": question.id, "clauses": list(ranking)})
        self._append(ANSWERS_FILE, answer_line(question.id, answer))
        self.answers[question.id] = answer
        self.rankings[question.id] = tuple(ranking)

    def finish(
        self, questions: Sequence[GoldQuestion], scores: Sequence[ScoreRow], summary: Summary
    ) -> Path:
        """Write questions, scores and summary, and give the run its name; returns its folder.

        A finished run of that name is replaced.
        """
        write_json_lines(
            self.folder / QUESTIONS_FILE, (q.model_dump(mode="json") for q in questions)
        )
        write_json_lines(self.folder / SCORES_FILE, (asdict(row) for row in scores))
        write_json(self.folder / SUMMARY_FILE, summary.to_dict())
        if self._final.is_dir():
            old = self._final.with_name(f"{self._final.name}.old")
            self._final.replace(old)
            self.folder.replace(self._final)
            shutil.rmtree(old)
        else:
            self.folder.replace(self._final)
        return self._final

    def _append(self, name: str, value: Mapping[str, Any]) -> None:
        with (self.folder / name).open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(json_line(value))


def _whole_lines(path: Path) -> int:
    """How many lines from the first are whole JSON objects with their end."""
    count = 0
    for line in path.read_bytes().split(b"\n")[:-1]:
        try:
            json.loads(line)
        except ValueError:
            break
        count += 1
    return count


def _cut(path: Path, lines: int) -> None:
    kept = path.read_bytes().split(b"\n")[:lines]
    path.write_bytes(b"".join(line + b"\n" for line in kept))
