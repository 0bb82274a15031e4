"""Names of single places inside a district (孝子河, Zhuyuan Town) that a question speaks of."""

import re
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from corpus.datafile import load_model
from index.tokenizer import tag
from rag.lexicon import Lexicon, stem, stems
from rag.normalize import matching
from rag.records import Term
from rag.spelling import Speller

_FILE = Path(__file__).parent / "data" / "localities.toml"
_GAP = " "
_LONGEST = 5  # characters of a name that no dictionary has
# jieba's tags of place names and other names, of unknown words, nouns and their single characters
_NAMES = frozenset({"ns", "nr", "nrt", "nt", "nz", "new"})
_PARTS = _NAMES | {"n", "j", "a", "b", "v", "g"}


class _Localities(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    ends: list[str]
    single: list[str]
    left_out: list[str]
    any_place: list[str]
    english: dict[str, list[str]]


@lru_cache(maxsize=1)
def load_localities() -> _Localities:
    """How names of places end. Raises DataFileError naming the field at fault."""
    return load_model(_FILE, _Localities)


@lru_cache(maxsize=1)
def _end() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(sorted(load_localities().ends, key=len, reverse=True))})$")


@lru_cache(maxsize=1)
def _english_name() -> re.Pattern[str]:
    return re.compile(rf"\b([A-Z][a-z]+)[ -](?i:({'|'.join(load_localities().english)}))\b")


def take_chinese(own: str, lexicon: Lexicon) -> tuple[str, list[Term]]:
    """A text of words that no lexicon knows, without names of places, and these as terms."""
    words = tag(own)
    terms = []
    for at, (word, flag) in enumerate(words):
        name = _name(words[:at], word, flag, lexicon)
        if name:
            terms.append(_term(name, (name,)))
            own = own.replace(name, _GAP, 1)
    return own, terms


def _name(before: list[tuple[str, str]], word: str, flag: str, lexicon: Lexicon) -> str:
    """The name of a place that ends with a word, '' where none does.

    The dictionary may have cut it up: 石蟆|镇, 梅|溪河.
    """
    end = _end().search(word)
    if end is None:
        return ""
    name = word
    if word == end.group():
        name = _joined(before, word, lexicon, longest=2)
    elif flag == "ns" and len(word) == 2:
        name = _joined(before, word, lexicon, longest=1)
    elif flag not in _NAMES:
        return ""
    named = _end().sub("", name)
    single = flag == "ns" and name[-1] in load_localities().single
    return name if len(named) >= (1 if single else 2) else ""


def _joined(before: list[tuple[str, str]], word: str, lexicon: Lexicon, longest: int) -> str:
    """A word with the parts of a name before it, each of so many characters at most."""
    name = word
    for part, flag in reversed(before):
        if flag not in _PARTS or len(part) > longest or len(part + name) > _LONGEST:
            break
        if part in lexicon.words or part[0] in load_localities().any_place:
            break
        name = part + name
    return name


def take_english(question: str, lexicon: Lexicon, speller: Speller) -> dict[str, Term]:
    """The places that a question names in pinyin: phrase in lower case -> term.

    A name is written with a capital (Meixi River); one that the lexicon knows is left to it.
    """
    found = {}
    for match in _english_name().finditer(question):
        phrase, letters = match.group().lower(), match.group(1).lower()
        known = letters in lexicon.spellings or (stem(letters),) in lexicon.phrases
        if known or stems(phrase) in lexicon.phrases or not speller.is_pinyin(letters):
            continue
        ends = load_localities().english[match.group(2).lower()]
        whole = [speller.named(letters, end) for end in ends]
        found[phrase] = _term(phrase, tuple(name for name in whole if name) or (phrase,))
    return found


def _term(text: str, names: tuple[str, ...]) -> Term:
    forms = [form for name in names for form in (name, _without_end(name)) if form]
    return Term(text, tuple(dict.fromkeys(map(matching, forms))), known=False, proper=True)


def _without_end(name: str) -> str:
    return name[:-1] if name[-1] in load_localities().left_out and len(name) > 2 else ""
