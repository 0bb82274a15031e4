"""Reading what was mistyped: homophones, look-alike characters, and questions in pinyin."""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict
from pypinyin import lazy_pinyin
from pypinyin.constants import PINYIN_DICT

from corpus.datafile import load_model
from corpus.districts import load_districts
from index.tokenizer import count_words, cut, is_word
from rag.english import correct_english
from rag.lexicon import Lexicon, stem

_SPELLING_FILE = Path(__file__).parent / "data" / "spelling.toml"
_HAN = r"\u3400-\u9fff"
_HAN_RUN = re.compile(f"[{_HAN}]+")
_NUMERALS = frozenset("零一二三四五六七八九十百千万亿0123456789")
_LONGEST_WORD = 6  # characters of a word that is put right or read from pinyin
_LONGEST_TOKEN = 80  # letters of one token that may be pinyin
_QUESTION_WORD, _DISTRICT, _TOPIC = 300, 300, 5  # counts that known words start from
_SPOKEN = {"shei": "shui"}  # spoken readings of question words
_LEAST_READ = 0.6  # share of the letters of a pinyin run that known words must take up
_LATIN_RUN = re.compile(r"(?<![a-z0-9-])[a-z][a-z']*[1-5]?(?: *[a-z][a-z']*[1-5]?)*(?![a-z0-9-])")


class _Spelling(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    words: list[str]
    lookalikes: list[str]


@lru_cache(maxsize=1)
def _load_spelling() -> _Spelling:
    return load_model(_SPELLING_FILE, _Spelling)


def _plain(syllable: str) -> str:
    """A syllable without its tone mark; ü is v, as it is typed."""
    decomposed = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=1)
def _syllables() -> re.Pattern[str]:
    """A pattern for one or more pinyin syllables."""
    known = {_plain(p) for readings in PINYIN_DICT.values() for p in readings.split(",")}
    # bare consonants are readings of interjections (嗯 n, 哼 hng), which nobody types
    real = sorted((s for s in known if re.search("[aeiouv]", s)), key=len, reverse=True)
    return re.compile(f"(?:(?:{'|'.join(real)})[1-5]?'?)+")


@lru_cache(maxsize=50_000)
def _sound(word: str) -> tuple[str, ...]:
    return tuple(_plain(syllable) for syllable in lazy_pinyin(word))


