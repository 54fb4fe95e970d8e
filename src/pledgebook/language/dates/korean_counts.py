"""Korean forms that count from a day or hang on an event: 6개월 이내, 차기 회의 전까지."""

import re
from datetime import date

from pledgebook.language.dates import numbers
from pledgebook.language.dates.edtf import add, around
from pledgebook.language.dates.expression import Use
from pledgebook.language.dates.grammar import Form, Reading, Setting

_NUMBER = (
    rf"(?P<number>\d{{1,3}}|(?:{numbers.KOREAN_NATIVE})(?=\s?(?:달|해|주))|수|몇|여러|일(?=주일))"
)
_UNIT = r"(?P<unit>주일|주(?!년|기|간\s?단|요)|일|개월|달|년|해|분기|시간)(?P<half>\s?반)?"
_WORDS = r"(?P<word>" + "|".join(numbers.KOREAN_DAYS) + r"|반년|며칠)"
_COUNT = rf"(?:{_NUMBER}\s*(?:여\s?)?{_UNIT}|{_WORDS})"
_UNITS = {
    "일": "day", "주": "week", "주일": "week", "개월": "month", "달": "month", "년": "year",
    "해": "year", "분기": "quarter", "시간": "hour",
}  # fmt: skip

_EVENT_NOUN = (
    r"(?:시행|이행|발효|공포|체결|발표|출범|취임|승인|통과|비준|서명|가입|채택|접수|신청|제출|개최|완료"
    r"|종료|설립|착공|준공|계약|임명|선정|고시|통보|발생|개통|지정|출시|협약|합의|폐막|개막|회의|회담|총회)"
)
_COUNTED_FROM = re.compile(
    rf"(?:[가-힣A-Za-z]+\s)?[가-힣A-Za-z]*{_EVENT_NOUN}"
    r"(?:\s?(?:후|이후|뒤|일로부터|일부터|로부터|부터|한\s?날부터|된\s?날부터|된\s?날로부터|한\s?지))?\s*$"
    r"|[가-힣A-Za-z]+(?:일로부터|일부터|날부터|날로부터|로부터)\s*$"
)
_VAGUE = ("수", "몇", "여러")


