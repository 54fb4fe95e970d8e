"""Times in Korean text: 지난 1~2일, 12월 초, 6개월 뒤, 2030년까지, '26.7.20.(월), 연내."""

import re
from dataclasses import dataclass, replace
from datetime import date

from pledgebook.language.dates import numbers
from pledgebook.language.dates.expression import TimeExpression, Use
from pledgebook.language.dates.grammar import (
    Form,
    Reading,
    Setting,
    attempt,
    by_initial,
    longest,
    settle,
)
from pledgebook.language.dates.korean_calendar import CALENDAR_FORMS, WAVE
from pledgebook.language.dates.korean_counts import COUNT_FORMS
from pledgebook.language.dates.korean_days import RELATIVE_FORMS
from pledgebook.language.dates.korean_numeric import NUMERIC_FORMS

_FORMS: dict[str, tuple[Form, ...]] = {
    "digit": NUMERIC_FORMS["digit"] + CALENDAR_FORMS["digit"] + COUNT_FORMS["digit"],
    "quote": NUMERIC_FORMS["quote"] + CALENDAR_FORMS["quote"],
    "word": CALENDAR_FORMS["word"] + RELATIVE_FORMS + COUNT_FORMS["word"],
    "event": COUNT_FORMS["event"],
}

_OPENERS = {
    "quote": [rf"{mark}\s?\d\d\s?[.년~∼～]" for mark in "'’‘`´"],
    "word": [
        r"올(?:해|\s*[\d상하연초말봄여가겨])", "금(?:년|월|주|일)", "지난", "작년", "전년",
        "재작년", "내(?:년|후년|일|달|주)", "명[년일]", r"이(?:듬해|달|번|날|튿날|른\s?시)",
        "연(?:내|말|초)", "상반기", "하반기", "오(?:늘|는)", "어(?:제|젯밤)", "엊그제", "모레",
        "그(?:제|저께)", "전[날월일]", "당[일월]", "다음", r"같은\s?[날달해]", "익월", "차[기주]",
        "향후", "앞으로", "최근", "임기", r"빠른\s?시", r"가까운\s?시", r"조속한\s?시", "반년",
        "며칠", r"수\s?[개달년주일]", r"몇\s?[개달년주일]",
        *(rf"{word}\s?(?:내|이내|안|뒤|후|전)" for word in (*numbers.KOREAN_DAYS, "일주일")),
        *(rf"{word}\s?달\s?(?:내|이내|안|뒤|후|전)" for word in numbers.KOREAN_NATIVE.split("|")),
    ],
    "event": [
        rf"{noun}(?:\s?개최|되기|하기)?\s?(?:까지|이?전)"
        for noun in (
            "정상회의", "정상회담", "회의", "총회", "회담", "포럼", "협의회", "위원회", "이사회",
            "선거", "총선", "대선", "협상", r"COP\s?\d+", "시행", "발효", "체결", "출범", "비준",
            "개최", "완료", "종료",
        )
    ],
}  # fmt: skip
"""Words that can open an expression, by the forms that they open; each begins with a letter."""

_INITIALS = "".join(sorted({word[0] for words in _OPENERS.values() for word in words}))
_CUE = re.compile(
    # One look at the first letter spares most positions the rest.
    rf"(?=[\d{_INITIALS}])(?:(?P<digit>(?<![\d.,/:\-A-Za-z_$￦₩제§#])\d)|"
    + "|".join(
        # An event may end a longer name; a word like 내일 must begin here (국내일자리).
        f"(?P<{kind}>{'' if kind == 'event' else '(?<![가-힣])'}(?:{by_initial(words)}))"
        for kind, words in _OPENERS.items()
    )
    + ")"
)
_ROLE = re.compile(
    r"\s?(?:(?P<before>이전까지|전까지|이전|전에|전(?=[\s,.)]|$))|(?P<by>까지)"
    r"|(?P<within>이내(?:에|로)?|안에|안으로|내(?:에|로)(?!서)|내(?=[\s,.)]|$))"
    r"|(?P<since>부터|이후|이래|후(?=[\s,.)]|$|에)))"
)
_USES = {"by": Use.BY, "before": Use.BY, "within": Use.BY, "since": Use.SINCE}
_LINK = re.compile(rf"\s*(?:부터|에서|{WAVE})\s*")
_REACH = 32
_NEAR = 25


