"""The JSON API and the MCP tools of the served page: the examples of docs/api.md, and mistakes."""

import asyncio
import json
import re
import shutil
import subprocess
from typing import Any

import httpx
import pytest
from mcp import ClientSession
from mcp.client.streamable_http import streamablehttp_client

from corpus import load_corpus
from corpus.ledger import build_ledger
from rag import Assistant
from settings import ROOT, Settings

DOCUMENTED = "http://127.0.0.1:7860/"
EXAMPLES = re.findall(
    r"```sh\n(.+?)```", (ROOT / "docs" / "api.md").read_text(encoding="utf-8"), re.DOTALL
)
TOOLS = {"ask", "search_clauses", "ledger", "make_quiz", "documents"}


def called(address: str, function: str, *values: object) -> dict[str, Any]:
    """What a function gives for values in the order of its arguments."""
    reply = httpx.post(f"{address}gradio_api/run/{function}", json={"data": values}, timeout=60)
    reply.raise_for_status()
    told = json.loads(reply.json()["data"][0])
    assert isinstance(told, dict)
    return told


def without_times(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer as plain JSON without what differs from run to run."""
    return {k: v for k, v in json.loads(json.dumps(answer)).items() if k != "timings_ms"}


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_of_the_documentation_work(address: str, example: str) -> None:
    assert DOCUMENTED in example
    command = example.replace(DOCUMENTED, address)
    run = subprocess.run(["bash", "-c", command], capture_output=True, check=True, timeout=60)
    told = json.loads(json.loads(run.stdout)["data"][0])
    assert "error" not in told
    assert any(told.values())


def test_each_function_has_an_example() -> None:
    shown = {found for example in EXAMPLES for found in re.findall(r"/run/(\w+)", example)}
    assert shown == TOOLS


def test_an_answer_is_the_contract(address: str, assistant: Assistant) -> None:
    question = "江津区非煤矿山谁负责"
    told = called(address, "ask", question, None)
    assert without_times(told) == without_times(assistant.ask(question).to_dict())
    follow_up = called(address, "ask", "那奉节呢？", [question])
    assert follow_up["citations"][0]["district"] == "奉节县"


def test_clauses_are_found_in_the_districts_asked_for(address: str) -> None:
    told = called(address, "search_clauses", "燃气", ["fengjie"], 3)["clauses"]
    assert len(told) == 3
    assert {clause["district"] for clause in told} == {"奉节县"}
    assert all("燃气" in "".join((clause["quote"], *clause["section"])) for clause in told)
    assert [c["score"] for c in told] == sorted((c["score"] for c in told), reverse=True)
    assert called(address, "search_clauses", "qqqqzzzz", None, 3) == {"clauses": []}


def test_the_ledger_comes_page_by_page(address: str) -> None:
    rows = build_ledger(load_corpus(Settings().documents_dir))
    first = called(address, "ledger", None, None, None, 0, 2)
    second = called(address, "ledger", None, None, None, 2, 2)
    assert first["total"] == second["total"] == len(rows)
    ids = [task["clause_id"] for page in (first, second) for task in page["tasks"]]
    assert ids == [row.clause_id for row in rows[:4]]


def test_a_quiz_is_the_same_for_the_same_seed(address: str) -> None:
    asked = (["奉节"], None, ["单选"], None, 3, 7, "zh")
    once, again = (called(address, "make_quiz", *asked)["paper"] for _ in range(2))
    assert once == again
    assert [question["type"] for question in once["questions"]] == ["single_choice"] * 3
    for question in once["questions"]:
        assert sum(option["right"] for option in question["options"]) == 1


@pytest.mark.parametrize(
    ("function", "values", "told"),
    [
        ("ask", ["", None], "the question is empty"),
        ("ask", ["问" * 501, None], "500"),
        ("ask", [5, None], "question: Input should be a valid string"),
        ("ask", ["谁牵头", "奉节"], "history: Input should be a valid list"),
        ("ask", ["谁牵头", ["奉节"] * 61], "history: List should have at most 60 items"),
        ("search_clauses", ["燃气", ["成都"], 5], "district '成都' is not known"),
        ("search_clauses", ["燃气", None, 0], "limit: Input should be greater than"),
        ("ledger", [["渝北"], None, None, 0, 10], "no document is of 渝北区"),
        ("ledger", [None, None, None, -1, 10], "offset: Input should be greater than"),
        ("make_quiz", [None, None, None, None, 0, 1, "zh"], "0 questions"),
        ("make_quiz", [["武隆"], None, ["matching"], None, 5, 1, "zh"], "matching"),
    ],
)
def test_a_mistake_is_one_line(address: str, function: str, values: list[Any], told: str) -> None:
    answered = called(address, function, *values)
    assert list(answered) == ["error"]
    assert told in answered["error"]
    assert "\n" not in answered["error"]


def test_text_goes_through_as_text(address: str) -> None:
    attack = "<script>alert(1)</script> ![x](http://evil/x.png) 谁牵头"
    assert called(address, "ask", attack, None)["question"] == attack


def test_an_mcp_client_uses_the_same_functions(address: str, assistant: Assistant) -> None:
    question = "who leads gas rectification in Fengjie"

    async def used() -> tuple[set[str], str, str]:
        async with (
            streamablehttp_client(f"{address}gradio_api/mcp/") as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            tools = {tool.name: tool for tool in (await session.list_tools()).tools}
            assert "responsible unit" in (tools["ask"].description or "")
            assert tools["ask"].inputSchema["properties"]["question"]["description"]
            answer = await session.call_tool("ask", {"question": question})
            mistake = await session.call_tool("ledger", {"districts": ["成都"]})
            return set(tools), *(getattr(r.content[0], "text", "") for r in (answer, mistake))

    names, answer, mistake = asyncio.run(used())
    assert names == TOOLS
    assert without_times(json.loads(answer)) == without_times(assistant.ask(question).to_dict())
    assert "'成都' is not known" in json.loads(mistake)["error"]
