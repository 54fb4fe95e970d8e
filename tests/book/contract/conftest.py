"""The stores that the contract is checked with."""

from collections.abc import Iterator

import pytest
from tests.book.desk import Desk
from tests.book.places import KINDS, MEMORY, SQLITE, Place, in_database, in_file, in_memory
from tests.book.story import tell
from tests.postgres import fresh_database

from pledgebook.book.sql import SqlStore
from pledgebook.book.store import Store


def _place(kind: str, request: pytest.FixtureRequest, folder: str) -> Place:
    if kind == MEMORY:
        return in_memory()
    if kind == SQLITE:
        factory: pytest.TempPathFactory = request.getfixturevalue("tmp_path_factory")
        return in_file(factory.mktemp(folder))
    return in_database(request.getfixturevalue(f"database_{folder}"))


@pytest.fixture(scope="session")
def database_read(postgres_url: str) -> Iterator[str]:
    """A database for the book that is only read."""
    with fresh_database(postgres_url) as url:
        yield url


@pytest.fixture(scope="session")
def database_written(postgres_url: str) -> Iterator[str]:
    """A database for the books that are written."""
    with fresh_database(postgres_url) as url:
        yield url


@pytest.fixture(scope="session")
def memory() -> Store:
    """The story in memory, by which the other stores are judged."""
    return tell(Desk.founded()).store


@pytest.fixture(scope="session", params=KINDS)
def told(request: pytest.FixtureRequest) -> Iterator[Store]:
    """The story in each store; it is only read."""
    store = _place(request.param, request, "read").begin()
    tell(Desk.founded(store))
    yield store
    store.close()


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    """Each place to keep a book."""
    place = _place(request.param, request, "written")
    yield place
    place.close()


@pytest.fixture
def desk(place: Place) -> Iterator[Desk]:
    """A founded book in each store."""
    desk = Desk.founded(place.begin())
    yield desk
    desk.store.close()


@pytest.fixture
def story(desk: Desk) -> Desk:
    """The story in each store, to be written on."""
    return tell(desk)


@pytest.fixture
def sql(story: Desk) -> SqlStore:
    """The story in a database."""
    assert isinstance(story.store, SqlStore)
    return story.store
