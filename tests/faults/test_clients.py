"""Many clients at once: no gap, no lost decision, and one winner where two decide the same."""

import os
from contextlib import closing
from pathlib import Path

import pytest
from tests.faults.clients import duel, work_together
from tests.faults.soundness import check_sound
from tests.faults.writing import add, found_book

from pledgebook.book.book import Book
from pledgebook.book.opening import open_store

CLIENTS = 8
SECONDS = 8.0  # `python -m benchmarks.reliability` lets 32 clients work for minutes


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return where a book may be begun, in each database."""
    if request.param == "sqlite":
        return str(tmp_path / "b.pledgebook")
    url: str = request.getfixturevalue("postgres_book_url")
    return url


def test_clients_lose_no_decision_and_leave_no_gap(place: str) -> None:
    together = work_together(place, CLIENTS, SECONDS)
    assert together.total("entries") > CLIENTS
    assert together.total("starved") == 0
    assert together.waits("decide")


def test_of_reviewers_who_decide_on_the_same_version_one_wins(place: str) -> None:
    winners = duel(place, reviewers=4, rounds=12)
    assert [len(won) for won in winners] == [1] * 12


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_book_that_is_open_while_its_process_forks_serves_both(place: str) -> None:
    found_book(place)
    with closing(open_store(place)) as store:
        book = Book(store, "parent")
        add(book, 1)
        child = os.fork()
        if child == 0:
            status = 1
            try:
                for seed in range(2, 6):
                    add(Book(store, "child"), seed)
                status = 0
            finally:
                os._exit(status)
        for seed in range(6, 10):
            add(book, seed)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert len(check_sound(place)) == 1 + 2 * 9
