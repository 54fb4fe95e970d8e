"""English forms that count days, weeks, months and years: within 90 days, two years ago."""

import re
from datetime import date

from pledgebook.language.dates import numbers
from pledgebook.language.dates.edtf import add, around
from pledgebook.language.dates.english_days import DAY_FORMS
from pledgebook.language.dates.expression import Use
from pledgebook.language.dates.grammar import (
    Form,
    Reading,
    Setting,
    attempt,
    longest,
    spaced,
)

_NUMBER = rf"(?i:(?P<number>{numbers.ENGLISH_NUMBER}|an?)(?: \(\d+\))?)"
_VAGUE = r"(?i:(?:a )?(?P<vague>few|several|couple of|many|some|number of|recent))"
_UNIT = r"(?i:(?P<unit>day|week|fortnight|month|quarter|year|decade|hour)(?P<plural>s?))\b[’']?"
_KIND = r"(?:(?i:calendar|business|working|full|consecutive|short|more|legislative) )*"
_PICK = r"(?i:(?P<pick>next|coming|following|upcoming|ensuing|past|last|previous|preceding|recent))"
_AFTER = r"(?i:(?P<after>of|after|from|following|starting from|beginning on)) "

_PUBLICATION = spaced(
    r"(?i:(?:(?:the|its|their) )?(?:effective )?(?:date|day|issuance|publication|signing|release"
    r"|signature|adoption|announcement|enactment|approval)(?: of)?(?: the)?"
    r"(?: (?:issuance|publication|signing|release|adoption|enactment|approval))?"
    r"(?: of)? (?:(?:this|the present|today[’']s) \w+|today)"
    r"|(?:the )?date hereof|today(?:[’']s \w+)?|now"
    r"|this (?:order|memorandum|announcement|proclamation|directive|statement|notice"
    r"|executive order|action|communiqu[eé]|declaration)"
    r"|(?:publication|issuance)(?= ?[,.;:]| (?:the|and|or)\b))\b"
)
"""What a government paper calls its own date."""
_DATED = spaced(r"(?:the )?(?:\w+ ){0,2}(?:of |on |by )?")
_EVENT = spaced(
    r"(?:(?! (?:pursuant to|in accordance with|as described|shall|will|must|whether|unless)\b)"
    r"(?:[^,;:.()\n]|\.(?=\w)|(?<=\.[A-Z])\.|\n(?! ?\n))){3,160}"
)
_ALTERNATIVE = spaced(
    rf",? or (?:within )?{numbers.ENGLISH_NUMBER} (?:day|month|year)s?"
    r" (?:after|of|from|following) "
)

_SUPERLATIVE = re.compile(
    r"(?i:\b(?:first|only|most|more|less|once|twice|times?|point|\w{3,}est|ever|not|never|since)\b)"
    r"[^.;\n]{0,48}$"
)
_DEADLINE = ("within", "by", "before")