@dataclass(frozen=True, slots=True)
class _Found:
    """A reading in its place: its own words end at `core`, those of its part at `end`."""

    start: int
    core: int
    end: int
    role: str
    reading: Reading


def find_korean(text: str, published: date | None, offset: int = 0) -> list[TimeExpression]:
    """Every time that a Korean text names, in its order, without overlaps.

    `text` is a sentence or a paragraph; `offset` (code points) is added to the spans. Relative
    words count from `published`; without it they are reported with no date and `fuzzy`.
    """
    found: list[_Found] = []
    for cue in _CUE.finditer(text):
        position = cue.start()
        done = found[-1].end if found else 0
        core_done = found[-1].core if found else 0
        if position < done:
            continue
        linked = _LINK.fullmatch(text, core_done, position) if found else None
        left = text[max(0, position - _REACH, done) : position]
        setting = _setting(published, found, position)
        if linked and setting.before:
            setting = replace(setting, since=setting.before[0])
        item = _read(text, position, cue.lastgroup or "", left, setting)
        if item is None:
            continue
        if linked and _is_range(found[-1], item):
            found[-1] = _range(found[-1], item)
        else:
            found.append(item)
    return [
        settle(item.start, item.end, _cut(item, text), _USES.get(item.role, Use.AT), offset)
        for item in found
    ]


def _setting(published: date | None, found: list[_Found], position: int) -> Setting:
    if not found:
        return Setting(published)
    last = found[-1]
    days = last.reading.days
    near = days is not None and position - last.end <= _NEAR and last.reading.use is None
    return Setting(
        published,
        before=days or next((f.reading.days for f in reversed(found) if f.reading.days), None),
        close_year=days[1].year if days and near and last.reading.year_named else None,
        day=days[0] if days and _names_day(last, position) else None,
        close=near,
    )


def _names_day(last: _Found, position: int) -> bool:
    """True where "the same day" can mean the one just named, which no deadline is."""
    days = last.reading.days
    single = days is not None and days[0] == days[1]
    return single and not last.role and position - last.end <= 4 * _NEAR


def _read(text: str, position: int, kind: str, left: str, setting: Setting) -> _Found | None:
    """The longest form at a position that makes sense there, with the particle behind it."""
    for match, form in longest(_FORMS[kind], text, position):
        role = _ROLE.match(text, match.end())
        name = (role.lastgroup if role else "") or ""
        lean = {"by": 1, "before": 1, "within": 1}.get(name, 0)
        reading = attempt(form, match, replace(setting, lean=lean, role=name, left=left))
        if reading is None:
            continue
        core = reading.end or match.end()
        if reading.end:
            role = _ROLE.match(text, core)
            name = (role.lastgroup if role else "") or ""
        if reading.use:
            role, name = None, ""
        start = position if reading.begin is None else reading.begin
        return _Found(start, core, role.end() if role else core, name, reading)
    return None


def _is_range(first: _Found, second: _Found) -> bool:
    if first.reading.use or second.reading.use or first.role in ("by", "before", "within"):
        return False
    left, right = first.reading.days, second.reading.days
    return left is not None and right is not None and left[0] <= right[0]


def _range(first: _Found, second: _Found) -> _Found:
    """23일부터 25일까지: one stretch, in which 까지 is no deadline."""
    assert first.reading.days is not None
    assert second.reading.days is not None
    days = first.reading.days[0], second.reading.days[1]
    reading = replace(first.reading, days=days, month_only=False, edge=False)
    return _Found(first.start, second.core, second.end, "", reading)


def _cut(item: _Found, text: str) -> Reading:
    """Give an event its words, and 이전 the day before a whole period."""
    reading = item.reading
    if reading.use is Use.TRIGGER:
        return replace(reading, trigger=text[item.start : item.end])
    if item.role == "within":
        return replace(reading, edge=True)
    if item.role == "before" and reading.days and not reading.edge:
        first, last = reading.days
        if first < last:
            return replace(reading, deadline=date.fromordinal(max(first.toordinal() - 1, 1)))
    return reading
