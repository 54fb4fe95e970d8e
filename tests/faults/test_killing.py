"""The kill harness really kills at work, and forgets no acknowledgement."""

import hashlib
import os
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from tests.faults.killing import Child, run_kills

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="children are made by fork")

Acknowledge = Callable[[str], None]


def open_counter(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=30, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    return connection


@pytest.fixture
def counter(tmp_path: Path) -> Path:
    path = tmp_path / "counter.sqlite"
    with closing(open_counter(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE counts (sequence INTEGER PRIMARY KEY, hash, writer)")
    return path


def count(path: Path, number: int, acknowledge: Acknowledge) -> None:
    """Take the next number, again and again."""
    connection = open_counter(path)
    while True:
        connection.execute("BEGIN IMMEDIATE")
        (last,) = connection.execute("SELECT coalesce(max(sequence), 0) FROM counts").fetchone()
        digest = hashlib.sha256(f"{last + 1} {number}".encode()).hexdigest()
        connection.execute("INSERT INTO counts VALUES (?, ?, ?)", (last + 1, digest, number))
        connection.execute("COMMIT")
        acknowledge(f"{last + 1} {digest}")


def test_killed_writers_lose_nothing_they_acknowledged(counter: Path) -> None:
    report = run_kills(partial(count, counter), 4, kills=30, seed=7, shortest=0.01, longest=0.08)
    with closing(open_counter(counter)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = connection.execute("SELECT sequence, hash, writer FROM counts").fetchall()
    held = {(writer, f"{sequence} {digest}") for sequence, digest, writer in rows}
    told = {(number, line) for number, lines in report.acknowledged.items() for line in lines}
    assert report.failures == ()
    assert (report.kills, len(report.children)) == (30, 30 + 3)
    assert report.kills_at_work > 0
    assert told
    assert told <= held
    # What a writer had committed but not yet told is all there may be besides.
    assert len(held - told) <= len(report.children)


def test_every_line_before_a_kill_arrives_whole_and_in_order() -> None:
    def tell(number: int, acknowledge: Acknowledge) -> None:
        for sequence in range(10**9):
            acknowledge(f"{sequence} {'a' * 400}")

    report = run_kills(tell, 2, kills=10, seed=1, shortest=0.0, longest=0.02)
    assert report.failures == ()
    assert sum(len(lines) for lines in report.acknowledged.values()) > 0
    for lines in report.acknowledged.values():
        assert lines == tuple(f"{sequence} {'a' * 400}" for sequence in range(len(lines)))


def test_the_caller_is_told_of_each_victim_while_the_others_go_on() -> None:
    def tell(number: int, acknowledge: Acknowledge) -> None:
        acknowledge(f"{number} done")
        time.sleep(30)

    victims: list[Child] = []
    report = run_kills(tell, 3, 5, 1, 0.02, 0.05, victims.append)
    assert [child.end for child in victims] == ["killed"] * 5
    assert [child for child in report.children if child.end == "killed"] == victims


def test_a_writer_that_raises_is_a_failure_with_its_traceback_and_ends_the_run() -> None:
    def refuse(number: int, acknowledge: Acknowledge) -> None:
        acknowledge("1 before")
        raise LookupError("no such book")

    report = run_kills(refuse, 1, kills=5, seed=1, shortest=30.0, longest=30.0)
    (failure,) = report.failures
    assert failure.acknowledged == ("1 before",)
    assert failure.trouble is not None
    assert "in refuse" in failure.trouble
    assert "LookupError: no such book" in failure.trouble
    assert report.kills == 0


@pytest.mark.parametrize(
    ("die", "trouble"),
    [
        (lambda: os.kill(os.getpid(), signal.SIGKILL), "the process ended with -9"),
        (lambda: os._exit(3), "the process ended with 3"),
    ],
    ids=["kill by somebody else", "exit"],
)
def test_a_death_that_is_not_ours_is_a_failure(die: Callable[[], None], trouble: str) -> None:
    report = run_kills(lambda number, acknowledge: die(), 1, 1, 1, shortest=30.0, longest=30.0)
    assert [child.trouble for child in report.failures] == [trouble]


def test_a_writer_that_returns_is_followed_by_a_new_one() -> None:
    def once(number: int, acknowledge: Acknowledge) -> None:
        acknowledge(f"{number} done")
        if number == 3:
            raise LookupError("enough")

    report = run_kills(once, 1, kills=1, seed=1, shortest=30.0, longest=30.0)
    assert [child.end for child in report.children] == ["finished"] * 3 + ["failed"]
    assert [child.at_work for child in report.children] == [False] * 3 + [True]
    assert report.acknowledged == {number: (f"{number} done",) for number in range(4)}


@pytest.mark.parametrize("line", ["1 a\n2 b", "1 " + "a" * 600], ids=["two", "long"])
def test_a_line_that_might_be_torn_is_refused(line: str) -> None:
    def tell(number: int, acknowledge: Acknowledge) -> None:
        acknowledge(line)

    report = run_kills(tell, 1, 1, 1, shortest=30.0, longest=30.0)
    assert "one line of up to" in str(report.failures[0].trouble)


def test_children_have_forgotten_the_handlers_of_the_caller(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def terminate(number: int, acknowledge: Acknowledge) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(30)

    handled = tmp_path / "handled"
    before = signal.signal(signal.SIGTERM, lambda *_: handled.touch())
    try:
        report = run_kills(terminate, 1, 1, 1, shortest=30.0, longest=30.0)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert [child.trouble for child in report.failures] == ["the process ended with -15"]
    assert not handled.exists()
