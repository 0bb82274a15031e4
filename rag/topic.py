"""What a question is about: the words that are left once it is known what it asks for."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from corpus.numbering import in_characters, numeral
from index.tokenizer import cut, tag
from rag.lexicon import Lexicon, Word, stem
from rag.localities import take_chinese
from rag.normalize import matching
from rag.numerals import numeral_forms
from rag.records import Term

_CJK = r"\u3400-\u9fff"
_TOKEN = re.compile(rf"[{_CJK}]+|\d+(?:\.\d+)?%?|[a-z0-9]+")
_ANNEX = re.compile(
    r"(附件|专栏)\s*([0-9]{1,2}|[一二三四五六七八九十])(?!\d)"
    r"|\b(annex|annexe|annexure|box) ?(\d{1,2})\b"
)
_GROUPED = re.compile(r"(?<![\d.])\d{1,2}(?=大(?!于))")  # 8大高危行业 is a word like 八大高危行业
_GAP = " "
# parts of speech, as jieba names them, of words that name a thing: nouns, places, idioms, …
_THINGS, _THING_TAGS = frozenset("nsljib"), frozenset({"vn", "an", "eng"})
# characters that carry no topic wherever they stand
_GRAMMAR = frozenset("的了是在由和与及吗呢吧啊呀嘛么之")


def topic_terms(topic: str, lexicon: Lexicon) -> tuple[tuple[Term, ...], str | None]:
    """The terms of a topic, and the first unit function that it names.

    topic: normalized text without districts and ways of asking. Returns ((), None) for a text
    in which nothing but fillers is left.
    """
    terms, topic = _annexes(_GROUPED.sub(lambda found: in_characters(int(found.group())), topic))
    unit: str | None = None
    latin: list[str] = []
    for token in _TOKEN.findall(topic):
        if re.match(rf"[{_CJK}]", token):
            found, named = _chinese_terms(token, lexicon)
            terms.extend(found)
            unit = unit or named
        else:
            latin.append(token)
    found, named = _latin_terms(latin, lexicon)
    terms.extend(term for term in found if not _said(term, terms))
    spelled = (replace(term, alternatives=numeral_forms(term.alternatives)) for term in terms)
    return tuple(dict.fromkeys(spelled)), unit or named


def _said(term: Term, others: Sequence[Term]) -> bool:
    """True where another term means the same: 变型拖拉机 beside “modified tractors”."""
    return any(
        term.known and other.known and set(term.alternatives) == set(other.alternatives)
        for other in others
    )


def _annexes(topic: str) -> tuple[list[Term], str]:
    """附件3 and 专栏2 are one term each: the number means nothing by itself."""
    terms = []
    for match in _ANNEX.finditer(topic):
        name = match.group(1) or ("专栏" if match.group(3) == "box" else "附件")
        number = match.group(2) or match.group(4)
        value = int(number) if number.isdigit() else numeral(number)
        written = (f"{name}{value}", f"{name}{in_characters(value)}")
        # the only annex of a document carries no number
        terms.append(Term(written[0], written, place=value > 1))
    return terms, _ANNEX.sub(_GAP, topic)


def _chinese_terms(run: str, lexicon: Lexicon) -> tuple[list[Term], str | None]:
    """Longest known words from left to right; what lies between them is the question's own."""
    terms: list[Term] = []
    unit: str | None = None
    own = ""
    at = 0
    edges = _edges(run)
    while at < len(run):
        word = next(
            (
                run[at : at + length]
                for length in range(min(lexicon.longest_word, len(run) - at), 0, -1)
                if _counts(run[at : at + length], lexicon)
                and _stands(run, at, at + length, edges, lexicon)
            ),
            None,
        )
        if word is None:
            own += run[at]
            at += 1
            continue
        terms.extend(_own_term(own, lexicon))
        own = ""
        meaning = lexicon.words.get(word, Word())
        if meaning.alternatives:
            terms.append(_term(word, _first(word, meaning.alternatives), meaning))
            unit = unit or meaning.unit
        at += len(word)
    terms.extend(_own_term(own, lexicon))
    return terms, unit


def _edges(run: str) -> frozenset[int]:
    """Where the words of a run begin and end, as jieba cuts it."""
    ends = accumulate(map(len, cut(run)))
    return frozenset({0, *ends})


def _stands(run: str, start: int, end: int, edges: frozenset[int], lexicon: Lexicon) -> bool:
    """True unless an everyday word is only made up of the edges of others (大火 in 重大火灾): it
    begins and ends where words do, and no word of the documents goes on beyond it.
    """
    word = lexicon.words.get(run[start:end])
    if word is None or not word.gloss:
        return True
    beyond = (
        lexicon.words.get(run[first:last])
        for first in range(start + 1, end)
        for last in range(end + 1, min(len(run), first + lexicon.longest_word) + 1)
    )
    whole = start in edges and end in edges
    return whole and not any(other and other.alternatives and not other.gloss for other in beyond)


def _counts(word: str, lexicon: Lexicon) -> bool:
    if len(word) == 1:
        return word in _GRAMMAR
    return word in lexicon.words


def _own_term(own: str, lexicon: Lexicon) -> list[Term]:
    """Terms for words that no lexicon knows; single characters carry too little to be one."""
    own, terms = take_chinese(own, lexicon)
    for word, flag in tag(own):
        if len(word) > 1 and word not in lexicon.words and not _all_fillers(word, lexicon):
            weak = not (flag[0] in _THINGS or flag in _THING_TAGS)
            terms.append(Term(word, (matching(word),), known=False, weak=weak))
    return terms


def _all_fillers(word: str, lexicon: Lexicon) -> bool:
    return all(c in lexicon.words and not lexicon.words[c].alternatives for c in word)


def _latin_terms(tokens: list[str], lexicon: Lexicon) -> tuple[list[Term], str | None]:
    """Longest known phrases from left to right; the glossary has what the lexicon has not."""
    terms: list[Term] = []
    unit: str | None = None
    parts = [stem(word) for word in tokens]
    at = 0
    while at < len(tokens):
        length, meaning = _longest(tokens, parts, at, lexicon)
        words = " ".join(tokens[at : at + length])
        if meaning is None:
            if len(words) > 1 or words.isdigit():
                terms.append(Term(words, (matching(words),), known=False))
        elif meaning.alternatives:
            terms.append(_term(words, meaning.alternatives, meaning))
            unit = unit or meaning.unit
        at += length
    return terms, unit


def _longest(
    tokens: list[str], parts: list[str], at: int, lexicon: Lexicon
) -> tuple[int, Word | None]:
    """How many tokens the longest known phrase has, and its meaning; (1, None) for none."""
    longest = max(lexicon.longest_phrase, lexicon.longest_gloss)
    for length in range(min(longest, len(tokens) - at), 0, -1):
        stemmed, written = tuple(parts[at : at + length]), tuple(tokens[at : at + length])
        meaning = lexicon.phrases.get(stemmed) or lexicon.glossary.get(
            written, lexicon.glossary.get(stemmed)
        )
        if meaning is not None:
            return length, meaning
    return 1, None


def _term(text: str, alternatives: tuple[str, ...], meaning: Word) -> Term:
    unit = None if meaning.topic else meaning.unit
    return Term(
        text,
        alternatives,
        known=not meaning.gloss,
        gloss=meaning.gloss,
        proper=meaning.proper,
        unit=unit,
    )


def _first(word: str, alternatives: tuple[str, ...]) -> tuple[str, ...]:
    """The word as asked before the words that mean the same."""
    return tuple(dict.fromkeys((matching(word), *alternatives)))
