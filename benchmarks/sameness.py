"""Reports of one commitment recognised: precision and recall of the proposals to merge.

    python benchmarks/sameness.py

Reads both texts of each pair of tests/gold/pairs.yaml as any document is read, scores the two
records that are meant, and prints precision, recall and F1 at the proposed threshold, by split and
by pairing of languages; how many of the proposed pairs got the right verdict of same and revised;
and the figures over all thresholds. Last, each record against those of all other pairs: none of
these is one commitment, and `pairs compared` says how many of them share a block.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import TypedDict

import yaml

from pledgebook.documents.read import read_bytes
from pledgebook.documents.reader import Given
from pledgebook.model.record import Record
from pledgebook.reading.read import read_document
from pledgebook.resolution.sameness import THRESHOLD, Sameness, block_keys, sameness

GOLD = Path(__file__).resolve().parents[1] / "tests" / "gold" / "pairs.yaml"
PAIRINGS = ("ko-ko", "en-en", "ko-en")
SPLITS = ("dev", "held")


class Text(TypedDict):
    """One side of a pair as the file tells it."""

    published: date
    hint: str
    text: str


class Entry(TypedDict):
    """One pair as the file tells it."""

    id: str
    split: str
    verdict: str
    first: Text
    second: Text


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records and what is right of them; `pairing` names their languages ("ko-en")."""

    id: str
    split: str
    verdict: str
    first: Record
    second: Record

    @property
    def pairing(self) -> str:
        """Return the two languages, Korean first."""
        return "-".join(sorted((self.first.language, self.second.language), reverse=True))

    @property
    def positive(self) -> bool:
        """Return whether the two are to be proposed as one commitment."""
        return self.verdict != "different"


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and F1 of proposals; 1.0 where there was nothing to find or propose."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@cache
def gold() -> tuple[Pair, ...]:
    """Return the annotated pairs, read by the pipeline, once in a process.

    Raises ValueError where a hint does not tell one record.
    """
    entries: list[Entry] = yaml.safe_load(GOLD.read_text("utf-8"))
    return tuple(
        Pair(e["id"], e["split"], e["verdict"], _record(e["first"]), _record(e["second"]))
        for e in entries
    )


def _record(side: Text) -> Record:
    given = Given(side["published"])
    found = read_document(read_bytes(side["text"].encode(), "-", given)).records
    meant = [record for record in found if side["hint"] in record.evidence[0].exact]
    if len(meant) != 1:
        raise ValueError(f"{len(meant)} records hold {side['hint']!r}: {side['text']}")
    return meant[0]


def scored(pairs: Iterable[Pair]) -> list[tuple[Pair, Sameness]]:
    """Return each pair with what the scoring says of it."""
    return [(pair, sameness(pair.first, pair.second)) for pair in pairs]


def figures(told: Sequence[tuple[Pair, Sameness]], threshold: float = THRESHOLD) -> Figures:
    """Return precision and recall of what is proposed at a threshold."""
    proposed = [pair for pair, found in told if found.score >= threshold]
    right = sum(pair.positive for pair in proposed)
    wanted = sum(pair.positive for pair, _ in told)
    return Figures(
        precision=right / len(proposed) if proposed else 1.0,
        recall=right / wanted if wanted else 1.0,
    )


def verdicts(told: Sequence[tuple[Pair, Sameness]]) -> float:
    """Return the share of pairs to be proposed whose verdict, same or revised, is right."""
    wanted = [(pair, found) for pair, found in told if pair.positive]
    return sum(pair.verdict == found.verdict for pair, found in wanted) / len(wanted)


def strangers(pairs: Sequence[Pair]) -> tuple[int, int, int]:
    """Return how many records of different pairs meet, share a block, and are proposed."""
    records = [(pair, record) for pair in pairs for record in (pair.first, pair.second)]
    meeting = [(a, b) for (p, a), (q, b) in combinations(records, 2) if p is not q]
    keys = {record.id: block_keys(record) for _, record in records}
    blocked = [(a, b) for a, b in meeting if keys[a.id] & keys[b.id]]
    wrong = sum(sameness(a, b).score >= THRESHOLD for a, b in blocked)
    return len(meeting), len(blocked), wrong


def main() -> None:
    """Measure everything."""
    for split in SPLITS:
        told = scored(pair for pair in gold() if pair.split == split)
        print(f"{split}: {len(told)} pairs, threshold {THRESHOLD}")
        for pairing in (*PAIRINGS, "all"):
            part = [(p, s) for p, s in told if pairing in (p.pairing, "all")]
            at = figures(part)
            print(
                f"  {pairing:<6} {len(part):>3} pairs  precision {at.precision:.3f}  "
                f"recall {at.recall:.3f}  F1 {at.f1:.3f}  same/revised {verdicts(part):.3f}"
            )
        for step in range(1, 10):
            at = figures(told, step / 10)
            print(f"    >= {step / 10:.1f}  precision {at.precision:.3f}  recall {at.recall:.3f}")
        lost = [
            p.id for p, _ in told if p.positive and not block_keys(p.first) & block_keys(p.second)
        ]
        print(f"  pairs to be proposed that share no block: {len(lost)} {' '.join(lost)}")
    meeting, blocked, wrong = strangers(gold())
    print(f"records of different pairs: {meeting}, pairs compared {blocked}, proposed {wrong}")


if __name__ == "__main__":
    main()
