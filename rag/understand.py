"""From a question to a query: language, districts, what is asked, and what it is about."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.numbering import numeral
from corpus.records import Document
from rag.asks import Asking, as_duties, take_asks
from rag.facts import DOCUMENT_KINDS, DOCUMENT_NUMBER
from rag.lexicon import Lexicon, load_lexicon
from rag.localities import take_english
from rag.normalize import matching, normalize
from rag.numerals import english_in_digits, numeral_forms
from rag.places import take_all_but, take_districts
from rag.records import Ask, AskKind, Language, Query, Term
from rag.spelling import Speller
from rag.topic import topic_terms

_CJK = r"\u3400-\u9fff"
_QUOTED = re.compile(rf"[“\"]([{_CJK}0-9+]{{2,12}})[”\"]")
_QUOTES = re.compile(r"[“”\"]")
_PLUS = re.compile(r"(?<=[a-z]) ?[+&] ?(?=[a-z])")  # bridges + tunnels
_APOSTROPHES = re.compile(r"[‘’'`]")
_LATIN_WORD = re.compile(r"[a-z][a-z0-9'’&-]*")
_WORDS = re.compile(rf"[{_CJK}a-z]")
# kinds of asks that a text with a topic of its own, or without a unit, does not mean
_OF_DOCUMENTS: tuple[AskKind, ...] = ("document",)
_OF_UNITS: tuple[AskKind, ...] = ("document", "duties")
_COMPARED = re.compile(
    r"(?:比起?|较|相较于?|对比|同比|against|compared (?:with|to)|than(?: in)?) ?"
    r"(?:20\d{2}|[前去上]一?年|last year)"
)
_DENIED = re.compile(r"(?:不是|而非|并非|不算|\bnot(?: in| for)?|\bother than) ?20\d{2}年?")
_RELATIVE_YEARS = {"前年": -2, "去年": -1, "上一年": -1, "明年": 1, "后年": 2}
_RELATIVE_YEARS |= {"last year": -1, "next year": 1}
_RELATIVE_YEAR = re.compile("|".join(_RELATIVE_YEARS))
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)(?:年度?)?")
# 25年; not a duration (满25年, 20年以上) nor a return period (20年一遇)
_SHORT_YEAR = re.compile(
    r"(?<![\d.达满了近超每])(2[0-9]|3[0-5])(?=年(?!一遇|限|内|以|来|间|代|多|的?时间|的?寿命))"
)
# 2024年4号文, without the letters before it
_SPOKEN_NUMBER = re.compile(r"(20\d{2})\s*年?\s*的?第?\s*(\d{1,3})\s*号(?:文件|文)")
_DOCUMENT_NUMBER = re.compile(rf"[{_CJK}]{{3,10}}\s*[〔\[(]\s*20\d{{2}}\s*[〕\])]\s*\d+\s*号")
# the row or item that is meant by its number: 第11项, 第十二条, item 11, the 25th row
_ORDINAL = re.compile(
    r"第\s*(\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?:项|条|行|款|个(?=重点|任务|项目|领域|指标|应用|文件|方案))"
    r"|\b(?:item|row|entry|task) (?:no\.? ?|number )?(\d{1,3})\b"
    r"|\b(\d{1,3})(?:st|nd|rd|th) (?:item|row|entry|task)\b"
)
_CHINESE_GRAMMAR = re.compile("谁|哪|什么|多少|怎么|如何|何时|吗|呢|的|由|是|几|归")
_ENGLISH_SENTENCE = 3  # Latin words that make a question English where no Chinese grammar does
_GAP = " "
# whichever it is: asks nothing (要是哪个镇街只检查不处罚, 会怎样)
_WHICHEVER = re.compile(
    r"(?:要是|如果|假如|倘若|若是|凡是|不管|无论|不论)(?:有)?(?:哪一?(?:个|些|家|里)|谁)"
)
_CHANNEL = re.compile(rf"([{_CJK}]{{2,4}})(?:条线|口子|口)(?:上|里)?(?![{_CJK}]?[径岸腔])")
_BLANKS = re.compile(r" {2,}")
# a thing that was spoken of before: it names no topic
_DEMONSTRATIVE = re.compile(
    r"(?:这|那|该|此|上述|前述|同样的?|同类的?|一样的)(?:[两二三四五]|\d)?(?:个|项|些|类|条|块|件|份)?"
    r"(?:项目|工程|应用|平台|工作|任务|行动|领域|事情|事项|事儿?|活儿?|指标|目标|措施|方面|问题)"
    r"|\b(?:this|that|these|those|the same)(?: two| three| four)?(?: kind of| sort of| type of)?"
    r" (?:project|task|app|application|platform|action|campaign|item|work|area|target"
    r"|goal|measure)s?\b"
)


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
    def of(cls, documents: Iterable[Document], used: Mapping[str, int] | None = None) -> "Coverage":
        """The coverage of some documents; used: count_words of their texts, where it is known."""
        documents = tuple(documents)
        titles: dict[str, str] = {}
        numbers = {}
        for document in documents:
            named = matching(document.title + document.issuer)
            titles[document.district] = titles.get(document.district, "") + named
            numbers[matching(document.doc_number)] = document.district
        texts = (document.text for document in documents)
        speller = Speller.of(texts, load_lexicon(), used)
        latest = max((document.issued.year for document in documents), default=0)
        return cls(titles, numbers, latest, speller)


def understand(question: str, coverage: Coverage) -> Query:
    """The query of a question.

    Nothing is refused here; a question without any known word comes back with its own words as
    terms.
    """
    lexicon = load_lexicon()
    written = english_in_digits(coverage.speller.correct(normalize(question), lexicon))
    written = _SHORT_YEAR.sub(r"20\1", written)
    text, quoted = _take_quoted(written, lexicon)
    text = _PLUS.sub(" and ", _APOSTROPHES.sub(_GAP, _QUOTES.sub("", text)))
    text = _WHICHEVER.sub(_GAP, text)
    places = take_english(question, lexicon, coverage.speller)
    for phrase in places:
        text = text.replace(phrase, _GAP)
    rest, numbered = _take_numbers(text, coverage)
    beside, left_out = take_all_but(rest, lexicon)
    if any(p.search(beside) for p in (lexicon.every_district, lexicon.other_districts)):
        rest = beside
    else:
        left_out = []
    rest, named = take_districts(rest, lexicon)
    rest, spoken = _take_spoken_number(rest, coverage, named)
    rest = _BLANKS.sub(_GAP, _offices(rest, lexicon))
    numbered += spoken
    named = list(dict.fromkeys([*numbered, *named]))
    language = _language(rest) if _WORDS.search(rest) else _language(text)
    years = _years(rest, coverage)
    rest = _RELATIVE_YEAR.sub(_GAP, _YEAR.sub(_GAP, rest))
    every = lexicon.every_district.search(rest) is not None
    others = lexicon.other_districts.search(rest) is not None
    if others:
        named, every = list(coverage.titles), True
        rest = lexicon.other_districts.sub(_GAP, rest)
    if left_out:
        named = [name for name in coverage.titles if name not in left_out]
        every = True
    rest = _DEMONSTRATIVE.sub(_GAP, lexicon.every_district.sub(_GAP, rest))
    if every and not named:
        named = list(coverage.titles)
    rest, ordinal = _take_ordinal(rest)
    titles = "".join(coverage.titles.get(name, "") for name in named or coverage.titles)
    asking, terms, unit = _asked(rest, titles, lexicon)
    asks = as_duties(unit, terms, asking, rest, titles, lexicon, every)
    if numbered and not terms and all(ask.kind in ("content", "list") for ask in asks):
        asks = (Ask("doc_title", "document", field="title"),)
    return Query(
        question=question,
        text=written,
        language=language,
        districts=tuple(name for name in named if name in coverage.titles),
        outside=tuple(name for name in named if name not in coverage.titles),
        asks=asks,
        terms=(*quoted, *places.values(), *_without_document(terms, lexicon)),
        years=years,
        unit=unit,
        every=every and not numbered,
        lists=asking.lists,
        ordinal=ordinal,
    )


def _asked(text: str, titles: str, lexicon: Lexicon) -> tuple[Asking, tuple[Term, ...], str | None]:
    """What a text asks for, what it is about, and the unit that it names.

    Facts of a document are asked for only where no topic is left; duties only of a unit: 各须完成
    几个 asks of a task.
    """
    asking = take_asks(text, lexicon)
    terms, unit = topic_terms(asking.rest, lexicon)
    documents = [ask for ask in asking.asks if ask.kind == "document"]
    if documents and not _only_title(text, terms, titles, lexicon):
        asking = take_asks(text, lexicon, without=_OF_DOCUMENTS)
        terms, unit = topic_terms(asking.rest, lexicon)
        if any(ask.field == "doc_number" for ask in documents):
            # the number of a document that a clause refers to
            reference = Ask("reference", "named", noun=DOCUMENT_NUMBER)
            rest_asks = (a for a in asking.asks if a.kind in ("units", "deadline"))
            asking = replace(asking, asks=(*rest_asks, reference))
    duties = any(ask.kind == "duties" for ask in asking.asks)
    if duties and unit is None and any(not term.weak for term in terms):
        asking = take_asks(text, lexicon, without=_OF_UNITS)
        terms, unit = topic_terms(asking.rest, lexicon)
    return asking, terms, unit


def _take_ordinal(text: str) -> tuple[str, int | None]:
    """The text without the number of the row that it means (第11项, item 11), and that number."""
    found = _ORDINAL.search(text)
    if not found:
        return text, None
    number = next(group for group in found.groups() if group)
    value = int(number) if number.isdigit() else numeral(number)
    return text.replace(found.group(), _GAP), value


def _offices(text: str, lexicon: Lexicon) -> str:
    """The text with a field's office said in full: 林业口子上 is 林业部门."""

    def in_full(match: re.Match[str]) -> str:
        fields = (match.group(1)[start:] for start in range(len(match.group(1)) - 1))
        for field in fields:
            office = lexicon.words.get(f"{field}部门") or lexicon.words.get(f"{field}局")
            if office and office.unit:
                return match.group(1) + "部门"
        return match.group()

    return _CHANNEL.sub(in_full, text)