def _count(match: re.Match[str], setting: Setting) -> Reading | None:
    """A number of units: its meaning hangs on the words before and after it."""
    unit, number = match["unit"].lower(), numbers.english(match["number"])
    if number is None:
        return None
    if unit == "hour":
        unit, number = "day", -(-number // 24)
    direction = (match["direction"] or "").lower()
    today = setting.published
    if direction in ("ago", "earlier", "prior", "before"):
        if direction != "ago":
            return None  # counted from something the text tells of, not from today
        return _moved(today, -number, unit, Reading(None, use=Use.AT))
    if direction and setting.role in _DEADLINE:
        return _deadline(today, number, unit)
    if direction:
        return _moved(today, number, unit, Reading(None, use=Use.AT))
    if setting.role == "within":
        return _deadline(today, number, unit)
    if setting.role == "in" and not match.string.startswith(" of", match.end()):
        if setting.left.rstrip().lower().endswith("the"):
            return None  # "in the three months since the launch" looks back
        if (unit in ("year", "decade") and number > 10) or _SUPERLATIVE.search(setting.left):
            return None  # "the first in 40 years" looks back
        return _moved(today, number, unit, Reading(None, use=Use.AT, fuzzy=True))
    return None


def _moved(today: date | None, count: int, unit: str, like: Reading) -> Reading:
    if today is None:
        return Reading(None, use=like.use, fuzzy=True)
    return Reading(around(add(today, count, unit), unit), use=like.use, fuzzy=like.fuzzy)


def _deadline(start: date | None, count: int, unit: str) -> Reading:
    if start is None:
        return Reading(None, use=Use.BY, fuzzy=True)
    day = add(start, count, unit)
    return Reading((day, day), use=Use.BY)


def _count_after(match: re.Match[str], setting: Setting) -> Reading | None:
    """Within 180 days of the date of this order, of 1 May, of the framework's establishment."""
    unit, number = match["unit"].lower(), numbers.english(match["number"])
    counted_from = match["after"].lower() != "of"
    deadline = setting.role in _DEADLINE or (setting.role == "in" and counted_from)
    if number is None or not (deadline or counted_from):
        return None
    if unit == "hour":
        unit, number = "day", -(-number // 24)
    text, at = match.string, match.end()
    own = _PUBLICATION.match(text, at)
    if own:
        reading = _deadline(setting.published, number, unit)
        trigger, end = _alternative(text, own.end())
        return Reading(reading.days, fuzzy=reading.fuzzy, use=Use.BY, trigger=trigger, end=end)
    if not deadline:
        return None
    named = _named_day(text, at, setting)
    if named:
        start, end = named
        day = add(start, number, unit)
        return Reading((day, day), use=Use.BY, end=end)
    event = _EVENT.match(text, at)
    if not event:
        return None
    end = at + len(event[0].rstrip())
    return Reading(None, use=Use.TRIGGER, trigger="", end=end)


def _alternative(text: str, at: int) -> tuple[str | None, int]:
    """What follows a deadline as its alternative: "or 180 days after the report appears"."""
    match = _ALTERNATIVE.match(text, at)
    event = _EVENT.match(text, match.end()) if match else None
    if not match or not event:
        return None, at
    end = match.end() + len(event[0].rstrip())
    start = at + re.match(r"[\s,]*or\s+", match[0]).end()  # type: ignore[union-attr]
    return text[start:end], end


def _named_day(text: str, at: int, setting: Setting) -> tuple[date, int] | None:
    """The last day of a calendar expression that the count starts from, and where it ends."""
    lead = _DATED.match(text, at)
    ends = {at, lead.end() if lead else at}
    words = [m.end() for m in re.finditer(r"\S+\s+", text[at : at + 60])]
    for start in sorted(ends | {at + word for word in words[:4]}):
        for group in ("digit", "month", "weekday"):
            for match, form in longest(DAY_FORMS[group], text, start):
                reading = attempt(form, match, Setting(setting.published, role="at"))
                if reading and reading.days and (reading.days[0] == reading.days[1]):
                    return reading.days[1], match.end()
    return None


_CALENDAR_PICKS = ("last", "previous", "next", "following")
_ARTICLE = re.compile(r"(?i:\b(?:the|this|its|our|their|over|within|during)\s+)$")
_SPREADING = re.compile(
    r"(?i:\b(?:over|within|during|throughout|for|in|across)\s+(?:just\s+)?(?:the|its|our|this)\s+)$"
)


def _stretch(match: re.Match[str], setting: Setting) -> Reading | None:
    """The next five years, the past decade, the coming months."""
    pick, unit = match["pick"].lower(), match["unit"].lower()
    number = numbers.english(match["number"]) if match["number"] else None
    if (match["number"] or "").lower() in ("a", "an"):
        return None  # following a year of consultations
    if number is None and not match["plural"] and not match["vague"]:
        if not (_SPREADING if pick in _CALENDAR_PICKS else _ARTICLE).search(setting.left):
            return None  # "next year" is a calendar year, "over the next year" twelve months
        number = 1
    past = pick in ("past", "last", "previous", "preceding", "recent")
    inside = setting.role in ("within", "by") and not past
    use = Use.BY if inside else Use.FOR
    if number is None or setting.published is None or unit == "hour":
        return Reading(None, use=use, fuzzy=True)
    there = add(setting.published, -number if past else number, unit)
    if inside:
        return Reading((there, there), use=Use.BY)
    days = (there, setting.published) if past else (setting.published, there)
    return Reading(days, use=Use.FOR)


def _vague(match: re.Match[str], setting: Setting) -> Reading | None:
    """Within months, within weeks; a few months ago; several years from now."""
    if match["vague"] and not match["direction"] and setting.role not in ("within", "in"):
        return None
    if match["direction"]:
        return Reading(None, use=Use.AT, fuzzy=True)
    use = Use.BY if setting.role == "within" else Use.FOR
    return Reading(None, use=use, fuzzy=True)


def _bare_unit(match: re.Match[str], setting: Setting) -> Reading | None:
    """Within weeks; in the months ahead."""
    if match["ahead"]:
        return Reading(None, use=Use.FOR, fuzzy=True)
    if setting.role != "within":
        return None
    return Reading(None, use=Use.BY, fuzzy=True)


_DIRECTION = r"(?: (?i:(?P<direction>ago|earlier|prior|before|hence|from now|from today)\b))"
_ANDS = r"(?: and (?:days|weeks|months|years)\b)?"
_COUNT_FORMS = (
    Form(spaced(rf"{_NUMBER}(?:-| ){_KIND}{_UNIT}{_DIRECTION}?(?! ?[-–]\w)"), _count),
    Form(spaced(rf"{_NUMBER} {_KIND}{_UNIT} {_AFTER}"), _count_after),
)

COUNT_FORMS = {
    "digit": _COUNT_FORMS,
    "number": (
        *_COUNT_FORMS,
        Form(spaced(rf"{_VAGUE} {_KIND}{_UNIT}{_DIRECTION}?"), _vague),
    ),
    "word": (
        Form(spaced(rf"{_PICK} (?:(?:{_NUMBER}|{_VAGUE}) )?{_KIND}{_UNIT}{_ANDS}"), _stretch),
    ),
    "unit": (
        Form(
            spaced(
                r"(?i:days|weeks|months|years)\b(?: and (?:weeks|months|years)\b)?"
                r"(?P<ahead> (?i:ahead|to come)\b)?"
            ),
            _bare_unit,
        ),
    ),
}
"""The forms by the kind of cue that opens them."""
