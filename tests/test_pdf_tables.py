"""Tables of PDFs by their ruling lines, and over page breaks."""

from corpus.blocks import Paragraph, Table
from corpus.forms.pdf import read_pdf
from corpus.reading import Reading
from tests.pdffile import both, lines, middle, pdf, table

EDGES = [72.0, 110.0, 190.0, 380.0, 520.0]
HEADS = ["序号", "名称", "2025年目标（内容）", "责任单位"]


def only_table(reading: Reading) -> Table:
    (found,) = [block for block in reading.blocks if isinstance(block, Table)]
    return found


def grid(reading: Reading) -> list[list[str]]:
    """Texts by row; ^ for a merged place, ? for one of which the form does not tell."""
    marks = {True: "^", None: "?", False: ""}
    return [[cell.text or marks[cell.merged] for cell in row] for row in only_table(reading).rows]


def test_a_table_between_paragraphs() -> None:
    page = both(
        lines("一、重点措施"),
        table([HEADS, ["1", "道路", "排查\n整治。", "县水利局"]], EDGES, top=700),
        lines("以上。", top=560),
    )
    reading = read_pdf(pdf(page))
    assert reading.text == (
        "一、重点措施\n序号\t名称\t2025年目标（内容）\t责任单位\n1\t道路\t排查整治。\t县水利局\n以上。\n"
    )
    found = only_table(reading)
    for cell in (*found.heads, *found.rows[0]):
        assert reading.text[cell.start : cell.end] == cell.text


def test_a_missing_rule_merges_and_a_drawn_one_does_not() -> None:
    rows = [
        HEADS,
        ["1", "道路", "排查。", "县水利局"],
        ["2", None, "整治。", None],
        ["3", "水上", "巡查。", ""],
    ]
    reading = read_pdf(pdf(table(rows, EDGES)))
    assert grid(reading) == [
        ["1", "道路", "排查。", "县水利局"],
        ["2", "^", "整治。", "^"],
        ["3", "水上", "巡查。", ""],
    ]
    assert only_table(reading).rows[2][3].merged is False


def test_places_merged_to_the_side() -> None:
    rows = [
        ["附表", "", "", ""],
        HEADS,
        ["1", "道路", "排查。", "县水利局"],
        ["合计", "", "1项", ""],
    ]
    across = [(0, 1), (0, 2), (0, 3), (3, 1)]
    reading = read_pdf(pdf(table(rows, EDGES, across=across)))
    assert [b.text for b in reading.blocks if isinstance(b, Paragraph)] == ["附表"]
    assert [cell.text for cell in only_table(reading).rows[-1]] == ["合计", "", "1项", ""]


def test_a_table_over_pages_is_one_and_its_heads_are_left_out() -> None:
    first = table([HEADS, ["1", "道路", "排查。", "县水利局"]], EDGES)
    second = table([HEADS, ["2", "水上", "巡查。", "县教委"]], EDGES)
    reading = read_pdf(pdf(first, second))
    assert grid(reading) == [["1", "道路", "排查。", "县水利局"], ["2", "水上", "巡查。", "县教委"]]
    assert reading.text.count("责任单位") == 1


def test_a_table_with_other_heads_is_another() -> None:
    other = ["序号", "项目名称", "主要工作任务", "牵头单位"]
    first = table([HEADS, ["1", "道路", "排查。", "县水利局"]], EDGES)
    second = table([other, ["1", "水上", "巡查。", "县教委"]], EDGES)
    tables = [b for b in read_pdf(pdf(first, second)).blocks if isinstance(b, Table)]
    assert [len(found.rows) for found in tables] == [1, 1]


def test_text_between_parts_them() -> None:
    page = table([HEADS, ["1", "道路", "排查。", "县水利局"]], EDGES)
    after = both(lines("二、重点整治"), table([["1", "水上", "查。", "县教委"]], EDGES, top=660))
    tables = [b for b in read_pdf(pdf(page, after)).blocks if isinstance(b, Table)]
    assert [len(found.rows) for found in tables] == [1]


