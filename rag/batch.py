"""Answers for a file of questions, one JSON object a line in and out."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from errors import AnwenError, BatchError
from rag.chain import Assistant

MAX_FILE_BYTES = 50_000_000
_MAX_LINE = 20_000  # characters


def read_lines(path: Path) -> list[str]:
    """The lines of a question file that are not blank.

    Raises BatchError when it is missing, too large, empty or not UTF-8 (with the line).
    """
    if not path.is_file():
        raise BatchError(f"{path}: no such file; name a JSONL file of questions")
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise BatchError(f"{path}: {size} bytes, at most {MAX_FILE_BYTES}; split the file")
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BatchError(f"{path}, line {line}: not UTF-8; save the file as UTF-8") from None
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines:
        raise BatchError(f"{path}: holds no question; add at least one line")
    return lines


def answer_lines(assistant: Assistant, lines: Sequence[str]) -> Iterator[dict[str, Any]]:
    """An answer for each line, in order: the answer's fields and its id.

    A line that cannot be answered gives {"id", "question", "error"}.
    """
    for number, line in enumerate(lines, start=1):
        entry: dict[str, Any] = {}
        try:
            entry = _parse(line, number)
            answer = assistant.ask(entry["question"], entry.get("history", ()))
            yield {"id": entry["id"], **answer.to_dict()}
        except AnwenError as error:
            yield {
                "id": entry.get("id"),
                "question": entry.get("question"),
                "error": str(error),
            }


def _parse(line: str, number: int) -> dict[str, Any]:
    if len(line) > _MAX_LINE:
        raise BatchError(f"line {number}: {len(line)} characters, at most {_MAX_LINE}; shorten it")
    try:
        entry = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        raise BatchError(f"line {number}: not JSON; write one object a line") from None
    if not isinstance(entry, dict):
        raise BatchError(f'line {number}: not an object; write {{"id": …, "question": …}}')
    history = entry.get("history") or []
    if not isinstance(entry.get("question"), str):
        raise BatchError(f'line {number}: has no text under "question"; add it')
    if not isinstance(history, list) or not all(isinstance(item, str) for item in history):
        raise BatchError(f'line {number}: "history" is not a list of texts; correct it')
    return {"id": entry.get("id"), "question": entry["question"], "history": history}
