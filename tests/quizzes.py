"""Made-up papers for tests of what is done with a quiz: every type of question, versions A and B.

The hostile paper's texts hold what a format may take for its own: markup, formulas, braces,
quotes, line breaks.
"""

from dataclasses import replace

from corpus.citation import Citation, CitedUnit
from quiz.records import (
    BLANK,
    Blank,
    MarkingPoint,
    Option,
    Pair,
    Paper,
    Question,
    QuestionType,
)

# each text is told apart by its number; together they hold every sign that some format reads
HOSTILE = (
    "<script>alert(1)</script>",
    "~错 = {对} #反馈 :名:: \\n -> %50% \\",
    '=HYPERLINK("http://x.example","点")',
    "+1 & -2 @SUM(A1) “全角”，‘引号’；！",
    "[html]<b>粗</b> $CATEGORY: a/b ]]> */ --> 'q'",
    "{1:SA:=泄题} &lt; &amp; &#65; {{Front}}",
    "上一行\n下一行\t制表",
    "//注释 **md** \\(x\\) ％＝＋－＠",
    "-@减号 _下划_ `代码` | 表 |",
)


def citation(clause_id: str = "fengjie-1", quote: str = "燃气领域\t县经济信息委牵头") -> Citation:
    """The citation of a made-up clause."""
    return Citation(
        clause_id=clause_id,
        district="奉节县",
        document="2025年安全生产工作要点",
        doc_number="奉节府发〔2025〕2号",
        section=("附件3 重点整治任务清单", "燃气领域"),
        quote=quote,
        source="002.txt",
        start=10,
        end=10 + len(quote),
        units=(CitedUnit("县经济信息委", "lead", "奉节县"),),
    )


def question(id_: str, type_: QuestionType, stem: str, **changes: object) -> Question:
    """A question with what every question has; the key comes with the changes."""
    made: dict[str, object] = {
        "id": id_,
        "type": type_,
        "stem": stem,
        "explanation": f"{id_}的解析。",
        "citations": (citation(f"clause-{id_}"),),
        "facts": (f"fact-{id_}",),
        "fact_kind": "units",
        "difficulty": "medium",
        "district": "奉节县",
        "sectors": ("gas",),
        "chapter": "附件3 重点整治任务清单",
    }
    return Question(**{**made, **changes})  # type: ignore[arg-type]


def options(texts: tuple[str, ...], right: str) -> tuple[Option, ...]:
    """Options; right: a letter for each that is right (AC)."""
    return tuple(Option(text, "ABCDEFGHIJ"[i] in right) for i, text in enumerate(texts))


UNITS = ("县应急管理局", "县经济信息委", "县公安局", "县教委")


def plain_questions() -> tuple[Question, ...]:
    """One or two questions of each type, grouped by type; 8 of them, 17 marks."""
    return (
        question(
            "s1", "single_choice", "奉节县燃气领域整治由谁牵头？", options=options(UNITS, "B")
        ),
        question("s2", "single_choice", "奉节县校园安全由谁牵头？", options=options(UNITS, "D")),
        question(
            "m1",
            "multiple_choice",
            "下列哪些单位配合燃气领域整治？",
            marks=2.0,
            options=options(
                ("县住房城乡建委", "县市场监管局", "县水利局", "县商务委和其他有关部门以及各乡镇"),
                "ABD",
            ),
        ),
        question(
            "t1",
            "true_false",
            "奉节县燃气领域整治由县公安局牵头。",
            options=(Option("正确", False), Option("错误", True)),
        ),
        question(
            "f1",
            "fill_in",
            f"奉节县燃气领域整治由{BLANK}牵头。",
            blanks=(Blank(("县经济信息委", "经信委")),),
        ),
        question(
            "f2",
            "fill_in",
            f"到{BLANK}年，改造管网{BLANK}公里。",
            marks=2.0,
            fact_kind="figure",
            blanks=(Blank(("2025", "二〇二五")), Blank(("1200", "1,200"))),
        ),
        question(
            "p1",
            "matching",
            "把任务和牵头单位连起来。",
            marks=3.0,
            pairs=(
                Pair("燃气整治", "县经济信息委"),
                Pair("校园安全", "县教委"),
                Pair("道路交通", "县公安局"),
            ),
            choices=("县公安局", "县教委", "县经济信息委", "县应急管理局"),
        ),
        question(
            "a1",
            "short_answer",
            "简述奉节县燃气领域整治的责任分工。",
            marks=6.0,
            points=(
                MarkingPoint("县经济信息委牵头", 4.0, ("县经济信息委", "经信委")),
                MarkingPoint("县市场监管局配合", 2.0, ("市场监管局",)),
            ),
        ),
    )


def papers() -> tuple[Paper, Paper]:
    """Versions A and B: other order within the types, other order of options and choices."""
    asked = plain_questions()
    first = paper(asked)
    turned = tuple(
        replace(q, options=q.options[::-1], choices=q.choices[::-1])
        if q.type != "true_false"
        else q
        for q in (asked[1], asked[0], *asked[2:])
    )
    return first, replace(first, version="B", questions=turned)


def paper(questions: tuple[Question, ...], **changes: object) -> Paper:
    """Version A with the questions."""
    made = Paper("奉节县安全生产测验", "A", 7, questions, (("fengjie", "0" * 64),))
    return replace(made, **changes)  # type: ignore[arg-type]


def hostile_paper() -> Paper:
    """All six types, with the hostile texts in every place that a text can stand in."""
    a, b, c, d, e, f, g, h, i = HOSTILE
    cited = (citation("clause-x", f"{g}{a}"), citation("clause-y", c))
    same = {"explanation": b, "citations": cited}
    return paper(
        (
            question("x:1", "single_choice", a, options=options((b, c, d, e), "A"), **same),
            question("x=2", "multiple_choice", b, options=options((f, g, h, i), "AC"), **same),
            question(
                "x/3",
                "true_false",
                c,
                options=(Option("正确", True), Option("错误", False)),
                **same,
            ),
            question("x{4", "fill_in", f"{e}{BLANK}", blanks=(Blank((c, b, h)),), **same),
            question(
                "x}5",
                "fill_in",
                f"{f}{BLANK}{d}{BLANK}",
                blanks=(Blank((b,)), Blank((a, f))),
                **same,
            ),
            question(
                "x~6",
                "matching",
                d,
                pairs=(Pair(a, b), Pair(c, d), Pair(e, b)),
                choices=(d, b, f, h),
                **same,
            ),
            question("x#7", "short_answer", i, points=(MarkingPoint(b, 1.0, (c, a)),), **same),
        ),
        title="<b>测验</b> = {一}/二:#~",
    )
