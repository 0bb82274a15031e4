"""Questions put right: pinyin in characters, homophones, look-alikes; nothing else is touched."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rag.spelling
from corpus.readable import split_sentences
from errors import DataFileError
from rag.lexicon import load_lexicon
from rag.normalize import normalize
from rag.spelling import Speller
from tests.asking import corrected, coverage, query
from tests.reading import IDS, real

FAST = settings(max_examples=100, deadline=None, derandomize=True)
SENTENCES = [
    sentence
    for document_id in IDS
    for clause in real(document_id).clauses
    for sentence in split_sentences(clause.text)
]


@pytest.mark.parametrize(
    "typed",
    [
        "fengjie ran qi shui qian tou",
        "feng jie ranqi shui qiantou",
        "fengjie ranqi shui qiantou",
        "Fengjieranqishuiqiantou",
        "FENGJIE RANQI SHUI QIANTOU",
        "fēngjié ránqì shuí qiāntóu",
        "feng4jie2 ran2qi4 shui2 qian1tou2",
        "feng4 jie2 ran2 qi4 shui2 qian1 tou2",
    ],
)
def test_pinyin_in_any_spelling(typed: str) -> None:
    assert corrected(typed) == "奉节燃气谁牵头"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("jiangjin dianti shui fuze", "江津电梯谁负责"),
        ("wulong senlin fanghuo touzi duoshao", "武隆森林防火投资多少"),
        ("bishan xiaofang peihe danwei you naxie", "璧山消防配合单位有哪些"),
        ("bishan dianti shenme shihou wancheng", "璧山电梯什么时候完成"),
        ("dizhi zaihai shui qiantou", "地质灾害谁牵头"),
        ("wansheng ranqi zerendanwei", "万盛燃气责任单位"),
        ("fengjie ranqi mubiao shi duoshao gongli", "奉节燃气目标是多少公里"),
        ("奉节ranqi谁牵头", "奉节燃气谁牵头"),
    ],
)
def test_pinyin_of_other_questions(typed: str, read: str) -> None:
    assert corrected(typed) == read


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("fengjie 15 gongli ranqi guandao", ["15", "公里燃气管道"]),
        ("jiangjin 3.4 gongli guandao", ["3.4", "公里管道"]),
        ("bishan 2024 weiqiao gaizao duoshao zuo", ["2024", "危桥改造多少座"]),
        ("fengjie 2025 nian ranqi guandao", ["2025", "年燃气管道"]),
    ],
)
def test_digits_part_pinyin_and_stay(typed: str, parts: list[str]) -> None:
    read = corrected(typed)
    assert all(part in read for part in parts)


@pytest.mark.parametrize(
    "sentence",
    [
        "who leads gas rectification in Fengjie",
        "what is the deadline in Bishan?",
        "how many kilometres of pipes",
        "Which units support flood control in Jiangjin?",
        "Who is responsible for lifts in Wansheng",
        "Can you tell me the plan for mines",
        "When must dangerous bridges be renovated",
        "Does Wulong have a fire station",
        "shall we use the app",
        "he can manage the men in Wulong",
        "the banner can gain tension",
        "who checks e-bike charging",
        "main lines and pipe length",
        "Is there an online platform",
        "list all tasks of the unit",
        "Yubei and Jiangjin gas",
    ],
)
def test_english_stays(sentence: str) -> None:
    assert corrected(sentence) == sentence.lower()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("奉节燃气谁牵投", "奉节燃气谁牵头"),
        ("奉节燃气谁迁头", "奉节燃气谁牵头"),
        ("奉节燃气责任担位是哪些", "奉节燃气责任单位是哪些"),
        ("消访", "消防"),
        ("奉节消访安全谁牵头", "奉节消防安全谁牵头"),
        ("防汛抗早谁负责", "防汛抗旱谁负责"),
    ],
)
def test_homophones(written: str, meant: str) -> None:
    assert corrected(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("奉节县燃汽谁牵头", "奉节县燃气谁牵头"),
        ("奉节县燃气谁索头", "奉节县燃气谁牵头"),
        ("泰节燃气", "奉节燃气"),
        ("地质灾寄谁管", "地质灾害谁管"),
        ("电悌安全", "电梯安全"),
    ],
)
def test_characters_that_look_alike(written: str, meant: str) -> None:
    assert corrected(written) == meant


@pytest.mark.parametrize(
    ("written", "district"),
    [
        ("壁山电梯谁管", "璧山区"),
        ("武龙森林防火谁负责", "武隆区"),
        ("江律非煤矿山谁负责", "江津区"),
        ("奉结燃气谁牵头", "奉节县"),
        ("万胜矿山谁管", "万盛经开区"),
    ],
)
def test_slips_in_a_district(written: str, district: str) -> None:
    assert query(written).districts == (district,)


@pytest.mark.parametrize(
    "written",
    [
        "长江今年水位是多少",
        "配建比是多少",
        "都有谁配合",
        "是个什么文件",
        "区与县各是谁牵头",
        "从2024年管到哪年",
        "燃气管道管到哪里",
        "谁都不管",
        "有几家企业",
        "第十五条说了什么",
        "三百五十户",
        "剧本杀由谁监管",
    ],
)
def test_what_is_right_stays(written: str) -> None:
    assert corrected(written) == written


def test_no_sentence_of_the_documents_is_touched() -> None:
    assert len(SENTENCES) > 3000
    changed = [s for s in SENTENCES[::3] if corrected(s) != normalize(s)]
    assert changed == []


@FAST
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map("".join))
def test_sentences_of_the_documents_together_stay(text: str) -> None:
    assert corrected(text) == normalize(text)


@FAST
@given(st.sampled_from(SENTENCES), st.data())
def test_a_stretch_of_a_sentence_stays(sentence: str, data: st.DataObject) -> None:
    """However a document's words are cut, what the documents write is never put right."""
    start = data.draw(st.integers(0, len(sentence) - 1))
    end = data.draw(st.integers(start, len(sentence)))
    assert corrected(sentence[start:end]) == normalize(sentence[start:end])


