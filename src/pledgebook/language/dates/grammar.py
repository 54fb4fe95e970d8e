"""What both languages' grammars of dates are made of: forms, readings, and their settling.

A form is a pattern and the function that reads its match. A reading is the stretch of days that a
form found, before the words beside it (by, since, 까지, 부터) have given it a part to play.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from pledgebook.language.dates.edtf import Days, edtf_of, month_of, nearest, year_of
from pledgebook.language.dates.expression import TimeExpression, Use


@dataclass(frozen=True, slots=True)
class Setting:
    """What a form has to know beyond its own words."""

    published: date | None
    lean: int = 0
    """1 when the words beside ask for the future, -1 for the past (see `edtf.nearest`)."""
    role: str = ""
    """Which kind of word stands beside: the names are the language's own."""
    left: str = ""
    """The text just before the form."""
    before: Days | None = None
    """What the expression before this one in the text meant."""
    since: date | None = None
    """The beginning of a range of which this is the end (23일부터 25일까지)."""
    close_year: int | None = None
    """The year of an expression with a named year close before, which a bare month goes on with."""
    day: date | None = None
    """The single day just named, which "the same day" and "the day before" speak of."""
    close: bool = False
    """The expression before stands close enough for a bare day to go on with its month."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a form says, still without its part in the sentence."""

    days: Days | None
    edge: bool = False
    """The words name the end of a period ("the end of 2024"): as a deadline, its last day."""
    deadline: date | None = None
    """The day that counts when this is a deadline, where it is not the last one."""
    fuzzy: bool = False
    use: Use | None = None
    """The part, where the form's own words settle it."""
    trigger: str | None = None
    year_named: bool = False
    year_guessed: bool = False
    """The month or the day is named, its year is the nearest."""
    month_only: bool = False
    """A calendar month, which as a deadline is its last day."""
    begin: int | None = None
    """Where the expression begins, if before the match (발효 후 3년 이내)."""
    end: int | None = None
    """Where the expression ends, if not with the match."""


UNKNOWN = Reading(None, fuzzy=True)
"""A relative time without a publication date to count from."""

Resolver = Callable[[re.Match[str], Setting], Reading | None]


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write a time; `resolve` gives None when the match is none after all."""

    pattern: re.Pattern[str]
    resolve: Resolver
    attribute: bool = False
    """English: with an article before it, it belongs to the noun behind (the May 2023 summit)."""


def spaced(pattern: str) -> re.Pattern[str]:
    """Compile a pattern in which a blank is any white space, line ends included; " ?" may lack."""
    return re.compile(pattern.replace(" ?", r"\s*").replace(" ", r"\s+"))


def by_initial(words: Iterable[str]) -> str:
    """Alternation of patterns that decides on the first letter: several times faster.

    A pattern that begins with a lower-case letter may also begin with its capital.
    """
    tails: dict[str, list[str]] = {}
    for word in words:
        plain = word[0].isalpha() and not word[0].isupper()
        tails.setdefault(word[0] if plain else "", []).append(word[1:] if plain else word)
    heads = {letter: letter + letter.upper().replace(letter, "") for letter in tails}
    return "|".join(
        f"[{heads[letter]}](?:{'|'.join(rest)})" if letter else "|".join(rest)
        for letter, rest in tails.items()
    )


def longest(forms: Iterable[Form], text: str, position: int) -> list[tuple[re.Match[str], Form]]:
    """The forms that match at `position`, the longest match first."""
    found = [(m, form) for form in forms if (m := form.pattern.match(text, position))]
    found.sort(key=lambda pair: -pair[0].end())
    return found


def attempt(form: Form, match: re.Match[str], setting: Setting) -> Reading | None:
    """Resolve a match; a day beyond the calendar is no reading, one beyond its end is unknown."""
    try:
        return form.resolve(match, setting)
    except ValueError:
        return None
    except OverflowError:
        return UNKNOWN


def month_days(
    setting: Setting,
    year: int | None,
    month: int,
    day: int | None = None,
    last: tuple[int, int] | None = None,
    weekday: int | None = None,
) -> Reading | None:
    """A month, a day or a span of days, with or without its year.

    `last` is the month and the day of the span's end. Without a year it is the one close before
    in the text, else the nearest to the publication; a weekday (0 is Monday) decides between
    years. Raises `ValueError` for a day that no month has.
    """
    home = setting.published
    if year is None:
        year = _continued_year(setting, month)
    if year is not None:
        days = _span(year, month, day, last)
        return Reading(days, year_named=True, month_only=day is None)
    if home is None:
        _span(2024, month, day, last)  # is it a day at all?
        return replace(UNKNOWN, month_only=day is None)
    reach = 3 if weekday is not None else 1
    options = []
    for other in range(max(home.year - reach, 1), min(home.year + reach, 9998) + 1):
        try:
            options.append(_span(other, month, day, last))
        except ValueError:  # 29 February
            continue
    fitting = [days for days in options if days[0].weekday() == weekday]
    options = fitting or options
    if not options:
        return None
    days = nearest(options, home, year_of(home.year), setting.lean)
    return Reading(days, year_guessed=True, month_only=day is None)


def _continued_year(setting: Setting, month: int) -> int | None:
    if setting.close_year and setting.before and month >= setting.before[1].month:
        return setting.close_year
    if setting.published is None and setting.before:
        return setting.before[1].year
    return None


def _span(year: int, month: int, day: int | None, last: tuple[int, int] | None) -> Days:
    if day is None:
        first, end = month_of(year, month)
        if last:
            end = month_of(year + (last[0] < month), last[0])[1]
        return first, end
    first = date(year, month, day)
    end = date(year + (last[0] < month), *last) if last else first
    if end < first:
        raise ValueError("a span of days that runs backwards")
    return first, end


def settle(start: int, end: int, reading: Reading, use: Use, offset: int) -> TimeExpression:
    """The expression that a reading becomes in the part it plays."""
    use = reading.use or use
    days = reading.days
    if days and use in (Use.BY, Use.UNTIL):
        if reading.deadline:
            days = reading.deadline, reading.deadline
        elif reading.edge or (reading.month_only and edtf_of(*days).count("-") == 1):
            days = days[1], days[1]
    return TimeExpression(
        start=start + offset,
        end=end + offset,
        edtf=edtf_of(*days) if days else None,
        use=use,
        trigger=reading.trigger,
        fuzzy=reading.fuzzy or (days is None and use is not Use.TRIGGER),
    )
