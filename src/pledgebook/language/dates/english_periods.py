"""English forms that name months, seasons, years and other periods, whole or in part."""

import re
from dataclasses import replace
from datetime import date, timedelta

from pledgebook.language.dates.edtf import (
    Days,
    add_months,
    decade_of,
    half_of,
    month_of,
    nearest,
    part_of,
    quarter_of,
    season_of,
    week_of,
    year_of,
)
from pledgebook.language.dates.english_words import (
    AND,
    ANY_MONTH,
    END,
    MONTH,
    PICK,
    TAIL,
    YEAR,
    month_number,
    year_after,
    year_unknown,
)
from pledgebook.language.dates.expression import Use
from pledgebook.language.dates.grammar import UNKNOWN, Form, Reading, Setting, month_days, spaced

_PART = (
    r"(?:(?P<mod>(?i:early|mid|late))(?:(?:-| )(?:in )?(?:the )?|[-–])"
    r"|(?P<when>(?i:earlier|later))(?: in)? (?:the )?"
    r"|(?i:(?:very )?(?P<edge>beginning|start|outset|middle|end|close|turn)) (?:of |- ?)(?:the )?"
    r"|end-"
    r"|(?i:(?P<nth>first|second|third|fourth|latter|last|final|1st|2nd|3rd|4th)"
    r" (?P<piece>half|quarter|week|month)) of (?:the )?)"
)
_SEASON = r"(?i:spring|summer|autumn|fall|winter)"
_PERIOD = (
    r"(?:"
    rf"(?:(?P<pick>{PICK}) )?(?:(?P<month>{MONTH})|(?P<season>{_SEASON})\b){TAIL}"
    rf"|(?P<rel>{PICK}) (?i:(?:calendar |school |academic )?"
    r"(?P<unit>fiscal year|weekend|week|month|quarter|year|decade|century))"
    r"|(?i:fiscal year|fiscal|FY) ?(?P<fiscal>\d{4}|[’'‘]?\d\d)(?:[-–/](?P<fiscal2>\d{4}|\d\d))?"
    rf"|(?P<q>[QH][1-4])(?:,? (?:of )?|-)(?P<qyear>{YEAR})"
    rf"|(?:calendar year )?(?P<only>{YEAR})(?:(?:-| )(?P<q2>[QH][1-4]))?"
    r"|(?P<bare>(?i:week|month|quarter|year|decade|century|fiscal year))"
    r")"
)


def _months(match: re.Match[str], setting: Setting) -> Reading | None:
    """June to August 2024."""
    if year_unknown(match, setting):
        return UNKNOWN
    first, last = month_number(match["month"]), month_number(match["month2"])
    year = year_after(match, setting)
    if year and last < first:
        year -= 1
    return month_days(setting, year, first, last=(last, 0))


def _years(match: re.Match[str], setting: Setting) -> Reading | None:
    first = int(match[1])
    last = int(match[2]) if len(match[2]) == 4 else first - first % 100 + int(match[2])
    if not first < last <= first + 60:
        return None
    return Reading((year_of(first)[0], year_of(last)[1]), year_named=True)


def _decade(match: re.Match[str], setting: Setting) -> Reading | None:
    first = int(match[2])
    days = date(first, 1, 1), date(first + 9, 12, 31)
    return Reading(part_of(days, match[1].lower()) if match[1] else days, fuzzy=True)


def _period(match: re.Match[str], setting: Setting) -> Reading | None:
    """Any named period, whole or in part: early May, the end of next year, Q1 2027."""
    groups = match.groupdict()
    whole = _whole(groups, match, setting)
    if whole is None:
        return None
    mod, edge, nth = groups["mod"], groups["edge"], groups["nth"]
    if not (mod or edge or nth or groups["when"] or match[0].lower().startswith("end-")):
        return whole
    if whole.days is None:
        return replace(whole, edge=bool(edge))
    if nth:
        return _piece(whole, nth.lower(), groups["piece"].lower())
    if groups["when"]:
        return _beside_today(whole, groups["when"].lower(), setting)
    if mod:
        return Reading(part_of(whole.days, mod.lower()), year_named=whole.year_named, fuzzy=True)
    name = (edge or "end").lower()
    part = {"beginning": "start", "outset": "start", "turn": "start", "middle": "mid"}.get(
        name, "end"
    )
    part = "start" if name == "start" else part
    days = part_of(whole.days, part)
    deadline = days[0] if part == "start" else None
    fuzzy = whole.fuzzy or part == "mid"
    return Reading(days, part == "end", deadline, fuzzy, year_named=whole.year_named)


