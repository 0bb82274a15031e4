"""The fixed wording of answers (data/wording.toml), in both languages."""

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


@lru_cache(maxsize=2)
def load_wording(language: Language) -> Wording:
    """The wording of a language.

    Raises DataFileError when the two languages do not have the same templates and fields.
    """
    data = load_toml(_WORDING_FILE)
    zh, en = data.get("zh", {}), data.get("en", {})
    for key in sorted(zh.keys() ^ en.keys()):
        raise DataFileError(f"{_WORDING_FILE}: {key!r} stands in one language only; add the other")
    for key, template in zh.items():
        if _fields(template) != _fields(en[key]):
            raise DataFileError(
                f"{_WORDING_FILE}: {key!r} has other fields in zh than in en; use the same"
            )
    return Wording(data[language])


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}
