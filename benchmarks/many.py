"""make bench-many: an index of 300 documents beside that of the five.

Vectors are made up, as embedding takes the same time for each passage; how long it takes is
measured on a sample. Each figure comes from a process of its own, so that peaks are true. Times are
of the processor, as everything here runs on one core: other work on the machine does not enter.
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.bench import percentile
from benchmarks.synthetic import HashedEmbedder, write_documents
from eval.gold import GOLD_FOLDER, load_gold
from index import build_index, load_documents, load_index, write_version
from index.embedding import embed_documents, load_embedder
from index.passages import passages
from rag import Assistant
from settings import Settings

_MANY, _FEW = 300, 5
_QUESTIONS = 100
_SAMPLE = 64  # passages that are embedded to see how fast that is


def _settings(place: Path) -> Settings:
    return Settings(documents_dir=place / "documents", index_dir=place / "index")


def _seconds(call: Callable[[], object]) -> float:
    """Processor time of a call, in seconds."""
    started = time.process_time()
    call()
    return time.process_time() - started


def build(place: Path) -> dict[str, float]:
    """Seconds and peak memory of a build, and of one more with a document added."""
    settings = _settings(place)
    seconds = _seconds(lambda: build_index(settings, _quiet, HashedEmbedder()))
    peak = _peak()
    again = _seconds(lambda: _write_again(settings))
    return {"seconds": seconds, "peak": peak, "again": again}


def _write_again(settings: Settings) -> None:
    write_version(settings, settings.documents_dir, _quiet, "again", HashedEmbedder())


def ask(place: Path) -> dict[str, float]:
    """Seconds to load, peak memory, and milliseconds of questions asked for the first time."""
    settings = _settings(place)
    started = time.process_time()
    assistant = Assistant(load_index(settings, HashedEmbedder()), settings)
    loaded = time.process_time() - started
    questions = [gold.question for gold in load_gold(GOLD_FOLDER / "dev.jsonl")]
    for question in questions[_QUESTIONS : _QUESTIONS + 5]:
        assistant.ask(question)
    times = [_seconds(lambda q=q: assistant.ask(q)) * 1000 for q in questions[:_QUESTIONS]]  # type: ignore[misc]
    return {
        "load": loaded,
        "peak": _peak(),
        "median": statistics.median(times),
        "slow": percentile(times, 0.95),
        "clauses": len(assistant.index.clauses),
        "passages": assistant.index.vectors.ntotal,
    }


def embed(place: Path) -> dict[str, float]:
    """Passages that the bundled model embeds in a second, over a sample of all lengths."""
    clauses = [clause for item in load_documents(_settings(place)) for clause in item.clauses]
    texts = sorted({text for clause in clauses for text in passages(clause)}, key=len)
    sample = texts[:: max(len(texts) // _SAMPLE, 1)]
    model = load_embedder("bundled")
    return {"rate": len(sample) / _seconds(lambda: embed_documents(model, sample))}


def _quiet(done: int, total: int) -> None:
    """A progress that shows nothing."""


def _peak() -> float:
    """The most memory that this process had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


_STEPS = {"build": build, "ask": ask, "embed": embed}


def _apart(step: str, place: Path) -> dict[str, float]:
    """The figures of a step, made in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.many", step, str(place)]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(told.stdout.splitlines()[-1])
    return figures


def main() -> None:
    """Print the figures as a table."""
    if len(sys.argv) == 3:
        print(json.dumps(_STEPS[sys.argv[1]](Path(sys.argv[2]))))
        return
    with tempfile.TemporaryDirectory() as folder:
        columns = []
        for count in (_FEW, _MANY):
            place = Path(folder) / str(count)
            write_documents(place / "documents", count)
            columns.append((count, _apart("build", place), _apart("ask", place)))
        rate = _apart("embed", Path(folder) / str(_FEW))["rate"]
    _print(columns, rate)


def _print(columns: list[tuple[int, dict[str, float], dict[str, float]]], rate: float) -> None:
    rows: dict[str, list[float]] = {
        "documents": [float(count) for count, _, _ in columns],
        "clauses": [asked["clauses"] for _, _, asked in columns],
        "passages": [asked["passages"] for _, _, asked in columns],
        "parsing and indexing, s": [built["seconds"] for _, built, _ in columns],
        "  documents/s": [count / built["seconds"] for count, built, _ in columns],
        "the same again, s": [built["again"] for _, built, _ in columns],
        "  peak memory of a build, MB": [built["peak"] for _, built, _ in columns],
        "loading, s": [asked["load"] for _, _, asked in columns],
        "  peak memory of answering, MB": [asked["peak"] for _, _, asked in columns],
        "question, median ms": [asked["median"] for _, _, asked in columns],
        "question, 95th percentile ms": [asked["slow"] for _, _, asked in columns],
    }
    for name, (few, many) in rows.items():
        print(f"{name:34}{few:12.1f}{many:12.1f}{many / few:8.1f}")
    print(f"{'embedding, passages/s':34}{rate:12.1f}")


if __name__ == "__main__":
    main()
