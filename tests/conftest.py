"""Fixtures: the real index of the five documents, a small one with made-up vectors, the page."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, sync_playwright

from index import build_index, is_current
from rag import Assistant, load_assistant
from settings import ROOT, Settings
from tests.browsing import CHROMIUM, FLAGS, Opener, opener, served

FIXTURES = Path(__file__).parent / "fixtures"


class HashEmbedder:
    """A deterministic stand-in for a model: vectors from character pairs, 64 dimensions."""

    def encode_query(self, sentences: list[str], **_: Any) -> np.ndarray:
        return np.stack([self._vector(text) for text in sentences])

    def encode_document(self, sentences: list[str], **_: Any) -> np.ndarray:
        return self.encode_query(sentences)

    def _vector(self, text: str) -> np.ndarray:
        vector = np.full(64, 1e-6, dtype=np.float32)
        for i in range(len(text) - 1):
            digest = hashlib.sha256(text[i : i + 2].encode()).digest()
            vector[digest[0] % 64] += 1.0
        return vector / np.linalg.norm(vector)


@pytest.fixture(scope="session")
def settings() -> Settings:
    """Settings whose index holds the five documents; built once, kept between runs."""
    settings = Settings(index_dir=ROOT / ".anwen" / "test-index")
    if not is_current(settings):
        build_index(settings, progress=lambda done, total: None)
    return settings


@pytest.fixture(scope="session")
def assistant(settings: Settings) -> Assistant:
    """The assistant over the five documents."""
    return load_assistant(settings)


@pytest.fixture
def embedder() -> HashEmbedder:
    """A model that needs no weights."""
    return HashEmbedder()


@pytest.fixture
def small_settings(tmp_path: Path) -> Settings:
    """Settings for a folder with one tiny document, and an index folder that is still empty."""
    documents = tmp_path / "documents"
    documents.mkdir()
    for name in ("documents.toml", "tiny.txt"):
        (documents / name).write_bytes((FIXTURES / "tiny" / name).read_bytes())
    return Settings(documents_dir=documents, index_dir=tmp_path / "index")


@pytest.fixture(scope="session")
def page_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the served page writes what it keeps (browsing.served names the files)."""
    return tmp_path_factory.mktemp("page")


@pytest.fixture(scope="session")
def address(settings: Settings, page_folder: Path) -> Iterator[str]:
    """Where the page is served, for all browser tests: one process over the test index."""
    with served(settings, page_folder) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Opener]:
    """Opens the page in a fresh session, as browsing.opener says."""
    with opener(browser, address) as opened:
        yield opened