@dataclass(frozen=True)
class Speller:
    """Puts questions right with the words that the documents and the lexicon know.

    counts: word -> how often it occurs. texts: the documents. by_sound: syllables -> the words
    that sound so, most frequent first. by_letters: a word's letters in one piece -> the most
    frequent word and the offsets at which its syllables end.
    """

    counts: Mapping[str, int]
    texts: tuple[str, ...]
    by_sound: Mapping[tuple[str, ...], tuple[str, ...]]
    by_letters: Mapping[str, tuple[str, tuple[int, ...]]]

    @classmethod
    def of(
        cls, texts: Iterable[str], lexicon: Lexicon, used: Mapping[str, int] | None = None
    ) -> "Speller":
        """A speller for some documents' texts; used: count_words of them, where it is known."""
        texts = tuple(texts)
        counts = Counter(count_words(texts) if used is None else used)
        for word in lexicon.words:
            counts[word] += _TOPIC
        for word in _load_spelling().words:
            counts[word] += _QUESTION_WORD
        for district in load_districts():
            for name in (district.name, district.name[:-1]):
                counts[name] += _DISTRICT
        known = {w: n for w, n in counts.items() if _HAN_RUN.fullmatch(w)}
        by_sound: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for word in sorted(known, key=lambda w: (-known[w], w)):
            if len(word) <= _LONGEST_WORD:
                by_sound[_sound(word)].append(word)
        by_letters: dict[str, tuple[str, tuple[int, ...]]] = {}
        for sound, words in by_sound.items():
            entry = (words[0], _ends(sound))
            if known[words[0]] > known.get(by_letters.get("".join(sound), ("",))[0], 0):
                by_letters["".join(sound)] = entry
        return cls(known, texts, {s: tuple(w) for s, w in by_sound.items()}, by_letters)

    def correct(self, text: str, lexicon: Lexicon) -> str:
        """A normalized question with pinyin written in characters and slips put right."""
        read = correct_english(self._from_pinyin(text, lexicon), lexicon)
        return self._put_right(read, lexicon)

    # ---- pinyin ----

    def is_pinyin(self, letters: str) -> bool:
        """True for letters in lower case that are pinyin syllables throughout."""
        return len(letters) <= _LONGEST_TOKEN and _syllables().fullmatch(letters) is not None

    def named(self, letters: str, ending: str) -> str | None:
        """The documents' word for a name in pinyin that ends so (zhuyuan, 镇), None for none.

        Of a name that they have without the ending, this with it.
        """
        whole = self.by_letters.get(letters + "".join(_sound(ending)))
        if whole:
            return whole[0]
        short = self.by_letters.get(letters)
        return short[0] + ending if short and len(short[0]) > 1 else None

    def _from_pinyin(self, text: str, lexicon: Lexicon) -> str:
        """Runs of Latin letters that are pinyin throughout, in characters.

        A run is pinyin when each of its words is made of syllables and it is not English: words
        that the lexicon knows as English only count as pinyin in a run of longer pinyin.
        """
        plain = "".join(c for c in unicodedata.normalize("NFD", text) if not _is_tone(c))
        plain = unicodedata.normalize("NFC", plain).replace("ü", "v")
        return _LATIN_RUN.sub(lambda match: self._run(match.group(), lexicon), plain)

    def _run(self, run: str, lexicon: Lexicon) -> str:
        tokens = run.split()
        words = [re.sub(r"[1-5']", "", token) for token in tokens]
        words = [_SPOKEN.get(word, word) for word in words]
        if not all(map(self.is_pinyin, tokens)):
            return run
        unfamiliar = [
            w for w in words if (stem(w),) not in lexicon.phrases and w not in lexicon.spellings
        ]
        letters = sum(map(len, unfamiliar))
        if letters < 4 or letters < sum(map(len, words)) / 4:
            return run
        return self._read(words) or run

    def _read(self, tokens: list[str]) -> str | None:
        """The likeliest words for pinyin tokens (Viterbi over unigram counts), None for none.

        A boundary between tokens is a boundary between syllables.
        """
        letters = "".join(tokens)
        bounds = set(_ends(tokens))
        total = sum(self.counts.values())
        # log probability, letters taken up by known words, text; for each number of letters read
        best: list[tuple[float, int, str]] = [(0.0, 0, ""), *[(-math.inf, 0, "")] * len(letters)]
        longest = 6 * _LONGEST_WORD
        for end in range(1, len(letters) + 1):
            for start in range(max(0, end - longest), end):
                entry = self.by_letters.get(letters[start:end])
                if entry is None or best[start][0] == -math.inf:
                    continue
                word, ends = entry
                inside = {b - start for b in bounds if start < b < end}
                if not inside <= set(ends):
                    continue
                score = best[start][0] + math.log(self.counts[word] / total)
                if score > best[end][0]:
                    telling = len(word) > 1 or word in _load_spelling().words
                    known = best[start][1] + (end - start) * telling
                    best[end] = (score, known, best[start][2] + word)
        _, known, text = best[-1]
        return text if known >= _LEAST_READ * len(letters) else None

    # ---- slips ----

    def _put_right(self, text: str, lexicon: Lexicon) -> str:
        """Put right what is no word: a known word of the same sound or look stands there."""
        return _HAN_RUN.sub(lambda match: self._mend(match, lexicon), text)

    def _mend(self, match: re.Match[str], lexicon: Lexicon) -> str:
        run = match.group()
        loose = _loose(run, lexicon)
        at, mended = 0, ""
        while at < len(run):
            found = next(
                (
                    word
                    for length in range(min(4, len(run) - at), 1, -1)
                    if all(loose[at : at + length])
                    and not (at and run[at - 1] in _NUMERALS)
                    and (word := self._meant(run[at : at + length], lexicon))
                ),
                run[at],
            )
            mended += found
            at += len(found)
        return mended

    def _stands(self, written: str) -> bool:
        """True where the documents write this other than inside a longer known word."""
        longer = [word for word in self.counts if written in word]
        within = (sum(text.count(word) for word in longer) for text in self.texts)
        counted = (text.count(written) for text in self.texts)
        return any(n > m for n, m in zip(counted, within, strict=True))

    def _meant(self, written: str, lexicon: Lexicon) -> str | None:
        """The known word for a string that is none: it shares a character and the sound or look.

        A word of grammar is not put right (都有谁 is not 都由谁), nor what the documents write.
        """
        if written in self.counts or self._stands(written):
            return None
        alike = [w for w in self.by_sound.get(_sound(written), ()) if len(w) == len(written)]
        alike += [w for w in _look_alike(written) if w in self.counts]
        for word in sorted(alike, key=lambda w: -self.counts[w]):
            other = [a for a, b in zip(written, word, strict=True) if a != b]
            if len(other) < len(word) and not any(c in lexicon.words for c in other):
                return word
        return None


def _is_tone(character: str) -> bool:
    """True for the tone marks of pinyin (macron, acute, caron, grave), not for the dots of ü."""
    return character in "\u0304\u0301\u030c\u0300"


def _ends(syllables: Iterable[str]) -> tuple[int, ...]:
    """Offsets at which syllables end, without the last."""
    ends, at = [], 0
    for syllable in syllables:
        at += len(syllable)
        ends.append(at)
    return tuple(ends[:-1])


def _loose(run: str, lexicon: Lexicon) -> list[bool]:
    """For each character, whether it stands alone: in no word of two characters or more."""
    loose: list[bool] = []
    for word in cut(run):
        whole = len(word) > 1 and (is_word(word) or word in lexicon.words)
        loose.extend([not whole] * len(word))
    return loose


def _look_alike(written: str) -> list[str]:
    """The strings that differ from a written one by one character that looks alike."""
    return [
        written[:i] + other + written[i + 1 :]
        for i, character in enumerate(written)
        for group in _load_spelling().lookalikes
        if character in group
        for other in group
        if other != character
    ]
