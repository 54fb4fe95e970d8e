"""How well documents are read: every figure of docs/quality.md, measured again.

    python benchmarks/quality.py

Needs ../shared beside the checkout: its scorer, its annotated documents and its corpus. Prints the
scores of the shared and of our own annotated documents by language, the dated tasks of Executive
Order 14110, what is found in the Bali leaders' declaration, and whether any record comes from the
notices below the Korean releases.
"""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

from pledgebook.documents.read import read_source
from pledgebook.model.document import BlockKind
from pledgebook.model.record import Kind, Strength
from pledgebook.reading.read import Reading, read_document
from pledgebook.sources import Source

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
FIGURES = ("main (first three)", "all kinds", "whole records", "parties", "dates", "verbatim")


def read(path: Path) -> Reading:
    """Read one document of the shared folder."""
    return read_document(read_source(Source(str(path), path)))


def scores(name: str, gold: list[Path]) -> None:
    """Print the scorer's totals over some annotated documents."""
    command = (
        f"{sys.executable} -m pledgebook read {{path}} --published {{published}} --format jsonl"
    )
    done = subprocess.run(
        [sys.executable, SHARED / "tools" / "score", "--json", "--run", command, *gold],
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    told = "  ".join(f"{figure} {found[figure]:.3f}" for figure in FIGURES)
    print(f"{name} ({len(gold)} documents): {told}  merged {found['merged']}")


def tasks() -> None:
    """Print how many dated tasks of the order come back as mandates with the right deadline."""
    folder = SHARED / "gold" / "followup"
    pairs = json.loads((folder / "pairs.json").read_text())
    told = [
        (" ".join(record.evidence[0].exact.split()), record.due)
        for record in read(folder / pairs["promises"]).records
        if record.kind is Kind.COMMITMENT and record.strength is Strength.MANDATE
    ]
    found = [
        task
        for task in pairs["dated"]
        if any(task["anchor"][:60] in words and due == task["due"] for words, due in told)
    ]
    print(f"Executive Order 14110: {len(found)} of {len(pairs['dated'])} dated tasks")


def bali() -> None:
    """Print what is found in the declaration that others have counted by hand."""
    path = SHARED / "corpus" / "en" / "2022-11-16-g20-bali-leaders-declaration.md"
    records = read(path).records
    kinds = Counter(record.kind.value for record in records)
    strengths = Counter(record.strength.value for record in records if record.strength)
    print(f"Bali 2022: {dict(kinds)}; commitments by strength {dict(strengths)}")


def notices() -> None:
    """Print how many records stand on a notice below a Korean release: none is right."""
    wrong = 0
    readings = [read(path) for path in sorted((SHARED / "corpus" / "ko").iterdir())]
    for reading in readings:
        marked = [b.span for b in reading.document.blocks if b.kind is BlockKind.BOILERPLATE]
        for record in reading.records:
            wrong += any(span.overlaps(piece.span) for piece in record.evidence for span in marked)
    total = sum(len(reading.records) for reading in readings)
    print(f"Korean releases: {len(readings)}, records {total}, of them from a notice: {wrong}")


def main() -> None:
    """Measure everything."""
    if not SHARED.is_dir():
        sys.exit("benchmarks/quality.py needs ../shared beside the checkout: nothing measured")
    scores("shared gold", sorted((SHARED / "gold").glob("*.json")))
    for part in ("dev", "held"):
        for language in ("ko", "en"):
            gold = sorted((ROOT / "tests" / "gold" / part).glob(f"{language}-*.json"))
            scores(f"own gold, {part}, {language}", gold)
    tasks()
    bali()
    notices()


if __name__ == "__main__":
    main()
