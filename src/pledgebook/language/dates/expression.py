"""What a finder of dates hands back: where the words stand, what they mean, what they are for."""

from dataclasses import dataclass
from enum import StrEnum


class Use(StrEnum):
    """The part a time plays in its sentence."""

    AT = "at"
    """When something is held, done or said."""
    BY = "by"
    """A deadline: by, no later than, within; 까지, 이내, 연내."""
    SINCE = "since"
    """A beginning: from, since, after, starting; 부터, 이후."""
    UNTIL = "until"
    """The end of something that goes on: until, through."""
    FOR = "for"
    """A stretch counted from the publication: over the next five years; 향후 5년간."""
    TRIGGER = "trigger"
    """An event instead of a calendar date: by the next summit; 차기 정상회의까지."""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """One time that a text names, with the words that give it its part.

    The span holds the preposition or the particle too ("by the end of May", "5월까지"), since
    they belong to the adverbial and not to the action beside it.
    """

    start: int
    """First code point of the expression."""
    end: int
    """Code point after the last one; the span is half-open."""
    edtf: str | None
    """EDTF level 0: a day, a month, a year, or an interval with both ends; None where the
    calendar cannot tell (a relative word without a publication date, an event). For `Use.BY` it
    is the deadline: the last day of a month, or of a period whose end is named; a year, a half,
    a quarter, a season and a vague stretch ("early December") are kept as they are named."""
    use: Use
    trigger: str | None
    """The verbatim words, where the time hangs on an event; always so for `Use.TRIGGER`."""
    fuzzy: bool
    """True where the words leave room: a season, "later this year", a year inside a name."""
