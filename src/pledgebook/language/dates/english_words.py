"""The words of English dates: months, weekdays, years, and how days and years are written."""

import re

from pledgebook.language.dates.grammar import Setting

_MONTHS = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
]  # fmt: skip
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
"""In the order of `date.weekday`."""
_NAMES = [name.capitalize() for name in _MONTHS]

MONTH = "(?:" + "|".join([*_NAMES, *(name.upper() for name in _NAMES)]) + ")"
"""A month in full; never lower case, since may and march are verbs."""
ANY_MONTH = rf"(?:{MONTH}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
"""A month in full or shortened; only for use beside a day or a year."""
WEEKDAY = "(?:" + "|".join(day.capitalize() for day in WEEKDAYS) + ")"
DAY = r"\d{1,2}(?!\d|[.,:]\d|%)(?:st|nd|rd|th)?"
YEAR = r"(?:19|20)\d\d(?!\d)"
TO = r"(?:\s*[-–—]\s*| to | through | until )"
AND = rf"(?:{TO}|,? and | ?& ?)"
TAIL = (
    rf"(?:(?:,\s*| (?:of )?)(?P<year>{YEAR})"
    r"|,? (?:of )?(?P<of>(?i:this|last|next|the same|the current)) year\b)?"
)
"""The year after a day, a month or a season; `year_after` reads it."""
END = r"(?![\w%]|-\w|[.,]\d)"
PICK = r"(?i:this past|this coming|this|last|next|previous|current|following|coming|past|same)"


def month_number(name: str) -> int:
    """1 to 12 for a month's name, in full or shortened."""
    return next(i for i, full in enumerate(_MONTHS, 1) if full.startswith(name[:3].lower()))


def year_after(match: re.Match[str], setting: Setting) -> int | None:
    """The year that `TAIL` matched, in digits or as "of last year"; None without one."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    which = (groups.get("of") or "").lower()
    if not which or not setting.published:
        return None
    return setting.published.year + {"last": -1, "next": 1}.get(which, 0)


def year_unknown(match: re.Match[str], setting: Setting) -> bool:
    """True when `TAIL` counts from a publication date that is not given."""
    return bool(match.groupdict().get("of")) and setting.published is None
