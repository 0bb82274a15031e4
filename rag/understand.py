"""From a question to a query: language, districts, what is asked, and what it is about."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.records import Document
from rag.lexicon import Lexicon, load_lexicon
from rag.measures import asked_measure
from rag.normalize import matching, normalize
from rag.places import take_districts
from rag.records import Ask, Language, Query, Term
from rag.spelling import Speller
from rag.topic import topic_terms

_CJK = r"\u3400-\u9fff"
_QUOTED = re.compile(rf"[“\"]([{_CJK}0-9+]{{2,12}})[”\"]")
_QUOTES = re.compile(r"[“”\"]")
_APOSTROPHES = re.compile(r"[‘’'`]")
_LATIN_WORD = re.compile(r"[a-z][a-z0-9'’&-]*")
_WORDS = re.compile(rf"[{_CJK}a-z]")
_COMPARED = re.compile(r"(?:比|较|对比|同比|against|compared (?:with|to)) ?20\d{2}")
_RELATIVE_YEARS = {"前年": -2, "去年": -1, "上一年": -1, "明年": 1, "后年": 2}
_RELATIVE_YEARS |= {"last year": -1, "next year": 1}
_RELATIVE_YEAR = re.compile("|".join(_RELATIVE_YEARS))
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)(?:年度?)?")
_DOCUMENT_NUMBER = re.compile(rf"[{_CJK}]{{3,10}}\s*[〔\[(]\s*20\d{{2}}\s*[〕\])]\s*\d+\s*号")
_CHINESE_GRAMMAR = re.compile("谁|哪|什么|多少|怎么|如何|何时|吗|呢|的|由|是|几|归")
_ENGLISH_SENTENCE = 3  # Latin words that make a question English where no Chinese grammar does
_GAP = " "
# a thing that was spoken of before: it names no topic
_DEMONSTRATIVE = re.compile(
    r"(?:这|那|该|此|上述|前述|同样的?|同类的?|一样的)(?:个|项|些|类|条|块|件|份)?"
    r"(?:项目|工程|应用|平台|工作|任务|行动|领域|事情|事项|事儿?|活儿?|指标|目标|措施|方面|问题)"
    r"|\b(?:this|that|these|those|the same)(?: kind of| sort of| type of)?"
    r" (?:project|task|app|application|platform|action|campaign|item|work|area|target"
    r"|goal|measure)s?\b"
)
_OF_A_TASK = ("figure", "target", "deadline", "named")  # asked of a task, not of a unit
_NEGATION = re.compile(r"不是|不归|不由|除了|\bnot\b|\bexcept\b")


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the documents cover, as far as questions are read with it.

    titles: district -> what its documents are called (title, issuer, in matching form).
    numbers: document number in matching form -> district. latest: the year of the latest
    document. speller: puts questions right with the documents' words.
    """

    titles: Mapping[str, str]
    numbers: Mapping[str, str]
    latest: int
    speller: Speller

    @classmethod
    def of(cls, documents: Iterable[Document]) -> "Coverage":
        """The coverage of some documents."""
        documents = tuple(documents)
        titles: dict[str, str] = {}
        numbers = {}
        for document in documents:
            named = matching(document.title + document.issuer)
            titles[document.district] = titles.get(document.district, "") + named
            numbers[matching(document.doc_number)] = document.district
        speller = Speller.of((document.text for document in documents), load_lexicon())
        latest = max((document.issued.year for document in documents), default=0)
        return cls(titles, numbers, latest, speller)


