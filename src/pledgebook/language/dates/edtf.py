"""Calendar arithmetic, and the EDTF level-0 strings that carry its results.

A stretch of time is a pair of days, first and last, both inside it. The functions here raise
`ValueError` or `OverflowError` where the calendar ends (before year 1, after year 9999).
"""

import re
from calendar import monthrange
from datetime import date, timedelta

Days = tuple[date, date]
"""First and last day of a stretch, both inside it."""

_PART = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def parse(edtf: str) -> Days:
    """First and last day that an EDTF level-0 date or closed interval covers.

    Raises `ValueError` for anything else: open ends, masks, qualifiers, impossible days, and
    intervals that run backwards.
    """
    parts = edtf.split("/")
    if len(parts) > 2:
        raise ValueError(f"not an EDTF level-0 date or interval: {edtf!r}")
    first, last = _part(parts[0])[0], _part(parts[-1])[1]
    if first > last:
        raise ValueError(f"the interval runs backwards: {edtf!r}")
    return first, last


def _part(part: str) -> Days:
    match = _PART.fullmatch(part)
    if not match:
        raise ValueError(f"not an EDTF level-0 date: {part!r}")
    year, month, day = match[1], match[2], match[3]
    if day:
        only = date(int(year), int(month), int(day))
        return only, only
    return month_of(int(year), int(month)) if month else year_of(int(year))


def edtf_of(first: date, last: date) -> str:
    """Shortest level-0 string that covers exactly the days from `first` to `last`.

    Raises `ValueError` when `last` lies before `first`.
    """
    if last < first:
        raise ValueError(f"the interval runs backwards: {first} to {last}")
    if first == last:
        return first.isoformat()
    whole_months = first.day == 1 and last.day == _length(last.year, last.month)
    if whole_months and first.month == 1 and last.month == 12:
        ends = f"{first.year:04d}", f"{last.year:04d}"
    elif whole_months:
        ends = first.isoformat()[:7], last.isoformat()[:7]
    else:
        ends = first.isoformat(), last.isoformat()
    return ends[0] if ends[0] == ends[1] else "/".join(ends)


def _length(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def month_of(year: int, month: int) -> Days:
    """The days of a month."""
    return date(year, month, 1), date(year, month, _length(year, month))


def year_of(year: int) -> Days:
    """The days of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def months_of(year: int, first: int, last: int) -> Days:
    """The days from the beginning of one month to the end of another; 13 and up run on."""
    return month_of(year, first)[0], month_of(year + (last - 1) // 12, (last - 1) % 12 + 1)[1]


def week_of(day: date) -> Days:
    """Monday to Sunday of the week that holds `day`."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def decade_of(year: int) -> Days:
    """The decade that ends with the round year, as targets count it (2021 to 2030)."""
    end = -(-year // 10) * 10
    return date(end - 9, 1, 1), date(end, 12, 31)


def half_of(year: int, half: int) -> Days:
    """One of the two halves of a year."""
    return months_of(year, 6 * half - 5, 6 * half)


def quarter_of(year: int, quarter: int) -> Days:
    """One of the four quarters of a year."""
    return months_of(year, 3 * quarter - 2, 3 * quarter)


SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""Month in which each season of the northern hemisphere begins."""


def season_of(year: int, season: str) -> Days:
    """A season of the northern hemisphere; a winter is the one that begins in `year`."""
    return months_of(year, SEASONS[season], SEASONS[season] + 2)


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day where it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("date value out of range")
    return date(year, month, min(day.day, _length(year, month)))


_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
_DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}


def add(day: date, count: int, unit: str) -> date:
    """`day` moved by `count` days, weeks, fortnights, months, quarters, years or decades."""
    if unit in _MONTHS_IN:
        return add_months(day, count * _MONTHS_IN[unit])
    return day + timedelta(days=count * _DAYS_IN[unit])


def around(day: date, unit: str) -> Days:
    """The stretch that a count in `unit` is precise to: in six months means a month."""
    if unit == "month" or unit == "quarter":
        return month_of(day.year, day.month)
    if unit in ("year", "decade"):
        return year_of(day.year)
    return week_of(day) if unit in ("week", "fortnight") else (day, day)


def part_of(days: Days, part: str) -> Days:
    """The `early`, `mid`, `late`, `start` or `end` part of a stretch.

    A month falls into thirds (1 to 10, 11 to 20, 21 to the end); a year into its first quarter,
    May to August, and its last quarter; several years into years; anything else into thirds.
    `start` and `end` are the outermost month of a year and the outermost third of all else.
    """
    first, last = days
    length = (last - first).days + 1
    if length > 360 and part in ("start", "end"):
        edge = first if part == "start" else last
        return month_of(edge.year, edge.month)
    part = {"start": "early", "end": "late"}.get(part, part)
    if 365 <= length <= 366 and first.month == 1:
        months = {"early": (1, 3), "mid": (5, 8), "late": (10, 12)}[part]
        return months_of(first.year, *months)
    if length > 366:
        return _years_of(first.year, last.year, part)
    third = 10 if 28 <= length <= 31 else max(length // 3, 1)
    if part == "early":
        return first, first + timedelta(days=third - 1)
    if part == "mid":
        return first + timedelta(days=third), first + timedelta(days=2 * third - 1)
    return first + timedelta(days=min(2 * third, length - 1)), last


def _years_of(first: int, last: int, part: str) -> Days:
    """Whole years of the early, middle or late third of several years."""
    third = max((last - first + 1) // 3, 1)
    start, end = {
        "early": (first, first + third),
        "mid": (first + third, last - third),
        "late": (last - third + 1, last),
    }[part]
    return date(start, 1, 1), date(max(start, min(end, last)), 12, 31)


def nearest(candidates: list[Days], to: date, home: Days, lean: int = 0) -> Days:
    """The stretch that a writer on the day `to` means by a date with its year left out.

    `home` is the year (or the month) of writing: one leaves it out when it is one's own, so a
    candidate outside it has to be less than half as far away. `lean` is 1 for a deadline, which
    cannot have passed long ago, -1 for a beginning that has to be past, 0 otherwise.
    """

    def distance(days: Days) -> float:
        gap = (days[0] - to).days if days[0] > to else min((days[1] - to).days, 0)
        away = abs(gap) * (0.45 if home[0] <= days[0] <= home[1] else 1.0)
        against = gap * lean < 0
        return away + 10_000 if against else away

    return min(candidates, key=distance)
