"""The words a question is read with: districts, topics, units, ways of asking, fillers."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

import snowballstemmer
from pydantic import BaseModel, ConfigDict, field_validator

from corpus.datafile import load_entries, load_toml
from corpus.districts import load_districts
from corpus.records import Role
from corpus.register import load_register
from errors import DataFileError
from index.concepts import load_concepts
from rag.glosses import EVERYDAY_FILE, GLOSSARY_FILE, load_glosses
from rag.normalize import matching, normalize
from rag.records import Ask, AskKind, DocumentField

_DATA = Path(__file__).parent / "data"
_ASKS_FILE = _DATA / "asks.toml"
# ids of the fillers that name the document itself, and those that name its kind
_DOCUMENT_WORDS, _DOCUMENT_KINDS = "document", "document_kind"
_EVERY_DISTRICT = "every_district"  # id of the fillers that name all districts
_ENGLISH = re.compile(r"(?<!\\)[a-z]{4,}|(?<=\\[bw])[a-z]{4,}")
_MACRO = re.compile(r"(?<!\?P)<([a-z_]+)>")


@lru_cache(maxsize=1)
def _macros() -> dict[str, str]:
    """The macros of asks.toml; one may use those above it."""
    macros: dict[str, str] = {}
    for name, pattern in load_toml(_ASKS_FILE).get("macro", {}).items():
        macros[name] = _MACRO.sub(lambda match: macros[match.group(1)], pattern)
    return macros


def _expand(pattern: str) -> str:
    """A pattern of asks.toml with its macros filled in. Raises KeyError for an unknown macro."""
    return _MACRO.sub(lambda match: _macros()[match.group(1)], pattern)


class _AskEntry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    kind: AskKind
    roles: tuple[Role, ...] = ()
    field: DocumentField | None = None
    measure: Literal["money", "ratio"] | None = None
    zh: list[str]
    en: list[str] = []
    also: list[str] = []

    @field_validator("zh", "en", "also")
    @classmethod
    def _compiles(cls, patterns: list[str]) -> list[str]:
        for pattern in patterns:
            try:
                re.compile(_expand(pattern))
            except (re.error, KeyError) as error:
                raise ValueError(f"{pattern!r} is not a pattern: {error}") from None
        return patterns


class _FillerEntry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    words: list[str]


@dataclass(frozen=True)
class AskPattern:
    """One entry of asks.toml; English patterns match whole words only.

    also: what asks for the same where another fact of a document is asked for beside it.
    """

    ask: Ask
    patterns: tuple[re.Pattern[str], ...]
    also: tuple[re.Pattern[str], ...] = ()


@dataclass(frozen=True)
class Word:
    """What a word of a question stands for: alternatives () for a filler.

    unit: id of the function that it names. topic: it is (also) a topic. gloss: an everyday word
    with what the documents write for it, Chinese or English. proper: the name of one place.
    """

    alternatives: tuple[str, ...] = ()
    unit: str | None = None
    topic: bool = True
    gloss: bool = False
    proper: bool = False


@dataclass(frozen=True)
class Lexicon:
    """All words, ready for look-up.

    words: Chinese word -> Word. phrases: stems of an English phrase -> Word. glossary: English
    word or phrase as written, or its stems -> Word. english: all English words of these, as
    written, sorted. spellings: district spelling -> name.
    acting: what follows a unit that is the subject of a question (牵头的). tasks: asks for tasks
    (哪些事). who: asks for units. total: asks for a sum (总投资). joint: joins things
    (和). task_lists: where tasks stand (责任清单). other_districts: all beside those named
    (其余区县). all_but: leaves out the districts that follow it (除了).
    """

    asks: tuple[AskPattern, ...]
    words: dict[str, Word]
    phrases: dict[tuple[str, ...], Word]
    glossary: dict[tuple[str, ...], Word]
    english: tuple[str, ...]
    spellings: dict[str, str]
    document_words: re.Pattern[str]
    document_kinds: re.Pattern[str]
    every_district: re.Pattern[str]
    acting: re.Pattern[str]
    tasks: re.Pattern[str]
    who: re.Pattern[str]
    total: re.Pattern[str]
    joint: re.Pattern[str]
    task_lists: re.Pattern[str]
    other_districts: re.Pattern[str]
    all_but: re.Pattern[str]
    longest_word: int
    longest_phrase: int
    longest_gloss: int


@lru_cache(maxsize=1)
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of an English word (Snowball)."""
    return str(_stemmer().stemWord(word))


