"""Ask the gold questions and score the answers: make eval, or python -m eval.run."""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from tqdm import tqdm

from eval.baseline import Baseline
from eval.gold import GOLD_FOLDER, SPLITS, GoldQuestion, load_gold
from eval.report import percent, render, render_failures
from eval.score import Verdict, score
from rag import Assistant, load_assistant


def run(assistant: Assistant, questions: Iterable[GoldQuestion]) -> list[Verdict]:
    """Verdicts on the assistant's answers, in the order of the questions."""
    return [score(q, assistant.ask(q.question, q.history)) for q in questions]


def compare_baseline(baseline: Baseline, questions: Sequence[GoldQuestion]) -> str:
    """How often the plain baseline has the right text first, and among its five."""
    judged = [question for question in questions if question.anchors]
    first = sum(baseline.first_is_right(question) for question in judged)
    among = sum(baseline.any_is_right(question) for question in judged)
    return (
        f"plain baseline: right chunk first {percent((first, len(judged)))}, "
        f"among five {percent((among, len(judged)))}"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Score the named splits and print the report."""
    parser = argparse.ArgumentParser(description="Score the assistant on the gold questions.")
    parser.add_argument("--split", choices=[*SPLITS, "all"], default="all")
    parser.add_argument("--failures", action="store_true", help="print each failed question")
    options = parser.parse_args(arguments)
    assistant = load_assistant()
    print("embedding the plain baseline …", flush=True)
    baseline = Baseline.build(assistant.index)
    for split in SPLITS if options.split == "all" else (options.split,):
        questions = load_gold(Path(GOLD_FOLDER) / f"{split}.jsonl")
        verdicts = run(assistant, tqdm(questions, desc=split, unit="question"))
        print(render(verdicts, f"gold questions, split {split}: {len(questions)}"))
        print(compare_baseline(baseline, questions) + "\n")
        if options.failures:
            print(render_failures(verdicts))


if __name__ == "__main__":
    main()