@FAST
@given(
    st.one_of(
        st.text(max_size=200),
        st.text(alphabet="fengjieranqishuiqiantou 12345'éāǎ-.燃气谁牵投", max_size=80),
    )
)
def test_any_text_can_be_put_right(text: str) -> None:
    assert isinstance(corrected(text), str)


@FAST
@given(st.text(alphabet="奉节燃气谁牵头投责任担单位消防访壁璧山武龙隆", max_size=30))
def test_slips_keep_the_length(text: str) -> None:
    assert len(corrected(text)) == len(text)


def test_a_small_speller_by_hand() -> None:
    """Two words of one sound: the more frequent one is read from pinyin."""
    speller = Speller.of(["水库堤坝。水库堤坝。水库。"], load_lexicon())
    assert speller.counts["水库"] >= 3
    assert "水库" in speller.by_sound[("shui", "ku")]
    assert speller.by_letters["shuiku"] == ("水库", (4,))
    assert speller.correct("shuiku", load_lexicon()) == "水库"


def test_speller_knows_the_words_of_the_documents() -> None:
    counts = coverage().speller.counts
    assert counts["燃气"] > counts["剧本杀"] > 0
    assert all(len(word) > 0 for word in counts)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ('words = ["谁"]\n', "lookalikes"),
        ('words = "谁"\nlookalikes = []\n', "words"),
        ("words = []\nlookalikes = []\nextra = 1\n", "extra"),
    ],
)
def test_a_wrong_file_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, field: str
) -> None:
    path = tmp_path / "spelling.toml"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(rag.spelling, "_SPELLING_FILE", path)
    rag.spelling._load_spelling.cache_clear()
    with pytest.raises(DataFileError, match=rf"spelling\.toml: {field}") as raised:
        rag.spelling._load_spelling()
    rag.spelling._load_spelling.cache_clear()
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("typed", ["shouhailv", "shou hai lv", "shouhailü", "shòuhàilǜ"])
def test_the_umlaut_of_pinyin_is_v_as_it_is_typed(typed: str) -> None:
    assert corrected(f"jiangjin senlin huozai {typed}") == "江津森林火灾受害率"
