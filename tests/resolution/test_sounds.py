"""Loanwords and names meet across the two scripts; other words do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.resolution.sounds import sounds


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("드론을", "drones"),
        ("로봇", "robots"),
        ("제네바에서", "Geneva"),
        ("플랫폼", "platform"),
        ("하이델베르크", "Heidelberg"),
        ("클라우드", "cloud"),
        ("펠로십", "fellowship"),
        ("칸쿤", "Cancún"),
    ],
)
def test_a_loanword_meets_its_source(korean: str, english: str) -> None:
    assert sounds(korean) & sounds(english)


@pytest.mark.parametrize(("korean", "english"), [("정부가", "government"), ("데이터", "date")])
def test_other_words_do_not_meet(korean: str, english: str) -> None:
    assert not sounds(korean) & sounds(english)


@given(st.text())
def test_any_text_has_sounds_of_three_consonants_or_more(text: str) -> None:
    assert all(len(skeleton) >= 3 for skeleton in sounds(text))
