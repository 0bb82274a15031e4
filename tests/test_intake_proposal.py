"""What is proposed for a file's metadata: the five documents, and made-up ones of all kinds."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.forms import read_file
from corpus.records import Form
from intake.document_numbers import plain_number
from intake.entry import draft_entry
from intake.issue_dates import read_day
from intake.proposal import propose_fields
from intake.records import FIELDS, FieldName, Proposed
from tests.reading import IDS, DocumentId, documents
from tests.rebuild import pieces
from tests.rebuild_docx import write_docx
from tests.rebuild_html import write_html
from tests.rebuild_pdf import write_pdf


def values(fields: dict[FieldName, Proposed]) -> dict[str, str]:
    """The value of each field, '' where none is proposed."""
    return {name: found.value.value if found.value else "" for name, found in fields.items()}


# ---- the five documents ----


@pytest.mark.parametrize("document_id", IDS)
def test_everything_is_right_for_the_five_documents(document_id: DocumentId) -> None:
    entry, parsed = documents()[document_id]
    got = values(propose_fields(parsed.document.text, entry.form, entry.file))
    assert got.pop("id").startswith(document_id)
    assert got == {
        "district": entry.district,
        "title": entry.title,
        "doc_number": entry.doc_number,
        "issuer": entry.issuer,
        "issued": entry.issued.isoformat(),
    }


@pytest.mark.parametrize("document_id", IDS)
def test_each_value_stands_where_it_is_said_to(document_id: DocumentId) -> None:
    entry, parsed = documents()[document_id]
    lines = parsed.document.text.split("\n")
    for field, proposed in propose_fields(parsed.document.text, entry.form, entry.file).items():
        assert proposed.value is not None
        assert proposed.value in proposed.candidates
        if proposed.value.line:
            written = "".join(lines[proposed.value.line - 1].replace("*", "").split())
            assert "".join(proposed.value.words.split()).strip("#") in written.replace("#", "")
        assert field in FIELDS


@pytest.mark.parametrize("document_id", IDS)
@pytest.mark.parametrize("form", ["docx", "webpage", pytest.param("pdf", marks=pytest.mark.slow)])
def test_everything_is_right_in_files_of_their_own(document_id: DocumentId, form: Form) -> None:
    entry, parts = pieces(document_id)
    written = {
        "docx": lambda: write_docx(parts),
        "webpage": lambda: write_html(entry.title, parts),
        "pdf": lambda: write_pdf(entry.title, parts),
    }
    got = values(propose_fields(read_file(written[form](), form).text, form, "file"))
    assert {**got, "id": ""} == {
        "id": "",
        "district": entry.district,
        "title": entry.title,
        "doc_number": entry.doc_number,
        "issuer": entry.issuer,
        "issued": entry.issued.isoformat(),
    }


# ---- made-up documents ----


@dataclass(frozen=True)
class Case:
    """A file and what is to be proposed; '' where nothing may be."""

    text: str
    district: str
    title: str
    doc_number: str
    issuer: str
    issued: str
    id: str
    name: str = "file.txt"
    form: Form = "word"


RED_HEAD = Case(
    "重庆市万州区应急管理局文件\n\n万州应急发〔2025〕18号\n\n"
    "重庆市万州区应急管理局\n关于做好2025年汛期安全防范工作的通知\n\n各镇乡（街道）应急办：\n"
    "为做好汛期工作，现通知如下。\n一、压实责任\n\n万州应急管理局的工作。\n\n"
    "重庆市万州区应急管理局\n2025年5月9日\n",
    "万州区",
    "关于做好2025年汛期安全防范工作的通知",
    "万州应急发〔2025〕18号",
    "重庆市万州区应急管理局",
    "2025-05-09",
    "wanzhou-2025-notice",
)
WITH_ATTACHMENT = Case(
    "巫山府办发[2024]第7号\n巫山县人民政府办公室\n"
    "关于印发《巫山县森林草原防灭火\n应急预案》的通知\n各乡镇人民政府：\n"
    "现将《巫山县森林草原防灭火应急预案》印发给你们，请遵照执行。\n"
    "巫山县人民政府办公室\n2024年2月5日\n（此件公开发布）\n"
    "巫山县森林草原防灭火\n应急预案\n一、总则\n",
    "巫山县",
    "巫山县森林草原防灭火应急预案",
    "巫山府办发〔2024〕7号",
    "巫山县人民政府办公室",
    "2024-02-05",
    "wushan-2024-emergency-plan",
)
WEB_PAGE = Case(
    "首页 > 政务公开 > 行政规范性文件\n渝北区人民政府办公室\n"
    "索引号：115001120093/2025-00031 发文字号：渝北府办发〔2025〕12号\n"
    "主题分类：应急 体裁分类：意见 发布机构：重庆市渝北区人民政府办公室\n"
    "成文日期：2025-04-01 发布日期：2025-04-18\n"
    "关于加强高层建筑消防安全管理的实施意见\n字体：大 中 小\n各镇人民政府：\n一、总体要求\n",
    "渝北区",
    "关于加强高层建筑消防安全管理的实施意见",
    "渝北府办发〔2025〕12号",
    "重庆市渝北区人民政府办公室",
    "2025-04-01",
    "yubei-2025-opinions",
)
WEB_TABLE = Case(
    "重庆市合川区人民政府\n索引号\t1150038/2024-9\t文　　号\t合川府发〔2024〕30号\n"
    "发布机构\t合川区人民政府\t成文日期\t2024年11月30日\n"
    "标题\t合川区自然灾害救助应急预案\t有效性\t有效\n"
    "合川区自然灾害救助应急预案\n1 总则\n1.1 编制目的\n",
    "合川区",
    "合川区自然灾害救助应急预案",
    "合川府发〔2024〕30号",
    "重庆市合川区人民政府",
    "2024-11-30",
    "hechuan-2024-emergency-plan",
    form="webpage",
)
CHINESE_NUMERALS = Case(
    "石柱土家族自治县安全生产委员会\n石柱安委〔二〇二四〕六号\n"
    "石柱县2024年安全生产工作要点\n为做好全年工作，制定本要点。\n一、目标\n\n"
    "石柱土家族自治县安全生产委员会\n二〇二四年三月二十一日\n",
    "石柱土家族自治县",
    "石柱县2024年安全生产工作要点",
    "石柱安委〔2024〕6号",
    "石柱土家族自治县安全生产委员会",
    "2024-03-21",
    "shizhu-2024-work-points",
)
NO_NUMBER = Case(
    "江北区2025年城市内涝防治工作方案\n\n为贯彻《重庆市防汛条例》（渝府发〔2019〕8号），"
    "结合江北区实际，制定本方案。\n一、目标\n江北区住房城乡建委牵头。\n\n"
    "重庆市江北区住房和城乡建设委员会\n2025年1月8日\n",
    "江北区",
    "江北区2025年城市内涝防治工作方案",
    "",
    "重庆市江北区住房和城乡建设委员会",
    "2025-01-08",
    "jiangbei-2025-plan",
)
TWO_DATES = Case(
    "垫江府发〔2023〕5号\n垫江县人民政府\n关于印发垫江县安全生产责任制规定的通知\n各乡镇：\n"
    "现将《垫江县安全生产责任制规定》印发给你们。\n垫江县人民政府\n2023年6月30日\n"
    "垫江县安全生产责任制规定\n第一章 总则\n第一条 略。\n"
    "垫江县人民政府办公室　　　　　2023年7月3日印发\n",
    "垫江县",
    "垫江县安全生产责任制规定",
    "垫江府发〔2023〕5号",
    "垫江县人民政府",
    "2023-06-30",
    "dianjiang-2023-rules",
)
ENGLISH = Case(
    "Fengjie County Emergency Management Bureau\nDocument No.: FJ-2024-003\n"
    "Date of issue: March 5, 2024\n\nFengjie County Flood Emergency Plan\n\n"
    "This plan says who does what.\n",
    "奉节县",
    "Fengjie County Flood Emergency Plan",
    "FJ-2024-003",
    "Fengjie County Emergency Management Bureau",
    "2024-03-05",
    "fengjie-2024-emergency-plan",
    name="flood_plan.txt",
)
ENGLISH_NAME_ONLY = Case(
    "各单位：\n请于周五前报送情况。谢谢配合，辛苦了。\n",
    "武隆区",
    "Wulong Fire Safety Action Plan",
    "",
    "",
    "",
    "wulong-action-plan",
    name="Wulong_Fire_Safety_Action_Plan (1).docx",
    form="docx",
)
ONE_LINE_SIGNATURE = Case(
    "关于开展2025年“安全生产月”活动的通知\n各科室：\n请认真组织。\n"
    "酉阳土家族苗族自治县应急管理局　　2025年5月20日\n",
    "酉阳土家族苗族自治县",
    "关于开展2025年“安全生产月”活动的通知",
    "",
    "酉阳土家族苗族自治县应急管理局",
    "2025-05-20",
    "youyang-2025-notice",
)
MARKDOWN = Case(
    "# 重庆市大足区安全生产委员会办公室文件\n\n大足安办〔2025〕9号\n\n---\n\n"
    "## 重庆市大足区安全生产委员会办公室 关于印发《大足区燃气安全专项整治方案》的通知\n\n"
    "各成员单位：\n\n现将《大足区燃气安全专项整治方案》印发给你们。\n\n"
    "重庆市大足区安全生产委员会办公室\n\n2025年4月2日\n\n"
    "# 大足区燃气安全专项整治方案\n\n## 一、目标\n",
    "大足区",
    "大足区燃气安全专项整治方案",
    "大足安办〔2025〕9号",
    "重庆市大足区安全生产委员会办公室",
    "2025-04-02",
    "dazu-2025-action-plan",
    form="ocr",
)
FULL_WIDTH = Case(
    "忠县府发（２０２５）第３号\n签发人：张某某\n忠县人民政府\n"
    "关于进一步加强道路交通安全工作的意见\n各乡镇：\n忠县人民政府\n２０２５年１月２日\n",
    "忠县",
    "关于进一步加强道路交通安全工作的意见",
    "忠县府发〔2025〕3号",
    "忠县人民政府",
    "2025-01-02",
    "zhongxian-2025-opinions",
)
MUNICIPAL = Case(
    "渝应急发〔2025〕1号\n重庆市应急管理局\n关于印发2025年应急管理工作要点的通知\n"
    "各区县应急管理局：\n例如奉节县、巫山县、奉节县。\n重庆市应急管理局\n2025年1月15日\n",
    "",
    "关于印发2025年应急管理工作要点的通知",  # the work points themselves are not in this file
    "渝应急发〔2025〕1号",
    "重庆市应急管理局",
    "2025-01-15",
    "file-2025-work-points",
)
JOINT = Case(
    "奉节县应急管理局　奉节县消防救援局\n关于联合开展消防检查的通知\n奉应急发〔2025〕4号\n"
    "各单位：\n请执行。\n2025年3月1日\n",
    "奉节县",
    "关于联合开展消防检查的通知",
    "奉应急发〔2025〕4号",
    "奉节县应急管理局、奉节县消防救援局",
    "2025-03-01",
    "fengjie-2025-notice",
)
PRINTED_ONLY = Case(
    "云阳县地质灾害防治方案\n一、总体要求\n云阳县规划自然资源局牵头，云阳县应急管理局配合，云阳各乡镇。\n"
    "云阳县人民政府办公室　　2022年8月19日印发\n",
    "云阳县",
    "云阳县地质灾害防治方案",
    "",
    "",
    "2022-08-19",
    "yunyang-2022-plan",
)
NOTHING = Case("一\n\n二\n", "", "", "", "", "", "x", name="x.txt")

CASES = {
    name.lower(): case
    for name, case in list(globals().items())
    if isinstance(case, Case) and name.isupper()
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_made_up_documents(case: Case) -> None:
    got = values(propose_fields(case.text, case.form, case.name))
    assert got == {field: getattr(case, field) for field in FIELDS}


def test_where_nothing_is_sure_the_candidates_are_told() -> None:
    fields = propose_fields(MUNICIPAL.text, "word", "file.txt")
    assert [found.value for found in fields["district"].candidates] == ["奉节县", "巫山县"]
    found = fields["district"].candidates[0]
    assert (found.line, found.words) == (5, "例如奉节县、巫山县、奉节县。")
    others = propose_fields(NO_NUMBER.text, "word", "file.txt")["doc_number"]
    assert others.value is None
    assert [found.value for found in others.candidates] == ["渝府发〔2019〕8号"]
    dates = propose_fields(TWO_DATES.text, "word", "file.txt")["issued"].candidates
    assert [found.value for found in dates] == ["2023-06-30", "2023-07-03"]


def test_an_id_that_is_taken_gets_a_number() -> None:
    taken = ["wanzhou-2025-notice", "wanzhou-2025-notice-2"]
    got = values(propose_fields(RED_HEAD.text, "word", "a.txt", taken))
    assert got["id"] == "wanzhou-2025-notice-3"


@pytest.mark.parametrize(
    "written",
    [
        "奉节府发〔2025〕2号",
        "奉节府发[2025]2号",
        "奉节府发【2025】第2号",
        "奉节府发（2025）2号",
        "奉节府发 ﹝2025﹞ 2 号",
        "奉节府发〔２０２５〕２号",
        "奉节府发〔2025〕02号",
        "奉节府发〔二〇二五〕二号",
        "奉节府发〔二○二五年〕二号",
        "奉节府发〔2025]2号",
        "奉节府发<2025>2号",
        "奉节府发2025-2号",
    ],
)
def test_spellings_of_a_number(written: str) -> None:
    assert plain_number(written) == "奉节府发〔2025〕2号"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025年3月21日", "2025-03-21"),
        ("二〇二五年三月二十一日", "2025-03-21"),
        ("二0二五年三月二十一日", "2025-03-21"),
        ("二O二五年十月十日", "2025-10-10"),
        ("2025-3-21", "2025-03-21"),
        ("2025/03/21", "2025-03-21"),
        ("March 21, 2025", "2025-03-21"),
        ("2025年13月1日", None),
        ("2025年3月", None),
        ("2025年3月1日、2025年3月2日", None),
        ("", None),
    ],
)
def test_one_day_in_many_spellings(written: str, day: str | None) -> None:
    found = read_day(written)
    assert (found.isoformat() if found else None) == day


@given(
    st.text(max_size=300)
    | st.text(
        "关于印发《》的通知文件号〔2025〕年月日人民政府奉节县[]|:：\t\n 一二〇○", max_size=200
    ),
    st.sampled_from(["word", "html", "ocr", "docx", "webpage", "pdf", "markdown"]),
    st.text(max_size=40),
)
def test_any_text_gives_a_proposal(text: str, form: Form, name: str) -> None:
    fields = propose_fields(text, form, name)
    lines = text.count("\n") + 1
    assert set(fields) == set(FIELDS)
    for proposed in fields.values():
        assert proposed.value is None or proposed.value in proposed.candidates
        assert all(0 <= found.line <= lines for found in proposed.candidates)
    draft_entry(fields, form)  # whatever is proposed makes an entry


def test_a_head_of_one_long_line_takes_no_time() -> None:
    propose_fields("关于印发《" * 100_000, "word", "a.txt")
    propose_fields(("《关于" * 100 + "\n") * 2_000, "word", "a.txt")
    propose_fields("二〇" * 100_000 + "年", "ocr", "a.txt")
