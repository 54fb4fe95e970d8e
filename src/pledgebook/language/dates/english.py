"""Times in English text: on 1-2 November, by the end of this year, within 90 days of this order."""

import re
from dataclasses import dataclass, replace
from datetime import date

from pledgebook.language.dates import numbers
from pledgebook.language.dates.english_counts import COUNT_FORMS
from pledgebook.language.dates.english_days import DAY_FORMS
from pledgebook.language.dates.english_periods import PERIOD_FORMS
from pledgebook.language.dates.english_words import MONTH, WEEKDAY
from pledgebook.language.dates.expression import TimeExpression, Use
from pledgebook.language.dates.grammar import (
    Form,
    Reading,
    Setting,
    attempt,
    by_initial,
    longest,
    settle,
    spaced,
)

_FORMS: dict[str, tuple[Form, ...]] = {
    "digit": DAY_FORMS["digit"] + PERIOD_FORMS["digit"] + COUNT_FORMS["digit"],
    "month": DAY_FORMS["month"] + PERIOD_FORMS["month"],
    "weekday": DAY_FORMS["weekday"],
    "word": DAY_FORMS["word"] + COUNT_FORMS["word"] + PERIOD_FORMS["word"],
    "number": COUNT_FORMS["number"],
    "unit": COUNT_FORMS["unit"],
}