def _whole(groups: dict[str, str | None], match: re.Match[str], setting: Setting) -> Reading | None:
    if groups["month"] or groups["season"]:
        return _month_or_season(groups, match, setting)
    if groups["fiscal"]:
        first = _full_year(groups["fiscal"])
        last = _full_year(groups["fiscal2"] or groups["fiscal"])
        days = year_of(first)[0], year_of(max(first, last))[1]
        return Reading(days, fuzzy=True, year_named=True)
    quarter, year = groups["q"] or groups["q2"], groups["qyear"] or groups["only"]
    if quarter and year:
        number = int(quarter[1])
        if quarter[0] == "H":
            return Reading(half_of(int(year), number), year_named=True) if number < 3 else None
        return Reading(quarter_of(int(year), number), year_named=True)
    if year:
        return _plain_year(int(year), match, setting)
    if groups["rel"] and groups["unit"]:
        return _relative(groups["rel"].lower(), groups["unit"].lower(), setting)
    if not (groups["edge"] or groups["when"] or groups["nth"]) or not groups["bare"]:
        return None  # "the year" alone names none
    return _relative("this", groups["bare"].lower(), setting)


_NAMED_BEFORE = re.compile(
    r"(?i:\b(?:agenda|horizon|vision|goals?|expo|resolution|europe|section|article|order|act|act of"
    r"|room|number|no|nos|page|pp|p|version|v|box|suite|law|title|report|strategy|ifrs|iso)\.?\s+)$"
)
_NAMED_BEHIND = re.compile(
    r"\s+(?i:agenda|sustainable|vision|horizon|sdgs?|goals?|levels?|baselines?|standards?)\b"
    r"|\s+(?:the )?[A-Z]"
)
_COUNTED = re.compile(
    r"/|\s*(?i:[MGk]Wh?|km|kg|tonn?e?s?|tons|people|percent|million|billion|trillion|jobs|troops"
    r"|dollars|euros|hours|days|miles|units|homes|students|workers|companies|participants)\b"
)


def _plain_year(year: int, match: re.Match[str], setting: Setting) -> Reading | None:
    """A number of four digits is a year, unless it names or counts something."""
    text, end = match.string, match.end()
    if _COUNTED.match(text, end) or _NAMED_BEFORE.search(setting.left):
        return None
    behind = _NAMED_BEHIND.match(text, end)
    if behind and not behind[0][-1].isupper():
        return (
            None
            if behind[0].strip().lower() not in _STILL_YEARS
            else (replace(_loose_year(year), use=Use.AT))
        )
    named = behind is not None and setting.left.rstrip().lower().endswith("the")
    alone = match.start("only") == match.start() and setting.role in ("", "link")
    if alone or named:
        return _loose_year(year)
    return Reading(year_of(year), year_named=True)


def _loose_year(year: int) -> Reading:
    return Reading(year_of(year), fuzzy=True, year_named=True)


_NAME = re.compile(r"\s[A-Z][a-z]+")
_STILL_YEARS = ("level", "levels", "baseline", "baselines")


def _full_year(digits: str) -> int:
    digits = digits.strip("’'‘")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _month_or_season(
    groups: dict[str, str | None], match: re.Match[str], setting: Setting
) -> Reading | None:
    if year_unknown(match, setting):
        return UNKNOWN
    year = year_after(match, setting)
    pick = (groups["pick"] or "").lower().removeprefix("this ")
    if groups["month"]:
        month = month_number(groups["month"])
        bare = not (year or pick or groups["mod"] or groups["edge"] or groups["nth"])
        if bare and month in (3, 5) and setting.role in ("", "link"):
            return None  # may and march are verbs at the head of a sentence or in a headline
        if bare and setting.role == "" and _NAME.match(match.string, match.end()):
            return None  # April Smith
        if not year and pick:
            return _picked([month_of(y, month) for y in _years_near(setting)], pick, setting)
        return month_days(setting, year, month)
    season = (groups["season"] or "").lower().replace("fall", "autumn")
    if year:
        return Reading(season_of(year, season), year_named=True, fuzzy=True)
    if not pick and not re.search(
        r"(?i:\bthe|early|mid|late|of|in|by|since)[\s-]+$",
        setting.left + match[0][: match.start("season") - match.start()],
    ):
        return None  # spring and fall are verbs
    reading = _picked([season_of(y, season) for y in _years_near(setting)], pick, setting)
    return replace(reading, fuzzy=True)


def _years_near(setting: Setting) -> list[int]:
    year = setting.published.year if setting.published else 2000
    return [year - 1, year, year + 1]


def _picked(options: list[Days], pick: str, setting: Setting) -> Reading:
    """The one among a month's or a season's years that this, last or next means."""
    today = setting.published
    if today is None:
        return UNKNOWN
    if pick in ("last", "past", "previous"):
        days = max(d for d in options if d[1] < today)
    elif pick in ("next", "coming", "following"):
        days = min(d for d in options if d[0] > today)
    elif pick in ("this", "current") and any(d[0].year == today.year for d in options):
        own = [d for d in options if d[0].year == today.year or d[0] <= today <= d[1]]
        days = nearest(own, today, year_of(today.year))
    else:
        days = nearest(options, today, year_of(today.year), setting.lean)
    return Reading(days, month_only=days[0].month == days[1].month)


