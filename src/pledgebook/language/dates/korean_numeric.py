"""Korean dates in figures with points: 2026. 7. 20., '26.7.20.(월), 7.22.(수), (7.19.~29.)."""

import re
from dataclasses import replace
from datetime import date

from pledgebook.language.dates.grammar import Form, Reading, Setting, month_days
from pledgebook.language.dates.korean_calendar import WAVE, WEEKDAYS

_WEEKDAY = rf"(?:\s?\(\s?(?P<weekday>[{WEEKDAYS}])(?:요일)?\s?\))"
_YEAR = r"(?:(?P<year>(?:19|20)\d\d)|['’‘`´]\s?(?P<yy>\d\d))"
_TO = (
    rf"(?:\s*{WAVE}\s*(?:(?:{_YEAR.replace('year', 'year2').replace('yy', 'yy2')}\.\s?)?"
    rf"(?P<month2>\d{{1,2}})\.\s?)?(?P<day2>\d{{1,2}})(?!\d|\.\d|%)"
    rf"(?:\.(?!\d))?(?:\s?\([{WEEKDAYS}](?:요일)?\))?(?!\s*(?:[%톤억만천조원]|회))"
    rf")"
)


def _full(match: re.Match[str], setting: Setting) -> Reading | None:
    """With a year: a month, a day, or a range of days."""
    groups = match.groupdict()
    year = int(groups["year"]) if groups["year"] else 2000 + int(groups["yy"])
    month = int(groups["month"])
    day = int(groups["day"]) if groups.get("day") else None
    reading = month_days(setting, year, month, day, _last(groups, month))
    if reading and reading.days and _second_year(groups):
        last_month, last_day = _last(groups, month) or (month, day or 1)
        end = date(_second_year(groups), last_month, last_day)
        return replace(reading, days=(reading.days[0], end)) if end >= reading.days[0] else None
    return reading


def _second_year(groups: dict[str, str | None]) -> int:
    if groups.get("year2"):
        return int(groups["year2"] or 0)
    return 2000 + int(groups["yy2"] or 0) if groups.get("yy2") else 0


def _last(groups: dict[str, str | None], month: int) -> tuple[int, int] | None:
    if not groups.get("day2"):
        return None
    return int(groups.get("month2") or month), int(groups["day2"] or 0)


_OPENING = re.compile(r"[(<〈《~∼～,:·]\s*$")
_CLOSING = re.compile(r"\s*[)>〉》~∼～,]|\s+[가-힣]")


def _yearless(match: re.Match[str], setting: Setting) -> Reading | None:
    """7.22.: only with a weekday, a range or a bracket beside it, or it is just a number."""
    groups = match.groupdict()
    month, day = int(groups["month"]), int(groups["day"])
    ranged, weekday = groups.get("day2"), groups.get("weekday")
    bracketed = _OPENING.search(setting.left) and _CLOSING.match(match.string, match.end())
    if not (ranged or weekday or (bracketed and match[0].endswith("."))):
        return None
    if ranged and not ("." in match[0].rstrip(".")[3:] or bracketed):
        return None
    number = WEEKDAYS.index(weekday) if weekday else None
    return month_days(setting, None, month, day, _last(groups, month), number)


_DAY = r"(?P<month>\d{1,2})\s?\.\s?(?P<day>\d{1,2})(?!\d|\.\d\d?\d|%)"
_FULL = (
    Form(
        re.compile(
            rf"{_YEAR}\s?\.\s?(?P<month>\d{{1,2}})\s?\.\s?(?P<day>\d{{1,2}})(?!\d)"
            rf"(?:일|\.(?!\d))?{_WEEKDAY}?{_TO}?"
        ),
        _full,
    ),
    Form(
        re.compile(
            rf"{_YEAR}\s?[.년]\s?(?P<month>\d{{1,2}})(?:\s?월|\.(?!\s?\d)|(?![\d.]|\s?[%억만천조]))"
        ),
        _full,
    ),
)

NUMERIC_FORMS = {
    "digit": (
        *_FULL,
        Form(
            re.compile(r"(?P<year>(?:19|20)\d\d)[-/](?P<month>\d\d)[-/](?P<day>\d\d)(?![\d-])"),
            lambda m, s: month_days(s, int(m["year"]), int(m["month"]), int(m["day"])),
        ),
        Form(re.compile(rf"{_DAY}\.?{_WEEKDAY}{_TO}?"), _yearless),
        Form(re.compile(rf"{_DAY}(?:\.(?!\d))?{_TO}?"), _yearless),
    ),
    "quote": _FULL,
}
"""The forms by the kind of cue that opens them."""
