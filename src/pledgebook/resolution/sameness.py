"""Whether two records of different documents tell one commitment, and what speaks for it.

Each sign gives a weight, the weights are added, and the sum goes through the logistic function; so
every proposal can say why it was made. All signs but the words hold between languages: parties,
acts, things, concepts, amounts, dates, names. `benchmarks/sameness.py` measures them.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from pledgebook.knowledge.gazetteer import gazetteer
from pledgebook.model.record import Record
from pledgebook.resolution.differences import HELD, Difference, differences
from pledgebook.resolution.sharing import public
from pledgebook.resolution.signs import Reason, signs
from pledgebook.resolution.traits import traits

__all__ = ["THRESHOLD", "Difference", "Reason", "Sameness", "Verdict", "block_keys", "sameness"]

Verdict = Literal["same", "revised", "different"]

THRESHOLD: Final = 0.5
"""At or above this score two records are proposed to a person as one commitment."""

_BIAS = -3.0  # two records by one party, and nothing more in common, are two


@dataclass(frozen=True, slots=True)
class Sameness:
    """How likely two records tell one commitment: `score` from 0 to 1, and what it rests on.

    `verdict` is "same", "revised" (the same told anew, with an amount, date or strength changed) or
    "different" (below `THRESHOLD`). `differences` are what twins tell differently; those of
    different commitments are not listed.
    """

    score: float
    verdict: Verdict
    reasons: tuple[Reason, ...]
    differences: tuple[Difference, ...]


def sameness(first: Record, second: Record) -> Sameness:
    """Return whether two records tell one commitment.

    Swapping the two changes neither score nor verdict. Records of two kinds are different, and so
    are those that share no block.
    """
    if first.kind is not second.kind:
        return _different(Reason("kind", -math.inf, f"{first.kind} | {second.kind}"))
    if not block_keys(first) & block_keys(second):
        return _different(Reason("nothing-shared", -math.inf))
    reasons = signs(first, second)
    score = 1 / (1 + math.exp(-_BIAS - math.fsum(reason.weight for reason in reasons)))
    if score < THRESHOLD:
        return Sameness(score, "different", reasons, ())
    told = differences(first, second)
    revised = any(difference.revises for difference in told)
    return Sameness(score, "revised" if revised else "same", reasons, told)


@lru_cache(maxsize=8192)
def block_keys(record: Record) -> frozenset[str]:
    """Return the keys of a record's blocks: two records are held together only if they share one.

    A key names the kind, one party (the state of an office) and one thing that it is about; a
    matter as wide as AI only together with the act. What is held has its month, and a record that
    is about nothing known shares a block with its likes. One key goes without the party, for names
    that were not resolved: all that the record is about.
    """
    told = traits(record)
    wide = {f"{topic} {act}" for topic in told.topics - told.specific for act in told.acts}
    about = told.specific | told.things | told.names
    marks = {*about, *wide, *map(str, told.quantities), *(f"act {act}" for act in told.main)}
    if not about and not wide:
        marks.add("bare")
    if record.kind in HELD and record.date:
        marks.add(record.date[:7])
    parties = {public(party) for party in told.parties}
    parties |= {member for party in parties for member in gazetteer().members(party)}
    keys = {f"{record.kind}|{party}|{mark}" for party in parties for mark in marks}
    if len(about | told.topics) > 1 or not parties:
        keys.add(f"{record.kind}||{','.join(sorted(about | told.topics | told.main))}")
    return frozenset(keys)


def _different(reason: Reason) -> Sameness:
    return Sameness(0.0, "different", (reason,), ())
