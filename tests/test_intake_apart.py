"""Foreign files: read in a process of its own, within limits; refused in one line."""

import os
from pathlib import Path

import pytest

import intake.apart
from corpus.metadata import MAX_DOCUMENT_BYTES
from errors import IntakeError
from intake.apart import LIMITS, Given, Limits, read_apart, shown, take_file
from tests.intaking import notice, read_here

TEXT = Given("notice.txt", notice().encode())


def refused(given: Given, limits: Limits = LIMITS) -> str:
    with pytest.raises(IntakeError) as caught:
        read_apart(given, limits=limits)
    text = str(caught.value)
    assert text.startswith(f"{given.name}: ")
    assert "\n" not in text
    assert "anwen-" not in text  # no path of the temporary folder
    return text


def test_what_is_read_apart_is_what_is_read_here() -> None:
    apart, here = read_apart(TEXT), read_here(TEXT)
    assert apart == here
    assert (apart.form, apart.notes) == ("word", ())
    assert apart.fields["doc_number"].value == here.fields["doc_number"].value is not None
    assert len(apart.parsed.tables[0].rows) == 1


def test_more_time_than_allowed() -> None:
    assert "longer than 0.01 s" in refused(TEXT, Limits(wall=0.01))


def test_more_work_than_allowed() -> None:
    """Two megabytes of rows take longer than the second that is allowed."""
    rows = "\t1\n\t甲\n\t做。\n\t县林业局\n\n" * 60_000
    assert "more than 1 s" in refused(Given("a.txt", notice(rows=rows).encode()), Limits(cpu=1))


def test_more_memory_than_allowed() -> None:
    """What is left of the memory does not hold the text; the process itself fits into it."""
    large = Given("a.txt", notice(body="安" * 6_000_000).encode())
    assert "64 MB of memory" in refused(large, Limits(memory=64 * 2**20))


def test_more_output_than_allowed() -> None:
    assert "more than can be shown" in refused(TEXT, Limits(output=2_000))


def test_what_is_no_document_is_refused_with_advice() -> None:
    assert "picture" in refused(Given("scan.png", b"\x89PNG\r\n\x1a\n" + bytes(100)))


def test_a_reader_that_breaks_off_is_told_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake.apart.sys, "executable", "/bin/false")
    assert "broke off" in refused(TEXT)


def test_whatever_a_library_raises_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("inner")

    monkeypatch.setattr("intake.reader.load_source", fail)
    with pytest.raises(IntakeError, match=r"cannot be read \(KeyError\)"):
        read_here(TEXT)


def test_no_secret_goes_along(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ANWEN_CHAT_KEY", "secret")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    told = intake.apart._environment(tmp_path)
    assert "secret" not in told.values()
    assert set(told) <= {
        "PATH", "SYSTEMROOT", "HOME", "TMPDIR", "LANG", "PYTHONPATH", "PYTHONSAFEPATH",
        "PYTHONDONTWRITEBYTECODE", "ANWEN_OWN_DISTRICTS",
    }  # fmt: skip


# ---- files that are not even read ----


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.docx"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)  # sparse: no byte of it is on the disk
    with pytest.raises(IntakeError, match=f"200000000 bytes .*{MAX_DOCUMENT_BYTES}"):
        take_file(path)


@pytest.mark.parametrize(
    "path",
    ["missing.txt", "../../etc", "/dev/zero", "", "a" * 300 + ".txt", "with\0nul.txt"],
)
def test_what_is_no_file(path: str) -> None:
    with pytest.raises(IntakeError):
        take_file(Path(path))


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(b" \n ")
    with pytest.raises(IntakeError, match="is empty"):
        take_file(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(IntakeError, match="no such file"):
        take_file(path)


@pytest.mark.parametrize(
    ("name", "harmless"),
    [
        ("安全生产.docx", "安全生产.docx"),
        ("a\nb\x1b[31m.txt", "a�b�[31m.txt"),
        ("abc\u202etxt.exe", "abc�txt.exe"),
        ("x" * 300, "x" * 79 + "…"),
    ],
)
def test_names_are_harmless_to_show(name: str, harmless: str) -> None:
    assert shown(name) == harmless
