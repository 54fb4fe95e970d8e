"""The small book, for whatever asks, reviews or merges."""

import pytest
from tests.book.small import SmallBook, found_small_book


@pytest.fixture
def small_book() -> SmallBook:
    """A book in memory of three documents with seven proposed records; `kim` writes in it."""
    return found_small_book()
