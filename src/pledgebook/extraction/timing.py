"""Which of a clause's times is the date of a record, and which its deadline."""

from collections.abc import Sequence
from datetime import date

from pledgebook.language.dates.edtf import parse
from pledgebook.language.dates.expression import TimeExpression, Use
from pledgebook.model.record import Kind

_TO_BE_DONE = (Kind.COMMITMENT, Kind.REQUEST)


def choose(
    kind: Kind, times: Sequence[TimeExpression], published: date | None
) -> tuple[TimeExpression | None, TimeExpression | None]:
    """Return (date, due).

    A deadline is due; so is a plain date to come, of what is only promised or asked. The first of
    each sort counts.
    """
    when: TimeExpression | None = None
    due: TimeExpression | None = None
    for time in times:
        if kind is Kind.MILESTONE and _begins_after(time, published):
            continue  # what is done is not done later: "…의 기한을 연말까지 연장했다"
        if time.use in (Use.BY, Use.TRIGGER):
            due = due or (time if kind in _TO_BE_DONE else None)
            if kind not in _TO_BE_DONE and time.edtf:
                when = when or time
        elif kind in _TO_BE_DONE and _to_come(time, published):
            due = due or time
        elif time.use is Use.AT or (time.use is Use.SINCE and kind not in _TO_BE_DONE):
            when = when or time
    return when, due


def _begins_after(time: TimeExpression, published: date | None) -> bool:
    return bool(time.edtf and published and parse(time.edtf)[0] > published)


def _to_come(time: TimeExpression, published: date | None) -> bool:
    if (
        time.edtf is None
        or published is None
        or time.use
        not in (
            Use.AT,
            Use.FOR,
            Use.UNTIL,
        )
    ):
        return False
    return parse(time.edtf)[1] > published
