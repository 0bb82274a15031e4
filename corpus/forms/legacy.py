"""Old word processor files (.doc, .wps, .rtf), made .docx by LibreOffice where it is installed.

It runs with a profile of its own in a temporary folder, without macros, for a limited time.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from errors import CorpusError
from files.packages import is_encrypted, is_ole

PROGRAMS = ("soffice", "libreoffice")
MOST_SECONDS = 120
_RTF = b"{\\rtf"
_ADVICE = "open it in Word or WPS and save it as .docx"
# no macros whatever a document asks for (level 3: only from trusted places, of which there are
# none), no links followed
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def is_legacy(data: bytes) -> bool:
    """Whether the bytes are of an old word processor file: an OLE container, or RTF."""
    return is_ole(data) or data.startswith(_RTF)


def check_legacy(data: bytes) -> str:
    """The program that can convert an old file.

    Raises CorpusError, with advice, for a file that is protected by a password and where
    LibreOffice is not installed.
    """
    if is_encrypted(data):
        raise CorpusError(f"is protected by a password; {_ADVICE} without one")
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise CorpusError(
            f"is an old .doc, .wps or .rtf, or protected: {_ADVICE}, without a password "
            "(or install LibreOffice, which converts old files)"
        )
    return program


def convert(data: bytes) -> bytes:
    """The file as .docx.

    Raises CorpusError where it is protected, LibreOffice is not installed or cannot read it, or
    takes longer than MOST_SECONDS.
    """
    program = check_legacy(data)
    with tempfile.TemporaryDirectory(prefix="anwen-") as name:
        folder = Path(name)
        (folder / "profile" / "user").mkdir(parents=True)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.write_text(_SETTINGS, encoding="utf-8")
        # the ending is ours: whatever the file was called, nothing of its name is run or opened
        source = folder / ("document.rtf" if data.startswith(_RTF) else "document.doc")
        source.write_bytes(data)
        _run(program, folder, source)
        made = folder / "out" / "document.docx"
        if not made.is_file():
            raise CorpusError(f"LibreOffice cannot read it; {_ADVICE}")
        return made.read_bytes()


def _run(program: str, folder: Path, source: Path) -> None:
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder / "out"),
        str(source),
    ]
    process = subprocess.Popen(  # noqa: S603 - a fixed command, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        start_new_session=True,
        env={"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "LANG": "C.UTF-8"},
    )
    try:
        process.wait(MOST_SECONDS)
    except subprocess.TimeoutExpired:
        # soffice is a script around the real program: end all that it started
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise CorpusError(
            f"LibreOffice took longer than {MOST_SECONDS} s over it; {_ADVICE}"
        ) from None
