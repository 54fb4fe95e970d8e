"""What of tampering with an export does the one-page verifier find?

    python benchmarks/tamper.py [EXPORT] [--entries 1000] [--every 1] [--jobs 2] [--key VKEY]

Takes an export, or makes one. Flips every byte of every file (`--every 7`: of each seventh) three
times over: with SHA256SUMS as found; with SHA256SUMS forged to fit; and with what follows hidden as
well (entries chained anew behind a flip, a document renamed to its new hash). Then cuts the entries
short after each line and within it, swaps neighbours and the two ends, and shows a split view at
each size, all with everything forged but the signature. Files that no entry names are not signed: a
forged SHA256SUMS hides a change to them, and those tries are counted apart.

Signatures once checked are remembered during the run; else the verifier is as it is shipped.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.book.exports import digest, export_of, relinked, spelled, story, with_sums, written

from pledgebook.book import verify_export

Export = dict[str, bytes]
SIGNED = ("entries.jsonl", "checkpoint", "key.vkey")


class Ground:
    """An export on disk that is changed for one try and put back."""

    def __init__(self, export: Export, folder: Path, key: str = "") -> None:
        self.export, self.folder, self.key = export, written(export, folder), key
        if not hasattr(verify_export._signed, "cache_info"):
            verify_export._signed = lru_cache(maxsize=4096)(verify_export._signed)

    def detected(self, changed: Mapping[str, bytes]) -> bool:
        """Tell whether the verifier objects to the export once it is `changed` so."""
        touched = {n for n in {*changed, *self.export} if changed.get(n) != self.export.get(n)}
        try:
            for name in touched:
                self._put(name, changed.get(name))
            return bool(verify_export.verify(self.folder, self.key))
        finally:
            for name in touched:
                self._put(name, self.export.get(name))

    def _put(self, name: str, data: bytes | None) -> None:
        if data is None:
            (self.folder / name).unlink()
        else:
            (self.folder / name).write_bytes(data)


def is_signed(name: str) -> bool:
    """Tell whether a file hangs on the signature, and not on SHA256SUMS alone."""
    return name in SIGNED or name.startswith(("documents/", "raw/"))


def flipped(export: Export, every: int, first: int = 0) -> Iterator[tuple[str, bytes]]:
    """Yield a file and its bytes, one of them changed, for each `every`-th byte of the export."""
    count = 0
    for name in sorted(export):
        for place in range(len(export[name])):
            if count % every == first:
                data = bytearray(export[name])
                data[place] ^= random.Random(f"{name} {place}").randrange(1, 256)
                yield name, bytes(data)
            count += 1


def hidden(export: Export, name: str, data: bytes) -> Export | None:
    """Return the export with a change and what follows from it, or None where nothing follows."""
    if name == "entries.jsonl":
        given, lines = export[name].split(b"\n"), data.split(b"\n")
        fresh = relinked(lines, given) if len(lines) == len(given) else lines
        return None if fresh == lines else with_sums({**export, name: b"\n".join(fresh)})
    if name.startswith(("documents/", "raw/")):
        rest = {other: kept for other, kept in export.items() if other != name}
        folder, _, ending = name.partition("/")
        fresh_name = f"{folder}/{digest(data)}{ending[64:]}"
        return with_sums({**rest, fresh_name: data})
    return None


def flip(ground: Ground, every: int, first: int = 0) -> Counter[str]:
    """Try each flip in each way; return how many were tried and found."""
    found: Counter[str] = Counter()
    for name, data in flipped(ground.export, every, first):
        found["flips"] += 1
        changed = {**ground.export, name: data}
        found["flips found"] += ground.detected(changed)
        if name == "SHA256SUMS":
            continue
        kind = "forged" if is_signed(name) else "unsigned forged"
        found[kind] += 1
        found[f"{kind} found"] += ground.detected(with_sums(changed))
        consequences = hidden(ground.export, name, data)
        if consequences is not None:
            found["hidden"] += 1
            found["hidden found"] += ground.detected(consequences)
    return found


def reshape(ground: Ground, every: int = 1) -> Counter[str]:
    """Cut, swap and show split views; return how many were tried and found."""
    data = ground.export["entries.jsonl"]
    given = data.split(b"\n")[:-1]
    found: Counter[str] = Counter()

    def count(kind: str, fresh: bytes) -> None:
        found[kind] += 1
        forged = with_sums({**ground.export, "entries.jsonl": fresh})
        found[f"{kind} found"] += ground.detected(forged)

    def joined(lines: list[bytes]) -> bytes:
        return b"".join(line + b"\n" for line in lines)

    for size in range(0, len(given), every):
        count("cuts", joined(given[:size]))
        count("cuts", joined(given[:size]) + given[size][: len(given[size]) // 2])
        views = [*given]
        views[size] = views[size].replace(b'"author":"', b'"author":"not ', 1)
        count("split views", joined(relinked(views, given)))
    pairs = [(place, place + 1) for place in range(0, len(given) - 1, every)]
    for one, other in [*pairs, (0, len(given) - 1)]:
        swapped = [*given]
        swapped[one], swapped[other] = swapped[other], swapped[one]
        count("swaps", joined(swapped))
        count("swaps", joined(relinked(swapped, given)))
    return found


def made(entries: int) -> Export:
    """Return an export of a book with so many entries."""
    bodies, files = story(entries)
    return export_of(spelled(bodies), files)


def read(folder: Path) -> Export:
    """Return the files of an export."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _work(export: Export, key: str, every: int, first: int, shape: bool) -> Counter[str]:
    base = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.TemporaryDirectory(dir=base) as folder:
        ground = Ground(export, Path(folder) / "export", key)
        found = flip(ground, every, first)
        return found + reshape(ground, max(1, every // 50)) if shape else found


def main() -> None:
    """Run, and print what was tried and what was found."""
    cli = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    cli.add_argument("export", nargs="?", type=Path)
    cli.add_argument("--entries", type=int, default=1000)
    cli.add_argument("--every", type=int, default=1)
    cli.add_argument("--jobs", type=int, default=2)
    cli.add_argument("--key", default="")
    args = cli.parse_args()
    export = read(args.export) if args.export else made(args.entries)
    began = time.monotonic()
    total: Counter[str] = Counter()
    with ProcessPoolExecutor(args.jobs) as pool:
        steps = [
            (export, args.key, args.every * args.jobs, n * args.every) for n in range(args.jobs)
        ]
        for done in [pool.submit(_work, *step, step[3] == 0) for step in steps]:
            total.update(done.result())
    size, entries = sum(map(len, export.values())), export["entries.jsonl"].count(b"\n")
    print(f"{entries} entries, {len(export)} files, {size} bytes, {time.monotonic() - began:.0f} s")
    for kind, words in (
        ("flips", "flips, SHA256SUMS as found"),
        ("forged", "flips, SHA256SUMS forged"),
        ("hidden", "flips, consequences hidden too"),
        ("unsigned forged", "flips of unsigned files, SHA256SUMS forged (not to be found)"),
        ("cuts", "cuts, all forged but the signature"),
        ("swaps", "swaps, all forged but the signature"),
        ("split views", "split views, all forged but the signature"),
    ):
        print(f"{words}: {total[kind]} tried, {total[kind + ' found']} found")
    missed = [
        kind
        for kind in ("flips", "forged", "hidden", "cuts", "swaps", "split views")
        if total[kind] != total[kind + " found"]
    ]
    raise SystemExit(f"not all found: {missed}" if missed else 0)


if __name__ == "__main__":
    main()