def understand(question: str, coverage: Coverage) -> Query:
    """The query of a question.

    Nothing is refused here; a question without any known word comes back with its own words as
    terms.
    """
    lexicon = load_lexicon()
    written = coverage.speller.correct(normalize(question), lexicon)
    text, quoted = _take_quoted(written, lexicon)
    text = _APOSTROPHES.sub(_GAP, _QUOTES.sub("", text))
    rest, numbered = _take_numbers(text, coverage)
    rest, named = take_districts(rest, lexicon)
    named = list(dict.fromkeys([*numbered, *named]))
    language = _language(rest) if _WORDS.search(rest) else _language(text)
    years = _years(rest, coverage)
    rest = _RELATIVE_YEAR.sub(_GAP, _YEAR.sub(_GAP, rest))
    every = lexicon.every_district.search(rest) is not None
    rest = _DEMONSTRATIVE.sub(_GAP, lexicon.every_district.sub(_GAP, rest))
    if every and not named:
        named = list(coverage.titles)
    asks, topic = _take_asks(rest, lexicon, documents=True)
    terms, unit = topic_terms(topic, lexicon)
    if numbered and not asks:
        asks = (Ask("doc_title", "document", field="title"),)
    titles = "".join(coverage.titles.get(name, "") for name in named or coverage.titles)
    if any(ask.kind == "document" for ask in asks) and not _only_title(terms, titles, lexicon):
        asks, topic = _take_asks(rest, lexicon, documents=False)
        terms, unit = topic_terms(topic, lexicon)
    return Query(
        question=question,
        text=written,
        language=language,
        districts=tuple(name for name in named if name in coverage.titles),
        outside=tuple(name for name in named if name not in coverage.titles),
        asks=_duties_of(unit, terms, asks, rest, titles, lexicon, every),
        terms=(*quoted, *_without_document(terms, lexicon)),
        years=years,
        unit=unit,
        every=every and not numbered,
    )


def _years(text: str, coverage: Coverage) -> tuple[int, ...]:
    """The years that a question names; 去年 is the year before the latest document's."""
    named = [int(year) for year in _YEAR.findall(_COMPARED.sub("", text))]
    named += [coverage.latest + _RELATIVE_YEARS[word] for word in _RELATIVE_YEAR.findall(text)]
    return tuple(dict.fromkeys(named))


def _take_quoted(text: str, lexicon: Lexicon) -> tuple[str, tuple[Term, ...]]:
    """The text without the quoted words that no lexicon knows, and these as terms of their own.

    What a person puts in quotation marks (“五有”) is a word of the documents.
    """
    terms = []
    for match in _QUOTED.finditer(text):
        word = match.group(1).strip()
        if not any(part in lexicon.words for part in (word, word[:-1], word[1:])):
            terms.append(Term(word, (matching(word),), known=False))
            text = text.replace(match.group(), _GAP)
    return text, tuple(terms)


def _take_numbers(text: str, coverage: Coverage) -> tuple[str, list[str]]:
    """The text without numbers of known documents (奉节府发〔2025〕2号), and their districts."""
    districts = []
    for match in _DOCUMENT_NUMBER.finditer(text):
        district = coverage.numbers.get(matching(match.group()))
        if district:
            districts.append(district)
            text = text.replace(match.group(), _GAP)
    return text, districts


def _only_title(terms: tuple[Term, ...], titles: str, lexicon: Lexicon) -> bool:
    """True where a question's terms only name a document: no topic is left beside it."""
    return all(
        term.weak
        or any(word in titles for word in term.alternatives)
        or lexicon.document_words.fullmatch(term.text.replace(" ", ""))
        for term in terms
    )


