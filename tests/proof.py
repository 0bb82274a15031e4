"""An independent proof of quiz questions, from their records and the documents alone.

Nothing of quiz/ but its records is used, and of corpus/ only the documents' text and the places of
their clauses. What a unit is called, which units are one, which sentences say the same and what a
number is worth are decided here anew, in a simpler way.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache

from corpus import Clause, ParsedDocument
from quiz.records import BLANK, Question

# names of one body, or of bodies that a trainer might take for one another, without the district
BODIES = [
    {
        "应急管理局",
        "应急局",
        "安委办",
        "安委会",
        "安全生产委员会",
        "防减救灾委",
        "减灾委",
        "减灾办",
        "矿安办",
        "危安办",
        "安委会办公室",
        "防汛办",
    },
    {"消防救援大队", "消防救援局", "消防救援支队"},
    {"经济信息委", "经济信息局", "经信委"},
    {"发展改革委", "发展改革局"},
    {"商务委", "商务局"},
    {"市场监管局", "市场监督管理局"},
    {"科技局"},
    {"大数据发展局", "大数据发展中心"},
    {"国资委", "国资管理中心", "财政局"},
    {"税务局"},
    {"金融监管分局", "金融发展服务中心"},
    {"住房城乡建委", "住房城乡建设局"},
    {"城市管理局"},
    {"交通运输委", "交通运输局", "交通局", "海事处"},
    {"邮政管理六分局", "邮政业发展中心"},
    {"规划自然资源局", "林业局", "地指办", "森防办"},
    {"水利局"},
    {"农业农村委", "农业农村局"},
    {"生态环境局"},
    {"气象局"},
    {"治理中心"},
    {"公安局", "公安分局", "交巡警支队", "公安交巡警大队", "公安交巡警支队"},
    {"教委", "教育局"},
    {"卫生健康委", "卫生健康局"},
    {"民政局"},
    {"文化旅游委", "文化旅游局", "旅安办"},
    {"人力社保局"},
    {"民宗侨台办", "民族宗教委"},
    {
        "人民政府",
        "政府办公室",
        "管委会办公室",
        "党工委办公室",
        "委办公室",
        "机关事务服务中心",
        "机关事务中心",
        "县政府督查办",
        "县委督查办",
    },
    {"委组织部", "党工委组织部", "党工委党校", "委编办"},
    {"委宣传部", "党工委宣传部", "融媒体中心"},
    {"政法委"},
    {"纪委监委"},
    {"国防动员办", "国动办"},
    {"人武部"},
    {"生态工业园区"},
    {"城投集团公司"},
]
TOWNS = re.compile(r"[镇街]|乡(?!建)")
_NUMBER = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?![\d]|\.\d)")
_SCALES = {"万": 10**4, "亿": 10**8}
_METRES = {"公里": 1000, "千米": 1000, "米": 1, "毫米": Decimal("0.001")}
_ALIKE = 0.8


def plain(text: str) -> str:
    """Text without blanks, marks of quotation, Markdown and TeX, in half width."""
    text = re.sub(
        r"\$\\(leq|geq)\$?|\$", lambda m: {"leq": "≤", "geq": "≥"}.get(m[1] or "", ""), text
    )
    text = text.replace("\\%", "%").replace("\\leq", "≤").replace("\\geq", "≥")
    for wide, narrow in zip("，；：（）％．", ",;:()%.", strict=True):
        text = text.replace(wide, narrow)
    return re.sub(r"[\s“”‘’\"*#|]|</?p>", "", text)


def bodies(text: str) -> set[int]:
    """The bodies that a text names, by their place in BODIES."""
    text = text.replace("民族宗教委", "民宗侨台办")  # 教委 is not in it
    return {i for i, names in enumerate(BODIES) if any(name in text for name in names)}


class Proof:
    """Proves questions against a corpus."""

    def __init__(self, corpus: list[ParsedDocument]) -> None:
        self.documents = {parsed.document.district: parsed for parsed in corpus}
        self.clauses = {clause.id: clause for parsed in corpus for clause in parsed.clauses}

    def faults(self, question: Question) -> list[str]:
        """What is wrong with a question, nothing when it is proven."""
        return [
            *self._cited(question),
            *self._unshown(question),
            *_KINDS[question.type](self, question),
        ]

    def quotes(self, question: Question) -> str:
        return plain("\n".join(citation.quote for citation in question.citations))

    def _cited(self, question: Question) -> Iterator[str]:
        for citation in question.citations:
            parsed = self.documents[citation.district]
            clause = self.clauses.get(citation.clause_id)
            if parsed.document.text[citation.start : citation.end] != citation.quote:
                yield "the quote is not what stands at its place"
            if clause is None or (clause.start, clause.section) != (
                citation.start,
                citation.section,
            ):
                yield "the clause is not the one cited"
        if not question.stem.strip() or "{" in question.stem or "None" in question.stem:
            yield "the stem is not whole"
        if (
            not any(
                f"《{c.document.partition('（2')[0]}" in question.stem for c in question.citations
            )
            and len({c.district for c in question.citations}) == 1
        ):
            yield "the stem does not name its document"

    def _unshown(self, question: Question) -> Iterator[str]:
        stem = plain(question.stem + "".join(pair.left for pair in question.pairs))
        for text in keys(question):
            if len(plain(text)) > 1 and stands(text, stem):
                yield f"the answer {text} stands in the stem"

    # ---- choice ----

    def choice(self, question: Question) -> Iterator[str]:
        right = [o.text for o in question.options if o.right]
        wrong = [o.text for o in question.options if not o.right]
        if len({plain(o.text) for o in question.options}) != len(question.options):
            yield "options are equal"
        if question.type == "single_choice" and (len(right), len(wrong)) != (1, 3):
            yield "a single choice has one right and three wrong options"
        if question.type == "multiple_choice" and (len(right) < 2 or not wrong):
            yield "a multiple choice has two right options or more, and a wrong one"
        yield from self.right(question, right)
        for text in wrong:
            yield from self.wrong(question, text, right)

    def right(self, question: Question, texts: list[str]) -> Iterator[str]:
        for text in texts:
            if question.fact_kind == "units":
                if plain(text) not in plain(self.cell(question)):
                    yield f"{text} does not stand in the cell in that role"
            elif question.fact_kind == "deadline" and self.clauses[
                question.citations[0].clause_id
            ].cells.get("完成时间"):
                if plain(self.time_cell(question)) != plain(text):
                    yield f"{text} is not the cell of the row"
            elif question.fact_kind == "list":
                if plain(text) not in self.quotes(question):  # 2．22个行业部门…
                    yield f"{text} is no item of the list"
            elif not stands(text, self.quotes(question)):
                yield f"{text} does not stand in the cited clauses"

    def wrong(self, question: Question, text: str, right: list[str]) -> Iterator[str]:
        quotes = self.quotes(question)
        if stands(text, quotes):
            yield f"the wrong {text} stands in the cited clauses"
        if question.fact_kind == "units":
            yield from self.wrong_unit(question, text, right)
        elif question.fact_kind == "figure":
            yield from self.wrong_number(question, text, right)
        elif question.fact_kind == "deadline":
            yield from self.wrong_time(question, text, right)

    def wrong_unit(self, question: Question, text: str, right: list[str]) -> Iterator[str]:
        own = bodies(text)
        if not own:
            yield f"{text} is no single body"
        if text.startswith("各") or "有关" in text or "相关" in text or "成员单位" in text:
            yield f"the collective {text} may take in others"
        if TOWNS.search(text) and any(TOWNS.search(key) for key in right):
            yield f"{text} may belong to the towns of the key"
        if own & bodies("".join(right)):
            yield f"{text} is the key under another name"
        if own & bodies(self.quotes(question)):
            yield f"{text} stands in the clause under another name"
        if not re.search("点名|名称", question.stem) and self.is_open(question):
            yield f"{text} may stand behind 等 or a collective"
        for clause in self.same_task(question):
            if own & bodies(plain("".join(t for h, t in clause.cells.items() if _of_units(h)))):
                yield f"{text} is responsible for the same task in {clause.id}"

    def cell(self, question: Question) -> str:
        """The unit cells of the row in the role that the stem asks for."""
        row = self.clauses[question.citations[0].clause_id]
        role = self.asked_role(question.stem)
        heads = {h: t for h, t in row.cells.items() if _of_units(h)}
        if not heads:
            return "".join(s for s in re.split("[。；]", row.text) if role in s)
        if any("配合" in head for head in heads):
            return "".join(t for h, t in heads.items() if ("配合" in h) == (role == "配合"))
        text = "".join(heads.values())
        lead, _, rest = text.rpartition("牵头")
        return {"牵头": lead, "配合": rest, "责任": text}[role]

    def asked_role(self, stem: str) -> str:
        """The role outside all quotation marks of a stem: 牵头, 配合 or 责任."""
        outside = re.sub(r"“[^”]*”", "", stem)
        for role, words in (("牵头", "牵头"), ("配合", "配合"), ("责任", "责任单位|负责")):
            if re.search(f"{words}单位|{BLANK}(?:{words})|{words}", outside):
                return role
        raise AssertionError(f"{stem} asks for no role")

    def is_open(self, question: Question) -> bool:
        text = self.cell(question)
        text = re.sub(r"有关(?:镇|乡|街道)[^、，]*", "", text)
        return bool(
            re.search(
                r"等|成员单位|(?:有关|相关|主管|重点|行业|执法)\w{0,4}(?:部门|单位)|部门", text
            )
        )

    def same_task(self, question: Question) -> Iterator[Clause]:
        """Other rows of the document of the same name, or with a sentence nearly the same."""
        row = self.clauses[question.citations[0].clause_id]
        cited = {citation.clause_id for citation in question.citations}
        name, sentences = _name(row), _sentences(row)
        for other in self.documents[row.district].clauses:
            if other.kind != "table_row" or other.id in cited:
                continue
            if _name(other) == name or any(
                _alike(one, two) for one in sentences for two in _sentences(other)
            ):
                yield other

    # ---- numbers and dates ----

    def wrong_number(self, question: Question, text: str, right: list[str]) -> Iterator[str]:
        number = _NUMBER.search(text)
        if number is None or number.group() in _NUMBER.findall(self.quotes(question)):
            yield f"the number of {text} stands in the clause"
        if any(worth(text) == worth(key) for key in right):
            yield f"{text} is worth the same as the key"
        if any(form(text) != form(key) for key in right):
            yield f"{text} has another form than the key"
        if "%" in text and worth(text) > 100:
            yield f"{text} is more than the whole"
        row = self.clauses[question.citations[0].clause_id]
        asked = [s for s in _sentences(row) if any(plain(key) in s for key in right)]
        for other in self.documents[row.district].clauses:
            for sentence in _sentences(other):
                if stands(text, sentence) and any(
                    _alike(_masked(a), _masked(sentence)) for a in asked
                ):
                    yield f"{text} stands in a sentence that is nearly the same: {sentence}"

    def time_cell(self, question: Question) -> str:
        return self.clauses[question.citations[0].clause_id].cells.get("完成时间", "")

    def wrong_time(self, question: Question, text: str, right: list[str]) -> Iterator[str]:
        years = set(re.findall(r"20\d\d", text))
        for key in right:
            if years & set(re.findall(r"20\d\d", key)) and "月" not in text + key:
                yield f"{text} and {key} share a year"
            standing = {text[:1], key[:1]} <= {"每", "长"}
            if standing and self.time_cell(question):
                yield f"{text} and {key} are both standing terms"
            if "月" in key and _day(text) == _day(key):
                yield f"{text} and {key} are one month"
        row = self.clauses[question.citations[0].clause_id]
        task = row.cells.get("重点任务（续）", "")
        for other in self.documents[row.district].clauses:
            near = task and _alike(plain(task), plain(other.cells.get("重点任务（续）", "")))
            if near and plain(other.cells.get("完成时间", "")) == plain(text):
                yield f"{text} is the time of the same task in {other.id}"

    # ---- the other types ----

    def true_false(self, question: Question) -> Iterator[str]:
        if [option.text for option in question.options] != ["正确", "错误"]:
            yield "its options are not 正确 and 错误"
        truth = question.options[0].right
        stated = self.stated(question)
        if not stated:
            yield "it states nothing"
        if truth:
            yield from self.right(question, stated)
        else:
            own = self.own_values(question)
            for text in stated:
                yield from self.wrong(question, text, own)

    def stated(self, question: Question) -> list[str]:
        """What a statement states: a unit, the numbers in it, the last words in “”."""
        title = re.escape(question.citations[0].document.partition("（2")[0])
        said = re.sub(rf"《{title}[^》]*》|（[^（）]*号）", "", question.stem)
        if question.fact_kind == "units":
            outside = re.sub(r"“[^”]*”|《[^》]*》", "", said)
            patterns = (
                r"单位(?:中有|包括|点名列出了|里写明了)([^，。]+?)(?:的名称)?。",
                r"将([^，。]+?)列为",
                r"，([^，。]+?)是",
            )
            return next((f[-1:] for p in patterns if (f := re.findall(p, outside))), [])
        quoted = re.findall(r"“([^”]*)”", said)
        if question.fact_kind == "list":
            heading = _unnumbered(question.citations[0].section[-2])
            return [q for q in quoted if plain(q) != plain(heading)][:1]
        if self.time_cell(question) and question.fact_kind == "deadline":
            return quoted[-1:]
        return self.stated_values(question, said)

    def stated_values(self, question: Question, said: str) -> list[str]:
        """The numbers or times of a statement: those that the clause lacks, else one it has."""
        pattern = (
            r"\d+(?:\.\d+)?(?:[%‰]|[万亿]?[\u4e00-\u9fff])?"
            if question.fact_kind == "figure"
            else r"每(?:季度|半年|年|月|周|日|半个?月)|(?:20\d\d年)?\d+月\d*日?底?前?"
            r"|汛前|[上下]半年前?|年底前?|20\d\d年底?前?"
        )
        said = re.sub(r"“[^”]*”(?:部分|方面)", "", said)
        values = re.findall(pattern, said)
        quotes = self.quotes(question)
        missing = [value for value in values if not stands(value, quotes)]
        return missing or values[:1]

    def own_values(self, question: Question) -> list[str]:
        return []

    def fill_in(self, question: Question) -> Iterator[str]:
        if question.stem.count(BLANK) != len(question.blanks):
            yield "blanks and keys differ in number"
        for blank in question.blanks:
            yield from self.right(question, [blank.accepted[0]])
            if len(set(blank.accepted)) != len(blank.accepted):
                yield "a spelling stands there twice"
            if question.fact_kind == "units" and not all(
                bodies(text) <= bodies(blank.accepted[0]) for text in blank.accepted
            ):
                yield "an accepted spelling is another body"
            if question.fact_kind == "figure":
                before = plain(question.stem).partition(plain(BLANK))[0]
                bare = re.sub(r"(?:应?达到|应?在)$", "", before)  # a table leaves them out
                quotes, key = self.quotes(question), plain(blank.accepted[0])
                told = plain(self.clauses[question.citations[0].clause_id].section[-1])
                stated = any(text[-1:] + key in quotes for text in (before, bare))
                if not stated and not told.endswith(bare[-1:]) and bare[-1:] not in "于":
                    yield f"{before[-6:]}{key} does not stand in the clause"

    def matching(self, question: Question) -> Iterator[str]:
        rights = [pair.right for pair in question.pairs]
        if len(set(rights)) != len(rights) or not set(rights) <= set(question.choices):
            yield "the pairs are no bijection into the choices"
        for pair in question.pairs:
            cited = [
                c for c in question.citations if self.belongs(pair.left, c.clause_id, c.district)
            ]
            if not cited:
                yield f"no clause is about {pair.left}"
                continue
            quote = plain("".join(citation.quote for citation in cited))
            if plain(pair.right) not in quote:
                yield f"{pair.right} does not stand in the clause of {pair.left}"
            for other in set(question.choices) - {pair.right}:
                if stands(other, quote):
                    yield f"{other} also stands in the clause of {pair.left}"
                if question.fact_kind == "units" and bodies(other) & bodies(quote):
                    yield f"{other} is in the clause of {pair.left} under another name"
                if question.fact_kind == "figure" and worth(other) == worth(pair.right):
                    yield f"{other} is worth the same as {pair.right}"

    def belongs(self, left: str, clause_id: str, district: str) -> bool:
        if left == district:
            return True
        clause = self.clauses[clause_id]
        text = plain(_unnumbered(clause.section[-1]) + clause.text)
        parts = [
            plain(part)
            for part in re.findall(r"“([^”]*)”|《([^》]*)》", left)
            for part in part
            if part
        ]
        return bool(parts) and all(part in text for part in parts)

    def short_answer(self, question: Question) -> Iterator[str]:
        texts = [point.text for point in question.points]
        if len({plain(text) for text in texts}) != len(texts):
            yield "points are equal"
        yield from self.right(question, texts)
        for point in question.points:
            if point.text not in point.words:
                yield f"{point.text} does not earn its own point"
        words = [(word, point.text) for point in question.points for word in point.words]
        for word, owner in words:
            if any(word == other and owner != text for other, text in words):
                yield f"{word} earns two points"
        if question.fact_kind == "list":
            path = question.citations[0].section[:-1]
            under = {
                plain(_unnumbered(c.section[len(path)]))
                for c in self.documents[question.district].clauses
                if c.section[: len(path)] == path and len(c.section) > len(path)
            }
            if under != {plain(text) for text in texts}:
                yield f"the list has other items: {under}"


def stands(text: str, plain_text: str) -> bool:
    """True where a text stands in a plain one, its numbers as whole numbers."""
    wanted = re.escape(plain(text))
    wanted = (r"(?<![\d.])" if wanted[:1].isdigit() else "") + wanted
    return bool(re.search(wanted + (r"(?![\d])" if wanted[-1:].isdigit() else ""), plain_text))


def keys(question: Question) -> Iterator[str]:
    """The texts that a person must find."""
    if question.type != "true_false":
        yield from (option.text for option in question.options if option.right)
    yield from (blank.accepted[0] for blank in question.blanks)
    yield from (pair.right for pair in question.pairs)
    yield from (point.text for point in question.points)


def worth(text: str) -> Decimal:
    """What a value comes to: 1万 = 10000, 1公里 = 1000米, -1 without a number."""
    number = _NUMBER.search(text)
    if number is None:
        return Decimal(-1)
    value = Decimal(number.group()) * next((n for s, n in _SCALES.items() if s in text), 1)
    return value * next(
        (n for unit, n in _METRES.items() if text[number.end() :].startswith(unit)), 1
    )


def form(text: str) -> str:
    """A value without its number: 不少于20台 gives 不少于台."""
    return _NUMBER.sub("", text, count=1)


def _of_units(head: str) -> bool:
    return bool(re.search(r"责任|牵头|配合", head))


def _unnumbered(heading: str) -> str:
    return re.sub(
        r"^(?:附\s*件\s*\d*|[（(]?[一二三四五六七八九十]{1,3}[）)、]|[一二三四五六七八九十]{1,3}是|\d{1,2}[．.、]\s*|第.部分)\s*",
        "",
        heading,
    ).strip("。：: ")


def _name(clause: Clause) -> str:
    return plain(_unnumbered(clause.section[-1])) if clause.section else ""


@cache
def _split(text: str) -> tuple[str, ...]:
    return tuple(s for s in re.split(r"[。;；\n]", plain(text)) if len(s) >= 8)


def _sentences(clause: Clause) -> tuple[str, ...]:
    if not clause.cells:
        return _split(clause.text)
    skipped = ("序号", "名称", "完成时间", "行动名称", "重点任务")
    return tuple(
        s
        for h, t in clause.cells.items()
        if h not in skipped and not _of_units(h)
        for s in _split(t)
    )


@lru_cache(maxsize=200_000)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def _alike(one: str, two: str) -> bool:
    """Two sentences that share nearly all their pairs of characters (Dice)."""
    if not one or not two or not 0.6 < len(one) / len(two) < 1.7:
        return False
    a, b = _pairs(one), _pairs(two)
    return 2 * len(a & b) >= _ALIKE * (len(a) + len(b))


def _day(time: str) -> str:
    return re.sub(r"20\d\d年|[底前末]", "", time)


def _masked(text: str) -> str:
    return _NUMBER.sub("", text)


_KINDS = {
    "single_choice": Proof.choice,
    "multiple_choice": Proof.choice,
    "true_false": Proof.true_false,
    "fill_in": Proof.fill_in,
    "matching": Proof.matching,
    "short_answer": Proof.short_answer,
}
