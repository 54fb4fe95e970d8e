"""What two reports of one commitment tell differently: amount, number, date, due, strength."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pledgebook.language.dates.edtf import Days, parse
from pledgebook.model.record import Kind, Party, Record, Strength
from pledgebook.resolution.quantities import Quantity
from pledgebook.resolution.traits import traits

CONSIDERED: Final = "considered"
"""The strength of what is only thought about, below all of `Strength`."""

# How firmly each binds; a Korean agreement (-기로 하다) and an English "will" are neighbours.
_FIRMNESS = {
    Strength.MANDATE: 5.0,
    Strength.PLEDGE: 4.0,
    Strength.AGREEMENT: 3.5,
    Strength.INTENT: 3.0,
    Strength.PLAN: 2.5,
    Strength.TARGET: 1.5,
}
_STEP = 2.0  # so much firmer is another promise, not another way to put it
HELD: Final = (Kind.MEETING, Kind.MILESTONE)
"""Kinds whose date is the day of the thing, not the day on which it was said."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that two records tell differently, in the words or values of each.

    `field` is amount, number, date, due, strength or parties; `revises` tells that the commitment
    itself has changed, and not only the way in which it is told.
    """

    field: str
    first: str
    second: str
    revises: bool = True


def differences(first: Record, second: Record) -> tuple[Difference, ...]:
    """Return what two records tell differently; what only one of them tells is no difference."""
    return tuple(_found(first, second))


def _found(first: Record, second: Record) -> Iterator[Difference]:
    yield from _quantities(first, second)
    if first.due and second.due and apart(first.due, second.due):
        yield Difference("due", first.due, second.due)
    held = first.kind in HELD and second.kind in HELD
    if held and first.date and second.date and apart(first.date, second.date):
        yield Difference("date", first.date, second.date)
    one, other = told_strength(first), told_strength(second)
    if one != other:
        firmer = abs(_firmness(first) - _firmness(second)) >= _STEP
        yield Difference("strength", one, other, revises=firmer)
    mine, theirs = _parties(first), _parties(second)
    if set(mine) != set(theirs):
        yield Difference("parties", ", ".join(mine), ", ".join(theirs), revises=False)


def apart(one: str, other: str) -> bool:
    """Return whether two EDTF dates cannot both be right: no day lies in both."""
    mine, theirs = days(one), days(other)
    if mine is None or theirs is None:
        return False
    return mine[1] < theirs[0] or theirs[1] < mine[0]


def days(edtf: str) -> Days | None:
    """Return the days that an EDTF date covers, or None where it is not of level 0."""
    try:
        return parse(edtf)
    except (ValueError, OverflowError):
        return None


def told_strength(record: Record) -> str:
    """Return how firmly a record binds, "considered" where the act is only thought about."""
    if traits(record).hedged and record.kind is Kind.COMMITMENT:
        return CONSIDERED
    return record.strength.value if record.strength else ""


def _firmness(record: Record) -> float:
    if told_strength(record) == CONSIDERED:
        return 0.0
    return _FIRMNESS[record.strength] if record.strength else 0.0


def _quantities(first: Record, second: Record) -> Iterator[Difference]:
    """Yield amounts and counts of one unit of which none is told by both."""
    mine, theirs = traits(first).quantities, traits(second).quantities
    for unit in sorted({q.unit for q in mine} & {q.unit for q in theirs}):
        one = sorted(q for q in mine if q.unit == unit)
        other = sorted(q for q in theirs if q.unit == unit)
        if not alike(one, other):
            field = "amount" if one[0].money else "number"
            yield Difference(field, _listed(one), _listed(other))


def alike(one: list[Quantity], other: list[Quantity]) -> bool:
    """Return whether any quantity is told by both."""
    return any(mine.is_about(theirs) for mine in one for theirs in other)


def _listed(told: list[Quantity]) -> str:
    return ", ".join(str(quantity) for quantity in told)


def _parties(record: Record) -> list[str]:
    both: tuple[Party, ...] = (*record.actors, *record.partners)
    return sorted({party.id or party.name for party in both})
