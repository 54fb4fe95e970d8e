"""English forms that name days: 1-2 November, Friday, October 25, 2023-11-07, tomorrow."""

import re
from dataclasses import replace
from datetime import date, timedelta

from pledgebook.language.dates import numbers
from pledgebook.language.dates.edtf import week_of
from pledgebook.language.dates.english_words import (
    AND,
    ANY_MONTH,
    DAY,
    END,
    MONTH,
    PICK,
    TAIL,
    TO,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    month_number,
    year_after,
    year_unknown,
)
from pledgebook.language.dates.grammar import UNKNOWN, Form, Reading, Setting, month_days, spaced

_RECURRING = spaced(r",? (?:of )?(?i:each|every|annually)\b")


def _days(match: re.Match[str], setting: Setting) -> Reading | None:
    """November 1; 1-2 November 2023; Friday, October 25; October 31 to November 2."""
    groups = match.groupdict()
    month = month_number(match["month"])
    day = int(re.sub(r"\D", "", match["day"]))
    last = None
    if groups.get("last"):
        last_month = month_number(groups["month2"]) if groups.get("month2") else month
        last = last_month, int(re.sub(r"\D", "", match["last"]))
    weekday = groups.get("weekday")
    number = WEEKDAYS.index(weekday.lower()) if weekday else None
    if year_unknown(match, setting):
        return UNKNOWN
    year = year_after(match, setting)
    if year and last and last[0] < month and groups.get("year"):
        year -= 1  # December 30 to January 2, 2025: the year is that of the end
    reading = month_days(setting, year, month, day, last, number)
    if reading and _RECURRING.match(match.string, match.end()):
        return replace(reading, fuzzy=True)
    return reading


def _iso(match: re.Match[str], setting: Setting) -> Reading | None:
    day = date(int(match[1]), int(match[2]), int(match[3]))
    return Reading((day, day), year_named=True)


def _slashed(match: re.Match[str], setting: Setting) -> Reading | None:
    """5/20/2024: the month first, as in the United States, unless it can only be the day."""
    month, day = int(match[1]), int(match[2])
    month, day = (day, month) if month > 12 else (month, day)
    only = date(int(match[3]), month, day)
    return Reading((only, only), fuzzy=month <= 12 and day <= 12, year_named=True)


_DAY_WORDS = {"yesterday": -1, "tomorrow": 1}


def _day_word(match: re.Match[str], setting: Setting) -> Reading | None:
    if setting.published is None:
        return UNKNOWN
    words = match[0].lower()
    step = _DAY_WORDS.get(words.split()[-1], 0)
    step *= 2 if words.startswith("day ") else 1
    day = setting.published + timedelta(days=step)
    return Reading((day, day))


def _weekday(match: re.Match[str], setting: Setting) -> Reading | None:
    """A weekday alone is the nearest one, rather one past than one to come."""
    today = setting.published
    if today is None:
        return UNKNOWN
    target = WEEKDAYS.index(match["weekday"].lower())
    back = (today.weekday() - target) % 7
    pick = (match["pick"] or "").lower()
    if pick in ("last", "this past", "past", "previous"):
        day = today - timedelta(days=back or 7)
    elif pick in ("next", "following"):
        day = week_of(today + timedelta(days=7))[0] + timedelta(days=target)
    elif pick in ("coming", "this coming") or setting.lean > 0:
        day = today + timedelta(days=(7 - back) % 7)
    elif back * 0.7 <= 7 - back:
        day = today - timedelta(days=back)
    else:
        day = today + timedelta(days=7 - back)
    return Reading((day, day))


def _week(match: re.Match[str], setting: Setting) -> Reading | None:
    """The week of May 6."""
    day = _days(match, setting)
    if day is None or day.days is None:
        return day
    return replace(day, days=week_of(day.days[0]))


def _in_words(match: re.Match[str], setting: Setting) -> Reading | None:
    """The twenty-third day of May, in the year of our Lord two thousand twenty-four."""
    day = numbers.english_ordinal(match["ordinal"])
    if day is None:
        return None
    year = 2000 + (numbers.english(match["century"]) or 0) if match["century"] else None
    year = int(match["figures"]) if match["figures"] else year
    return month_days(setting, year, month_number(match["month"]), day)


_ON = rf"(?:(?P<weekday>{WEEKDAY}),? (?:the )?)?"
_MD = rf"(?P<month>{ANY_MONTH}) (?:the )?(?P<day>{DAY})"
_DM = rf"(?P<day>{DAY})"
_OF = r" (?:day of |of )?"
_LAST = rf"(?P<last>{DAY})"
_DAYS_MONTH = rf"{_DM}(?:{AND}{_LAST})?{_OF}(?P<month>{ANY_MONTH}){TAIL}{END}"
_LISTED = r"(?:, ?\d{1,2}(?=,? ?(?:\d|and)))*"

DAY_FORMS = {
    "digit": (
        Form(spaced(r"(\d{4})-(\d\d)-(\d\d)(?![\d-]|/\d)"), _iso),
        Form(re.compile(rf"(\d{{1,2}})/(\d{{1,2}})/({YEAR})(?![/\d])"), _slashed),
        Form(spaced(_DAYS_MONTH), _days),
        Form(
            spaced(
                rf"{_DM}{_OF}(?P<month>{ANY_MONTH}){TO}{_LAST}{_OF}"
                rf"(?P<month2>{ANY_MONTH}){TAIL}{END}"
            ),
            _days,
        ),
    ),
    "month": (
        Form(spaced(rf"{_MD}(?:{_LISTED}{AND}{_LAST})?{TAIL}{END}"), _days, attribute=True),
        Form(
            spaced(rf"{_MD}{TO}(?P<month2>{ANY_MONTH}) {_LAST}{TAIL}{END}"), _days, attribute=True
        ),
    ),
    "weekday": (
        Form(spaced(rf"{_ON}\(?{_MD}(?:{AND}{_LAST})?{TAIL}{END}"), _days),
        Form(spaced(rf"{_ON}\(?{_DAYS_MONTH}"), _days),
        Form(spaced(rf"(?P<pick>)(?P<weekday>{WEEKDAY}){END}"), _weekday, attribute=True),
    ),
    "word": (
        Form(
            spaced(
                r"(?i:(?:earlier |later )?today|tonight|yesterday|tomorrow"
                r"|this (?:morning|afternoon|evening)"
                r"|day before yesterday|day after tomorrow)\b(?!\.\w|-\w)"
            ),
            _day_word,
        ),
        Form(spaced(rf"(?P<pick>{PICK}) (?P<weekday>{WEEKDAY}){END}"), _weekday),
        Form(
            spaced(
                rf"(?P<ordinal>(?i:(?:twenty-|thirty-)?[a-z]+)) day of (?P<month>{MONTH})"
                rf"(?:,? (?:(?:in )?(?:the )?(?i:year(?: of our lord)?),? )?(?:(?P<figures>{YEAR})"
                r"|(?i:two thousand(?: and)? (?P<century>[a-z]+(?:-[a-z]+)?))))?"
            ),
            _in_words,
        ),
        Form(spaced(rf"week of (?:{_ON}){_MD}{TAIL}{END}"), _week),
        Form(spaced(rf"week of {_DM}{_OF}(?P<month>{ANY_MONTH}){TAIL}{END}"), _week),
    ),
}
"""The forms by the kind of cue that opens them."""
