"""python -m benchmarks.load ADDRESS: many people asking a served page at once, and how they wait.

Each visitor is a browser session of its own, as the page's script would open it: it joins the
page's queue and reads the events of its session. Paired with one visitor alone in the same run.
"""

import json
import statistics
import sys
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from typing import Any

import httpx

from benchmarks.bench import percentile
from eval.gold import GOLD_FOLDER, load_gold

_CLIENTS = 20
_QUESTIONS = 5  # by each client
_LONGEST_WAIT = 120  # seconds


@dataclass(frozen=True, slots=True)
class Entry:
    """How the page is asked: the number of the event, and what it is given beside the question."""

    event: int
    trigger: int
    inputs: tuple[Any, ...]
    chat: int  # place of the conversation among the outputs
    box: int  # place of the question among the inputs


def read_entry(address: str) -> Entry:
    """How the page at an address is asked, from what Gradio tells a browser of it."""
    config = httpx.get(f"{address}config", timeout=_LONGEST_WAIT).json()
    props = {part["id"]: part["props"] for part in config["components"]}
    ids = {prop.get("elem_id"): number for number, prop in props.items()}
    box, chat = ids["box"], ids["chat"]
    event = next(e for e in config["dependencies"] if [box, "submit"] in e["targets"])
    return Entry(
        event=event["id"],
        trigger=box,
        inputs=tuple(props[number].get("value") for number in event["inputs"]),
        chat=event["outputs"].index(chat),
        box=event["inputs"].index(box),
    )


class Visitor:
    """A browser session that asks."""

    def __init__(self, address: str, entry: Entry) -> None:
        self._entry = entry
        self._session = uuid.uuid4().hex
        self._http = httpx.Client(base_url=f"{address}gradio_api/", timeout=_LONGEST_WAIT)

    def ask(self, question: str) -> str:
        """The conversation, as HTML, when the answer is there."""
        inputs = list(self._entry.inputs)
        inputs[self._entry.box] = question
        self._http.post(
            "queue/join",
            json={
                "data": inputs,
                "fn_index": self._entry.event,
                "trigger_id": self._entry.trigger,
                "session_hash": self._session,
            },
        ).raise_for_status()
        shown = ""
        for event in self._events():
            output = event.get("output") or {}
            if event["msg"] == "process_completed" and not event["success"]:
                raise RuntimeError(f"the page gave no answer: {output}")
            found = _value(output.get("data") or (), self._entry.chat)
            shown = found if isinstance(found, str) else shown
        return shown

    def _events(self) -> Iterator[Mapping[str, Any]]:
        """What the server tells the session until it has answered."""
        query = {"session_hash": self._session}
        with self._http.stream("GET", "queue/data", params=query) as reply:
            for line in reply.iter_lines():
                if line.startswith("data:"):
                    event = json.loads(line.removeprefix("data:"))
                    yield event
                    if event["msg"] in ("process_completed", "close_stream"):
                        return


def _value(data: Sequence[Any], place: int) -> Any:
    return data[place] if place < len(data) else None


def ask_all(
    address: str, questions: Sequence[Sequence[str]]
) -> tuple[list[list[str]], list[float]]:
    """Let visitors ask at once, a session for each list of questions, one after the other.

    Returns the conversations after each question, and the seconds of all questions.
    """
    entry = read_entry(address)
    together = Barrier(len(questions))
    times: list[float] = []

    def visit(own: Sequence[str]) -> list[str]:
        visitor = Visitor(address, entry)
        visitor.ask("")  # opens the session, as opening the page does; nothing is asked
        together.wait(_LONGEST_WAIT)
        shown = []
        for question in own:
            started = time.perf_counter()
            shown.append(visitor.ask(question))
            times.append(time.perf_counter() - started)
        return shown

    with ThreadPoolExecutor(len(questions)) as pool:
        return list(pool.map(visit, questions)), times


def main(address: str) -> None:
    """Print the waiting times of one visitor and of many at once."""
    gold = [question.question for question in load_gold(GOLD_FOLDER / "dev.jsonl")]
    ask_all(address, [gold[:_QUESTIONS]])  # warm
    _, alone = ask_all(address, [gold[: 2 * _QUESTIONS]])
    _, many = ask_all(
        address, [gold[i * _QUESTIONS : (i + 1) * _QUESTIONS] for i in range(_CLIENTS)]
    )
    print(f"{'':24}{'one visitor':>14}{f'{_CLIENTS} at once':>14}{'ratio':>8}")
    for name, figure in (
        ("median wait, ms", statistics.median),
        ("95th percentile, ms", lambda times: percentile(times, 0.95)),
        ("longest wait, ms", max),
    ):
        one, all_ = figure(alone) * 1000, figure(many) * 1000
        print(f"{name:24}{one:14.0f}{all_:14.0f}{all_ / one:8.1f}")


if __name__ == "__main__":
    main(sys.argv[1])
