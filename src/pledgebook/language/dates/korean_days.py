"""Korean words that name a day or a week from another day: 오늘, 이날, 지난주 금요일."""

import re
from datetime import timedelta

from pledgebook.language.dates.edtf import week_of
from pledgebook.language.dates.grammar import UNKNOWN, Form, Reading, Setting
from pledgebook.language.dates.korean_calendar import WEEKDAYS

_SPACE = re.compile(r"\s+")

_DAY_WORDS = {
    "오늘": 0, "금일": 0, "어제": -1, "어젯밤": -1, "전일": -1, "그제": -2, "그저께": -2,
    "엊그제": -2, "내일": 1, "명일": 1, "모레": 2,
}  # fmt: skip
_BESIDE_DAY = {"전날": -1, "다음날": 1, "이튿날": 1}


def _day_word(match: re.Match[str], setting: Setting) -> Reading | None:
    """오늘, 어제 count from the publication; 이날, 당일, 전날 from the day just named, if any."""
    word = _SPACE.sub("", match[0])
    if word in _DAY_WORDS:
        if setting.published is None:
            return UNKNOWN
        day = setting.published + timedelta(days=_DAY_WORDS[word])
        return Reading((day, day), fuzzy=word == "엊그제")
    start = setting.day or setting.published
    if start is None:
        return UNKNOWN
    day = start + timedelta(days=_BESIDE_DAY.get(word, 0))
    return Reading((day, day), fuzzy=True)


_WEEK_STEPS = {"지난주": -1, "이번주": 0, "금주": 0, "다음주": 1, "내주": 1, "차주": 1}


def _week(match: re.Match[str], setting: Setting) -> Reading | None:
    if setting.published is None:
        return UNKNOWN
    step = _WEEK_STEPS[_SPACE.sub("", match["week"])]
    first, last = week_of(setting.published + timedelta(days=7 * step))
    if match["weekday"]:
        first = last = first + timedelta(days=WEEKDAYS.index(match["weekday"]))
    elif match["end"]:
        first = last - timedelta(days=1)
    return Reading((first, last))


def _picked_weekday(match: re.Match[str], setting: Setting) -> Reading | None:
    today = setting.published
    if today is None:
        return UNKNOWN
    back = (today.weekday() - WEEKDAYS.index(match["weekday"])) % 7
    step = -(back or 7) if match["pick"] == "지난" else (7 - back) % 7
    day = today + timedelta(days=step)
    return Reading((day, day))


RELATIVE_FORMS = (
    Form(
        re.compile(
            r"오늘(?!날)|금일|어제|어젯밤|전일|그제(?!야|서)|그저께|엊그제|내일|명일|모레"
            r"|이날|같은\s?날|당일|전날|다음\s?날|이튿날"
        ),
        _day_word,
    ),
    Form(
        re.compile(
            r"(?P<week>지난\s?주|이번\s?주|금주(?=\s?(?:중|내|에))|다음\s?주|내주|차주(?=\s?(?:중|내|에)))"
            rf"(?:\s*(?P<weekday>[{WEEKDAYS}])요일|(?P<end>\s?말))?"
            r"(?=$|[^가-힣]|에|부터|까지|중|안|내|초|의\s|은\s|는\s|이후)"
        ),
        _week,
    ),
    Form(
        re.compile(rf"(?P<pick>지난|오는|이번|다음)\s*(?P<weekday>[{WEEKDAYS}])요일"),
        _picked_weekday,
    ),
)
"""All of them open with a word."""
