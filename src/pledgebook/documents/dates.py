"""The date a document was published, as a caller or a front matter may write it."""

import re
from datetime import date, datetime

from pledgebook.errors import DateError

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sep sept", "october oct", "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_NUMERIC = re.compile(
    r"(\d{4})\s*(?:[-./]|년)\s*(\d{1,2})\s*(?:[-./]|월)\s*(\d{1,2})\s*"
    r"(?:[.일]|[T ].*)?\s*(?:\(.\))?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]+)\.?,?\s+(\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")


def parse_date(words: str) -> date:
    """Return the day that `words` name: ISO 8601, 2024년 5월 21일, 2024. 5. 21., 21 May 2024.

    Raises `DateError` where that is no day of the calendar.
    """
    words = words.strip()
    year, month, day = _parts(words)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise DateError(
            f"there is no such day: {words}", "Write it as year-month-day: 2024-05-21."
        ) from error


def _parts(words: str) -> tuple[int, int, int]:
    if found := _NUMERIC.fullmatch(words) or _COMPACT.fullmatch(words):
        return int(found[1]), int(found[2]), int(found[3])
    if (found := _DAY_FIRST.fullmatch(words)) and found[2].lower() in _MONTHS:
        return int(found[3]), _MONTHS[found[2].lower()], int(found[1])
    if (found := _MONTH_FIRST.fullmatch(words)) and found[1].lower() in _MONTHS:
        return int(found[3]), _MONTHS[found[1].lower()], int(found[2])
    raise DateError(f"not a date: {words!r}", "Write it as year-month-day: 2024-05-21.")


def as_date(value: object) -> date:
    """Return the day that a value of a front matter stands for; raises `DateError`."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return parse_date(str(value))
