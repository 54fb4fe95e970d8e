"""Whatever the text, the analyser ends, and its spans lie in the text."""

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pledgebook.language.clause import Clause

PIECES = [
    "정부는", "한국과", "영국,", "유엔 등", "장관은", "“돕겠다”고", "\"함께", "하겠다\"며",
    "회의를", "열린", "지난 3일", "2027년까지", "(이하 '연구소')", "「기본법」", "…", "·",
    "약속했다.", "만들기로", "합의했다.", "할 것을", "촉구했다.", "하는", "등", "목표로",
    "계획이다.", "-", "□", "ㅇ", "😀", "韓", "ＡＩ", "이다.", "라며", "것이", "에서", "을",
    "\n", "위해", "따라", "중인", "않기로", "했다.", "A", "12%", "'", ")", "(",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=24).map(" ".join)


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=TEXTS | st.text(max_size=60))
def test_any_text_is_read(text: str, read: Callable[[str], list[Clause]]) -> None:
    for clause in read(text):
        assert 0 <= clause.span.start <= clause.span.end <= len(text)
        assert clause.sentence.covers(clause.span)
        for argument in (*clause.arguments, *clause.said_by):
            assert 0 <= argument.span.start <= argument.span.end <= len(text)
        for marker in clause.markers:
            assert marker.span.end <= len(text)
        for time in clause.times:
            assert clause.sentence.start <= time.start <= time.end <= len(text)
