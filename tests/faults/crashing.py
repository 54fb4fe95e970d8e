"""Writers that are killed at work on one book, which is verified after every kill."""

import os
import random
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool
from tests.faults.killing import Child, run_kills
from tests.faults.soundness import check_sound, parse_acknowledged
from tests.faults.writing import found_book, step, telling_book

from pledgebook.book.entries import Body
from pledgebook.book.opening import open_store
from pledgebook.book.store import Head, Store
from pledgebook.errors import BookError

PROCESSES = 8
#: Between two kills pass this many seconds, from and to: some steps of each writer.
SHORTEST, LONGEST = 0.02, 0.2
#: How long a writer bears it that there is no database, in seconds.
_PATIENCE = 60.0


@dataclass(frozen=True)
class Crashes:
    """What was done to some books, and what they held in the end."""

    books: int = 0
    kills: int = 0
    kills_at_work: int = 0
    server_kills: int = 0
    verified: int = 0
    acknowledged: int = 0
    entries: int = 0

    def __add__(self, other: "Crashes") -> "Crashes":
        """Add up."""
        return Crashes(
            *(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__)
        )


def crash_writers(place: str, gate: Path, kills: int, seed: int, every: int = 1) -> Crashes:
    """Begin a book, and kill one of its writers `kills` times; verify after each `every`-th kill.

    The survivors wait while the book is verified (a `gate` file stands before them), so that it
    stays small. In the end all are killed at once, and the book is verified without any of them.
    Raises `AssertionError` where an entry is lost, the chain forks or the book is not sound.
    """
    return _crash(_Torment(place, gate, every), partial(_write, place, gate), kills, seed)


def crash_server(place: str, gate: Path, kills: int, seed: int) -> Crashes:
    """Do what `crash_writers` does on PostgreSQL, and kill a process of the server each time too.

    The server then ends all sessions, recovers from its log and goes on; the writers go on with the
    stores that they have.
    """
    torment = _Torment(place, gate, 1, random.Random(seed))
    return _crash(torment, partial(_write, place, gate, patient=True), kills, seed)


def _crash(
    torment: "_Torment", writer: Callable[[int, Callable[[str], None]], None], kills: int, seed: int
) -> Crashes:
    found_book(torment.place)
    report = run_kills(writer, PROCESSES, kills, seed, SHORTEST, LONGEST, torment.after_kill)
    assert not report.failures, report.failures[0].trouble
    acknowledged = [line for lines in report.acknowledged.values() for line in lines]
    entries = check_sound(torment.place, parse_acknowledged(acknowledged))
    return Crashes(
        books=1,
        kills=report.kills,
        kills_at_work=report.kills_at_work,
        server_kills=torment.server_kills,
        verified=torment.verified + 1,
        acknowledged=len(acknowledged),
        entries=len(entries),
    )


@dataclass
class _Torment:
    """What happens after each kill."""

    place: str
    gate: Path
    every: int
    server_chance: random.Random | None = None
    kills: int = 0
    verified: int = 0
    server_kills: int = 0
    _told: list[str] = field(default_factory=list)

    def after_kill(self, child: Child) -> None:
        """Verify the book, and that all is there that the killed ones had acknowledged."""
        self.kills += 1
        self._told += child.acknowledged
        if self.server_chance is not None:
            kill_server_process(self.place, self.server_chance)
            self.server_kills += 1
        if self.kills % self.every == 0:
            self.gate.touch()
            try:
                check_sound(self.place, parse_acknowledged(self._told))
            finally:
                self.gate.unlink()
            self.verified += 1


def _write(
    place: str,
    gate: Path,
    number: int,
    acknowledge: Callable[[str], None],
    patient: bool = False,
) -> None:
    """Write into the book for ever, as a reviewer of one's own; the life of a child process."""

    def told(head: Head, bodies: Sequence[Body]) -> None:
        acknowledge(f"{head.sequence} {head.hash}")

    chance = random.Random(random.getrandbits(62))
    with closing(open_store(place) if not patient else _opened_patiently(place)) as store:
        book = telling_book(store, f"reviewer {number}", told)
        well = time.monotonic()
        while True:
            while gate.exists():
                time.sleep(0.002)
            try:
                step(book, chance)
            except BookError as error:
                if not (patient and is_lost(error)) or time.monotonic() - well > _PATIENCE:
                    raise
                time.sleep(0.05)
            else:
                well = time.monotonic()


def _opened_patiently(place: str) -> Store:
    """Open a book whose server may be recovering."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return open_store(place)
        except BookError as error:
            if not is_lost(error) or time.monotonic() > end:
                raise
            time.sleep(0.05)


def is_lost(error: BookError) -> bool:
    """Tell whether an error says that the database is gone or does not answer yet."""
    return isinstance(error.__cause__, OperationalError)


def kill_server_process(place: str, chance: random.Random) -> None:
    """Kill one of the server's processes with SIGKILL, and return when it has recovered."""
    engine = create_engine(place, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with suppress(OperationalError), engine.connect() as watching:
        found = watching.execute(text("SELECT pid FROM pg_stat_activity ORDER BY pid"))
        os.kill(chance.choice(found.scalars().all()), signal.SIGKILL)
        while True:  # until the server ends this session as well
            watching.execute(text("SELECT 1"))
            time.sleep(0.01)
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return engine.connect().close()
        except OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)
