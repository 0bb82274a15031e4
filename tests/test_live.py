"""The assistant that follows the live version: no question waits, a bad version is passed over."""

import logging
import threading
from pathlib import Path

import pytest

from errors import IndexDamagedError, IndexMissingError
from index import Embedder, build_index, list_versions, live_version, load_index, rollback
from rag import Assistant, LiveAssistant
from settings import Settings
from tests.conftest import HashEmbedder

WAIT_S = 20.0  # far more than any of these steps takes; reached only by a failure


def build(settings: Settings) -> str | None:
    """Make one more version; returns its name."""
    build_index(settings, lambda done, total: None, HashEmbedder())
    return live_version(settings)


class Loads:
    """Loads assistants, one step at a time, as the test lets it."""

    def __init__(self) -> None:
        self.begun = threading.Semaphore(0)
        self.go_on = threading.Semaphore(0)
        self.fail = False
        self.count = 0

    def __call__(self, settings: Settings, embedder: Embedder | None) -> Assistant:
        if embedder is not None:  # not the first one, which the constructor waits for
            self.begun.release()
            assert self.go_on.acquire(timeout=WAIT_S)
        self.count += 1
        if self.fail:
            raise IndexDamagedError("a file is damaged")
        return Assistant(load_index(settings, embedder or HashEmbedder()), settings)


@pytest.fixture
def loads() -> Loads:
    return Loads()


def finished() -> None:
    """Wait until nothing is being loaded."""
    for thread in threading.enumerate():
        if thread.name == "index":
            thread.join(WAIT_S)
            assert not thread.is_alive()


def test_without_an_index_it_says_so(small_settings: Settings) -> None:
    with pytest.raises(IndexMissingError, match="anwen build"):
        LiveAssistant(small_settings)


def test_the_old_version_answers_until_the_new_one_is_loaded(
    small_settings: Settings, loads: Loads
) -> None:
    first = build(small_settings)
    live = LiveAssistant(small_settings, loads)
    second = build(small_settings)
    assert live.current().index.version == first
    assert loads.begun.acquire(timeout=WAIT_S)  # it is being loaded …
    assert live.current().index.version == first  # … and no question waits
    assert live.current().ask("奉节县燃气领域由谁牵头").question
    loads.go_on.release()
    finished()
    assert live.current().index.version == second
    assert loads.count == 2


def test_a_version_that_comes_during_a_load_is_loaded_too(
    small_settings: Settings, loads: Loads
) -> None:
    build(small_settings)
    live = LiveAssistant(small_settings, loads)
    build(small_settings)
    live.current()
    assert loads.begun.acquire(timeout=WAIT_S)
    loads.go_on.release()
    third = build(small_settings)
    loads.go_on.release()
    finished()
    live.current()  # where the first load was over before the third version came
    finished()
    assert live.current().index.version == third


def test_a_version_that_cannot_be_loaded_is_told_once(
    small_settings: Settings, loads: Loads, caplog: pytest.LogCaptureFixture
) -> None:
    first = build(small_settings)
    live = LiveAssistant(small_settings, loads)
    loads.fail = True
    second = build(small_settings)
    with caplog.at_level(logging.ERROR):
        live.current()
        loads.go_on.release()
        finished()
        for _ in range(3):
            assert live.current().index.version == first
        finished()
    assert [record.getMessage() for record in caplog.records if record.name == "rag.live"] == [
        f"version {second} is not loaded, the one before answers: a file is damaged"
    ]
    assert loads.count == 2


def test_a_rollback_is_followed(small_settings: Settings, loads: Loads) -> None:
    first = build(small_settings)
    build(small_settings)
    live = LiveAssistant(small_settings, loads)
    assert rollback(small_settings).name == first
    live.current()
    loads.go_on.release()
    finished()
    assert live.current().index.version == first


def test_a_damaged_current_leaves_the_old_version(small_settings: Settings, loads: Loads) -> None:
    first = build(small_settings)
    live = LiveAssistant(small_settings, loads)
    (small_settings.index_dir / "current").write_bytes(b"\x00\xff../..")
    assert live.current().index.version == first
    assert not Path(small_settings.index_dir / "versions" / "000002").exists()
    assert not any(version.live for version in list_versions(small_settings))


def test_many_threads_start_one_load(small_settings: Settings, loads: Loads) -> None:
    build(small_settings)
    live = LiveAssistant(small_settings, loads)
    second = build(small_settings)
    threads = [threading.Thread(target=live.current) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT_S)
    loads.go_on.release()
    finished()
    assert loads.count == 2
    assert live.current().index.version == second
