"""make bench: build time, time per question and peak memory, beside the plain baseline.

The baseline is retrieval alone: 500-character chunks, the same model, FAISS, top 5.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from eval.baseline import Baseline
from eval.gold import GOLD_FOLDER, load_gold
from index import build_index
from rag import Assistant, load_assistant
from settings import Settings

_QUESTIONS = 100
_WARM_UP = 10


def milliseconds(call: Callable[[], object]) -> float:
    """How long a call takes, in milliseconds."""
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1000


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least that share of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def paired(
    assistant: Assistant, baseline: Baseline, questions: Sequence[str]
) -> tuple[list[float], list[float]]:
    """Times of both for each question, in milliseconds, in turn so that both share the noise."""
    ours, theirs = [], []
    for question in questions:
        ours.append(milliseconds(lambda q=question: assistant.ask(q)))  # type: ignore[misc]
        theirs.append(milliseconds(lambda q=question: baseline.search(q)))  # type: ignore[misc]
    return ours, theirs


def first_start(settings: Settings) -> float:
    """Seconds from starting the command to its first answer, in a process of its own."""
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "cli", "ask", "奉节县燃气领域由谁牵头"],
        check=True,
        capture_output=True,
        env={**os.environ, "ANWEN_INDEX_DIR": str(settings.index_dir)},
    )
    return time.perf_counter() - started


def main() -> None:
    """Print the figures as a table."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(index_dir=Path(folder) / "index")
        build = milliseconds(lambda: build_index(settings, lambda done, total: None)) / 1000
        assistant = load_assistant(settings)
        baseline_holder: list[Baseline] = []
        plain = milliseconds(lambda: baseline_holder.append(Baseline.build(assistant.index))) / 1000
        baseline = baseline_holder[0]
        questions = [q.question for q in load_gold(GOLD_FOLDER / "dev.jsonl")][:_QUESTIONS]
        paired(assistant, baseline, questions[:_WARM_UP])
        ours, theirs = paired(assistant, baseline, questions)
        start = first_start(settings)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'':34}{'Anwen':>12}{'baseline':>12}{'ratio':>8}")
    _row("build of the documents, s", build, plain)
    _row("question, median ms", statistics.median(ours), statistics.median(theirs))
    _row("question, 95th percentile ms", percentile(ours, 0.95), percentile(theirs, 0.95))
    print(f"{'command to first answer, s':34}{start:12.1f}")
    print(f"{'peak memory, MB':34}{memory:12.0f}")


def _row(name: str, ours: float, theirs: float) -> None:
    print(f"{name:34}{ours:12.1f}{theirs:12.1f}{ours / theirs:8.2f}")


if __name__ == "__main__":
    main()
