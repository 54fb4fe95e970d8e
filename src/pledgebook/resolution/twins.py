"""The Korean and the English half of one release tell the same things: find the pairs.

The halves tell them in much the same order, so the pairs are sought by aligning the two rows of
records (Needleman and Wunsch 1970): what two records have in common speaks for a pair, whatever the
words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pledgebook.knowledge.gazetteer import Mention
from pledgebook.language.names import within
from pledgebook.model.record import Kind, Record
from pledgebook.resolution.home import state_of
from pledgebook.resolution.merging import join

_DIGITS = re.compile(r"\d+")
_MOST = 1000
_LEAST = 2.5  # below this, two records have too little in common to be one
_OUT_OF_PLACE = 3.0  # what a whole document's length between them would cost
_SAID = (Kind.COMMITMENT, Kind.REQUEST, Kind.POSITION)


@dataclass(frozen=True, slots=True)
class _Trait:
    """What of a record does not depend on its language; `place` runs from 0 to 1 in its half."""

    record: Record
    place: float
    parties: frozenset[str]
    named: frozenset[str]
    numbers: frozenset[str]


def join_twins(records: Sequence[Record], mentions: Sequence[Mention]) -> list[Record]:
    """Return the records with twins of two languages joined, in order of first evidence."""
    halves = {language: [r for r in records if r.language == language] for language in ("ko", "en")}
    sizes = [len(half) for half in halves.values()]
    if min(sizes) < 2 or max(sizes) > _MOST:  # a collection of documents has no halves
        return list(records)
    korean, english = (_traits(half, mentions) for half in halves.values())
    joined: list[Record] = []
    taken: set[str] = set()
    pairs = _align(korean, english)
    for first, second in [*pairs, *_out_of_order(korean, english, pairs)]:
        early, late = sorted((first.record, second.record), key=lambda r: r.evidence[0].start)
        joined.append(join(early, late))
        taken |= {early.id, late.id}
    rest = [record for record in records if record.id not in taken]
    return sorted([*joined, *rest], key=lambda r: r.evidence[0].start)


def _traits(half: Sequence[Record], mentions: Sequence[Mention]) -> list[_Trait]:
    first = half[0].evidence[0].start
    length = max(1, half[-1].evidence[0].start - first)
    traits = []
    for record in half:
        piece = record.evidence[0]
        traits.append(
            _Trait(
                record=record,
                place=(piece.start - first) / length,
                parties=frozenset(
                    state_of(p.id) for p in (*record.actors, *record.partners) if p.id
                ),
                named=frozenset(m.party for m in within(mentions, piece.span)),
                numbers=frozenset(_DIGITS.findall(piece.exact)),
            )
        )
    return traits


def _likeness(a: _Trait, b: _Trait) -> float:
    """Return how much speaks for one thing told twice; below 0 something speaks against it."""
    if a.record.kind is not b.record.kind:
        return -1.0
    score = 2.0 if a.record.strength is b.record.strength else 1.5
    score -= _OUT_OF_PLACE * abs(a.place - b.place)
    score += 1.5 * _overlap(a.named, b.named) + 1.5 * _overlap(a.numbers, b.numbers)
    score += 1.5 * _overlap(frozenset(a.record.topics), frozenset(b.record.topics))
    if a.parties and b.parties:
        score += 1.0 if a.parties & b.parties else -2.0
    told = a.record.kind not in _SAID
    for mine, other in ((a.record.date, b.record.date), (a.record.due, b.record.due)):
        if mine and other and (told or mine is a.record.due):
            score += 2.0 if mine == other else -3.0
    return score


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


def _out_of_order(
    first: Sequence[_Trait],
    second: Sequence[_Trait],
    paired: Sequence[tuple[_Trait, _Trait]],
) -> list[tuple[_Trait, _Trait]]:
    """Return further pairs among what is left: two halves may turn a sentence round.

    Out of order, only what is told of the same day counts.
    """
    taken = {trait.record.id for pair in paired for trait in pair}
    found: list[tuple[_Trait, _Trait]] = []
    for a in first:
        for b in second:
            same_day = a.record.date is not None and a.record.date == b.record.date
            free = not {a.record.id, b.record.id} & taken
            if free and same_day and a.record.kind not in _SAID and _likeness(a, b) > _LEAST:
                found.append((a, b))
                taken |= {a.record.id, b.record.id}
    return found


def _align(first: Sequence[_Trait], second: Sequence[_Trait]) -> list[tuple[_Trait, _Trait]]:
    """Return the pairs of the best alignment that keeps the order of both rows."""
    best = [[0.0] * (len(second) + 1) for _ in range(len(first) + 1)]
    gain = [[_likeness(a, b) - _LEAST for b in second] for a in first]
    for i in range(len(first) - 1, -1, -1):
        for j in range(len(second) - 1, -1, -1):
            paired = gain[i][j] + best[i + 1][j + 1] if gain[i][j] > 0 else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs, i, j = [], 0, 0
    while i < len(first) and j < len(second):
        if gain[i][j] > 0 and best[i][j] == gain[i][j] + best[i + 1][j + 1]:
            pairs.append((first[i], second[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
