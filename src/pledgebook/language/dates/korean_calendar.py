"""Korean forms that name days, months, seasons, years and parts of them."""

import re
from dataclasses import replace
from datetime import date

from pledgebook.language.dates.edtf import (
    Days,
    add_months,
    half_of,
    month_of,
    nearest,
    part_of,
    quarter_of,
    season_of,
    year_of,
)
from pledgebook.language.dates.expression import Use
from pledgebook.language.dates.grammar import UNKNOWN, Form, Reading, Setting, month_days

WAVE = r"[~∼～〜\-–―]"
WEEKDAYS = "월화수목금토일"
"""In the order of `date.weekday`."""
_QUOTE = r"['’‘`´]"
_WEEKDAY = (
    rf"(?:\s*\(\s*(?P<weekday>[{WEEKDAYS}])(?:요일)?(?:\s*[~∼·,]\s*[{WEEKDAYS}](?:요일)?)?\s*\)"
    rf"|\s+(?P<weekday_word>[{WEEKDAYS}])요일)?"
)
_ENDS = r"(?=$|[^가-힣]|에|까지|부터|로|의|쯤|경|께|이나|이면|기준|현재|대비|이후|이전|전)"
"""What may follow 초 and 말, so that 초등학교 and 말레이시아 are left alone."""

_NOT_YEAR = r"(?![간째생차산형대식물만여]|\s?(?:이상|이하|미만|연속|만에|주기|주년))"
_YEAR = (
    rf"(?:(?P<year>(?:19|20)\d\d)(?:\s*{WAVE}\s*{_QUOTE}?(?P<year2>(?:19|20)\d\d|\d\d))?\s*년도?{_NOT_YEAR}"
    rf"|{_QUOTE}\s?(?P<yy>\d\d)(?:\s*{WAVE}\s*{_QUOTE}?\s?(?P<yy2>\d\d))?\s*년도?{_NOT_YEAR}"
    r"|(?P<named>올해|금년도?|지난\s?해|작년도?|전년도?|재작년|내년도?|명년|내후년|같은\s?해|이듬해"
    r"|올(?=\s*(?:\d|상반기|하반기|연말|초|말|봄|여름|가을|겨울))))"
    r"(?:\s*\(\s*\d{4}\s*년?\s*\))?"
)
_NOT_DAYS = (
    r"(?![간째치분장제차상권형당씩여반본용괄선종련환]|마다|정도"
    r"|\s*(?:이상|이하|이내|미만|초과|동안|만에|정도|뒤|후(?!반)|안에|평균|최대|최소|연속|기한|여\s)"
    r"|\s*내(?:에|로)?(?=\s|$|[,.)])|\s*전(?=$|[\s,.)]|에|까지|부터)|\s*\d+\s*회|\s*\d+\s*시간)"
)
"""After 일: what makes it a count of days and no day of the month."""
_DAY = (
    rf"(?P<day>\d{{1,2}})(?:(?P<il>\s*일)?(?:\([{WEEKDAYS}]\))?\s*(?P<and>{WAVE}|[·,]|및|과|와)"
    rf"\s*(?P<day2>\d{{1,2}}))?\s*일{_NOT_DAYS}{_WEEKDAY}"
)
_PICK = r"(?P<pick>지난|오는|이번|다음)"
_MONTH = (
    rf"(?:(?:{_PICK}\s*)?(?P<month>\d{{1,2}})(?:\s*{WAVE}\s*(?P<month2>\d{{1,2}}))?"
    r"\s*월(?![호세급간드남등차물생])"
    r"|(?P<moon>지난\s*달|전월(?!세)|이달|이번\s*달|금월|당월|다음\s*달|내달(?![리려])|익월|같은\s*달))"
)
_PART = rf"(?:초순|상순|중순|하순|초{_ENDS}|말{_ENDS}|중반|초반|후반)"
_SPLIT = (
    r"(?P<split>상반기|하반기|[1-4]\s*(?:/\s*4\s*)?분기|봄(?!날)|여름|가을|겨울|연말(?!정산)|연초)"
)
_REST = (
    rf"(?:{_MONTH}(?:(?:의)?\s*(?:{_DAY}|(?P<part>{_PART})))?"
    rf"|{_SPLIT}(?:\s*(?P<split_part>{_PART}))?)"
)

