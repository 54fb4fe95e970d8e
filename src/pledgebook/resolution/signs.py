"""What speaks for two records telling one commitment, and what against it: one sign a function.

Each sign gives a weight or stays silent. The weights were set by hand on the dev half of
tests/gold/pairs.yaml, and on what was proposed among two samples of real releases.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from pledgebook.knowledge.acts import bundled_acts
from pledgebook.knowledge.concepts import bundled_concepts
from pledgebook.model.record import Record
from pledgebook.resolution.differences import HELD, alike, apart, days
from pledgebook.resolution.merging import letters
from pledgebook.resolution.sharing import is_joint, is_particular, shared
from pledgebook.resolution.traits import Traits, traits
from pledgebook.resolution.wording import Wording, wording

_AGAINST = -6.0  # more than all that may speak for it
_TIMES = 5.0  # an amount that has changed more than so much is another one
_TOLD_ALREADY = 0.4  # what a thing weighs whose words have counted as a concept
_WIDE = 0.3  # what a matter as wide as energy or AI weighs beside a narrow one
_MET = 0.5  # a topic that is met by less stands alone
_SOON, _LATE, _MUCH_LATER = 31, 365, 730


@dataclass(frozen=True, slots=True)
class Reason:
    """What speaks for (weight above 0) or against one commitment.

    `code` is stable: kind, nothing-shared, parties, partners, act, things, topics, words,
    other-words, sounds, quantities, due, date, another-time, names, time-between, vague. `detail`
    tells the words or ids that it rests on.
    """

    code: str
    weight: float
    detail: str = ""


def signs(first: Record, second: Record) -> tuple[Reason, ...]:
    """Return all that speaks for or against; swapping the two changes no weight."""
    one, other = traits(first), traits(second)
    found = tuple(reason for sign in _SIGNS if (reason := sign(one, other)) is not None)
    return (*found, *_vague(found, first))


def _parties(one: Traits, other: Traits) -> Reason | None:
    """Who acts: the same, some of them, an office and its state; others rule it out."""
    if not one.parties and not other.parties:
        return None
    if not _named_parties(one) or not _named_parties(other):  # nobody knows who: "it", "the two"
        return Reason("parties", 0.5 if one.parties == other.parties else -0.5)
    share = shared(one.actors, other.actors)
    if is_joint(one.record) or is_joint(other.record):
        share = max(share, shared(one.parties, other.parties))
        if one.record.kind in HELD:
            share = shared(one.parties, other.parties)
    names = ", ".join(sorted(one.parties | other.parties))
    if share < 0.4:
        return Reason("parties", _AGAINST, names)
    known = all(is_particular(party) for party in one.actors & other.actors)
    return Reason("parties", (1.8 if known and one.actors & other.actors else 1.4) * share, names)


def _named_parties(told: Traits) -> bool:
    return any(not party.startswith("~") for party in told.parties)


def _partners(one: Traits, other: Traits) -> Reason | None:
    """To whom or with whom: other partners make another promise."""
    mine = {p for p in one.parties - one.actors if not p.startswith("~")}
    theirs = {p for p in other.parties - other.actors if not p.startswith("~")}
    if not mine or not theirs or mine & theirs:
        return None
    crossed = mine <= other.actors and theirs <= one.actors
    return None if crossed else Reason("partners", -2.0, _ids(mine | theirs))


def _act(one: Traits, other: Traits) -> Reason | None:
    if not one.acts or not other.acts:
        return None
    if both := one.main & other.main:
        return Reason("act", 1.2, _ids(both))
    if both := (one.main & other.acts) | (one.acts & other.main):
        return Reason("act", 0.7, _ids(both))
    if both := one.acts & other.acts:
        return Reason("act", 0.1, _ids(both))
    return Reason("act", -1.2, _against(one.main, other.main))


def _things(one: Traits, other: Traits) -> Reason | None:
    mine, theirs = one.things, other.things
    if not mine or not theirs:
        return None
    if not mine & theirs:
        return Reason("things", -1.6, _against(mine, theirs))
    known = bundled_acts().things
    told = all(known[thing].concept in one.topics & other.topics for thing in mine & theirs)
    weight = (_TOLD_ALREADY if told else 1.1) * _likeness(mine, theirs)
    return Reason("things", weight, _ids(mine & theirs))


def _topics(one: Traits, other: Traits) -> Reason | None:
    """What both are about; a wide matter says little, one above or below another says half."""
    mine, theirs = one.topics, other.topics
    if not mine or not theirs:
        return None
    met = {**_reach(mine, theirs), **_reach(theirs, mine)}
    left = math.fsum(_weight(t) * met[t] for t in mine)
    right = math.fsum(_weight(t) * met[t] for t in theirs)
    whole = math.fsum(map(_weight, mine)), math.fsum(map(_weight, theirs))
    if not left:
        return Reason("topics", -2.0 * min(1.0, 2 * min(whole)), _against(mine, theirs))
    share = ((left + right) / math.fsum(whole) + max(left / whole[0], right / whole[1])) / 2
    unmet = min(sum(met[t] < _MET for t in mine), sum(met[t] < _MET for t in theirs))
    weight = 1.6 * share * min(1.0, max(left, right)) - 1.2 * min(unmet, 2)
    return Reason("topics", weight, _ids(mine & theirs))


def _reach(one: frozenset[str], other: frozenset[str]) -> dict[str, float]:
    """Return how far each topic of one side is met on the other.

    Below a matter as wide as AI, two narrow ones have little in common.
    """
    over = {above for topic in other for above in _above(topic)}
    return {
        topic: 1.0
        if topic in other
        else 0.5
        if topic in over or any(_above(above) for above in other & _above(topic))
        else 0.2
        if other & _above(topic)
        else 0.0
        for topic in one
    }


@cache
def _above(topic: str) -> frozenset[str]:
    scheme = bundled_concepts()
    return frozenset(scheme.ancestors(topic)) if topic in scheme.by_id else frozenset()


def _weight(topic: str) -> float:
    return 1.0 if _above(topic) else _WIDE


def _words(one: Traits, other: Traits) -> Reason | None:
    """The words themselves, where the language is one; few words tell little."""
    if one.record.language != other.record.language:
        return None
    mine, theirs = wording(one.record).parts, wording(other.record).parts
    if not mine or not theirs:
        return None
    share = _likeness(mine, theirs)
    weight = min(2.0, 3.5 * (share - 0.33)) if share > 0.33 else 6.0 * (share - 0.33)
    few = min(1.0, max(4, min(len(mine), len(theirs))) / 8)
    return Reason("words", weight * few, f"{share:.2f}")


def _other_words(one: Traits, other: Traits) -> Reason | None:
    """One frame with other words in it: what is told in like words of two matters is two things."""
    if one.record.language != other.record.language:
        return None
    mine, theirs = wording(one.record), wording(other.record)
    if not mine.parts or not theirs.parts:
        return None
    parallel = min(1.0, max(0.0, (_likeness(mine.parts, theirs.parts) - 0.35) / 0.3))
    left = _left(mine, theirs, other), _left(theirs, mine, one)
    if not parallel or not all(left):
        return None
    return Reason("other-words", -4.0 * parallel, _against(*left))


def _left(told: Wording, by: Wording, other: Traits) -> frozenset[str]:
    """Return the words of one side, by their shingles, that the other does not tell at all."""
    ids = other.things | other.topics
    kept = (w for w in told.words if not w.shingles & by.parts and not w.ids & ids)
    return frozenset("·".join(sorted(word.shingles)) for word in kept)


def _sounds(one: Traits, other: Traits) -> Reason | None:
    """Names and loanwords that sound alike in two languages."""
    if one.record.language == other.record.language:
        return None
    both = wording(one.record).sounds & wording(other.record).sounds
    return Reason("sounds", min(1.4, 0.7 * len(both)), _ids(both)) if both else None


def _quantities(one: Traits, other: Traits) -> Reason | None:
    mine, theirs = sorted(one.quantities), sorted(other.quantities)
    if alike(mine, theirs):
        return Reason("quantities", 1.2, ", ".join(map(str, mine)))
    ratios = [
        max(a.value, b.value) / max(1.0, min(a.value, b.value))
        for a in mine
        for b in theirs
        if a.unit == b.unit
    ]
    if not ratios:
        return None
    return Reason("quantities", -0.4 if min(ratios) <= _TIMES else -2.0, f"x {min(ratios):.1f}")


def _due(one: Traits, other: Traits) -> Reason | None:
    """By when: a day or a month tells more than a year does."""
    first, second = one.record, other.record
    if first.due and second.due:
        if apart(first.due, second.due):
            return _moved(one, other, first.due, second.due)
        exact = first.due == second.due and len(first.due) > len("2026")
        return Reason("due", 0.8 if exact else 0.5, first.due)
    if first.due_trigger and second.due_trigger:
        same = letters(first.due_trigger) == letters(second.due_trigger)
        return Reason("due", 0.5, first.due_trigger) if same else None
    return None


def _date(one: Traits, other: Traits) -> Reason | None:
    """When a meeting or a milestone was; what is said is said anew on any day, but mostly soon."""
    first, second = one.record, other.record
    if first.kind in HELD:
        if not first.date or not second.date:
            return Reason("date", -0.8)
        if apart(first.date, second.date):
            return _moved(one, other, first.date, second.date)
        return Reason("date", 1.5 if first.date == second.date else 1.0, first.date)
    mine, theirs = days(first.date or ""), days(second.date or "")
    if mine is None or theirs is None:
        return None
    gap = abs((mine[0] - theirs[0]).days)
    weight = 0.4 if gap <= _SOON else 0.0 if gap <= _LATE else -0.5 if gap <= _MUCH_LATER else -1.0
    return Reason("time-between", weight, f"{gap} days") if weight else None


def _moved(one: Traits, other: Traits, first: str, second: str) -> Reason:
    """A time that has moved: of what comes round again, another year is another time."""
    again = one.recurs and other.recurs
    when = ", ".join(sorted((first, second)))
    if again and not one.ordinals & other.ordinals and first[:4] != second[:4]:
        return Reason("another-time", _AGAINST, when)
    if one.record.kind in HELD and not (one.event and other.event):
        return Reason("date", _AGAINST, when)
    return Reason("due", -0.4, when)


def _named(one: Traits, other: Traits) -> Reason | None:
    if not one.names or not other.names:
        return None
    both = one.names & other.names
    return Reason("names", 0.5 if both else -0.8, _ids(both) or _against(one.names, other.names))


def _vague(found: tuple[Reason, ...], first: Record) -> Iterator[Reason]:
    """Yield what is missing where hardly anything tells what the promise is about."""
    telling = ("things", "topics", "words", "sounds", "quantities", "due", "date", "names")
    told = math.fsum(max(0.0, reason.weight) for reason in found if reason.code in telling)
    least = 1.2 if first.kind in HELD else 0.9
    if told < least:
        yield Reason("vague", 1.5 * (told - least) / least)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the mean of the share in the smaller set and the share in both."""
    both = len(one & other)
    return (both / min(len(one), len(other)) + both / len(one | other)) / 2


def _ids(ids: frozenset[str] | set[str]) -> str:
    return ", ".join(sorted(ids))


def _against(one: frozenset[str], other: frozenset[str]) -> str:
    return " | ".join(sorted((_ids(one), _ids(other))))


_SIGNS: Final[tuple[Callable[[Traits, Traits], Reason | None], ...]] = (
    _parties, _partners, _act, _things, _topics, _words, _other_words, _sounds, _quantities, _due,
    _date, _named,
)  # fmt: skip
