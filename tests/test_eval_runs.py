"""Stored runs: the same bytes twice, nothing lost when interrupted, damage named in one line."""

import json
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from corpus import load_corpus
from errors import RunError
from eval.anchors import Anchors
from eval.run import ask_questions, finish_run, gold_questions, is_made, judge, run_folder
from eval.run_info import RunInfo, asked_info, difference, program_hash
from eval.runs import (
    ANSWERS_FILE,
    INFO_FILE,
    SCORES_FILE,
    TIMINGS_FILE,
    check_name,
    find_run,
    load_details,
    load_run,
)
from eval.unfinished import UnfinishedRun
from index import build_index
from rag import Assistant, load_assistant
from settings import ROOT, Settings
from tests.scored import info, tiny_gold

FIXTURES = Path(__file__).parent / "fixtures"
Runner = Callable[..., Path]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The assistant over the tiny document."""
    settings = Settings(
        documents_dir=FIXTURES / "tiny", index_dir=tmp_path_factory.mktemp("tiny") / "index"
    )
    build_index(settings, lambda done, total: None)
    return load_assistant(settings)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """The gold file of the tiny document."""
    return tiny_gold(tmp_path / "gold.jsonl")


@pytest.fixture
def made_with(tiny: Assistant, gold: Path) -> RunInfo:
    """What runs over the tiny document are made with."""
    hashes = {key: document.sha256 for key, document in tiny.index.documents.items()}
    return asked_info([gold], tiny.settings, hashes)


@pytest.fixture
def ask(tiny: Assistant, gold: Path, made_with: RunInfo) -> Runner:
    """Asks the tiny gold file and stores the run; stops after some questions if told to."""

    def run(folder: Path, stop: int | None = None) -> Path:
        questions = gold_questions([gold])
        unfinished = UnfinishedRun.open(folder, made_with)
        asked = list(islice(ask_questions(tiny, questions, unfinished), stop))
        if stop is not None:
            assert len(asked) == stop
            return unfinished.folder
        anchors = Anchors(load_corpus(tiny.settings.documents_dir))
        verdicts = judge(questions, unfinished.answers, unfinished.rankings, anchors)
        return finish_run(unfinished, verdicts, anchors)

    return run


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a run that must be the same each time."""
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.name != TIMINGS_FILE}


def test_the_same_run_twice_has_the_same_bytes(ask: Runner, tmp_path: Path) -> None:
    first, second = ask(tmp_path / "one"), ask(tmp_path / "two")
    assert contents(first) == contents(second)
    assert len(contents(first)) == 6
    assert not list(tmp_path.glob("*.unfinished"))


def test_what_a_run_holds(ask: Runner, tmp_path: Path) -> None:
    run = load_run(ask(tmp_path / "one"))
    assert [(r.id, r.expected, r.got, r.everything) for r in run.scores] == [
        ("gas", "answered", "answered", True),
        ("pools", "answered", "answered", True),
        ("fine", "not_found", "not_found", True),
    ]
    assert (run.scores[0].districts, run.scores[0].documents) == (("奉节县",), ("tiny",))
    assert run.scores[0].measures["recall@1"] == 1.0
    assert run.summary.figures["everything"].mean == 1.0
    assert [group.value for group in run.summary.groups if group.by == "document"] == [
        "none",
        "tiny",
    ]
    details = load_details(tmp_path / "one", run.info)
    assert details.questions["pools"].must == ("3座",)
    assert "3座" in details.answers["pools"].answer
    assert details.rankings["gas"][0] == details.answers["gas"].citations[0].clause_id
    assert all(spent > 0 for spent in details.milliseconds.values())
    line = json.loads((tmp_path / "one" / ANSWERS_FILE).read_text("utf-8").splitlines()[0])
    assert "timings_ms" not in line
    assert list(line)[:5] == ["id", "question", "language", "status", "answer"]


def test_a_run_tells_no_places_of_the_machine(ask: Runner, tmp_path: Path) -> None:
    for name, data in contents(ask(tmp_path / "one")).items():
        for place in (str(tmp_path), str(ROOT), str(Path.home())):
            assert place not in data.decode(), name


def test_a_model_in_a_folder_is_told_by_its_name(gold: Path, tiny: Assistant) -> None:
    settings = tiny.settings.model_copy(update={"embedding_model": "/srv/models/bge-m3"})
    assert asked_info([gold], settings, {}).settings["embedding_model"] == "bge-m3"


def test_an_interrupted_run_goes_on_and_ends_as_if_it_had_not(ask: Runner, tmp_path: Path) -> None:
    whole = contents(ask(tmp_path / "whole"))
    left = ask(tmp_path / "cut", stop=2)
    assert left.name == "cut.unfinished"
    assert len((left / ANSWERS_FILE).read_text("utf-8").splitlines()) == 2
    with pytest.raises(RunError, match="run 'cut' is not finished; run: anwen eval run --name cut"):
        find_run("cut", tmp_path)
    assert contents(ask(tmp_path / "cut")) == whole
    assert not left.exists()


def test_half_a_line_is_asked_again(ask: Runner, tmp_path: Path) -> None:
    whole = contents(ask(tmp_path / "whole"))
    left = ask(tmp_path / "cut", stop=2)
    data = (left / ANSWERS_FILE).read_bytes()
    (left / ANSWERS_FILE).write_bytes(data[:-20])
    assert contents(ask(tmp_path / "cut")) == whole