_YEARED = re.compile(
    rf"(?:(?:지난|오는)\s*)?{_YEAR}(?:의)?(?:\s*(?:{_REST}|(?P<year_part>{_PART})))?"
)
_UNYEARED = re.compile(rf"(?:{_PICK.replace('pick', 'pick_split')}\s*)?{_REST}")
_DAY_ALONE = re.compile(rf"(?:{_PICK}\s*)?{_DAY}")

_NAMED_YEARS = {
    "올해": 0, "올": 0, "금년": 0, "지난해": -1, "작년": -1, "전년": -1, "재작년": -2,
    "내년": 1, "명년": 1, "내후년": 2,
}  # fmt: skip
_MOONS = {
    "지난달": -1, "전월": -1, "이달": 0, "이번달": 0, "금월": 0, "당월": 0,
    "다음달": 1, "내달": 1, "익월": 1,
}  # fmt: skip
_PARTS = {
    "초": "early", "초순": "early", "상순": "early", "초반": "early", "연초": "early",
    "중순": "mid", "중반": "mid", "하순": "late", "후반": "late", "말": "end", "연말": "end",
}  # fmt: skip
_SEASON_WORDS = {"봄": "spring", "여름": "summer", "가을": "autumn", "겨울": "winter"}
_LEANS = {"지난": -1, "오는": 1, "다음": 1}
_LOOSE_BEHIND = re.compile(r"\s*(?:기준|대비|수준|같은 기간|동기)")
_COUNTING = re.compile(r"(?:총|약|최대|최소|단|무려|매|연|각|박|만|하루|이후|향후|앞으로)\s*$")
_EVERY = re.compile(r"(?:매년|매월|매달|해마다|매해)\s*$")
_IN_NAME = re.compile(r"['‘“\"「『<〈《]$")


def _squeeze(words: str | None) -> str:
    return re.sub(r"\s", "", words or "")


def _year(groups: dict[str, str | None], setting: Setting) -> tuple[int | None, int | None, bool]:
    """First year, last year, and whether the words name a year that cannot be told."""
    if groups.get("year"):
        first = int(groups["year"] or 0)
        end = groups["year2"] or ""
        century = first // 100 * 100 if len(end) == 2 else 0
        return first, century + int(end) if end else None, False
    if groups.get("yy"):
        last = groups["yy2"]
        return 2000 + int(groups["yy"] or 0), 2000 + int(last) if last else None, False
    named = _squeeze(groups.get("named")).removesuffix("도")
    if not named:
        return None, None, False
    if named in ("같은해", "이듬해"):
        if not setting.before:
            return None, None, True
        return setting.before[0].year + (named == "이듬해"), None, False
    if setting.published is None:
        return None, None, True
    return setting.published.year + _NAMED_YEARS[named], None, False


def _point(match: re.Match[str], setting: Setting) -> Reading | None:
    """A year, a month, a day, or a part of one, from the largest unit named to the smallest."""
    groups = match.groupdict()
    if _EVERY.search(setting.left):
        return None
    year, last_year, lost = _year(groups, setting)
    if lost:
        return replace(UNKNOWN, edge=groups.get("year_part") == "말")
    fuzzy = bool(_LOOSE_BEHIND.match(match.string, match.end()) or _IN_NAME.search(setting.left))
    if groups["month"] or groups["moon"]:
        reading = _of_month(groups, match, year, setting)
    elif groups["split"]:
        reading = _of_split(groups, year, setting)
    else:
        reading = _of_year(groups["year_part"], year, last_year)
    if reading and year and not reading.year_named:
        reading = replace(reading, year_named=True, year_guessed=False)
    return replace(reading, fuzzy=True) if reading and fuzzy else reading


