"""What holds for any text: spans in place and in order, dates that read back."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.language.dates.edtf import parse
from pledgebook.language.dates.english import find_english
from pledgebook.language.dates.expression import TimeExpression, Use
from pledgebook.language.dates.korean import find_korean

Finder = Callable[[str, date | None, int], list[TimeExpression]]

ENGLISH = [
    "by", "within", "since", "from", "to", "the end of", "early", "mid-", "last", "next", "this",
    "30", "31", "February", "29", "May", "of", "2023", "2100", "99", "days", "years", "ago", "-",
    "and", ",", "Friday", "week", "first half of", "fiscal year", "of the date of this order",
    "before", "next summit", "over", "until", "1990s", "decade", "00", "0", "\n", "’s",
]  # fmt: skip
KOREAN = [
    "지난", "오는", "올해", "내년", "2월", "30일", "29일", "0일", "13월", "99년", "2024년", "~",
    "부터", "까지", "이내", "뒤", "후", "전", "초", "말", "상반기", "4분기", "향후", "5", "년간",
    "'26.", "7.", "22.", "(수)", "(", ")", "연내", "임기 내", "차기", "정상회의", "이날", "-",
    "매년", "9999년", "개월", "시행", "1900년", "일", "월", "같은 해", " ",
]  # fmt: skip

TOLD = st.one_of(st.none(), st.dates(), st.dates(date(2020, 1, 1), date(2030, 12, 31)))


def _check(find: Finder, text: str, told: date | None) -> None:
    end = 7
    for found in find(text, told, 7):
        assert end <= found.start < found.end <= len(text) + 7
        end = found.end
        if found.edtf is not None:
            first, last = parse(found.edtf)
            assert first <= last
        else:
            assert found.fuzzy or found.use is Use.TRIGGER
        if found.trigger is not None:
            assert found.trigger in text[found.start - 7 : found.end - 7]
        assert found.use is not Use.TRIGGER or found.trigger


@pytest.mark.parametrize("find", [find_english, find_korean])
@given(text=st.text(max_size=80), told=TOLD)
def test_any_text(find: Finder, text: str, told: date | None) -> None:
    _check(find, text, told)


@given(st.lists(st.sampled_from(ENGLISH), max_size=14), TOLD)
def test_any_english_words(words: list[str], told: date | None) -> None:
    _check(find_english, " ".join(words), told)


@given(st.lists(st.sampled_from(KOREAN), max_size=14), TOLD, st.sampled_from(["", " "]))
def test_any_korean_words(words: list[str], told: date | None, between: str) -> None:
    _check(find_korean, between.join(words), told)


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), TOLD)
def test_a_full_date_is_read_back_in_every_writing(day: date, told: date | None) -> None:
    months = ["January", "February", "March", "April", "May", "June", "July", "August"]
    month = [*months, "September", "October", "November", "December"][day.month - 1]
    english = [
        f"on {month} {day.day}, {day.year}",
        f"on {day.day} {month} {day.year}",
        day.isoformat(),
    ]
    korean = [
        f"{day.year}년 {day.month}월 {day.day}일",
        f"{day.year}. {day.month}. {day.day}.",
        f"{day.year}.{day.month:02}.{day.day:02}",
    ]
    for texts, find in ((english, find_english), (korean, find_korean)):
        for text in texts:
            assert [e.edtf for e in find(text, told)] == [day.isoformat()]


@given(st.integers(1, 990), st.sampled_from(["days", "weeks", "months"]), st.dates())
def test_a_count_past_the_calendars_end_is_no_error(count: int, unit: str, told: date) -> None:
    [found] = find_english(f"within {count} {unit}", told)
    assert found.use is Use.BY
