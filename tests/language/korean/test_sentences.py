"""Where Korean sentences end."""

import pytest

from pledgebook.language.korean.sentences import split
from pledgebook.model.span import Span


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("두 나라는 합의했다. 회담은 7.22.(수) 열렸다.", 2),
        ("성장률은 1.5%다. '26.7.20. 발표했다.", 2),
        ('장관은 "돕겠다. 함께 가겠다."고 말했다. 총리도 동의했다.', 2),
        ("□ 목적 ㅇ 안전을 높인다. ㅇ 교류를 넓힌다.", 3),
        ("- 협력 강화 - 교류 확대 - 외교부는 3일 회의를 열었다.", 3),
        ("협정에 서명했다 . 시행은 내년이다 .", 2),
        ("① 점검을 한다 ② 교육을 한다", 2),
    ],
)
def test_sentences_are_counted(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_a_quotation_stays_in_its_sentence() -> None:
    text = "총리는 “위험은 국경이 없다. 함께 막아야 한다.”라고 말했다."
    assert sentences(text) == [text]


def test_marks_and_bylines_are_trimmed() -> None:
    assert sentences("[부산=가나통신] 김하나 기자 = 정부가 나섰다.") == ["정부가 나섰다."]
    assert sentences("▲ 기금을 만든다.") == ["기금을 만든다."]


def test_a_hard_break_after_a_particle_goes_on() -> None:
    assert sentences("정부는\n새 법을 만든다.") == ["정부는\n새 법을 만든다."]


def test_subtitles_part_from_the_lead() -> None:
    text = "- 안전 교육 확대 해양수산부(장관 김하나)는 3일 점검을 했다."
    assert sentences(text) == ["안전 교육 확대", "해양수산부(장관 김하나)는 3일 점검을 했다."]