def test_an_interrupted_run_does_not_go_on_with_something_else(
    ask: Runner, tmp_path: Path, made_with: RunInfo
) -> None:
    ask(tmp_path / "cut", stop=1)
    other = RunInfo(**{**fields(made_with), "program": "0" * 64})
    with pytest.raises(RunError, match=r"'cut' was interrupted and cannot go on.*changed: program"):
        UnfinishedRun.open(tmp_path / "cut", other)
    assert UnfinishedRun.open(tmp_path / "cut", other, anew=True).answers == {}


def fields(made_with: RunInfo) -> dict[str, object]:
    """The fields of an info by name."""
    return {name: getattr(made_with, name) for name in RunInfo.__dataclass_fields__}


def test_a_finished_run_is_not_replaced_by_another(
    ask: Runner, tmp_path: Path, made_with: RunInfo
) -> None:
    folder = tmp_path / "one"
    assert not is_made(folder, made_with)
    ask(folder)
    assert is_made(folder, made_with)
    other = RunInfo(**{**fields(made_with), "questions": 4, "program": "0" * 64})
    assert difference(made_with, other) == "questions, program"
    with pytest.raises(RunError, match="another questions, program; name another --name, or repl"):
        is_made(folder, other)
    (tmp_path / "notes").mkdir()
    with pytest.raises(RunError, match="lies there and is no run"):
        is_made(tmp_path / "notes", made_with)


def test_a_name_is_made_of_gold_and_contents(tmp_path: Path, made_with: RunInfo) -> None:
    assert run_folder(tmp_path, None, made_with) == tmp_path / f"gold-{made_with.key}"
    other = RunInfo(**{**fields(made_with), "program": "0" * 64})
    assert other.key != made_with.key
    assert run_folder(tmp_path, "a.b+测试", made_with) == tmp_path / "a.b+测试"
    assert run_folder(tmp_path, "x/one", made_with) == Path("x/one")


@pytest.mark.parametrize("name", ["", "..", ".hidden", "a b", "a" * 101, "x.unfinished", "a\n"])
def test_names_that_no_run_can_have(name: str) -> None:
    with pytest.raises(RunError, match="use letters, digits"):
        check_name(name)


def test_the_program_is_hashed_with_its_data_files() -> None:
    assert program_hash() == program_hash()
    assert len(program_hash()) == 64


def damaged(folder: Path, name: str, change: Callable[[list[str]], list[str]]) -> Path:
    """A run with the lines of a file changed."""
    path = folder / name
    lines = change(path.read_text(encoding="utf-8").splitlines())
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        (SCORES_FILE, lambda lines: [lines[0], "{", lines[2]], r"scores\.jsonl, line 2: "),
        (SCORES_FILE, lambda lines: lines[:2], "2 lines, run.json tells of 3 questions"),
        (SCORES_FILE, lambda lines: [lines[0], *lines[:2]], "question 'gas' stands there twice"),
        (
            SCORES_FILE,
            lambda lines: [lines[0].replace('"confidence": ', '"confidence": "x'), *lines[1:]],
            "line 1",
        ),
        (
            INFO_FILE,
            lambda lines: [s.replace('"format": 1', '"format": 9') for s in lines],
            "format 9",
        ),
        (INFO_FILE, lambda lines: lines[:3], r"run\.json: "),
        ("summary.json", lambda lines: ["{}"], r"summary\.json: "),
        (ANSWERS_FILE, lambda lines: ['{"id": "gas"}', *lines[1:]], r"answers\.jsonl, line 1: "),
        ("rankings.jsonl", lambda lines: ["[]", *lines[1:]], r"rankings\.jsonl, line 1: "),
    ],
)
def test_damage_is_named_in_one_line(
    ask: Runner,
    tmp_path: Path,
    name: str,
    change: Callable[[list[str]], list[str]],
    words: str,
) -> None:
    folder = damaged(ask(tmp_path / "one"), name, change)
    with pytest.raises(RunError, match=words) as raised:
        load_details(folder, load_run(folder).info)
    assert "\n" not in str(raised.value)


def test_folders_that_are_no_runs(ask: Runner, tmp_path: Path) -> None:
    assert find_run("one", ask(tmp_path / "one").parent) == tmp_path / "one"
    assert find_run(str(tmp_path / "one"), Path("nowhere")) == tmp_path / "one"
    with pytest.raises(RunError, match=r"no run 'two' in .* \(there: one\)"):
        find_run("two", tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(RunError, match=r"not a run folder, it has no run\.json"):
        find_run(str(tmp_path / "empty"), tmp_path)
    (tmp_path / "one" / SCORES_FILE).unlink()
    with pytest.raises(RunError, match=r"scores\.jsonl: missing"):
        load_run(tmp_path / "one")


def test_ids_over_files_and_questions_that_cannot_be_asked(
    tiny: Assistant, gold: Path, tmp_path: Path, made_with: RunInfo
) -> None:
    twin = tiny_gold(tmp_path / "twin.jsonl")
    with pytest.raises(RunError, match="id 'gas' stands in another file too"):
        gold_questions([gold, twin])
    (question, *_) = gold_questions([gold])
    long = question.model_copy(update={"question": "气" * 501})
    unfinished = UnfinishedRun.open(tmp_path / "one", made_with)
    with pytest.raises(RunError, match="question 'gas': the question has 501 characters"):
        list(ask_questions(tiny, [long], unfinished))


def test_an_info_is_the_same_after_it_was_stored(tmp_path: Path) -> None:
    opened = UnfinishedRun.open(tmp_path / "made-up", info(3))
    again = UnfinishedRun.open(tmp_path / "made-up", info(3))
    assert again.folder == opened.folder
