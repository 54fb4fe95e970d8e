from datetime import date

import pytest

from pledgebook.documents.dates import parse_date
from pledgebook.errors import DateError


@pytest.mark.parametrize(
    "words",
    [
        "2023-11-07",
        "2023/11/7",
        "2023.11.07",
        "2023. 11. 7.",
        "2023년 11월 7일",
        "20231107",
        "7 November 2023",
        "7th Nov 2023",
        "November 7, 2023",
        "Nov. 7 2023",
        "2023. 11. 7.(화)",
        "2023-11-07T12:00:00Z",
    ],
)
def test_forms(words: str) -> None:
    assert parse_date(words) == date(2023, 11, 7)


@pytest.mark.parametrize(
    "words",
    [
        "2023-02-29",
        "2023-13-01",
        "2023-00-10",
        "31 April 2024",
        "tomorrow",
        "",
        "7/11/23",
        "0000-1-1",
    ],
)
def test_what_is_no_day(words: str) -> None:
    with pytest.raises(DateError):
        parse_date(words)