def _duties_of(
    unit: str | None,
    terms: tuple[Term, ...],
    asks: tuple[Ask, ...],
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
    if unit is None or any(ask.kind in ("document", "absent", "duties") for ask in asks):
        return asks
    if any(ask.id == "others" or ask.kind in _OF_A_TASK for ask in asks):
        return asks
    alone = all(
        term.unit == unit or term.weak or any(word in titles for word in term.alternatives)
        for term in terms
    )
    named = "|".join(re.escape(term.text) for term in terms if term.unit == unit)
    acts = bool(named) and re.search(rf"(?:{named})(?:牵头|负责|配合|主管)的", text)
    which = every and not _NEGATION.search(text) and any(ask.kind == "units" for ask in asks)
    if not (alone or acts or which):
        return asks
    roles = {ask.id for ask in asks} & {"lead", "support"}
    wanted = f"duties_{roles.pop()}" if len(roles) == 1 else "duties"
    return (next(entry.ask for entry in lexicon.asks if entry.ask.id == wanted),)


def _language(text: str) -> Language:
    """The language whose grammar the question has; without any, the one with more words."""
    if _CHINESE_GRAMMAR.search(text):
        return "zh"
    latin = len(_LATIN_WORD.findall(text))
    if latin >= _ENGLISH_SENTENCE:
        return "en"
    return "zh" if len(re.findall(f"[{_CJK}]", text)) >= latin else "en"


def _without_document(terms: tuple[Term, ...], lexicon: Lexicon) -> tuple[Term, ...]:
    """Terms without those that only name the document (工作要点), where others remain."""
    rest = tuple(t for t in terms if not lexicon.document_kinds.fullmatch(t.text))
    return rest or terms


def _take_asks(text: str, lexicon: Lexicon, documents: bool) -> tuple[tuple[Ask, ...], str]:
    """What the text asks for, and the text without the words that ask."""
    asks: list[Ask] = []
    for entry in lexicon.asks:
        if entry.ask.kind == "document" and not documents:
            continue
        for pattern in entry.patterns:
            match = pattern.search(text)
            rest = pattern.sub(_keep, text)
            if match and rest != text:
                text = rest
                asks.append(_particular(entry.ask, match))
    return _without_default(list(dict.fromkeys(asks))), text


def _particular(ask: Ask, match: re.Match[str]) -> Ask:
    """An ask with what its wording says of it: what is counted, what is to be named."""
    if ask.kind == "figure" and ask.measure is None:
        return replace(ask, measure=asked_measure(match.string))
    noun = match.groupdict().get("noun")
    return replace(ask, noun=noun) if noun else ask


def _keep(match: re.Match[str]) -> str:
    """What a matched way of asking leaves of the question: its (?P<keep>) group."""
    if not match.group():
        return ""
    return f"{_GAP}{match.groupdict().get('keep') or ''}{_GAP}"


def combine(asks: Sequence[Ask]) -> tuple[Ask, ...]:
    """The asks of several stretches of one question, each once; asks for units are one."""
    units = list(dict.fromkeys(ask for ask in asks if ask.kind == "units"))
    rest = dict.fromkeys(ask for ask in asks if ask.kind != "units")
    named = [ask for ask in units if ask.id != "responsible"] or units
    return (*((_one_ask(named),) if named else ()), *rest)


def _one_ask(units: list[Ask]) -> Ask:
    """One ask for all the roles that a question names: 牵头单位和配合单位."""
    if len(units) == 1:
        return units[0]
    others = any(ask.id == "others" for ask in units)
    roles = tuple(dict.fromkeys(role for ask in units for role in ask.roles))
    return Ask("others" if others else "roles", "units", roles)


def _without_default(asks: list[Ask]) -> tuple[Ask, ...]:
    """Drop what is implied: 'what' and 'which' mean little beside a unit, a date or a figure."""
    documents = [ask for ask in asks if ask.kind == "document"]
    if documents:
        return tuple(documents)
    specific = [ask for ask in asks if ask.kind not in ("content", "list")]
    if specific:
        asks = specific
    if any(ask.kind == "named" for ask in asks):  # 企业名单，分别是谁
        asks = [ask for ask in asks if ask.id != "responsible"]
    units = [ask for ask in asks if ask.kind == "units"]
    if any(ask.id in ("lead", "support", "others") for ask in units):
        asks = [ask for ask in asks if ask.kind != "units"]
        asks.insert(0, _one_ask([ask for ask in units if ask.id != "responsible"]))
    if any(ask.kind == "duties" for ask in asks):
        asks = [ask for ask in asks if ask.kind == "duties"][:1]
    return tuple(asks)
