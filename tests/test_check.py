"""What `anwen corpus check` finds (corpus.check), and how it is printed (corpus.check_text)."""

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from corpus import Clause, ParsedDocument, ResponsibleUnit
from corpus.check import (
    DocumentCheck,
    as_dict,
    check_corpus,
    check_document,
    count_rows,
    coverage,
    misplaced_units,
    rows_without_unit,
)
from corpus.check_text import layout
from tests.reading import FOLDER, HTML_HEAD, WORD_HEAD, entry_of, parse, rows

ROW = "\t{}\n\t{}\n\t整治。\n\t{}\n\n"
TABLES = (
    f"附件1\n指标表\n\n{WORD_HEAD}{ROW.format(1, '甲', '县水利局')}{ROW.format(2, '乙', '')}"
    f"附件10\n清单\n\n一、方案\n\n1．编制甲。\n\n2．编制乙。\n\n"
    f"专栏二：应用\n\n\t序号\n\t名称\n\n\t1\n\t甲\n"
)


def counts(
    parsed: ParsedDocument, expected: Mapping[str, int]
) -> list[tuple[str, int, int | None]]:
    return [(t.heading, t.rows, t.expected) for t in count_rows(parsed, expected)]


# ---- rows ----


def test_tables_without_expectations_are_listed_by_their_path() -> None:
    assert counts(parse("word", TABLES), {}) == [
        ("附件1 指标表 > 一、重点措施", 2, None),
        ("附件10 清单 > 一、方案 > 专栏二：应用", 1, None),
    ]


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("附件1", 2),  # not that of 附件10
        ("附 件 一", 2),
        ("附件1 > 一、", 2),
        ("一、重点措施", 2),
        ("专栏2", 1),
        ("专栏 二", 1),
        ("附件10 > 专栏2", 1),
        ("附件10 > 一、方案 > 专栏2：应用", 1),
        ("附件", 3),
        # no table there
        ("附件2", 0),
        ("专栏2 > 附件10", 0),
        ("措施", 0),
    ],
)
def test_rows_are_counted_by_the_beginning_of_a_heading(heading: str, number: int) -> None:
    assert counts(parse("word", TABLES), {heading: number})[0] == (heading, number, number)


def test_items_are_counted_where_there_is_no_table() -> None:
    text = "附件5\n清单\n\n一、方案\n\n1．编制甲。\n\n2．编制乙。\n\n二、机制\n\n1．建立丙。\n"
    assert counts(parse("word", text), {"附件5 > 一、": 2, "附件5 > 二、": 1, "附件5": 3}) == [
        ("附件5 > 一、", 2, 2),
        ("附件5 > 二、", 1, 1),
        ("附件5", 3, 3),
    ]


def test_a_table_that_nothing_expects_is_a_fault_where_others_are_expected() -> None:
    parsed = parse("word", TABLES)
    check = check_document(parsed, entry_of("word", tables={"附件1": 3}))
    assert check.faults == (
        "附件1: 2 rows, 3 expected",
        "附件10 清单 > 一、方案 > 专栏二：应用: 1 rows, 0 expected",
    )


# ---- coverage ----


def test_coverage_by_hand() -> None:
    parsed = parse("word", "一、总则\n\n坚持安全。\n\n落实责任。\n")
    assert coverage(parsed).characters == 14
    assert coverage(parsed).covered == 14
    first, second = parsed.clauses
    without = replace(parsed, clauses=(second,))
    assert coverage(without).gaps == ("line 3: 坚持安全。",)
    assert coverage(without).covered == 9
    twice = replace(parsed, clauses=(first, replace(second, start=first.end - 2)))
    assert coverage(twice).overlap == 2
    assert coverage(twice).gaps == ()
    assert coverage(replace(parsed, clauses=(first, first, second))).overlap == 5


def test_a_part_inside_another_counts_as_overlap() -> None:
    parsed = parse("word", "一、总则\n\n坚持安全。\n")
    (clause,) = parsed.clauses
    inner = replace(clause, start=clause.start + 1, end=clause.start + 3)
    assert coverage(replace(parsed, clauses=(clause, inner))).overlap == 2


# ---- units ----


def with_units(parsed: ParsedDocument, *changed: Clause) -> ParsedDocument:
    new = {clause.id: clause for clause in changed}
    return replace(parsed, clauses=tuple(new.get(c.id, c) for c in parsed.clauses))


