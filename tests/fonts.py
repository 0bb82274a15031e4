"""Whether this machine can draw Chinese: PDFs of tests name a font that they do not carry."""

import shutil
import subprocess
from functools import lru_cache

import pytest


@lru_cache(maxsize=1)
def has_chinese_font() -> bool:
    """True where fontconfig knows a font for Chinese."""
    lister = shutil.which("fc-list")
    if lister is None:
        return False
    found = subprocess.run([lister, ":lang=zh-cn"], capture_output=True, check=False)
    return bool(found.stdout.strip())


needs_chinese_font = pytest.mark.skipif(
    not has_chinese_font(), reason="needs a Chinese font: apt-get install fonts-noto-cjk fontconfig"
)
