"""Old Word files, converted by a program that stands in for LibreOffice."""

import os
import sys
from pathlib import Path

import pytest

import corpus.forms.legacy
from corpus.forms import detect_form
from corpus.forms.docx import read_docx
from errors import CorpusError
from tests.docxfile import p, word
from tests.test_docx import ENCRYPTED, OLE

SCRIPT = """#!{python}
import pathlib, sys, time, os
folder = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
pathlib.Path({log!r}).write_text("\\n".join([*sys.argv[1:], os.getcwd(), os.environ["HOME"]]))
{does}
"""
CONVERTS = (
    "folder.mkdir()\n(folder / 'document.docx').write_bytes(pathlib.Path({made!r}).read_bytes())"
)


@pytest.fixture
def soffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Puts a program called soffice on the path, which does what it is told."""

    def install(does: str) -> Path:
        log = tmp_path / "log.txt"
        (tmp_path / "made.docx").write_bytes(word(p("一、总则") + p("坚持安全。")))
        program = tmp_path / "soffice"
        does = does.replace("{made!r}", repr(str(tmp_path / "made.docx")))
        program.write_text(SCRIPT.format(python=sys.executable, log=str(log), does=does))
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
        return log

    return install


@pytest.mark.parametrize(("data", "name"), [(OLE, "document.doc"), (b"{\\rtf1}", "document.rtf")])
def test_an_old_file_is_converted(soffice, data: bytes, name: str) -> None:  # type: ignore[no-untyped-def]
    log = soffice(CONVERTS)
    assert detect_form("../a; rm -rf.doc", data) == "docx"
    reading = read_docx(data)
    assert reading.text == "一、总则\n坚持安全。\n"
    assert reading.notes == ("converted by LibreOffice from an old file",)
    arguments = log.read_text().split("\n")
    assert "--headless" in arguments
    assert arguments[-3].endswith(f"/{name}")  # a name of our own, in a folder of its own
    profile = next(a for a in arguments if a.startswith("-env:UserInstallation=file://"))
    folder = arguments[-2]
    assert arguments[-1] == folder and folder in profile
    assert not Path(folder).exists()  # nothing is left behind


@pytest.mark.parametrize("does", ["", "sys.exit(3)", "folder.mkdir()"])
def test_a_file_that_it_cannot_read(soffice, does: str) -> None:  # type: ignore[no-untyped-def]
    soffice(does)
    with pytest.raises(CorpusError, match=r"LibreOffice cannot read it; .* \.docx"):
        read_docx(OLE)


def test_a_program_that_hangs_is_ended(soffice, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(corpus.forms.legacy, "MOST_SECONDS", 0.3)
    soffice("import subprocess\nsubprocess.run(['sleep', '60'])")
    with pytest.raises(CorpusError, match="took longer than"):
        read_docx(OLE)


def test_what_is_made_is_checked_like_any_file(soffice) -> None:  # type: ignore[no-untyped-def]
    soffice("folder.mkdir()\n(folder / 'document.docx').write_bytes(b'PK no zip')")
    with pytest.raises(CorpusError, match="is damaged"):
        read_docx(OLE)


def test_a_protected_file_is_refused_before_anything_runs(soffice) -> None:  # type: ignore[no-untyped-def]
    log = soffice(CONVERTS)
    with pytest.raises(CorpusError, match="protected by a password"):
        read_docx(ENCRYPTED)
    assert not log.exists()


def test_advice_where_it_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus.forms.legacy, "PROGRAMS", ("no-such-program",))
    with pytest.raises(CorpusError, match=r"save it as \.docx"):
        read_docx(OLE)