def _years(text: str, coverage: Coverage) -> tuple[int, ...]:
    """The years that a question names; 去年 is the year before the latest document's."""
    named = [int(year) for year in _YEAR.findall(_DENIED.sub("", _COMPARED.sub("", text)))]
    relative = _RELATIVE_YEAR.findall(_COMPARED.sub("", text))
    named += [coverage.latest + _RELATIVE_YEARS[word] for word in relative]
    return tuple(dict.fromkeys(named))


def _take_quoted(text: str, lexicon: Lexicon) -> tuple[str, tuple[Term, ...]]:
    """The text without the quoted words that no lexicon knows, and these as terms of their own.

    What a person puts in quotation marks (“五有”) is a word of the documents. A known word in
    them stays in the text, to be read with its synonyms.
    """
    terms = []
    for match in _QUOTED.finditer(text):
        word = match.group(1).strip()
        if not any(part in lexicon.words for part in (word, word[:-1], word[1:])):
            forms = numeral_forms((matching(word),))
            terms.append(Term(word, forms, known=False, label=True))
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


def _take_spoken_number(
    text: str, coverage: Coverage, named: Sequence[str]
) -> tuple[str, list[str]]:
    """The text without a number said without its letters (2024年4号文), and whose it is.

    Of the districts that have such a number, those that the question names; any where it names
    none.
    """
    districts: list[str] = []
    for match in _SPOKEN_NUMBER.finditer(text):
        ending = matching(f"〔{match.group(1)}〕{match.group(2)}号")
        having = [d for number, d in coverage.numbers.items() if number.endswith(ending)]
        meant = [d for d in having if not named or d in named]
        if meant:
            districts += meant
            text = text.replace(match.group(), _GAP)
    return text, districts


def _only_title(text: str, terms: tuple[Term, ...], titles: str, lexicon: Lexicon) -> bool:
    """True where a question's terms only name a document that there is: no topic is left."""
    kinds = [kind for kind in DOCUMENT_KINDS if kind in text]
    if kinds and not any(kind in titles for kind in kinds):
        return False
    return all(
        term.weak
        or any(word in titles for word in term.alternatives)
        or lexicon.document_words.fullmatch(term.text.replace(" ", ""))
        for term in terms
    )


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
