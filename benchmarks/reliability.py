"""Does a book survive killed writers, a killed server, a failing disk and many clients?

    python -m benchmarks.reliability [--kills 1000] [--server-kills 20] [--points 120]
                                     [--clients 32] [--seconds 120] [--only PART]

Kills writers of a book at random moments, eight at a time, half of the kills on SQLite and half on
PostgreSQL, and verifies the book after each kill; kills processes of the PostgreSQL server; makes
the disk of a session with SQLite fail at each fsync and at writes spread over it; and lets clients
work on one book together. Prints what was done. The first thing that is not as it must be ends the
run with what it is. Parts: crashes, server, disk, clients.
"""

import argparse
import functools
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.faults.clients import Together, work_together
from tests.faults.crashing import PROCESSES, Crashes, crash_server, crash_writers
from tests.faults.shim import compile_shim
from tests.faults.striking import faults, strike
from tests.postgres import fresh_database, running_postgres

PARTS = ("crashes", "server", "disk", "clients")
KILLS_A_BOOK = 20
SERVER_KILLS_A_BOOK = 5

say = functools.partial(print, flush=True)


@contextmanager
def new_place(database: str, server: str) -> Iterator[tuple[str, Path]]:
    """Give where a book may be begun in a database, and an empty folder; both are gone after."""
    with tempfile.TemporaryDirectory(prefix="pledgebook-reliability-") as folder:
        if database == "SQLite":
            yield str(Path(folder) / "book.pledgebook"), Path(folder)
        else:
            with fresh_database(server) as url:
                yield url, Path(folder)


def crash(
    database: str,
    server: str,
    kills: int,
    at_once: int,
    crash_book: Callable[[str, Path, int, int], Crashes],
) -> Crashes:
    """Kill so often, beginning a new book after `at_once` kills."""
    total = Crashes()
    while (left := kills - total.kills) > 0:
        with new_place(database, server) as (place, folder):
            total += crash_book(place, folder / "gate", min(left, at_once), total.books)
    return total


def crashes(server: str, kills: int) -> None:
    """Kill writers on both databases, and print the counts."""
    head = "books", "kills", "at work", "verified", "acknowledged", "lost", "forks", "entries"
    say(f"Killed writers ({PROCESSES} at a time, verified after each kill)")
    say(f"{'':12}" + "".join(f"{word:>14}" for word in head))
    for database, share in (("SQLite", kills - kills // 2), ("PostgreSQL", kills // 2)):
        _say_crashes(database, crash(database, server, share, KILLS_A_BOOK, crash_writers))


def servers(server: str, kills: int) -> None:
    """Kill processes of the server, and print the counts."""
    found = crash("PostgreSQL", server, kills, SERVER_KILLS_A_BOOK, crash_server)
    say(f"Killed processes of the PostgreSQL server: {found.server_kills}, each time a writer too")
    _say_crashes("PostgreSQL", found)


def _say_crashes(database: str, found: Crashes) -> None:
    counts = (
        found.books, found.kills, found.kills_at_work, found.verified, found.acknowledged, 0, 0,
        found.entries,
    )  # fmt: skip
    say(f"{database:12}" + "".join(f"{count:14}" for count in counts))


def disk(points: int) -> None:
    """Strike every fsync twice, and writes up to so many points, and print the counts."""
    tried: Counter[str] = Counter()
    met: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="pledgebook-reliability-") as temporary:
        folder = Path(temporary)
        shim = compile_shim(folder)
        healthy = strike(shim, folder / "healthy", None)
        writes = max(points - 2 * healthy.counts.fsyncs - healthy.counts.truncates, points // 2)
        for number, fault in enumerate(faults(healthy.counts, None, writes, 99)):
            try:
                struck = strike(shim, folder / str(number), fault)
            except AssertionError as error:
                raise SystemExit(f"{fault}: {error}") from error
            kind = f"{fault.call} {fault.error}{', half written' if fault.half else ''}"
            kind += ", for good" if fault.sticky else ", once"
            tried[kind] += 1
            met[kind] += bool(struck.errors)
    counts = healthy.counts
    say(f"Failing disk: {sum(tried.values())} points on SQLite; the session makes")
    say(f"{counts.fsyncs} fsyncs, {counts.writes} writes and {counts.truncates} truncations")
    say(f"{'':36}{'points':>8}{'met':>8}{'lost':>8}{'unsound':>8}")
    for kind, count in sorted(tried.items()):
        say(f"{kind:36}{count:8}{met[kind]:8}{0:8}{0:8}")


def clients(server: str, count: int, seconds: float) -> None:
    """Let clients work together on both databases, and print the counts and waits."""
    say(f"{count} clients for {seconds:.0f} seconds")
    for database in ("SQLite", "PostgreSQL"):
        with new_place(database, server) as (place, _):
            _say_together(database, work_together(place, count, seconds))


def _say_together(database: str, found: Together) -> None:
    say(
        f"{database}: {found.entries} entries, {found.entries / found.seconds:.0f} a second; "
        f"decisions lost 0, gaps 0; conflicts {found.total('conflicts')}, "
        f"given up {found.total('starved')}"
    )
    for what in ("list", "add", "decide"):
        waits = found.waits(what)
        p50, p95, longest = (waits[int((len(waits) - 1) * part)] for part in (0.5, 0.95, 1.0))
        say(
            f"  {what:8}{len(waits):8} times{p50 * 1000:10.0f} ms (p50){p95 * 1000:10.0f} ms (p95)"
            f"{longest * 1000:10.0f} ms (longest)"
        )


def main() -> None:
    """Run the parts asked for."""
    cli = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    cli.add_argument("--kills", type=int, default=1000)
    cli.add_argument("--server-kills", type=int, default=20)
    cli.add_argument("--points", type=int, default=120)
    cli.add_argument("--clients", type=int, default=32)
    cli.add_argument("--seconds", type=float, default=120)
    cli.add_argument("--only", choices=PARTS, action="append")
    args = cli.parse_args()
    parts = args.only or PARTS
    began = time.monotonic()
    with running_postgres() as server:
        if "crashes" in parts:
            crashes(server, args.kills)
        if "server" in parts:
            servers(server, args.server_kills)
        if "disk" in parts:
            disk(args.points)
        if "clients" in parts:
            clients(server, args.clients, args.seconds)
    say(f"{time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