def _of_year(part: str | None, year: int | None, last: int | None) -> Reading | None:
    if year is None:
        return None
    if last is not None:
        return Reading((year_of(year)[0], year_of(last)[1])) if last > year else None
    return _in_part(Reading(year_of(year)), part)


def _in_part(reading: Reading, part: str | None) -> Reading:
    """The beginning, the middle or the end of what was named; 말 is its edge as a deadline."""
    if not part or not reading.days:
        return replace(reading, edge=_PARTS.get(part or "") == "end")
    name = _PARTS[part]
    return replace(
        reading,
        days=part_of(reading.days, name),
        edge=name == "end",
        fuzzy=name != "end",
        month_only=False,
    )


def _of_month(
    groups: dict[str, str | None], match: re.Match[str], year: int | None, setting: Setting
) -> Reading | None:
    if groups["moon"]:
        moon = _squeeze(groups["moon"])
        base = setting.before[1] if moon == "같은달" and setting.before else setting.published
        if base is None:
            return UNKNOWN
        there = add_months(base, _MOONS.get(moon, 0))
        year, month = there.year, there.month
    else:
        month = int(groups["month"] or 0)
    if groups["day"]:
        return _of_day(groups, match, year, month, setting)
    last = (int(groups["month2"]), 0) if groups["month2"] else None
    pick = groups["pick"] or groups.get("pick_split") or ""
    reading = _picked_month(year, month, last, pick, setting)
    return _in_part(reading, groups["part"]) if reading else None


def _picked_month(
    year: int | None, month: int, last: tuple[int, int] | None, pick: str, setting: Setting
) -> Reading | None:
    today = setting.published
    if year is None and setting.since:
        year = setting.since.year + (month < setting.since.month)
    if year is None and today and pick in _LEANS:
        own = month_of(today.year, month)
        passed = own[1] < today.replace(day=1)
        if pick == "지난":
            year = today.year if passed else today.year - 1
        else:
            year = today.year + 1 if passed else today.year
    return month_days(setting, year, month, None, last)


def _of_day(
    groups: dict[str, str | None],
    match: re.Match[str],
    year: int | None,
    month: int,
    setting: Setting,
) -> Reading | None:
    day, last, end = _day_numbers(groups, match)
    weekday = groups["weekday"] or groups["weekday_word"]
    number = WEEKDAYS.index(weekday) if weekday else None
    if year is None and setting.since:
        year = setting.since.year + ((month, day) < (setting.since.month, setting.since.day))
    pick = groups["pick"] or groups.get("pick_split") or ""
    close_year = None if pick else setting.close_year
    setting = replace(setting, lean=_LEANS.get(pick, setting.lean), close_year=close_year)
    reading = month_days(setting, year, month, day, (month, last) if last else None, number)
    return replace(reading, end=end) if reading else None


def _day_numbers(
    groups: dict[str, str | None], match: re.Match[str]
) -> tuple[int, int | None, int | None]:
    """The day, the last day of a range, and the end of the words when two days are no range."""
    day = int(groups["day"] or 0)
    if not groups["day2"]:
        return day, None, None
    last = int(groups["day2"])
    joined = groups["and"] and re.fullmatch(WAVE, groups["and"])
    if not joined and groups["il"] and last != day + 1:
        return day, None, match.end("il")
    return day, last, None