_UNIT = r"(?:day|week|fortnight|month|quarter|year|decade|hour)"
_OPENERS = {
    "month": [MONTH, r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[\s.t]"],
    "weekday": [WEEKDAY],
    "word": [
        "today", "tonight", "tomorrow", "yesterday", "day before y", "day after t",
        r"this (?:[a-z]+ ){0,2}?(?:week|month|quarter|year|decade|century|spring|summer|autumn"
        r"|fall|winter|morning|afternoon|evening)",
        rf"this (?:past |coming )?(?:{MONTH}|{WEEKDAY})",
        "last ", "next ", "previous ", "past ", "coming ", "upcoming ", "following ", "ensuing ",
        "preceding ", "current ", "recent ", "same ", "early(?:-| )", "earlier ", "mid(?:-|c| )",
        "late(?:-| )", "later ", "end(?: of|-)",
        *(f"{word} of" for word in ("beginning", "start", "middle", "close", "outset", "turn")),
        *(f"very {word}" for word in ("beginning", "start", "end")),
        *(
            f"{word} (?:half|quarter|week|month)"
            for word in ("first", "second", "third", "fourth", "final", "latter")
        ),
        r"(?:[a-z]+-)?(?:" + "|".join(numbers.ENGLISH_ORDINALS) + ") day of",
        "spring", "summer", "autumn", "fall", "winter", "fiscal", "FY", r"[QH][1-4]\b",
        "year[’'-]", "year end", "calendar year", "week of",
    ],
    "number": [
        rf"an? (?:{_UNIT}|few|couple|number)", "few", "several", "couple of", "many", "some",
        *numbers.ENGLISH_WORDS,
    ],
    "unit": [r"(?:days|weeks|months|years|hours)\b"],
}  # fmt: skip
"""Words that can open an expression, by the forms that they open."""

_CUE = spaced(
    r"(?<![\w$€£¥/@#.:§-])(?:(?P<digit>\d)|"
    + "|".join(f"(?P<{kind}>{by_initial(words)})" for kind, words in _OPENERS.items())
    + ")"
)

_ROLE = spaced(
    r"(?:^|(?<=[\W_]))(?i:"
    r"(?P<by>by(?: or before)?|by no later than|(?:no|not) later than|on or before"
    r"|due(?: by| on| in)?"
    r"|deadline (?:of|is|was)|by the latest)"
    r"|(?P<before>before|prior to|ahead of|in advance of)"
    r"|(?P<within>within|(?:no|not) (?:more|later) than|inside)"
    r"|(?P<until>(?:up )?until|till|through|up to|through to)"
    r"|(?P<since>since|ever since)"
    r"|(?P<from>(?:starting|beginning|commencing|effective)(?: on| in| from| with| as of)?"
    r"|as early as|as soon as|from|after|effective)"
    r"|(?P<in>in)"
    r"|(?P<at>on|at|during|over|throughout|for|as of)"
    r"|(?P<link>of|to|and|or|between|dated|around|about|circa|as in)"
    r")(?P<filler>(?: (?i:the|about|around|approximately|roughly|at least|just|only|or before"
    r"|or about|at the latest|as early as|the very|its|their|our|or around))*) $"
)
_USES = {
    "by": Use.BY, "before": Use.BY, "within": Use.BY, "until": Use.UNTIL,
    "since": Use.SINCE, "from": Use.SINCE,
}  # fmt: skip
_LEANS = {"by": 1, "within": 1, "until": 1, "since": -1}
_REACH = 48
"""How many code points before an expression can hold the words of its part."""

_LINK = re.compile(r"\s*(?:to|through|until|till|and|[-–—])\s*(?:the\s+)?")
_SPREAD = re.compile(r"\b(?:to|through|until)\b|\d\s*[-–—]|[-–—]\s*[\dA-Z]")
_ONWARD = spaced(r"(?: |, )?(?i:onwards?|and beyond|or later|and later)\b")

_NOUN = (
    r"(?:[Ss]ummits?|[Mm]eetings?|[Cc]onference|[Mm]inisterial|COP ?\d\d|[Ss]ession|[Aa]ssembly"
    r"|[Ff]orum|[Dd]ialogue|[Cc]onvening|[Gg]athering|[Rr]ound|[Cc]onsultations?|[Ee]lections?)\b"
)
_WORDS = (
    r"(?:(?:[A-Z0-9][\w’'&/.-]*|second|third|fourth|fifth|annual|extraordinary|leaders?[’']?|and|of"
    r"|on|on the|high-level|virtual|ministerial|in-person|regular|plenary|trilateral|bilateral"
    r"|global|international|presidential|general|inaugural|first|safety|review|[a-z]+’s?) ){0,7}?"
)
_NEXT = r"(?:next year[’']s|(?:next|upcoming|forthcoming|following|coming))"
_TRIGGERS = spaced(
    r"\b(?:(?i:by(?: the (?:time|start|opening|end|close|conclusion) of)?|no later than"
    rf"|not later than|until|before) (?:(?i:the|our|its|their|his|her) )?{_NEXT}"
    rf" {_WORDS}{_NOUN}(?: {_NOUN})?"
    r"|(?i:by the (?:time|start|opening|end|close|conclusion) of"
    r"|before|ahead of|prior to|in advance of|in time for"
    r"|in the (?:run|lead)(?:-| )?up to) (?:(?i:the|our|its|their|this|this year[’']s|a|an) )"
    rf"{_WORDS}{_NOUN}(?: {_NOUN})?"
    r"|(?i:by the end of|before the end of|within) (?:the|its|his|her|our|their|my)"
    r" (?:current |first |second |[A-Z]\w+ )?(?:term(?! [a-z]*ing)|presidency|Presidency|mandate"
    r"|tenure|legislative session|chairmanship|Congress)(?: in office)?\b)"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A reading in its place: the words of its part begin at `start`, its own at `core`."""

    start: int
    core: int
    end: int
    role: str
    reading: Reading


def find_english(text: str, published: date | None, offset: int = 0) -> list[TimeExpression]:
    """Every time that an English text names, in its order, without overlaps.

    `text` is a sentence or a paragraph; `offset` (code points) is added to the spans. Relative
    words count from `published`; without it they are reported with no date and `fuzzy`.
    """
    found = _readings(text, published)
    found = _joined(found, text)
    expressions = [
        settle(item.start, item.end, _cut(item, text), _use(item, text), 0) for item in found
    ]
    expressions = _with_triggers(expressions, text)
    if not offset:
        return expressions
    return [replace(e, start=e.start + offset, end=e.end + offset) for e in expressions]


def _readings(text: str, published: date | None) -> list[_Found]:
    found: list[_Found] = []
    done = 0
    for cue in _CUE.finditer(text):
        position = cue.start()
        if position < done:
            continue
        candidates = longest(_FORMS[cue.lastgroup or ""], text, position)
        if not candidates:
            continue
        left = text[max(0, position - _REACH, done) : position]
        beside = _ROLE.search(left)
        role = beside.lastgroup if beside else None
        if beside and role == "filler":
            role = next(name for name, words in beside.groupdict().items() if words)
        setting = _setting(published, role or "", left, found, position)
        for match, form in candidates:
            own = _attributive(form, beside, text, match)
            plain = own and role not in ("in", "at")
            reading = attempt(
                form, match, replace(setting, role="at", lean=0) if plain else setting
            )
            if reading is None:
                continue
            kept = role and not own and role != "link"
            start = position - len(left) + beside.start() if kept and beside else position
            end = reading.end or match.end()
            if role in ("", None, "from") and (onward := _ONWARD.match(text, end)):
                role, end = "from", onward.end()
            found.append(_Found(start, position, end, "at" if own else role or "", reading))
            done = end
            break
    return found


def _setting(
    published: date | None, role: str, left: str, found: list[_Found], position: int
) -> Setting:
    before = found[-1] if found else None
    days = before.reading.days if before else None
    close = None
    told = before is not None and before.role not in ("", "link")  # no mere attribute of a noun
    if before and told and days and before.reading.year_named and position - before.end <= 60:
        close = days[1].year
    return Setting(
        published,
        lean=_LEANS.get(role, 0),
        role=role,
        left=left,
        before=days,
        close_year=close,
    )


def _attributive(form: Form, beside: re.Match[str] | None, text: str, match: re.Match[str]) -> bool:
    """True for "by the May 2023 summit": the date belongs to the noun, and "by" to both."""
    if text.startswith(("’s ", "'s "), match.end()):
        return True
    if not (form.attribute and beside):
        return False
    if not re.search(r"(?i:the|its|their|our)$", beside["filler"]):
        return False
    if re.match(
        r"(?i:end|beginning|start|middle|close|first|second|third|fourth|last|next"
        r"|summer|spring|fall|autumn|winter|year|final|latter|outset|turn|\w+\s+half)\b",
        match[0],
    ):
        return False
    return bool(re.match(r"(?:[’']s)?\s+[\w“\"]", text[match.end() : match.end() + 8]))


def _use(item: _Found, text: str) -> Use:
    if item.role == "from" and _SPREAD.search(text, item.core, item.end):
        return Use.AT  # from 3 to 5 June
    return _USES.get(item.role, Use.AT)


def _cut(item: _Found, text: str) -> Reading:
    """Give an event its words, and a "before" the day before a whole period."""
    reading = item.reading
    if reading.use is Use.TRIGGER:
        return replace(reading, trigger=text[item.start : item.end])
    if item.role == "within":
        return replace(reading, edge=True)
    if item.role == "before" and reading.days and not reading.edge:
        first, last = reading.days
        if first < last:
            day = date.fromordinal(max(first.toordinal() - 1, 1))
            return replace(reading, deadline=day)
    return reading


def _joined(found: list[_Found], text: str) -> list[_Found]:
    """From January 2020 to June 2021, between Monday and Friday: two readings are one stretch."""
    joined: list[_Found] = []
    for item in found:
        last = joined[-1] if joined else None
        if last and _is_range(last, item, text):
            assert item.reading.days is not None
            days = _same_year(last.reading, item.reading), item.reading.days[1]
            reading = Reading(
                days,
                fuzzy=last.reading.fuzzy and item.reading.fuzzy,
                year_named=item.reading.year_named,
            )
            start = _with_between(last, text)
            joined[-1] = _Found(start, last.core, item.end, "at", reading)
        else:
            joined.append(item)
    return joined


def _same_year(left: Reading, right: Reading) -> date:
    """First day of a range; between June 3 and June 7, 2024 names its year but once."""
    assert left.days is not None
    assert right.days is not None
    first, end = left.days[0], right.days[1]
    if not (left.year_guessed and right.year_named) or (first.month, first.day) == (2, 29):
        return first
    own = first.replace(year=end.year)
    return own if own <= end else own.replace(year=end.year - 1)


def _with_between(item: _Found, text: str) -> int:
    match = re.search(r"(?i:\bbetween)\s+(?:the\s+)?$", text[max(0, item.start - 16) : item.start])
    return item.start - len(match[0]) if match else item.start


def _is_range(last: _Found, item: _Found, text: str) -> bool:
    link = text[last.end : item.core]
    if not (_LINK.fullmatch(link) and last.reading.days and item.reading.days):
        return False
    if (
        last.reading.use
        or item.reading.use
        or (_same_year(last.reading, item.reading) > item.reading.days[0])
    ):
        return False
    if "and" in link:
        return _with_between(last, text) < last.start
    return True


def _with_triggers(expressions: list[TimeExpression], text: str) -> list[TimeExpression]:
    """Add the events that stand for a date; a date inside such an event becomes part of it."""
    for match in _TRIGGERS.finditer(text):
        start, end = match.span()
        inside = [e for e in expressions if e.start < end and e.end > start]
        if any(e.start < start or e.end > end or e.use is Use.TRIGGER for e in inside):
            continue
        if any(e.use in (Use.BY, Use.UNTIL) and text[e.end] not in "’'" for e in inside):
            continue
        edtf = next((e.edtf for e in inside if e.edtf), None)
        event = TimeExpression(start, end, edtf, Use.TRIGGER, match[0], edtf is not None)
        expressions = sorted(
            [e for e in expressions if e not in inside] + [event], key=lambda e: e.start
        )
    return expressions
