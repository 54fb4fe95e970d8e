"""What reading costs beside the bare analyser over the same text, in the same run.

    python benchmarks/reading.py [--documents 60] [--rounds 3] [--jobs 2]

The floor is kiwipiepy's tokenizing of every paragraph (Korean) and the parse by the same spaCy
pipeline that reading uses (English); a document in both languages is charged for both. Floor and
reading take turns, and the ratio is that of their median CPU times, so that a change of the
machine's speed touches both. Prints, for each language: ratio, characters and words a second,
CPU-seconds per thousand documents; then what a second process brings, the start-up of the command
on one Korean page, and the peak of memory.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pledgebook.documents.read import read_source
from pledgebook.documents.reader import Given
from pledgebook.model.document import BlockKind, Document
from pledgebook.reading.bulk import read_many
from pledgebook.reading.read import read_document
from pledgebook.reading.segment import stretches
from pledgebook.sources import Source

SHARED = Path(__file__).resolve().parents[2] / "shared"


@dataclass(frozen=True)
class Sample:
    """Documents of one language, and where they lie."""

    language: str
    paths: list[Path]
    documents: list[Document]

    @property
    def text(self) -> str:
        """Return all their text."""
        return "\n".join(document.text for document in self.documents)


def sample(language: str, most: int) -> Sample:
    """Return every n-th document of the corpus, and the gold, in one language."""
    corpus = sorted((SHARED / "corpus" / language).iterdir())
    step = max(1, len(corpus) // most)
    gold = [p for p in sorted((SHARED / "gold").iterdir()) if p.suffix in (".md", ".txt")]
    paths = corpus[::step][:most] + [p for p in gold if p.name.startswith(language)]
    documents = [read_source(Source(str(path), path), Given()) for path in paths]
    return Sample(language, paths, documents)


def bare(documents: Sequence[Document]) -> None:
    """Tokenize or parse every paragraph of the stored texts, and nothing else."""
    from pledgebook.language.english.model import load
    from pledgebook.language.korean.morphemes import model

    for document in documents:
        parts = [part for block in document.blocks for part in stretches(document.text, block.span)]
        for language, span in parts:
            if language == "ko":
                model().tokenize(span.of(document.text))
        english = [" ".join(s.of(document.text).split()) for name, s in parts if name == "en"]
        if english:
            for _ in load().pipe(english):
                pass


def without_notices(documents: Sequence[Document]) -> list[Document]:
    """Return the documents without their boilerplate: a floor that is not charged for it."""
    return [
        replace(d, blocks=tuple(b for b in d.blocks if b.kind is not BlockKind.BOILERPLATE))
        for d in documents
    ]


def read(documents: Sequence[Document]) -> None:
    """Read the documents whole."""
    for document in documents:
        read_document(document)


def seconds(work: Callable[[], None]) -> float:
    """Return the CPU time of some work in this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def compare(one: Sample, rounds: int) -> None:
    """Print reading beside its floor: over all the text, and over what is no boilerplate."""
    kept = without_notices(one.documents)
    bare(one.documents)  # load the models, warm the caches
    read(one.documents)
    floors, strict, readings = [], [], []
    for _ in range(rounds):
        floors.append(seconds(lambda: bare(one.documents)))
        readings.append(seconds(lambda: read(one.documents)))
        strict.append(seconds(lambda: bare(kept)))
    floor, reading = statistics.median(floors), statistics.median(readings)
    ratios = [b / a for a, b in zip(floors, readings, strict=True)]
    text, number = one.text, len(one.documents)
    print(
        f"{one.language}: {number} documents, {len(text)} characters, {len(text.split())} words\n"
        f"  reading / bare analyser: {reading / floor:.2f}  (rounds {min(ratios):.2f}"
        f" to {max(ratios):.2f}); boilerplate left out of the floor:"
        f" {reading / statistics.median(strict):.2f}\n"
        f"  reading: {len(text) / reading:,.0f} characters/s, {len(text.split()) / reading:,.0f}"
        f" words/s, {1000 * reading / number:.1f} CPU-seconds per thousand documents\n"
        f"  bare:    {len(text) / floor:,.0f} characters/s, {len(text.split()) / floor:,.0f}"
        f" words/s, {1000 * floor / number:.1f} CPU-seconds per thousand documents"
    )


def cores(one: Sample, jobs: int, work: float) -> None:
    """Print what more processes bring over about `work` seconds of reading; loading is counted."""
    once = seconds(lambda: read(one.documents))
    sources = [Source(str(path), path) for path in one.paths] * max(1, round(work / once))
    walls = {}
    for number in (1, jobs):
        start = time.perf_counter()
        for _ in read_many(sources, Given(), number):
            pass
        walls[number] = time.perf_counter() - start
    print(f"  {jobs} processes: {walls[1] / walls[jobs]:.2f} times as fast as one (wall clock)")


def start_up(page: Path, rounds: int) -> None:
    """Print how long the command takes on one Korean page, from nothing."""
    command = [sys.executable, "-m", "pledgebook", "read", str(page), "--format", "jsonl"]
    walls = []
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        walls.append(time.perf_counter() - start)
    print(f"start-up, one Korean page: {statistics.median(walls):.2f} s (median of {rounds})")


def main() -> None:
    """Measure what the arguments ask for."""
    cli = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    cli.add_argument("--documents", type=int, default=60, help="how many of each language")
    cli.add_argument("--rounds", type=int, default=3)
    cli.add_argument("--jobs", type=int, default=2)
    cli.add_argument("--work", type=float, default=30, help="seconds of reading for the processes")
    args = cli.parse_args()
    if not SHARED.is_dir():
        sys.exit("benchmarks/reading.py needs ../shared beside the checkout: nothing measured")
    for language in ("ko", "en"):
        one = sample(language, args.documents)
        compare(one, args.rounds)
        cores(one, args.jobs, args.work)
    start_up(SHARED / "gold" / "ko-bletchley-outcomes.txt", args.rounds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process, both languages: {peak:.0f} MB")


if __name__ == "__main__":
    main()
