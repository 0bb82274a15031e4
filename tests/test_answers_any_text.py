"""Whatever people hand in: an answer gets marks within its bounds, a file one clear line."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from errors import AnswersError
from quiz.grade import grade
from quiz.marking import mark
from tests.quizzes import papers, plain_questions

PARTS = st.sampled_from(list("ABCDEab123Ａ１；;，、（）()-→= \t\n。√×①〇万公里年月日%％'\"=+@"))
TEXTS = st.one_of(st.text(max_size=60), st.lists(PARTS, max_size=25).map("".join))


@settings(max_examples=400, deadline=None)
@given(asked=st.sampled_from(plain_questions()), text=TEXTS)
def test_any_answer_is_marked_within_bounds(asked, text: str) -> None:
    found = mark(asked, 3, text)
    assert 0 <= found.earned <= asked.marks
    assert (found.earned == asked.marks) == (found.status == "right")
    assert (found.status == "unanswered") == (not text.strip())


@settings(max_examples=150, deadline=None)
@given(
    data=st.one_of(st.binary(max_size=300), TEXTS.map(str.encode)),
    ending=st.sampled_from(["csv", "xlsx"]),
)
def test_any_bytes_are_read_or_told_in_one_line(tmp_path_factory, data: bytes, ending: str) -> None:
    path: Path = tmp_path_factory.mktemp("any") / f"a.{ending}"
    path.write_bytes("姓名,1,2\n".encode() * (ending == "csv") + data)
    try:
        report = grade(papers()[:1], path)
    except AnswersError as error:
        assert "\n" not in str(error)
    else:
        assert report.people
