"""A builder that is killed at any moment leaves an index that answers."""

import multiprocessing
import os
import random
import resource
import signal
import sys
from pathlib import Path

import pytest

from errors import AnwenError
from index import build_index, list_versions, live_version, load_index
from index.layout import version_names
from rag import Assistant
from settings import Settings
from tests.conftest import HashEmbedder
from tests.counting import write_document, write_folder
from tests.test_index import quiet

MOMENTS = 20
WAIT_S = 60.0
# what a build does with files; Python tells each of these before it happens
WATCHED = ("open", "os.", "shutil.", "sqlite3.")
SWAP = 12  # so many last moments hold the renaming of the version and of `current`


def rebuild(settings: Settings, last: int, told: "multiprocessing.Queue[int] | None") -> None:
    """Build; die without warning at the last-th thing that is done with a file (never for 0).

    Counted is from the folder of the new version on: what an earlier kill left behind takes more
    or less to clear.
    """
    count = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        begun = event == "os.mkdir" and str(arguments[0]).endswith(".new")
        if begun or (count and event.startswith(WATCHED)):
            count += 1
            if count == last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    build_index(settings, quiet, HashEmbedder())
    if told:
        told.put(count)


def run(settings: Settings, last: int = 0) -> int:
    """Rebuild in a process of its own; returns how many things it did with files, 0 if killed."""
    fork = multiprocessing.get_context("fork")
    told = fork.Queue()
    child = fork.Process(target=rebuild, args=(settings, last, told if last == 0 else None))
    child.start()
    child.join(WAIT_S)
    assert child.exitcode == (-signal.SIGKILL if last else 0)
    return 0 if last else told.get(timeout=WAIT_S)


@pytest.fixture
def place(tmp_path: Path) -> Settings:
    write_folder(tmp_path / "documents", "a", "b", "c")
    settings = Settings(documents_dir=tmp_path / "documents", index_dir=tmp_path / "index")
    build_index(settings, quiet, HashEmbedder())
    return settings


def answers(settings: Settings) -> str:
    """Load the index and ask it; returns the version that answered."""
    index = load_index(settings, HashEmbedder())
    answer = Assistant(index, settings).ask("建设多少公里防火通道")
    told = [
        f"{id_}区“（二）森林防火”：{id_}区林业局负责，完成{n}公里防火通道建设"
        for n, id_ in enumerate("abc", start=1)
    ]
    assert all(words in answer.answer for words in told)
    return index.version


def killed_at(settings: Settings, moments: list[int]) -> set[str]:
    """Kill a rebuild at each moment; returns the versions that answered after one."""
    seen = set()
    for number, moment in enumerate(moments):
        write_document(settings.documents_dir, "b", f"第{number}次修改。", 2)
        before = live_version(settings)
        run(settings, moment)
        version = answers(settings)
        made = version_names(settings)
        assert version in (before, made[-1])
        seen.add(version)
    return seen


def test_killed_at_random_moments(place: Settings) -> None:
    write_document(place.documents_dir, "b", "修改。", 2)
    steps = run(place)
    assert live_version(place) == "000002"
    chance = random.Random(2025)  # noqa: S311 - no secret
    moments = chance.sample(range(1, steps - SWAP), MOMENTS - 4)
    moments += chance.sample(range(steps - SWAP, steps), 4)
    assert len(killed_at(place, sorted(moments))) > 1  # the old version, and the new one
    run(place)
    assert answers(place) == version_names(place)[-1]
    names = {path.name for path in (place.index_dir / "versions").iterdir()}
    assert names == {version.name for version in list_versions(place)}  # nothing is left over


def build_within(settings: Settings, largest: int, told: "multiprocessing.Queue[str]") -> None:
    """Build where no file may grow beyond a size; tells what the user is told."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    try:
        build_index(settings, quiet, HashEmbedder())
    except AnwenError as error:
        told.put(f"{type(error).__name__}: {error}")
    else:
        told.put("built")


@pytest.mark.parametrize("largest", [0, 300, 2_000, 5_000, 12_000])
def test_a_write_that_truly_fails(place: Settings, largest: int) -> None:
    """Not a stand-in: SQLite, FAISS, NumPy and we ourselves meet the limit in turn."""
    write_document(place.documents_dir, "b", "修改。", 2)
    fork = multiprocessing.get_context("fork")
    told = fork.Queue()
    child = fork.Process(target=build_within, args=(place, largest, told))
    child.start()
    message = told.get(timeout=WAIT_S)
    child.join(WAIT_S)
    assert message.startswith("IndexWriteError: "), message
    assert "\n" not in message
    assert answers(place) == "000001"
    assert [path.name for path in (place.index_dir / "versions").iterdir()] == ["000001"]


@pytest.mark.slow
def test_killed_at_every_moment(place: Settings) -> None:
    write_document(place.documents_dir, "b", "修改。", 2)
    steps = run(place)
    assert len(killed_at(place, list(range(1, steps)))) > 2
    run(place)
    assert answers(place) == version_names(place)[-1]


def load_for_ever(settings: Settings, stop: "multiprocessing.Event", told) -> None:  # type: ignore[no-untyped-def,valid-type]
    """Load again and again; tells how often, or what went wrong."""
    count = 0
    try:
        while not stop.is_set():
            index = load_index(settings, HashEmbedder())
            assert set(index.documents) == {"a", "b", "c"}
            count += 1
    except Exception as error:
        told.put(repr(error))
        raise
    told.put(count)


def test_another_process_loads_while_versions_come_and_go(place: Settings) -> None:
    few = place.model_copy(update={"keep_versions": 2})
    fork = multiprocessing.get_context("fork")
    stop, told = fork.Event(), fork.Queue()
    reader = fork.Process(target=load_for_ever, args=(few, stop, told))
    reader.start()
    for number in range(12):
        write_document(few.documents_dir, "b", f"第{number}次修改。", 2)
        build_index(few, quiet, HashEmbedder())
    stop.set()
    found = told.get(timeout=WAIT_S)
    reader.join(WAIT_S)
    assert isinstance(found, int), found
    assert found > 0
