"""What many tests need: the material beside the checkout, and a PostgreSQL server."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings
from tests.postgres import PostgresMissingError, fresh_database, running_postgres

# How long an example takes says more of the machine than of the code.
settings.register_profile("pledgebook", deadline=None)
settings.load_profile("pledgebook")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of shared material, or skip with the reason."""
    if not (SHARED / "tools" / "score").exists():
        pytest.skip("the shared gold documents and scorer are not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Give the URL of a server that runs for the whole session, or skip with the reason."""
    with ExitStack() as stack:
        try:
            url = stack.enter_context(running_postgres())
        except PostgresMissingError as missing:
            pytest.skip(str(missing))
        yield url


@pytest.fixture
def postgres_book_url(postgres_url: str) -> Iterator[str]:
    """Give the URL of a database that is new and empty, and is dropped after the test."""
    with fresh_database(postgres_url) as url:
        yield url


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the golden files be written anew, to be read as a diff before they are committed."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")
