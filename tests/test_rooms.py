"""The rooms of the project: imports point one way, __init__ files name, files stay short."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# what each room may import, besides itself, settings and errors
MAY_IMPORT: dict[str, set[str]] = {
    "files": set(),
    "corpus": {"files"},
    "index": {"corpus"},
    "rag": {"corpus", "index"},
    "quiz": {"files", "corpus"},
    "eval": {"files", "corpus", "index", "rag"},
    "page": {"files", "corpus", "index", "rag", "quiz", "eval"},
    "app": {"rag", "page"},
    "commands": {"files", "corpus", "index", "rag", "quiz", "eval"},
    "cli": {"commands", "app"},
    "settings": set(),
    "errors": set(),
}
OUTSIDE = {"tests", "benchmarks", "docs", "build"}  # folders that are no rooms
LONGEST_FILE = 300  # lines


def room_of(path: Path) -> str:
    """corpus for corpus/forms/word.py, cli for cli.py."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def source_files() -> list[Path]:
    """Every Python file of the product: top-level modules and all that lies in packages."""
    packages = [
        folder
        for folder in ROOT.iterdir()
        if (folder / "__init__.py").is_file() and folder.name not in OUTSIDE
    ]
    files = [*ROOT.glob("*.py"), *(file for folder in packages for file in folder.rglob("*.py"))]
    return sorted(files)


def imported_rooms(source: str) -> set[str]:
    """First names of all absolute imports of a source, also of those inside functions."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.split(".")[0])
    return names


FILES = source_files()
IDS = [str(file.relative_to(ROOT)) for file in FILES]


def test_the_rooms_are_found() -> None:
    assert {"corpus", "index", "rag", "eval", "settings", "errors"} <= {room_of(f) for f in FILES}
    assert "corpus" in imported_rooms((ROOT / "index" / "build.py").read_text(encoding="utf-8"))


def test_imports_inside_functions_count() -> None:
    source = "import json\ndef f():\n    from rag.chain import Assistant\n    import index.build\n"
    assert imported_rooms(source) == {"json", "rag", "index"}


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_imports_point_one_way(path: Path) -> None:
    room = room_of(path)
    assert room in MAY_IMPORT, f"{path}: a new room; give it its place in MAY_IMPORT"
    allowed = MAY_IMPORT[room] | {room, "settings", "errors"}
    wrong = (imported_rooms(path.read_text(encoding="utf-8")) & set(MAY_IMPORT)) - allowed
    assert not wrong, f"{path} imports {sorted(wrong)}; {room} may import {sorted(allowed)}"


def names_only(node: ast.stmt) -> bool:
    """A docstring, an import, or __all__."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    if isinstance(node, ast.Assign):
        return [ast.unparse(target) for target in node.targets] == ["__all__"]
    return isinstance(node, ast.Import | ast.ImportFrom)


@pytest.mark.parametrize("path", [f for f in FILES if f.name == "__init__.py"], ids=str)
def test_init_files_only_name(path: Path) -> None:
    body = ast.parse(path.read_text(encoding="utf-8")).body
    assert [ast.unparse(node) for node in body if not names_only(node)] == []


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_no_source_file_is_long(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_FILE, f"{path} has {lines} lines; split it"
