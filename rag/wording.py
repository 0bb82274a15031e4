"""Fixed wording in both languages; that of answers stands in data/wording.toml."""

from functools import lru_cache
from pathlib import Path
from string import Formatter

from corpus.datafile import load_toml
from errors import DataFileError
from rag.records import Language

_WORDING_FILE = Path(__file__).parent / "data" / "wording.toml"


class Wording:
    """Templates of one language."""

    def __init__(self, templates: dict[str, str]) -> None:
        self._templates = templates

    def __call__(self, key: str, **values: object) -> str:
        """A template with its fields filled in; fields are inserted as they stand."""
        return self._templates[key].format(**values)

    def named(self, kind: str, name: str) -> str:
        """The words for a name (key kind_name), the name itself where there are none."""
        return self._templates.get(f"{kind}_{name}", name)


@lru_cache(maxsize=2)
def load_wording(language: Language) -> Wording:
    """The wording of answers in a language; raises as read_wording does."""
    return read_wording(_WORDING_FILE, language)


def read_wording(path: Path, language: Language) -> Wording:
    """The wording of a language, from a file with the tables [zh] and [en].

    Raises DataFileError when the two languages do not have the same templates and fields.
    """
    data = load_toml(path)
    zh, en = data.get("zh", {}), data.get("en", {})
    for key in sorted(zh.keys() ^ en.keys()):
        raise DataFileError(f"{path}: {key!r} stands in one language only; add the other")
    for key, template in zh.items():
        if _fields(template) != _fields(en[key]):
            raise DataFileError(f"{path}: {key!r} has other fields in zh than in en; use the same")
    return Wording(data[language])


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}
