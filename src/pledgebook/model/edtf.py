"""What a date in the book can mean: the days that an EDTF string (ISO 8601-2) covers.

Read are dates, times of day, intervals with open or unknown ends, qualifiers and unspecified
digits (`202X`, `2023-XX`) and the sub-year groupings 21 to 41. Not read, as the book has no use
for them: sets (`[..]`, `{..}`), exponents, years outside 0001 to 9999.
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final

Days = tuple[date, date]
"""First and last day of a stretch, both inside it."""

_GROUPINGS: Final = {
    # code: first month, last month; 13 and 14 are in the year after
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14),
    25: (3, 5), 26: (6, 8), 27: (9, 11), 28: (12, 14),
    29: (9, 11), 30: (12, 14), 31: (3, 5), 32: (6, 8),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
    37: (1, 4), 38: (5, 8), 39: (9, 12),
    40: (1, 6), 41: (7, 12),
}  # fmt: skip
"""Seasons (21 to 28 northern, as the readers take them; 29 to 32 southern), quarters, thirds,
halves. A winter is the one that begins in its year."""

_YEARS, _MONTHS, _DAYS = range(1, 10_000), range(1, 13), range(1, 32)

_QUALIFIER = "[?~%]?"
_DATE = re.compile(
    rf"{_QUALIFIER}(?P<year>[0-9X]{{4}}){_QUALIFIER}"
    rf"(?:-{_QUALIFIER}(?P<month>[0-9X]{{2}}){_QUALIFIER}"
    rf"(?:-{_QUALIFIER}(?P<day>[0-9X]{{2}}){_QUALIFIER})?)?"
)
_TIME = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3])(?::[0-5]\d(?::[0-5]\d(?:\.\d+)?)?)?"
    r"(?:Z|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)?",
    re.ASCII,
)
_LONGEST: Final = 80
"""No date is longer; a longer string is not looked at."""


def is_edtf(text: str) -> bool:
    """Tell whether `bounds` can read `text`."""
    return bounds(text) is not None


@lru_cache(maxsize=4096)
def bounds(edtf: str) -> Days | None:
    """Return the first and the last day that `edtf` can mean, or None if it is no EDTF.

    An open or unknown end of an interval is `date.min` or `date.max`. A qualifier (`~`, `?`, `%`)
    widens nothing: how far "about" reaches is not written in it. A time of day is of the day it
    names, whatever its zone. None, too, for an impossible day and an interval that runs backwards.
    """
    if len(edtf) > _LONGEST:
        return None
    begin, slash, end = edtf.partition("/")
    if not slash:
        return _date(edtf)
    first, last = _end(begin, date.min), _end(end, date.max)
    if first is None or last is None or (begin in _OPEN and end in _OPEN):
        return None
    return (first[0], last[1]) if first[0] <= last[1] else None


_OPEN: Final = ("", "..")


def _end(text: str, open_end: date) -> Days | None:
    """Return the days of one end of an interval."""
    return (open_end, open_end) if text in _OPEN else _date(text)


def _date(text: str) -> Days | None:
    timed = _TIME.fullmatch(text)
    match = _DATE.fullmatch(timed["day"] if timed else text)
    if not match:
        return None
    year, month, day = match["year"], match["month"] or "XX", match["day"] or "XX"
    if month.isdecimal() and int(month) in _GROUPINGS:
        return None if match["day"] else _grouping(year, int(month))
    first, last = _outermost(year, month, day, 1), _outermost(year, month, day, -1)
    return (first, last) if first and last else None


def _grouping(year: str, code: int) -> Days | None:
    years = _candidates(year, _YEARS)
    if not years:
        return None
    opening, closing = _GROUPINGS[code]
    first = date(years[0], opening, 1)
    carry, month = divmod(closing - 1, 12)
    last_year = years[-1] + carry
    if last_year > date.max.year:
        return first, date.max
    return first, date(last_year, month + 1, monthrange(last_year, month + 1)[1])


def _outermost(year: str, month: str, day: str, step: int) -> date | None:
    """Return the first day, or with a `step` of -1 the last one, that three masks allow."""
    months, days = _candidates(month, _MONTHS), _candidates(day, _DAYS)
    for y in _candidates(year, _YEARS)[::step]:
        for m in months[::step]:
            for d in days[::step]:
                if d <= monthrange(y, m)[1]:
                    return date(y, m, d)
    return None


def _candidates(mask: str, numbers: range) -> Sequence[int]:
    """Return those numbers that a mask of digits and X stands for, in their order."""
    known = [(at, digit) for at, digit in enumerate(mask) if digit != "X"]
    if not known:
        return numbers
    if len(known) == len(mask):
        return [int(mask)] if int(mask) in numbers else []
    spelled = ((number, str(number).zfill(len(mask))) for number in numbers)
    return [number for number, text in spelled if all(text[at] == digit for at, digit in known)]
