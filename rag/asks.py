"""What a question asks for: who, how much, when, which; and what it only says."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial

from rag.facts import is_any_place
from rag.interrogatives import BEFORE_WHO
from rag.lexicon import Lexicon, stems
from rag.measures import asked_measure
from rag.records import Ask, AskKind, Term

_GAP = " "
_NEGATION = re.compile(r"不是|不归|不由|除了|\bnot\b|\bexcept\b")
# a relative pronoun (officials who let dangers slide) asks nothing
_INTERROGATIVE = re.compile(
    rf"(?:^|[,:] ?|\b(?:{BEFORE_WHO}) )\W*(?:who|whom|whose|which|what|when|where|how)\b|[?？]"
)
_RELATIVE = re.compile(rf"\b((?!(?:{BEFORE_WHO})\b)[a-z]+) who(?:m|se)?\b")
_SENTENCE_END = re.compile(r"[.;!?](?=\s|$)")
_STRETCH_END = re.compile(r"[,，。;；?？]")
_ASKED_AFTER = re.compile(r"\s*的?(?:是|有|为)?(?:谁|哪|什么|啥|吗|么|嘛|对|[?？])")
_ASKED_IN = re.compile(r"谁|哪|什么|啥|何|几|多少|\bwh")
_LONGEST_UNIT = 12  # characters of a unit's name
_OF_A_TASK = ("deadline", "named")  # asked of a task, never of a unit
_TALLY = ("figure", "target")  # of a unit alone: how many tasks it has


@dataclass(frozen=True, slots=True)
class Asking:
    """What a text asks for.

    told: roles that it says itself. rest: the text without the words that ask. lists: things are
    to be listed, whatever else is asked for.
    """

    asks: tuple[Ask, ...]
    told: tuple[Ask, ...]
    rest: str
    lists: bool = False


def take_asks(text: str, lexicon: Lexicon, without: Collection[AskKind] = ()) -> Asking:
    """What the text asks for, and the text without the words that ask.

    without: kinds of asks that are not meant. A role that the question itself
    tells (住建委牵头，谁配合) is not asked for beside another thing.
    """
    text = _without_relatives(text)
    asks: list[Ask] = []
    told: list[Ask] = []
    listed: list[Ask] = []  # further facts of a document
    for entry in lexicon.asks:
        if entry.ask.kind in without:
            continue
        if entry.ask.kind != "document" and not listed and any(a.kind == "document" for a in asks):
            listed, text = _further_facts(text, lexicon)
        for pattern in entry.patterns:
            match = pattern.search(text)
            rest = pattern.sub(partial(_keep, entry.ask.kind), text)
            if match and rest != text:
                for found in (m for m in pattern.finditer(text) if m.group()):
                    stated = entry.ask.kind == "units" and _is_told(text, found, lexicon)
                    (told if stated else asks).append(_particular(entry.ask, found, lexicon))
                text = rest
    asks += listed
    if all(ask.kind in ("content", "list") for ask in asks):
        asks += told
        told = []
    return Asking(
        _without_default(list(dict.fromkeys(asks))),
        tuple(told),
        text,
        any(ask.kind == "list" for ask in asks),
    )


def _without_relatives(text: str) -> str:
    """The text without each "who" that only tells whom another question is about (what must be
    installed for controlling who goes in).
    """
    plain = _RELATIVE.sub(r"\1", text)
    return plain if _INTERROGATIVE.search(plain.rstrip("?？ ")) else text


def _further_facts(text: str, lexicon: Lexicon) -> tuple[list[Ask], str]:
    """Facts of a document asked for in a word beside another (文号和日期), and the text without."""
    found = []
    for entry in lexicon.asks:
        for pattern in entry.also:
            if pattern.search(text):
                found.append(entry.ask)
                text = pattern.sub(_GAP, text)
    return found, text


def _is_told(text: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    """True where a question says itself who has a role, and asks for something else.

    The role stands beside a unit's name in a stretch that asks nothing (住建委领头，谁配合), or in
    an English sentence of its own that asks nothing.
    """
    if _ASKED_IN.search(match.group()) or _ASKED_AFTER.match(text, match.end()):
        return False
    if _names_unit(text[: match.start()].rstrip()[-_LONGEST_UNIT:], lexicon, at_end=True):
        return True
    stretch = _around(text, match, _STRETCH_END)
    if not _ASKED_IN.search(stretch) and _names_unit(stretch, lexicon):
        return len(stretch) < len(text.rstrip())
    sentence = _around(text, match, _SENTENCE_END)
    alone = sentence.isascii() and len(sentence) < len(text.rstrip())
    return alone and not _INTERROGATIVE.search(sentence.strip())


def _around(text: str, match: re.Match[str], end: re.Pattern[str]) -> str:
    """The part of a text around a match, between two ends."""
    start = max((m.end() for m in end.finditer(text, 0, match.start())), default=0)
    stop = next((m.end() for m in end.finditer(text, match.end())), len(text))
    return text[start:stop]


def _names_unit(text: str, lexicon: Lexicon, *, at_end: bool = False) -> bool:
    """True where a Chinese text names a unit. at_end: where it ends with the name."""
    ends = [len(text)] if at_end else range(2, len(text) + 1)
    words = (text[i:j] for j in ends for i in range(max(0, j - _LONGEST_UNIT), j - 1))
    return any(word in lexicon.words and lexicon.words[word].unit is not None for word in words)


def _particular(ask: Ask, match: re.Match[str], lexicon: Lexicon) -> Ask:
    """An ask with what its wording says of it: what is counted, what is to be named."""
    if ask.kind == "figure" and ask.measure is None:
        return replace(ask, measure=asked_measure(match.string))
    noun = match.groupdict().get("noun")
    return replace(ask, noun=_in_chinese(noun, lexicon)) if noun else ask


def _in_chinese(noun: str, lexicon: Lexicon) -> str | None:
    """A kind of thing as the documents call it, in its shortest word; None for an unknown one."""
    if not noun.isascii() or is_any_place(noun):
        return noun
    word = lexicon.phrases.get(stems(noun)) or lexicon.glossary.get(stems(noun))
    if word is None or not word.alternatives:
        return None
    telling = [w for w in word.alternatives if len(w) > 1]  # 校 stands in 校舍, too
    return min(telling or word.alternatives, key=len)


def _keep(kind: AskKind, match: re.Match[str]) -> str:
    """What a matched way of asking leaves of the question: its (?P<keep>) group, and the kind of
    thing that is to be named where that tells what the question is about (which reservoirs).
    """
    if not match.group():
        return ""
    groups = match.groupdict()
    noun = groups.get("noun") or ""
    about = "" if kind != "named" or is_any_place(noun) else noun
    return f"{_GAP}{groups.get('keep') or ''}{_GAP}{about}{_GAP}"


def combine(asks: Sequence[Ask]) -> tuple[Ask, ...]:
    """The asks of several stretches of one question, each once; asks for units are one."""
    units = list(dict.fromkeys(ask for ask in asks if ask.kind == "units"))
    rest = dict.fromkeys(ask for ask in asks if ask.kind != "units")
    named = [ask for ask in units if ask.roles] or units
    return (*((_one_ask(named),) if named else ()), *rest)


def _one_ask(units: list[Ask]) -> Ask:
    """One ask for all the roles that a question names: 牵头单位和配合单位."""
    if len(units) == 1:
        return units[0]
    others = any(ask.id == "others" for ask in units)
    roles = tuple(dict.fromkeys(role for ask in units for role in ask.roles))
    if others:  # besides the lead, whatever is said of it
        return Ask("others", "units", tuple(role for role in roles if role != "lead"))
    return Ask("roles", "units", roles)


def _without_default(asks: list[Ask]) -> tuple[Ask, ...]:
    """Drop what is implied: 'what' and 'which' mean little beside a unit, a date or a figure."""
    documents = [ask for ask in asks if ask.kind == "document"]
    if any(ask.field == "basis" for ask in documents):
        documents = [ask for ask in documents if ask.field not in ("doc_number", "title")]
    if documents:
        return tuple(documents)
    specific = [ask for ask in asks if ask.kind not in ("content", "list")]
    if specific:
        asks = specific
    if any(ask.kind == "figure" and ask.measure for ask in asks):  # 多少个，哪个多
        asks = [ask for ask in asks if ask.kind != "figure" or ask.measure]
    if any(ask.kind == "named" for ask in asks):  # 企业名单，分别是谁
        asks = [ask for ask in asks if ask.id != "responsible"]
    units = [ask for ask in asks if ask.kind == "units"]
    if any(ask.roles for ask in units):
        asks = [ask for ask in asks if ask.kind != "units"]
        asks.insert(0, _one_ask([ask for ask in units if ask.roles]))
    if any(ask.kind == "duties" for ask in asks):
        asks = [ask for ask in asks if ask.kind == "duties"][:1]
    return tuple(asks)


def as_duties(
    unit: str | None,
    terms: tuple[Term, ...],
    asking: Asking,
    text: str,
    titles: str,
    lexicon: Lexicon,
    every: bool,
) -> tuple[Ask, ...]:
    """A question whose subject is a unit asks for its duties, whatever its words.

    The unit is the subject where nothing else is left to ask about (县水利局管哪一块), or where
    it is said to act and nobody else is asked for (县气象局牵头的领域), or the districts are
    asked for where it does (哪些区县由林业局负责森林防火).
    """
    asks = asking.asks
    if unit is None or any(ask.kind in ("document", "absent", "duties") for ask in asks):
        return asks
    if any(ask.id == "others" or ask.kind in _OF_A_TASK for ask in asks):
        return asks
    alone = all(
        term.unit == unit
        or term.weak
        or term.place
        or any(w in titles or lexicon.task_lists.fullmatch(w) for w in term.alternatives)
        for term in terms
    )
    tallies = [ask for ask in asks if ask.kind in _TALLY]
    if tallies and not (alone and all(ask.measure is None for ask in tallies)):
        return asks
    named = "|".join(re.escape(term.text) for term in terms if term.unit == unit)
    acts = bool(named) and re.search(rf"(?:{named}){lexicon.acting.pattern}", text)
    which = every and not _NEGATION.search(text) and any(ask.kind == "units" for ask in asks)
    tasks = lexicon.tasks.search(text) and not lexicon.who.search(text) and not tallies
    if not (alone or acts or which or tasks):
        return asks
    roles = {ask.id for ask in (*asks, *asking.told)} & {"lead", "support"}
    wanted = f"duties_{roles.pop()}" if len(roles) == 1 else "duties"
    return (next(entry.ask for entry in lexicon.asks if entry.ask.id == wanted),)
