"""Books that were stored once are opened for ever.

`format-1.jsonl` is the entries and `format-1.texts.json` the texts of a small book with every type
of entry; `format-1.pledgebook` is the same book in a file of SQLite, as its version wrote it;
`format-1.rows.json` is what all rows of its views come to. The first three are never written anew:
only what a new version makes of them may change (--update-golden, then read the diff).
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.book.desk import Desk
from tests.book.picture import tables_of
from tests.book.places import KINDS, MEMORY, SQLITE, Place, in_database, in_file, in_memory
from tests.book.story import tell
from tests.postgres import fresh_database

from pledgebook.book.entries import Body, Entry, read_entry
from pledgebook.book.rows import DocumentRow
from pledgebook.book.sqlite import open_sqlite
from pledgebook.book.store import Store
from pledgebook.model.identity import document_id

FORMATS = Path(__file__).parent / "formats"
LINES = FORMATS / "format-1.jsonl"
TEXTS = FORMATS / "format-1.texts.json"
ROWS = FORMATS / "format-1.rows.json"
FILE = FORMATS / "format-1.pledgebook"


@pytest.fixture(scope="module", autouse=True)
def golden(request: pytest.FixtureRequest) -> None:
    """Write what is missing, and the rows anew, when asked for."""
    if request.config.getoption("--update-golden"):
        FORMATS.mkdir(exist_ok=True)
        if not LINES.exists():
            store_book()
        with_rows = in_memory().begin()
        replay(with_rows)
        ROWS.write_text(spelled(with_rows), encoding="utf-8")


def store_book() -> None:
    """Store the story as a book of the present format, once and for all."""
    FILE.unlink(missing_ok=True)
    desk = tell(Desk.founded(open_sqlite(FILE, create=True)))
    LINES.write_bytes(b"".join(entry.line + b"\n" for entry in desk.store.entries()))
    texts = [(desk.store.content(row.key) or b"").decode() for row in desk.store.scan(DocumentRow)]
    TEXTS.write_text(json.dumps(texts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    desk.store.close()


def stored() -> list[Entry]:
    return [read_entry(line) for line in LINES.read_bytes().splitlines()]


def replay(store: Store) -> None:
    texts: list[str] = json.loads(TEXTS.read_text(encoding="utf-8"))
    store.replay(stored(), {document_id(text): text.encode() for text in texts})


def spelled(store: Store) -> str:
    rows: dict[str, Any] = msgspec.to_builtins(tables_of(store))
    return json.dumps(rows, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Each place to keep a book."""
    if request.param == MEMORY:
        yield in_memory()
    elif request.param == SQLITE:
        yield in_file(tmp_path)
    else:
        with fresh_database(request.getfixturevalue("postgres_url")) as url:
            yield in_database(url)


def test_the_stored_book_has_every_type_of_entry() -> None:
    assert {type(entry.body) for entry in stored()} == set(Body.__args__)


def test_its_lines_still_have_the_hashes_they_were_stored_with() -> None:
    previous = stored()[0].previous
    for entry in stored():
        assert entry.previous == previous
        previous = entry.hash


def test_a_book_of_format_1_comes_to_the_same_rows_in_every_store(place: Place) -> None:
    store = place.begin()
    replay(store)
    assert spelled(store) == ROWS.read_text(encoding="utf-8")
    store.close()


def test_a_file_of_format_1_is_opened_read_and_written_on(tmp_path: Path) -> None:
    """Its views may be of another version by now; then they are derived anew, as users are told."""
    path = tmp_path / "old.pledgebook"
    shutil.copyfile(FILE, path)
    store = open_sqlite(path, stale=True)
    store.rebuild()
    assert [entry.line for entry in store.entries()] == LINES.read_bytes().splitlines()
    assert spelled(store) == ROWS.read_text(encoding="utf-8")
    desk = Desk(store, seconds=100)
    desk.write(stored()[-1].body)
    assert store.head().sequence == len(stored()) + 1
    store.close()
    open_sqlite(path).close()