def test_a_unit_out_of_its_cell_is_found() -> None:
    parsed = parse("word", WORD_HEAD + ROW.format(1, "甲", "县水利局") + ROW.format(2, "", ""))
    first, second = rows(parsed)
    assert list(misplaced_units(parsed, "word")) == []
    guessed = ResponsibleUnit("县教委", "lead")
    found = misplaced_units(with_units(parsed, replace(first, units=(guessed,))), "word")
    assert [(unit.name, clause.id) for unit, clause in found] == [("县教委", first.id)]
    # an inherited unit stands in the row that has the cell, not in its own
    own = replace(second, units=(ResponsibleUnit("县水利局", "responsible"),))
    assert len(list(misplaced_units(with_units(parsed, own), "word"))) == 1
    orphan = replace(second, merged_with=None)
    assert len(list(misplaced_units(with_units(parsed, orphan), "word"))) == 1


def test_rows_without_unit_are_those_of_tables_with_a_column_for_units() -> None:
    parsed = parse("word", TABLES)
    assert [row.number for row in rows_without_unit(parsed)] == ["2"]


# ---- all of it ----


def damaged() -> DocumentCheck:
    text = (
        f"{WORD_HEAD}{ROW.format(1, '甲', '某某局')}{ROW.format(2, '', '')}"
        f"{ROW.format(3, '丙', '')}二、总则\n\n坚\x01持安全。\n\n6、附则\n"
    )
    parsed = parse("word", text)
    twice = replace(parsed.clauses[-1], id=parsed.clauses[-2].id)
    parsed = replace(parsed, clauses=(*parsed.clauses[:-1], twice))
    return check_document(parsed, entry_of("word", tables={"一、": 4}))


def test_everything_is_found_with_its_line() -> None:
    check = damaged()
    path = "一、重点措施 > "
    assert check.unknown == (
        f"line 8: 某某局: {path}甲, no. 1",
        f"line 13: 某某局: {path}甲, no. 2",
    )
    assert check.inherited == (f"line 13: {path}甲, no. 2",)
    assert check.without_unit == (f"line 18: {path}丙, no. 3",)
    assert len(check.duplicate_ids) == 1
    assert any(w.startswith("line 25: 1 control") for w in check.warnings)
    assert check.faults == ("一、: 3 rows, 4 expected", "1 clause ids are used twice")


def test_the_print_names_everything() -> None:
    text = layout([damaged()])
    for line in (
        "测试区  《测试区工作要点》  test.txt",
        "        3 rows  一、  MISSED, 4 expected",
        "    duplicate ids: 1",
        "    units: 1 named",
        "    units unknown to the register: 2",
        "    units not in their cell: 0",
        "    rows that name no unit: 1",
        "    rows with the units of a row above: 1",
        "    repaired: 0",
        "    MISSED: 2",
        "        1 clause ids are used twice",
        "1 documents, 5 clauses: 2 expectations MISSED",
    ):
        assert line in text.splitlines(), text


def test_a_share_is_not_rounded_up_to_all() -> None:
    parsed = parse("word", "一、总则\n\n" + "坚持安全。\n\n" * 4_000)
    check = check_document(replace(parsed, clauses=parsed.clauses[1:]), entry_of("word"))
    assert "99.97 % of 20004 characters, 0 twice" in layout([check])


def test_the_five_documents_meet_every_expectation() -> None:
    checks = check_corpus(FOLDER)
    assert [check.faults for check in checks] == [()] * 5
    assert all(check.tables and table.expected for check in checks for table in check.tables)
    assert [check.warnings for check in checks] == [()] * 5
    assert [check.unknown for check in checks] == [()] * 5
    assert json.loads(json.dumps([as_dict(check) for check in checks], ensure_ascii=False))
    assert layout(checks).endswith(" clauses: ok")


def test_repairs_are_printed_with_their_line() -> None:
    text = "一、总则\n\n坚持安全。\n\n2、 任务\n\n（一）排查。\n"
    printed = layout([check_document(parse("word", text), entry_of("word"))])
    assert "        line 5: chapter number read as 2: 2、任务" in printed.splitlines()


def test_a_cut_web_table_is_a_warning() -> None:
    check = check_document(parse("html", HTML_HEAD + "1 |\n甲 |\n"), entry_of("html"))
    assert check.warnings == ("line 7: row '1' has 2 of 4 cells; the table may be cut there",)
    assert check.faults == ()
