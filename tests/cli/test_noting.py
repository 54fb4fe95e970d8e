"""`pledgebook assign`, `progress` and `correct`: what people add."""

from collections.abc import Callable

import pytest
from tests.book.small import SmallBook, found_small_book
from tests.cli.walking import command_on, folded
from typer.testing import Result

from pledgebook.book.entries import CorrectionMade, ProgressNoted

Run = Callable[..., Result]


@pytest.fixture
def small() -> SmallBook:
    return found_small_book()


@pytest.fixture
def run(small: SmallBook, monkeypatch: pytest.MonkeyPatch) -> Run:
    return command_on(small, monkeypatch)


def test_a_document_takes_its_records_to_a_summit(run: Run, small: SmallBook) -> None:
    """Named by its origin; the commitments are numbered by the summit once accepted."""
    result = run("assign", "ministry.md", "--summit", "seoul-2024")

    assert result.exit_code == 0
    assert "assigned to seoul-2024" in result.stdout
    accepted = run("review", "accept", small.id("institute"))
    assert accepted.stdout.endswith("\tseoul-2024-01\n")


def test_records_one_by_one(run: Run, small: SmallBook) -> None:
    result = run("assign", small.id("report"), "r-00000000", "--summit", "seoul-2024")

    assert result.exit_code == 1
    assert small.book.record(small.id("report")).summit == "seoul-2024"
    assert small.book.record(small.id("tests")).summit is None


def test_a_summit_needs_a_name_that_numbers_can_carry(run: Run, small: SmallBook) -> None:
    assert run("assign", small.id("report"), "--summit", "Seoul 2024").exit_code == 2
    assert run("assign", "no-such.md", "--summit", "seoul-2024").exit_code == 2


def test_progress_of_an_accepted_commitment(run: Run, small: SmallBook) -> None:
    run("review", "accept", small.id("institute"))
    result = run(
        "progress", "unassigned-01", "not-kept", "--note", "none by the end of the year",
        "--source", "https://example.org/a", "--source", "https://example.org/b",
    )  # fmt: skip

    assert result.exit_code == 0
    assert result.stdout == f"{small.id('institute')}\tnoted: not-kept\tunassigned-01\n"
    body = small.book.history(small.book.record(small.id("institute")))[-1].body
    assert body == ProgressNoted(
        small.id("institute"), "not-kept", "none by the end of the year",
        ("https://example.org/a", "https://example.org/b"),
    )  # fmt: skip


def test_nothing_becomes_of_what_nobody_accepted(run: Run, small: SmallBook) -> None:
    """A wrong extraction is no broken promise: the hint says where to go instead."""
    result = run("progress", small.id("institute"), "not-kept")

    assert result.exit_code == 2
    assert "reject it where the extraction is wrong" in folded(result.stderr)


def test_a_stage_is_one_of_a_list(run: Run, small: SmallBook) -> None:
    run("review", "accept", small.id("institute"))
    result = run("progress", small.id("institute"), "half-done")

    assert result.exit_code == 2
    assert "under-way" in result.stderr


def test_a_correction_leaves_the_entry(run: Run, small: SmallBook) -> None:
    before = list(small.book.store.entries())
    result = run("correct", 3, "--note", "from a draft", "--ui", "ko")

    assert result.exit_code == 0
    assert "항목 3" in result.stdout
    entries = list(small.book.store.entries())
    assert entries[:-1] == before
    assert entries[-1].body == CorrectionMade(3, "from a draft")
    assert run("correct", 9999, "--note", "x").exit_code == 2
