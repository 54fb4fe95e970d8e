import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.documents.boilerplate import Notice, mark_boilerplate
from pledgebook.knowledge.loading import load

MARKED = re.compile("⟦(.*?)⟧", re.DOTALL)


def examples() -> Iterator[tuple[str, str]]:
    data = load("boilerplate.yaml")
    for kind in ("words", "lines", "paragraphs", "chains"):
        for rule in data[kind]:
            assert rule["examples"], rule
            for example in rule["examples"]:
                yield example, rule["reason"]


def unspaced(parts: list[str]) -> str:
    return re.sub(r"\s+", "", "".join(parts))


@pytest.mark.parametrize(("example", "reason"), list(examples()))
def test_each_rule_marks_its_examples(example: str, reason: str) -> None:
    text = example.replace("⟦", "").replace("⟧", "")
    notices = mark_boilerplate(text)
    marked = [text[notice.start : notice.end] for notice in notices]
    assert unspaced(marked) == unspaced(MARKED.findall(example))
    if marked:
        assert reason in {notice.reason for notice in notices}


def reasons(text: str, language: str | None = None) -> list[str]:
    return [notice.reason for notice in mark_boilerplate(text, language)]


def test_plain_text_has_none() -> None:
    assert mark_boilerplate("The two sides met and agreed to go on.") == []
    assert mark_boilerplate("두 나라는 만나서 협력을 이어 가기로 했다.") == []
    assert mark_boilerplate("") == []


def test_spans_are_half_open_and_in_order() -> None:
    text = "FOR IMMEDIATE RELEASE\n\nThey met.\n\n###\n"
    assert mark_boilerplate(text) == [Notice(0, 21, "masthead"), Notice(34, 37, "end-mark")]


def test_text_that_resumes_after_a_notice_is_read() -> None:
    notice = "“이 자료는 등대청의 보도자료를 전재하여 제공함을 알려드립니다.”"
    text = f"등대를 고친다. {notice} 등대부(장관 김하늘)는 등대를 새로 짓기로 했다고 밝혔다."
    (only,) = mark_boilerplate(text)
    assert text[only.start : only.end] == notice


def test_a_scraped_body_that_is_repeated_stays_text() -> None:
    body = "두 나라는 연구소를 세우기로 했다.\n◎한빛언론 한빛뉴스 [email protected]\n"
    text = body + body
    left = text
    for notice in reversed(mark_boilerplate(text)):
        left = left[: notice.start] + left[notice.end :]
    assert left.split() == ["두", "나라는", "연구소를", "세우기로", "했다."] * 2


def test_a_language_leaves_out_what_is_peculiar_to_others() -> None:
    text = "They met.\n\nShare this page\n"
    assert reasons(text, "en") == reasons(text) == ["navigation"]
    assert reasons(text, "ko") == []


def test_a_line_of_a_wrapped_paragraph_is_text() -> None:
    text = (
        "The ministers of both countries spoke at length about how they would\n"
        "Share\n"
        "the results of their work with others.\n"
    )
    assert mark_boilerplate(text) == []


@given(st.text(alphabet="가다.\n #=-<>[]()@·0a‘’“”자료는이붙임끝 ", max_size=200))
def test_notices_never_overlap_and_lie_in_the_text(text: str) -> None:
    end = 0
    for notice in mark_boilerplate(text):
        assert end <= notice.start < notice.end <= len(text)
        assert not text[notice.start].isspace()
        assert not text[notice.end - 1].isspace()
        end = notice.end


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "가",
        "@",
        "\n",
        "0",
        "=[",
        "<img ",
        "<!--",
        "- ",
        "1. 경우",
        "붙임 ",
        "이 자료는 ",
        "제1조",
        "Share ",
    ],
)
def test_a_text_that_only_begins_a_notice_over_and_over_is_read_to_its_end(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    notices = mark_boilerplate(text)
    assert all(0 <= notice.start < notice.end <= len(text) for notice in notices)
    assert [n.start for n in notices] == sorted(n.start for n in notices)
