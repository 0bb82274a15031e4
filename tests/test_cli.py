"""The command: help, exit codes, one-line errors, JSON, batch."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app, main
from index import list_versions
from rag import Assistant
from rag.batch import answer_lines, read_lines
from settings import Settings, get_settings

RUNNER = CliRunner()


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Make the command use given settings."""

    def with_settings(settings: Settings) -> None:
        monkeypatch.setenv("ANWEN_INDEX_DIR", str(settings.index_dir))
        monkeypatch.setenv("ANWEN_DOCUMENTS_DIR", str(settings.documents_dir))
        get_settings.cache_clear()

    yield with_settings
    get_settings.cache_clear()


def test_help_names_every_command() -> None:
    result = RUNNER.invoke(app, ["--help"])
    assert result.exit_code == 0
    for command in ("ask", "batch", "build", "serve", "corpus"):
        assert command in result.output


@pytest.mark.parametrize("arguments", [["ask"], ["ask", "x", "--nonsense"], ["nonsense"]])
def test_bad_arguments_exit_with_2(arguments: list[str]) -> None:
    assert RUNNER.invoke(app, arguments).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["ask"], "question; see: anwen ask --help"),
        (["ask", "x", "--nonsense"], "--nonsense; see: anwen ask --help"),
        (["nonsense"], "nonsense"),
        (["batch", "q.jsonl", "--output"], "--output"),
    ],
)
def test_bad_arguments_are_one_line(
    arguments: list[str],
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.argv", ["anwen", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1


def test_no_arguments_show_the_help(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["anwen"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    assert "batch" in capsys.readouterr().out


def test_bad_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANWEN_PORT", "abc")
    get_settings.cache_clear()
    result = RUNNER.invoke(app, ["corpus"])
    get_settings.cache_clear()
    assert result.exit_code == 2
    assert result.output.startswith("anwen: ANWEN_PORT is 'abc'")
    assert result.output.count("\n") == 1


def test_ask_prints_the_contract(use, settings: Settings) -> None:  # type: ignore[no-untyped-def]
    use(settings)
    result = RUNNER.invoke(app, ["ask", "奉节县文件的文号", "--json"])
    answer = json.loads(result.output)
    assert list(answer) == [
        "question",
        "language",
        "status",
        "answer",
        "units",
        "citations",
        "confidence",
        "reading",
        "timings_ms",
    ]
    assert answer["status"] == "answered"
    assert set(answer["citations"][0]) == {
        "clause_id",
        "district",
        "document",
        "doc_number",
        "section",
        "quote",
        "source",
        "start",
        "end",
        "units",
    }
    assert "奉节府发〔2025〕2号" in answer["answer"]


def test_ask_prints_answer_and_citation(use, settings: Settings) -> None:  # type: ignore[no-untyped-def]
    use(settings)
    result = RUNNER.invoke(app, ["ask", "那江津呢", "--history", "奉节县燃气领域由谁牵头"])
    assert result.exit_code == 0
    assert "区经济信息委" in result.output
    assert "[1] 江津区《2025年全区安全生产、防灾减灾救灾和消防工作要点》" in result.output


@pytest.mark.parametrize("question", ["", "……", "燃" * 501])
def test_bad_question_is_one_line_and_2(use, settings: Settings, question: str) -> None:  # type: ignore[no-untyped-def]
    use(settings)
    result = RUNNER.invoke(app, ["ask", question])
    assert result.exit_code == 2
    assert result.output.startswith("anwen: the question")
    assert result.output.count("\n") == 1


def test_missing_index_names_the_command(use, small_settings: Settings) -> None:  # type: ignore[no-untyped-def]
    use(small_settings)
    result = RUNNER.invoke(app, ["ask", "燃气谁管"])
    assert result.exit_code == 2
    assert "anwen build" in result.output
    assert result.output.count("\n") == 1


def test_document_that_is_not_utf8(use, small_settings: Settings) -> None:  # type: ignore[no-untyped-def]
    use(small_settings)
    (small_settings.documents_dir / "tiny.txt").write_bytes("一行\n二".encode() + b"\xff\xfe")
    for command in (["build"], ["corpus"], ["corpus", "list"], ["corpus", "check"]):
        result = RUNNER.invoke(app, command)
        assert result.exit_code == 2
        assert "tiny.txt, line 2: not UTF-8" in result.output


def test_corpus_lists_documents(use, small_settings: Settings) -> None:  # type: ignore[no-untyped-def]
    use(small_settings)
    result = RUNNER.invoke(app, ["corpus"])
    assert "奉节县" in result.output
    assert "table_row 3" in result.output
    assert RUNNER.invoke(app, ["corpus", "list"]).output == result.output


def expect_rows(settings: Settings, number: int) -> None:
    path = settings.documents_dir / "documents.toml"
    with path.open("a", encoding="utf-8") as stream:
        stream.write(f'\n[document.tables]\n"附件1" = {number}\n')


@pytest.mark.parametrize(
    ("expected", "code", "line"),
    [
        (None, 0, "        3 rows  附件1 任务清单"),
        (3, 0, "        3 rows  附件1  ok"),
        (4, 1, "        3 rows  附件1  MISSED, 4 expected"),
    ],
)
def test_corpus_check_exits_with_1_where_rows_are_missed(
    use,  # type: ignore[no-untyped-def]
    small_settings: Settings,
    expected: int | None,
    code: int,
    line: str,
) -> None:
    use(small_settings)
    if expected is not None:
        expect_rows(small_settings, expected)
    result = RUNNER.invoke(app, ["corpus", "check"])
    assert result.exit_code == code
    assert line in result.output.splitlines()


def test_corpus_check_as_json(use, small_settings: Settings) -> None:  # type: ignore[no-untyped-def]
    use(small_settings)
    expect_rows(small_settings, 4)
    result = RUNNER.invoke(app, ["corpus", "check", "--json"])
    assert result.exit_code == 1
    (found,) = json.loads(result.output)
    assert found["id"] == "tiny"
    assert found["tables"] == [{"heading": "附件1", "rows": 3, "expected": 4}]
    assert found["faults"] == ["附件1: 3 rows, 4 expected"]
    assert found["coverage"]["gaps"] == []
    assert found["inherited"] == ["line 29: 附件1 任务清单 > 森林防火领域, no. 3"]


def test_bad_expected_rows_are_one_line(use, small_settings: Settings) -> None:  # type: ignore[no-untyped-def]
    use(small_settings)
    expect_rows(small_settings, -1)
    result = RUNNER.invoke(app, ["corpus", "check"])
    assert result.exit_code == 2
    assert "documents.toml, line 1: [[document]] tables.附件1" in result.output
    assert result.output.count("\n") == 1


def test_build_of_a_current_index_does_nothing(use, settings: Settings) -> None:  # type: ignore[no-untyped-def]
    use(settings)
    before = list_versions(settings)
    result = RUNNER.invoke(app, ["build"])
    assert "up to date" in result.output
    assert list_versions(settings) == before


def test_batch_answers_in_order_and_goes_on_after_a_bad_line(
    use,  # type: ignore[no-untyped-def]
    settings: Settings,
    tmp_path: Path,
) -> None:
    use(settings)
    questions, output = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    lines = [
        {"id": 1, "question": "奉节县燃气领域由谁牵头"},
        {"id": 2, "question": "配合单位呢", "history": ["奉节县燃气领域由谁牵头"]},
        {"id": 3, "question": ""},
    ]
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    questions.write_text(f"{text}\nnot json\n[1]\n", encoding="utf-8")
    result = RUNNER.invoke(app, ["batch", str(questions), "--output", str(output)])
    assert result.exit_code == 0
    answers = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert [answer["id"] for answer in answers] == [1, 2, 3, None, None]
    assert [unit["name"] for unit in answers[0]["units"]] == ["县经济信息委"]
    assert {unit["role"] for unit in answers[1]["units"]} == {"support"}
    assert ["error" in answer for answer in answers] == [False, False, True, True, True]


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "holds no question"), (b"\xb0\xa1", "line 1: not UTF-8")]
)
def test_bad_batch_files(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "q.jsonl"
    path.write_bytes(content)
    result = RUNNER.invoke(app, ["batch", str(path), "--output", str(tmp_path / "a.jsonl")])
    assert result.exit_code == 2
    assert words in result.output


def test_batch_bounds_its_lines(assistant: Assistant, tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(json.dumps({"id": 1, "question": "a" * 30_000}) + "\n" + "[" * 5_000)
    results = list(answer_lines(assistant, read_lines(path)))
    assert [("error" in result) for result in results] == [True, True]