def stems(phrase: str) -> tuple[str, ...]:
    """The stems of the words of an English phrase."""
    return tuple(stem(word) for word in re.findall(r"[a-z0-9]+", phrase.lower()))


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The lexicon from the data files. Raises DataFileError naming file and line of a mistake."""
    fillers = load_entries(_DATA / "fillers.toml", "filler", _FillerEntry)
    words: dict[str, Word] = {}
    phrases: dict[tuple[str, ...], Word] = {}
    for entry in fillers:
        if entry.id in (_DOCUMENT_WORDS, _DOCUMENT_KINDS, _EVERY_DISTRICT):
            continue
        for word in entry.words:
            if word.isascii():
                phrases[stems(word)] = Word()
            else:
                words[normalize(word)] = Word()
    _add_concepts(words, phrases)
    _add_units(words, phrases)
    _add_everyday(words)
    glossary = _load_glossary()
    _widen(phrases, glossary)
    spellings = {
        normalize(spelling): district.name
        for district in load_districts()
        for spelling in (district.name, district.en, *district.aliases)
    }
    return Lexicon(
        asks=_ask_patterns(),
        words=words,
        phrases=phrases,
        glossary=glossary,
        english=_english_words(fillers),
        spellings=spellings,
        document_words=_any_of(fillers, (_DOCUMENT_WORDS, _DOCUMENT_KINDS)),
        document_kinds=_any_of(fillers, (_DOCUMENT_KINDS,)),
        every_district=_any_of(fillers, (_EVERY_DISTRICT,)),
        acting=re.compile(_expand("(?:<acts>)")),
        tasks=re.compile(_expand("(?:<tasks_asked>)")),
        who=re.compile(_expand(r"(?:<who>|哪[^，,。?？]{0,6}(?:单位|部门|局)|\b<unit>\b)")),
        total=re.compile(_expand("<total>")),
        joint=re.compile(_expand("<joint>")),
        task_lists=re.compile(_expand("<task_lists>")),
        other_districts=re.compile(_expand("<other_districts>")),
        all_but=re.compile(_expand("<all_but>")),
        longest_word=max(map(len, words)),
        longest_phrase=max(map(len, phrases)),
        longest_gloss=max(map(len, glossary)),
    )


def _english_words(fillers: list[_FillerEntry]) -> tuple[str, ...]:
    """Every English word that stands in a data file, sorted."""
    functions = load_register().functions.values()
    phrases = [
        *(word for entry in fillers for word in entry.words),
        *(phrase for concept in load_concepts() for phrase in concept.en),
        *(phrase for function in functions for phrase in (*function.en_aliases, function.en)),
        *load_glosses(GLOSSARY_FILE),
        *(p for entry in load_entries(_ASKS_FILE, "ask", _AskEntry) for p in entry.en),
    ]
    return tuple(sorted({word for phrase in phrases for word in _ENGLISH.findall(phrase.lower())}))


def _load_glossary() -> dict[tuple[str, ...], Word]:
    """The glossary by its words as written and by their stems; the written form goes first."""
    written = {
        tuple(english.split()): Word(chinese, gloss=True)
        for english, chinese in load_glosses(GLOSSARY_FILE).items()
    }
    stemmed: dict[tuple[str, ...], Word] = {}
    for key, word in written.items():
        stemmed.setdefault(stems(" ".join(key)), word)
    return {**stemmed, **written}


def _widen(phrases: dict[tuple[str, ...], Word], glossary: dict[tuple[str, ...], Word]) -> None:
    """An English word that is a topic also means what the glossary gives for it."""
    for key, plain in glossary.items():
        topic = phrases.get(key)
        if topic is not None and topic.alternatives and topic.topic:
            alternatives = tuple(dict.fromkeys((*topic.alternatives, *plain.alternatives)))
            phrases[key] = replace(topic, alternatives=alternatives)


def _any_of(fillers: list[_FillerEntry], ids: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for one or more words of the named fillers."""
    words = [normalize(word) for entry in fillers if entry.id in ids for word in entry.words]
    return re.compile(f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})+")


def _ask_patterns() -> tuple[AskPattern, ...]:
    entries = load_entries(_ASKS_FILE, "ask", _AskEntry)
    return tuple(
        AskPattern(
            Ask(entry.id, entry.kind, entry.roles, entry.field, entry.measure),
            (
                *(re.compile(_expand(pattern)) for pattern in entry.zh),
                *(re.compile(rf"(?<![a-z])(?:{_expand(p)})(?![a-z])") for p in entry.en),
            ),
            tuple(re.compile(rf"(?<![a-z])(?:{_expand(p)})(?![a-z])") for p in entry.also),
        )
        for entry in entries
    )


def _add_concepts(words: dict[str, Word], phrases: dict[tuple[str, ...], Word]) -> None:
    """An English phrase that stands in several concepts means any of them."""
    meanings: dict[tuple[str, ...], list[str]] = defaultdict(list)
    common: set[tuple[str, ...]] = set()
    for concept in load_concepts():
        alternatives = tuple(dict.fromkeys(matching(word) for word in concept.zh))
        for word in concept.zh:
            words[normalize(word)] = Word(alternatives, proper=concept.proper)
        for phrase in concept.en:
            if stems(phrase) in phrases and len(stems(phrase)) == 1:
                continue  # a filler: "it" is a pronoun before it is information technology
            meanings[stems(phrase)].extend(alternatives)
            if not concept.proper:
                common.add(stems(phrase))
    for key, meant in meanings.items():
        phrases[key] = Word(tuple(dict.fromkeys(meant)), proper=key not in common)


def _add_everyday(words: dict[str, Word]) -> None:
    """Everyday words; one that another list has would never be read as it is given here."""
    for word, meaning in load_glosses(EVERYDAY_FILE).items():
        if normalize(word) in words:
            raise DataFileError(
                f"{EVERYDAY_FILE}: {word}: stands in concepts, fillers or units already; keep one"
            )
        words[normalize(word)] = Word(meaning, gloss=True)


def _add_units(words: dict[str, Word], phrases: dict[tuple[str, ...], Word]) -> None:
    for function in load_register().functions.values():
        unit = None if function.collective else function.id
        spellings = tuple(dict.fromkeys(matching(n) for n in (*function.names, *function.aliases)))
        for name in (*function.names, *function.aliases):
            known = words.get(normalize(name))
            alternatives = spellings if known is None else (*known.alternatives, *spellings)
            words[normalize(name)] = Word(alternatives, unit, topic=known is not None)
        for phrase in (*function.en_aliases, function.en):
            phrases.setdefault(stems(phrase), Word(spellings, unit, topic=False))
