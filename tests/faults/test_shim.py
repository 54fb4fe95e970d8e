"""The faults reach SQLite: it reports them, and keeps what it had acknowledged."""

import json
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from tests.faults.shim import Counts, Fault, Shim, read_counts

ENTRIES = 5
BROKEN = "disk I/O error"
FULL = "database or disk is full"

# Says, for each entry it tries to add, null where the commit was acknowledged, else the error.
WRITER = """
import json, sqlite3, sys
path, entries = sys.argv[1], int(sys.argv[2])
book = sqlite3.connect(path, isolation_level=None)
book.execute("PRAGMA synchronous = FULL")
for entry in range(entries):
    try:
        book.execute("INSERT INTO entries VALUES (?, ?)", (entry, "약속 " * 3000))
        said = None
    except sqlite3.OperationalError as error:
        said = str(error)
    print(json.dumps([entry, said]), flush=True)
"""


@dataclass(frozen=True)
class Outcome:
    """What the writer was told for each entry, what the database then held, and the calls."""

    errors: list[str | None]
    kept: list[int]
    counts: Counts

    @property
    def acknowledged(self) -> set[int]:
        return {entry for entry, error in enumerate(self.errors) if error is None}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "faulty" / "book.sqlite"
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE entries (entry INTEGER PRIMARY KEY, words TEXT)")
    connection.close()
    return path


def write_entries(shim: Shim, book: Path, fault: Fault | None, watched: Path) -> Outcome:
    report = book.parents[1] / "report"
    done = subprocess.run(
        [sys.executable, "-c", WRITER, book, str(ENTRIES)],
        env=shim.environment(watched, fault, report),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    errors = [json.loads(line)[1] for line in done.stdout.splitlines()]
    with sqlite3.connect(book) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        rows = connection.execute("SELECT entry FROM entries ORDER BY entry").fetchall()
    connection.close()
    return Outcome(errors, [entry for (entry,) in rows], read_counts(report))


def test_without_a_fault_the_calls_are_counted(shim: Shim, book: Path) -> None:
    outcome = write_entries(shim, book, None, book)
    assert outcome.errors == [None] * ENTRIES
    assert outcome.counts.struck == 0
    assert outcome.counts.fsyncs >= ENTRIES
    assert outcome.counts.writes >= ENTRIES


def test_other_files_are_left_alone(shim: Shim, book: Path) -> None:
    elsewhere = book.parent.with_name("elsewhere")
    outcome = write_entries(shim, book, Fault("fsync", 1, "EIO", sticky=True), elsewhere)
    assert outcome.errors == [None] * ENTRIES
    assert outcome.counts == Counts(0, 0, 0, 0)


@pytest.fixture
def frame(shim: Shim, book: Path) -> int:
    """Return the number of a write amid the entries, as a run on a copy of the book counts them."""
    copy = book.parent.with_name("counting") / book.name
    copy.parent.mkdir()
    shutil.copy(book, copy)
    return write_entries(shim, copy, None, copy).counts.writes // 3


@pytest.mark.parametrize("half", [False, True], ids=["at once", "after half a write"])
@pytest.mark.parametrize(("error", "message"), [("EIO", BROKEN), ("ENOSPC", FULL)])
def test_a_failed_write_fails_one_entry_and_the_rest_goes_on(
    shim: Shim, book: Path, frame: int, error: Literal["EIO", "ENOSPC"], message: str, half: bool
) -> None:
    outcome = write_entries(shim, book, Fault("write", frame, error, half=half), book)
    assert_one_failed(outcome, message)


def test_a_failed_fsync_fails_one_entry_and_the_rest_goes_on(shim: Shim, book: Path) -> None:
    assert_one_failed(write_entries(shim, book, Fault("fsync", 2, "EIO"), book), BROKEN)


@pytest.mark.parametrize("half", [False, True], ids=["at once", "after half a write"])
def test_a_disk_that_stays_full_takes_no_further_entry(
    shim: Shim, book: Path, frame: int, half: bool
) -> None:
    fault = Fault("write", frame, "ENOSPC", sticky=True, half=half)
    assert_failed_from_there_on(write_entries(shim, book, fault, book), FULL)


def test_a_disk_that_stays_broken_takes_no_further_entry(shim: Shim, book: Path) -> None:
    outcome = write_entries(shim, book, Fault("fsync", 2, "EIO", sticky=True), book)
    assert_failed_from_there_on(outcome, BROKEN)


def test_half_a_write_is_really_written(shim: Shim, tmp_path: Path) -> None:
    written = tmp_path / "written"
    written.touch()
    program = "import os, sys; print(os.write(os.open(sys.argv[1], os.O_WRONLY), b'12345678'))"
    fault = Fault("write", 1, "ENOSPC", half=True)
    done = subprocess.run(
        [sys.executable, "-c", program, written],
        env=shim.environment(written, fault, tmp_path / "report"),
        capture_output=True,
        check=True,
    )
    assert (done.stdout, written.read_bytes()) == (b"4\n", b"1234")


def assert_one_failed(outcome: Outcome, message: str) -> None:
    assert outcome.counts.struck == 1
    assert [error for error in outcome.errors if error] == [message]
    assert outcome.acknowledged <= set(outcome.kept)


def assert_failed_from_there_on(outcome: Outcome, message: str) -> None:
    first = outcome.errors.index(message)
    assert outcome.errors == [None] * first + [message] * (ENTRIES - first)
    assert outcome.counts.struck >= ENTRIES - first
    assert outcome.acknowledged <= set(outcome.kept)