def test_a_row_cut_by_a_page_break_is_joined() -> None:
    first = table([HEADS, ["1", "道路", "开展道路交通安全隐患排查和", "县水利局、"]], EDGES)
    rest = ["", "", "整治工作。", "县教委"]
    second = table([HEADS, rest, ["2", "水上", "巡查。", "县教委"]], EDGES)
    reading = read_pdf(pdf(first, second))
    assert grid(reading) == [
        ["1", "道路", "开展道路交通安全隐患排查和整治工作。", "县水利局、县教委"],
        ["2", "水上", "巡查。", "县教委"],
    ]
    assert reading.notes == ("table rows cut by page breaks were joined, on pages 2",)


def test_a_numbered_row_after_a_page_break_is_its_own() -> None:
    first = table([HEADS, ["1", "道路", "开展道路交通安全隐患排查和整治", "县水利局"]], EDGES)
    second = table([["2", "水上", "巡查", "县教委"]], EDGES)
    assert [row[0] for row in grid(read_pdf(pdf(first, second)))] == ["1", "2"]


def test_a_merged_place_goes_on_over_a_page_break() -> None:
    first = table([HEADS, ["1", "道路", "排查。", "县水利局"], ["2", None, "整治。", None]], EDGES)
    second = table([["3", "", "巡查。", ""], ["4", None, "值班。", ""]], EDGES)
    assert grid(read_pdf(pdf(first, second))) == [
        ["1", "道路", "排查。", "县水利局"],
        ["2", "^", "整治。", "^"],
        ["3", "^", "巡查。", "?"],
        ["4", "^", "值班。", ""],
    ]


def test_the_text_of_a_merged_place_goes_on_after_a_comma() -> None:
    first = table([HEADS, ["1", "道路", "排查。", "县水利局、"]], EDGES)
    second = table([["2", "水上", "巡查。", "县教委"]], EDGES)
    assert grid(read_pdf(pdf(first, second))) == [
        ["1", "道路", "排查。", "县水利局、县教委"],
        ["2", "水上", "巡查。", "^"],
    ]


def test_a_table_without_outer_rules_at_its_sides() -> None:
    def draw(canvas: object) -> None:
        for y in (740, 700, 660):
            canvas.line(72, y, 520, y)  # type: ignore[attr-defined]
        for x in EDGES[1:-1]:
            canvas.line(x, 740, x, 660)  # type: ignore[attr-defined]
        canvas.setFont("STSong-Light", 10)  # type: ignore[attr-defined]
        for y, row in ((720, HEADS), (680, ["1", "道路", "排查。", "县水利局"])):
            for x, text in zip(EDGES, row, strict=False):
                canvas.drawString(x + 4, y, text)  # type: ignore[attr-defined]

    assert grid(read_pdf(pdf(draw))) == [["1", "道路", "排查。", "县水利局"]]


def test_a_frame_and_a_rule_make_no_table() -> None:
    def framed(canvas: object) -> None:
        canvas.rect(50, 50, 495, 740)  # type: ignore[attr-defined]
        canvas.line(72, 780, 520, 780)  # type: ignore[attr-defined]

    reading = read_pdf(pdf(both(framed, lines("一、总则", "坚持安全。"))))
    assert [b.text for b in reading.blocks if isinstance(b, Paragraph)] == [
        "一、总则",
        "坚持安全。",
    ]


def test_page_numbers_below_a_table_do_not_part_it() -> None:
    pages = [
        both(
            table([HEADS, [str(n), "道路", "排查。", "县水利局"]], EDGES),
            middle(f"— {n} —", 40, 10),
        )
        for n in (1, 2, 3)
    ]
    assert [row[0] for row in grid(read_pdf(pdf(*pages)))] == ["1", "2", "3"]


def test_a_page_of_many_rules_is_read_in_bounded_time() -> None:
    def drawing(canvas: object) -> None:
        for n in range(8_000):
            canvas.line(10 + n % 500, n % 700, 14 + n % 500, n % 700)  # type: ignore[attr-defined]
            canvas.line(10 + n % 500, n % 700, 10 + n % 500, 4 + n % 700)  # type: ignore[attr-defined]

    reading = read_pdf(pdf(both(drawing, lines("一、总则", top=790))))
    assert "一、总则" in reading.text