def _amount(match: re.Match[str]) -> tuple[int, str] | None:
    """How many of which unit; None where the words leave it open (몇 달)."""
    groups = match.groupdict()
    word = groups["word"]
    if word:
        if word == "며칠":
            return None
        return (6, "month") if word == "반년" else (numbers.KOREAN_DAYS[word], "day")
    number, unit = numbers.korean(groups["number"] or ""), _UNITS[groups["unit"] or "일"]
    if number is None or groups["number"] in _VAGUE:
        return None
    if unit == "hour":
        return -(-number // 24), "day"
    if groups["half"] and unit == "year":
        return 12 * number + 6, "month"
    return number, unit


def _shifted(today: date | None, amount: tuple[int, str] | None, sign: int) -> date | None:
    if today is None or amount is None:
        return None
    return add(today, sign * amount[0], amount[1])


def _within(match: re.Match[str], setting: Setting) -> Reading | None:
    """6개월 이내 is a deadline, 시행 후 6개월 이내 one that waits for an event."""
    event = _COUNTED_FROM.search(setting.left)
    if event and not match["from_now"]:
        return Reading(None, use=Use.TRIGGER, trigger="", begin=match.start() - len(event[0]))
    day = _shifted(setting.published, _amount(match), 1)
    if day is None:
        return Reading(None, use=Use.BY, fuzzy=True)
    return Reading((day, day), use=Use.BY)


def _later(match: re.Match[str], setting: Setting) -> Reading | None:
    """6개월 뒤: as precise as its unit; after an event ("발효 3년 후") it waits for that."""
    event = _COUNTED_FROM.search(setting.left)
    if event:
        return Reading(None, use=Use.TRIGGER, trigger="", begin=match.start() - len(event[0]))
    return _moved(match, setting, 1)


def _ago(match: re.Match[str], setting: Setting) -> Reading | None:
    return _moved(match, setting, -1)


def _moved(match: re.Match[str], setting: Setting, sign: int) -> Reading:
    amount = _amount(match)
    day = _shifted(setting.published, amount, sign)
    if day is None or amount is None:
        return Reading(None, use=Use.AT, fuzzy=True)
    return Reading(around(day, amount[1]), use=Use.AT)


def _ahead(match: re.Match[str], setting: Setting) -> Reading | None:
    """향후 5년간."""
    day = _shifted(setting.published, _amount(match), 1)
    if day is None or setting.published is None:
        return Reading(None, use=Use.FOR, fuzzy=True)
    return Reading((setting.published, day), use=Use.FOR)


def _behind(match: re.Match[str], setting: Setting) -> Reading | None:
    """지난 3년간; 지난 7일 is a day of the month instead."""
    if (match["unit"] or "") == "일" and not match["span"]:
        return None
    day = _shifted(setting.published, _amount(match), -1)
    if day is None or setting.published is None:
        return Reading(None, use=Use.FOR, fuzzy=True)
    return Reading((day, setting.published), use=Use.FOR)


def _event(match: re.Match[str], setting: Setting) -> Reading | None:
    return Reading(None, use=Use.TRIGGER, trigger="")


def _soon(match: re.Match[str], setting: Setting) -> Reading | None:
    return Reading(None, use=Use.BY, fuzzy=True)


_INSIDE = r"\s?(?:이내|안|내(?![가-힣]|에서|년|달|일|외)|내(?=에|로|의))(?:에|로)?(?!서)"
_COUNTED = (
    Form(re.compile(rf"(?P<from_now>(?:향후|앞으로)\s*)?{_COUNT}{_INSIDE}"), _within),
    Form(re.compile(rf"{_COUNT}\s?(?:뒤|후(?!반|보|속|기|원|손))"), _later),
    Form(re.compile(rf"{_COUNT}\s?전(?=$|[\s,.)]|에(?!너)|인|부터|의|보다|만)"), _ago),
)
_AHEAD = Form(
    re.compile(
        rf"(?:향후|앞으로)(?:의)?\s*(?:약\s*)?{_COUNT}(?:\s?(?:간|동안)|에\s걸쳐)?(?![가-힣]*차)"
    ),
    _ahead,
)
_BEHIND = Form(
    re.compile(rf"(?:지난|최근)\s*{_COUNT}(?P<span>\s?(?:간|동안|새|여간|에\s걸쳐))?"), _behind
)

_MEETING = (
    r"(?:정상회의|정상회담|장관회의|고위급회의|당사국총회|총회|회의|회담|포럼|협의회|위원회|이사회"
    r"|본회의|대화|선거|총선|대선|협상|COP\s?\d+)"
)
_BEFORE = r"(?:\s?개최)?\s?(?:이전까지|전까지|이전|전에|전(?=[\s,.)]|$))"
_NEXT = r"(?:차기|다음|오는|이번|제?\s?\d{1,3}차|내년도?)"
_TRIGGERS = (
    Form(
        re.compile(
            rf"{_NEXT}\s?(?:[가-힣A-Z0-9·]+\s){{0,4}}?[가-힣A-Z0-9·]*{_MEETING}"
            rf"(?:까지|{_BEFORE})"
        ),
        _event,
    ),
    Form(
        re.compile(
            r"(?:(?:[가-힣]+의?|현\s?정부|대통령|올해)\s)?임기\s?(?:내(?![가-힣])|내에|안에|중(?![가-힣])|중에"
            r"|동안|말까지|종료\s?전까지|만료\s?전까지)"
        ),
        _event,
    ),
)
_EVENTS = (
    Form(
        re.compile(
            rf"{_MEETING}(?:까지(?!의|도)|{_BEFORE})"
            rf"|{_EVENT_NOUN}(?:되기|하기)?\s?(?:이전까지|전까지)"
        ),
        lambda m, s: _named_event(m, s),
    ),
)
_NAME_LEFT = re.compile(
    r"(?:[가-힣A-Za-z0-9·]+(?<![은는이가을를에서의고며로해여])\s){0,3}[가-힣A-Za-z0-9·]*$"
)


def _named_event(match: re.Match[str], setting: Setting) -> Reading | None:
    """APEC 정상회의 전까지: with the name before it; not the end of a range (준비부터 회의까지)."""
    if re.search(r"부터[^.]{0,20}$", setting.left):
        return None
    name = _NAME_LEFT.search(setting.left)
    return Reading(
        None, use=Use.TRIGGER, trigger="", begin=match.start() - (len(name[0]) if name else 0)
    )


COUNT_FORMS = {
    "digit": (*_COUNTED, _TRIGGERS[0]),
    "quote": (),
    "word": (
        _AHEAD,
        *_COUNTED,
        _BEHIND,
        *_TRIGGERS,
        Form(
            re.compile(r"(?:빠른|이른|가까운|조속한)\s?(?:시일|시간|시기)\s?(?:내|안)(?:에|로)?"),
            _soon,
        ),
    ),
    "event": _EVENTS,
}
"""The forms by the kind of cue that opens them."""