_STEP = {"last": -1, "previous": -1, "past": -1, "next": 1, "following": 1, "coming": 1}


def _relative(pick: str, unit: str, setting: Setting) -> Reading | None:
    """This week, last month, next year; the same for quarters, decades, centuries."""
    today = setting.published
    if today is None:
        return UNKNOWN
    if pick in ("same", "following", "previous") and setting.before:
        today = setting.before[0]  # they go on from what the text has just named
    step = _STEP.get(pick.removeprefix("this "), 0)
    if unit == "week" or unit == "weekend":
        first, last = week_of(today + timedelta(days=7 * step))
        return Reading((last - timedelta(days=1) if unit == "weekend" else first, last))
    if unit == "month":
        there = add_months(today, step)
        return Reading(month_of(there.year, there.month), month_only=True)
    if unit == "quarter":
        there = add_months(today, 3 * step)
        return Reading(quarter_of(there.year, (there.month + 2) // 3))
    if unit == "decade":
        return Reading(decade_of(today.year + 10 * step), fuzzy=True)
    if unit == "century":
        century = (today.year - 1) // 100 * 100 + 1 + 100 * step
        return Reading((date(century, 1, 1), date(century + 99, 12, 31)), fuzzy=True)
    return Reading(year_of(today.year + step), fuzzy=unit == "fiscal year", year_named=True)


_NTH = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}


def _piece(whole: Reading, nth: str, piece: str) -> Reading | None:
    """The second half of 2025, the first quarter of next year, the last week of May."""
    if whole.days is None:
        return None
    first, last = whole.days
    number = _NTH.get(nth, 0)
    if piece == "week":
        if (last - first).days > 31:
            return None
        days = (first + timedelta(days=7 * number - 7), first + timedelta(days=7 * number - 1))
        return Reading(days if number else (last - timedelta(days=6), last), fuzzy=True)
    if not 360 <= (last - first).days <= 366:
        return None if piece != "half" else Reading(_halves(whole.days, number), fuzzy=True)
    if piece == "half":
        days = half_of(first.year, 1 if number == 1 else 2)
    elif piece == "quarter":
        days = quarter_of(first.year, number or 4)
    else:
        days = month_of(first.year, number or 12)
    return Reading(days, fuzzy=whole.fuzzy, year_named=whole.year_named)


def _halves(days: Days, number: int) -> Days:
    middle = days[0] + (days[1] - days[0]) // 2
    return (days[0], middle) if number == 1 else (middle + timedelta(days=1), days[1])


def _beside_today(whole: Reading, when: str, setting: Setting) -> Reading:
    """Earlier this year, later this month: the part before or after the publication."""
    today = setting.published
    if whole.days is None or today is None or not whole.days[0] <= today <= whole.days[1]:
        return replace(whole, fuzzy=True)
    days = (whole.days[0], today) if when == "earlier" else (today, whole.days[1])
    return Reading(days, fuzzy=True)


def _year_end(match: re.Match[str], setting: Setting) -> Reading | None:
    if match["year"]:
        return Reading(month_of(int(match["year"]), 12), edge=True, year_named=True)
    if setting.published is None:
        return UNKNOWN
    return Reading(month_of(setting.published.year, 12), edge=True)


def _mid_century(match: re.Match[str], setting: Setting) -> Reading | None:
    return Reading(year_of(2050), fuzzy=True)


PERIOD_FORMS = {
    "digit": (
        Form(
            spaced(rf"({YEAR})(?:\s*[-–—/]\s*| to | through )({YEAR}|\d\d(?!\d))(?!/){END}"), _years
        ),
        Form(spaced(rf"{_PART}?{_PERIOD}{END}"), _period, attribute=True),
        Form(spaced(r"()((?:19|20)\d0)[’']?s\b"), _decade),
    ),
    "month": (
        Form(
            spaced(rf"(?P<month>{MONTH}){AND}(?P<month2>{MONTH}){TAIL}{END}"),
            _months,
            attribute=True,
        ),
        Form(spaced(rf"{_PART}?{_PERIOD}{END}"), _period, attribute=True),
        Form(
            spaced(rf"(?P<month>{ANY_MONTH})(?:,? |-)(?P<year>{YEAR}){END}"),
            lambda m, s: month_days(s, int(m["year"]), month_number(m["month"])),
            attribute=True,
        ),
    ),
    "word": (
        Form(spaced(rf"{_PART}?{_PERIOD}{END}"), _period, attribute=True),
        Form(spaced(r"(?i:(early|mid|late)(?:-| )(?:the )?)((?:19|20)\d0)[’']?s\b"), _decade),
        Form(
            spaced(
                rf"(?i:year(?:[’']s(?:-| )|-| )end|year[’']s close)\b(?: (?:of )?(?P<year>{YEAR}))?"
            ),
            _year_end,
        ),
        Form(spaced(r"(?i:mid-?century|(?:the )?middle of (?:the|this) century)\b"), _mid_century),
    ),
}
"""The forms by the kind of cue that opens them."""