def _day_alone(match: re.Match[str], setting: Setting) -> Reading | None:
    """7일: the nearest seventh; the month just named goes on ("11월 3일 개막해 5일 폐막")."""
    groups = match.groupdict()
    day, last, end = _day_numbers(groups, match)
    if not 1 <= day <= 31 or _COUNTING.search(setting.left) or _EVERY.search(setting.left):
        return None
    if last is not None and not day < last <= 31:
        return None
    pick = groups["pick"] or ""
    base = setting.since or (setting.before[1] if setting.close and setting.before else None)
    if base and not pick and (setting.since or day > base.day):
        start = base if day >= base.day else add_months(base.replace(day=1), 1)
        days = _on(start.year, start.month, day, last)
        return Reading(days, year_named=setting.close_year is not None, end=end) if days else None
    today = setting.published
    if today is None:
        return replace(UNKNOWN, end=end)
    months = [add_months(today.replace(day=1), step) for step in (-1, 0, 1)]
    options = [d for m in months if (d := _on(m.year, m.month, day, last))]
    weekday = groups["weekday"] or groups["weekday_word"]
    if weekday:
        fitting = [d for d in options if d[0].weekday() == WEEKDAYS.index(weekday)]
        options = fitting or options
    if not options:
        return None
    lean = _LEANS.get(pick, setting.lean)
    if pick == "다음" or pick == "이번":
        lean = 0
    return Reading(nearest(options, today, month_of(today.year, today.month), lean), end=end)


def _on(year: int, month: int, day: int, last: int | None) -> Days | None:
    try:
        return date(year, month, day), date(year, month, last or day)
    except ValueError:
        return None


def _of_split(groups: dict[str, str | None], year: int | None, setting: Setting) -> Reading | None:
    """Halves, quarters, seasons and ends of a year; of this one where none is named."""
    split = _squeeze(groups["split"])
    today = setting.published
    pick = groups.get("pick_split") or ""
    if split in _SEASON_WORDS and year is None and not pick:
        return None  # a season without its year may be any
    if year is None and setting.since:
        year = setting.since.year
    guessed = year is None
    if year is None:
        if setting.close_year:
            year = setting.close_year
        elif today is None:
            return replace(UNKNOWN, edge=split == "연말")
        else:
            year = today.year
    days = _split_of(split, year)
    if guessed and today and pick == "지난" and days[1] >= today:
        days = _split_of(split, year - 1)
    elif guessed and today and pick in ("오는", "다음") and days[1] < today:
        days = _split_of(split, year + 1)
    reading = Reading(days, split == "연말", fuzzy=split in (*_SEASON_WORDS, "연초"))
    return _in_part(reading, groups["split_part"]) if groups["split_part"] else reading


def _split_of(split: str, year: int) -> Days:
    if split in _SEASON_WORDS:
        return season_of(year, _SEASON_WORDS[split])
    if split in _PARTS:
        return part_of(year_of(year), _PARTS[split])
    if split.endswith("분기"):
        return quarter_of(year, int(split[0]))
    return half_of(year, 1 if split == "상반기" else 2)


def _within_year(match: re.Match[str], setting: Setting) -> Reading | None:
    if setting.published is None:
        return Reading(None, use=Use.BY, fuzzy=True)
    year = setting.published.year + (1 if match[0].startswith("내년") else 0)
    return Reading(year_of(year), edge=True, use=Use.BY)


def _decade(match: re.Match[str], setting: Setting) -> Reading | None:
    first = int(match[1])
    return Reading((date(first, 1, 1), date(first + 9, 12, 31)), fuzzy=True, year_named=True)


CALENDAR_FORMS = {
    "digit": (
        Form(_YEARED, _point),
        Form(_UNYEARED, _point),
        Form(_DAY_ALONE, _day_alone),
        Form(re.compile(r"((?:19|20)\d0)\s*년대"), _decade),
    ),
    "quote": (Form(_YEARED, _point),),
    "word": (
        Form(_YEARED, _point),
        Form(_UNYEARED, _point),
        Form(_DAY_ALONE, _day_alone),
        Form(re.compile(r"(?:내년\s*)?연내(?!용)"), _within_year),
    ),
}
"""The forms by the kind of cue that opens them."""
