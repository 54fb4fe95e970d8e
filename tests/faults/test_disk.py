"""The disk fails or is full: a clear error, nothing acknowledged is lost, and the book goes on."""

import itertools
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event
from tests.faults.session import Done, Session
from tests.faults.shim import Fault, Shim
from tests.faults.soundness import check_sound
from tests.faults.striking import (
    Struck,
    check_left,
    faults,
    run_session,
    strike,
)
from tests.faults.writing import add, found_book

from pledgebook.book.book import Book
from pledgebook.book.opening import open_store
from pledgebook.book.sql import SqlStore
from pledgebook.errors import BookError

STEPS = 23  # of a session where nothing fails


@pytest.fixture(scope="module")
def healthy(shim: Shim, tmp_path_factory: pytest.TempPathFactory) -> Struck:
    """Return what a session comes to on a disk without a fault."""
    return strike(shim, tmp_path_factory.mktemp("healthy"), None)


def test_on_a_healthy_disk_each_step_is_done_at_once(healthy: Struck) -> None:
    assert not healthy.errors
    assert len(healthy.done) == STEPS
    assert healthy.counts.fsyncs > STEPS
    assert healthy.counts.writes > 10 * STEPS


def test_whichever_call_fails_the_error_is_clear_and_the_book_goes_on(
    shim: Shim, healthy: Struck, tmp_path: Path
) -> None:
    """Some 25 points of the hundreds that `python -m benchmarks.reliability` strikes."""
    met = 0
    for number, fault in enumerate(faults(healthy.counts, 9, 14, 2)):
        try:
            struck = strike(shim, tmp_path / str(number), fault)
        except AssertionError as error:
            raise AssertionError(f"{fault}: {error}") from error
        assert struck.counts.struck > 0
        met += bool(struck.errors)
    assert met > 12


def test_a_disk_that_fails_once_costs_one_attempt(
    shim: Shim, healthy: Struck, tmp_path: Path
) -> None:
    struck = strike(shim, tmp_path, Fault("fsync", healthy.counts.fsyncs // 3, "EIO"))
    assert struck.errors == {"the disk failed": 1}
    assert struck.entries == healthy.entries


def test_a_file_that_may_not_grow_refuses_and_keeps_what_it_has(tmp_path: Path) -> None:
    """The process may not write files beyond a size, as with a quota."""
    resource = pytest.importorskip("resource")
    place = tmp_path / "b.pledgebook"
    limit = 700_000
    script = (
        "import resource, runpy, sys; sys.argv[1:] = [sys.argv[1]];"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}));"
        "runpy.run_module('tests.faults.session', run_name='__main__')"
    )
    assert resource.RLIM_INFINITY
    done = run_session(place, os.environ, ["-c", script])
    assert [one for one in done if one.code]
    assert sum(len(one.acknowledged) for one in done) > 1
    check_left(place, done)


def test_a_book_at_its_largest_size_refuses_and_goes_on_when_there_is_room(
    tmp_path: Path,
) -> None:
    place = str(tmp_path / "b.pledgebook")
    found_book(place)
    with closing(open_store(place)) as store:
        assert isinstance(store, SqlStore)
        book = Book(store, "kim")
        limit(store, pages(store) + 30)
        for first in (0, 1000):
            with pytest.raises(BookError, match="the disk is full") as met:
                add_for_ever(book, first)
            assert met.value.hint.startswith("Nothing was written")
        head = store.head()
        assert head.sequence > 1
        limit(store, 2**30)
        add(book, 5000)
        assert store.head().sequence == head.sequence + 2
    check_sound(place, [(head.sequence, head.hash)])


def add_for_ever(book: Book, first: int) -> None:
    for seed in itertools.count(first):
        add(book, seed)


def pages(store: SqlStore) -> int:
    with store.engine.connect() as connection:
        count: int = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    return count


def limit(store: SqlStore, count: int) -> None:
    """Let the book have so many pages; each connection is told as it is taken from the pool."""

    @event.listens_for(store.engine, "checkout")
    def _(connection: object, record: object, proxy: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {count}")  # type: ignore[attr-defined]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 2 MB, or skip with the reason."""
    if sys.platform != "linux":
        pytest.skip("small disks are mounted on Linux only")
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(folder)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("we may not mount a small disk here")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk_refuses_and_the_open_book_goes_on_when_it_is_not(small_disk: Path) -> None:
    place, ballast = small_disk / "b.pledgebook", small_disk / "ballast"
    done: list[Done] = []
    session = Session(str(place), done.append)
    session.begin()
    fill(ballast)
    session.work("full")
    full = [one for one in done if one.code]
    assert full
    assert {one.code for one in full} == {"book"}
    assert all("the disk" in one.message and one.hint for one in full)
    ballast.unlink()
    session.work("free")
    session.end()
    assert not [one for one in done if one.code and "free" in one.step]
    check_left(place, done)


def fill(ballast: Path) -> None:
    """Take all the room that the disk has left."""
    with ballast.open("wb", buffering=0) as file:
        for size in (65536, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue
