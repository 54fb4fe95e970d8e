"""Numbers in words."""

import pytest

from pledgebook.language.dates import numbers


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("90", 90), ("a", 1), ("six", 6), ("ninety", 90), ("forty-five", 45),
        ("one hundred eighty", 180), ("one hundred and twenty", 120), ("hundred", 100),
        ("several", None), ("", None),
    ],
)  # fmt: skip
def test_english(words: str, value: int | None) -> None:
    assert numbers.english(words) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [("first", 1), ("twenty-third", 23), ("thirtieth", 30), ("thirty-first", 31), ("last", None)],
)
def test_english_ordinals(words: str, value: int | None) -> None:
    assert numbers.english_ordinal(words) == value


@pytest.mark.parametrize(
    ("words", "value"), [("30", 30), ("두", 2), ("열두", 12), ("삼", 3), ("몇", None)]
)
def test_korean(words: str, value: int | None) -> None:
    assert numbers.korean(words) == value
