"""A book that is as it was written passes; whatever was changed behind its back is named."""

from contextlib import closing
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import create_engine, text
from tests.book.shelf import KEY, raw, shelve, tamper
from tests.book.small import SmallBook, found_small_book

from pledgebook.book.book import Book
from pledgebook.book.canonical import entry_hash
from pledgebook.book.checkpoint import Checkpoint, sign, verifier_key
from pledgebook.book.entries import RecordAccepted, make_entry
from pledgebook.book.opening import open_store
from pledgebook.book.troubles import MESSAGES, Trouble
from pledgebook.book.verifying import verify
from pledgebook.publish.proofwords import TROUBLES_KO, trouble_told

ORIGIN = "example.org/small"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "small.pledgebook"
    shelve(str(place)).book.store.close()
    return place


def troubles(path: Path | str, **asked: Any) -> list[Trouble]:
    with closing(open_store(str(path))) as store:
        return list(verify(store, **asked))


def codes(path: Path | str, **asked: Any) -> set[tuple[str, int | None]]:
    return {(trouble.code, trouble.entry) for trouble in troubles(path, **asked)}


def test_a_sound_book_has_no_troubles(path: Path) -> None:
    assert troubles(path) == []
    assert troubles(path, views=False) == []


def test_a_sound_book_in_memory_has_no_troubles(small_book: SmallBook) -> None:
    assert list(verify(small_book.book.store)) == []


def test_an_empty_book_has_no_troubles(tmp_path: Path) -> None:
    with closing(open_store(str(tmp_path / "empty.pledgebook"), create=True)) as store:
        assert list(verify(store)) == []


def test_a_book_stays_sound_through_a_rebuild(path: Path) -> None:
    with closing(open_store(str(path))) as store:
        store.rebuild()
    assert troubles(path) == []


def test_one_changed_word_of_an_entry_is_found_and_its_entry_named(path: Path) -> None:
    tamper(path, "UPDATE entries SET line = replace(line, 'kim', 'kin') WHERE sequence = 5")
    found = codes(path)
    assert ("entry-line", 5) in found
    assert ("views-unchecked", None) in found
    assert ("entry-line", 6) not in found


def test_each_flipped_byte_of_a_line_is_found(path: Path) -> None:
    """Also where the byte makes the line no UTF-8 any more."""
    ((line,),) = raw(path, "SELECT line FROM entries WHERE sequence = 1")
    data = line.encode()
    for place in range(0, len(data), 29):
        flipped = bytes([*data[:place], data[place] ^ 0x80, *data[place + 1 :]])
        tamper(path, "UPDATE entries SET line = CAST(? AS TEXT) WHERE sequence = 1", flipped)
        assert ("entry-line", 1) in codes(path, views=False), place


def test_a_changed_hash_is_told_apart_from_a_changed_line(path: Path) -> None:
    tamper(path, "UPDATE entries SET hash = ? WHERE sequence = 4", "sha256:" + "ab" * 32)
    assert codes(path, views=False) == {("entry-hash", 4)}


def test_an_entry_rewritten_with_its_hash_breaks_link_tree_and_checkpoint(path: Path) -> None:
    ((line,),) = raw(path, "SELECT line FROM entries WHERE sequence = 7")
    forged = line.replace('"author":"kim"', '"author":"lee"')
    tamper(
        path,
        "UPDATE entries SET line = ?, hash = ? WHERE sequence = 7",
        forged,
        entry_hash(forged.encode()),
    )
    found = codes(path, views=False)
    assert {("entry-link", 8), ("node-changed", 7), ("checkpoint-root", None)} <= found


def test_a_changed_time_beside_an_entry_is_found(path: Path) -> None:
    tamper(path, "UPDATE entries SET time = '2020-01-01T00:00:00.000000Z' WHERE sequence = 2")
    assert codes(path, views=False) == {("entry-time", 2)}


def test_a_missing_entry_is_named_with_the_one_in_its_place(path: Path) -> None:
    tamper(path, "DELETE FROM entries WHERE sequence = 3")
    (missing, *_) = (t for t in troubles(path, views=False) if t.code == "entry-missing")
    assert missing.message == "entry 3 is missing: entry 4 stands in its place"


def test_two_entries_that_changed_places_are_found(path: Path) -> None:
    for old, new in ((4, -4), (5, 4), (-4, 5)):
        tamper(path, "UPDATE entries SET sequence = ? WHERE sequence = ?", new, old)
    found = codes(path, views=False)
    assert {("entry-missing", 4), ("entry-missing", 5), ("node-changed", 4)} <= found


def test_last_entries_cut_off_are_found_by_tree_and_checkpoint(path: Path) -> None:
    tamper(path, "DELETE FROM entries WHERE sequence > 8")
    assert {("node-count", None), ("checkpoint-cut", None)} <= codes(path, views=False)


def test_a_cut_that_also_cuts_tree_and_checkpoints_is_found_by_one_kept_elsewhere(
    path: Path,
) -> None:
    with closing(open_store(str(path))) as store:
        (kept,) = store.checkpoints()
    tamper(path, "DELETE FROM entries WHERE sequence > 8")
    tamper(path, "DELETE FROM nodes WHERE (position + 1) << level > 8")
    tamper(path, "DELETE FROM checkpoints")
    with closing(open_store(str(path))) as store:
        store.rebuild()
    assert troubles(path) == []
    (trouble,) = troubles(path, checkpoints={"monday.checkpoint": kept})
    assert trouble.code == "checkpoint-cut"
    assert "monday.checkpoint" in trouble.message


def test_two_versions_of_one_book_are_a_split_view(path: Path, tmp_path: Path) -> None:
    other = found_small_book(open_store(str(tmp_path / "other.pledgebook"), create=True), "lee")
    root = Checkpoint(ORIGIN, 1, bytes(32))
    (trouble,) = troubles(path, checkpoints={"theirs": sign(root, KEY)})
    assert trouble.code == "checkpoint-root"
    assert "split view" in trouble.message
    other.book.store.close()


def test_a_checkpoint_of_another_book_is_told_as_such(path: Path) -> None:
    note = sign(Checkpoint("example.org/other", 1, bytes(32)), KEY)
    assert codes(path, checkpoints={"other": note}) == {("checkpoint-foreign", None)}


def test_a_checkpoint_that_another_key_signed_is_found_where_keys_are_given(path: Path) -> None:
    own = verifier_key(ORIGIN, KEY)
    foreign = verifier_key(ORIGIN, Ed25519PrivateKey.generate())
    assert troubles(path, views=False, keys=[own]) == []
    assert troubles(path, views=False, keys=[foreign, own]) == []
    assert codes(path, views=False, keys=[foreign]) == {("checkpoint-unsigned", None)}


def test_a_changed_checkpoint_is_found(path: Path) -> None:
    tamper(path, "UPDATE checkpoints SET note = replace(note, 'a', 'b')")
    assert {code for code, _ in codes(path, views=False)} <= {
        "checkpoint-broken",
        "checkpoint-root",
        "checkpoint-foreign",
    }
    assert codes(path, views=False)


def test_a_changed_content_is_named(path: Path) -> None:
    ((hash, data),) = raw(path, "SELECT hash, data FROM contents ORDER BY hash LIMIT 1")
    tamper(path, "UPDATE contents SET data = ? WHERE hash = ?", data[:-1] + b"?", hash)
    (trouble, *_) = troubles(path, views=False)
    assert (trouble.code, trouble.values["content"]) == ("content-changed", hash)


def test_a_missing_content_is_named_with_the_entry_that_names_it(path: Path) -> None:
    ((line,),) = raw(path, "SELECT line FROM entries WHERE sequence = 2")
    hash = line.partition('"document":"')[2][:71]
    tamper(path, "DELETE FROM contents WHERE hash = ?", hash)
    assert codes(path, views=False) == {("content-missing", 2)}


def test_a_changed_node_is_named_with_the_entry_that_completes_it(path: Path) -> None:
    tamper(path, "UPDATE nodes SET hash = ? WHERE level = 1 AND position = 2", bytes(32))
    assert ("node-changed", 6) in codes(path, views=False)


def test_a_changed_view_is_left_out_by_a_quick_check_and_found_by_a_full_one(path: Path) -> None:
    tamper(path, "UPDATE records SET body = replace(body, '2024-12-31', '2030-12-31')")
    assert troubles(path, views=False) == []
    found = troubles(path)
    assert found
    assert {trouble.code for trouble in found} == {"view-changed"}
    assert all(trouble.values["view"] == "records" for trouble in found)
    assert any("r-" in trouble.message for trouble in found)


@pytest.mark.parametrize(
    ("statement", "code", "view"),
    [
        ("DELETE FROM subjects WHERE sequence = 3", "view-missing", "subjects"),
        ("DELETE FROM by_due", "view-missing", "by_due"),
        ("UPDATE by_date SET day = day + 1", "view-added", "by_date"),
        ("UPDATE settings SET body = '{}'", "view-changed", "settings"),
        ("UPDATE documents SET until = 5 WHERE until IS NULL", "view-changed", "documents"),
        ("UPDATE passages SET start = start + 1", "view-changed", "passages"),
        (
            "INSERT INTO record_terms(rowid, terms) VALUES (77, 'forged')",
            "view-added",
            "record_terms",
        ),
        (
            "INSERT INTO parties(row, key, since, body) VALUES (1, 'XX', 1, '{}')",
            "view-added",
            "parties",
        ),
    ],
)
def test_each_view_is_compared(path: Path, statement: str, code: str, view: str) -> None:
    tamper(path, statement)
    assert (code, view) in {(t.code, t.values.get("view")) for t in troubles(path)}


def test_entries_that_break_a_rule_are_found_however_well_they_are_chained(path: Path) -> None:
    """A forger who makes a whole new chain still has to follow the rules."""
    rows = raw(path, "SELECT sequence, time, hash FROM entries ORDER BY sequence DESC LIMIT 1")
    ((sequence, time, hash),) = rows
    entry = make_entry(sequence + 1, time, "lee", hash, RecordAccepted("r-unheard-of", 1))
    tamper(
        path,
        "INSERT INTO entries VALUES (?, ?, ?, ?)",
        entry.sequence,
        entry.time,
        entry.hash,
        entry.line.decode(),
    )
    (broken,) = (t for t in troubles(path) if t.code == "rule-broken")
    assert f"entry {sequence + 1}" in broken.message
    assert "r-unheard-of" in broken.message


def test_what_cannot_be_read_at_all_is_a_trouble_too(path: Path) -> None:
    tamper(path, "ALTER TABLE by_due RENAME TO gone")
    assert ("unreadable", None) in codes(path)


@pytest.fixture
def postgres_path(postgres_book_url: str) -> str:
    shelve(postgres_book_url).book.store.close()
    return postgres_book_url


def test_a_sound_book_in_postgresql_has_no_troubles(postgres_path: str) -> None:
    assert troubles(postgres_path) == []


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE entries SET line = replace(line, 'kim', 'kin') WHERE sequence = 5", "entry-line"),
        ("DELETE FROM entries WHERE sequence > 8", "node-count"),
        ("UPDATE contents SET data = data || 'x'::bytea", "content-changed"),
        ("UPDATE records SET body = replace(body, '2024-12', '2030-12')", "view-changed"),
        ("UPDATE record_terms SET terms = terms || 'forged'::tsvector", "view-changed"),
        ("DELETE FROM passage_terms", "view-missing"),
    ],
)
def test_what_is_changed_in_postgresql_is_found(
    postgres_path: str, statement: str, code: str
) -> None:
    engine = create_engine(postgres_path)
    with engine.begin() as connection:
        for table in ("entries", "contents"):
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))
        connection.execute(text(statement))
    engine.dispose()
    assert code in {trouble.code for trouble in troubles(postgres_path)}


def test_a_check_sees_one_moment_though_others_write(path: Path) -> None:
    with closing(open_store(str(path))) as store, closing(open_store(str(path))) as other:
        written: list[int] = []

        def write(work: str, done: int, total: int) -> None:
            if not written:
                Book(other, "lee").set("four-eyes", "on")
                written.append(other.head().sequence)

        assert list(verify(store, progress=write)) == []
        assert written == [store.head().sequence]


def test_each_trouble_has_words_in_both_languages() -> None:
    assert MESSAGES.keys() == TROUBLES_KO.keys()
    trouble = Trouble("entry-line", 5)
    assert "5" in trouble_told(trouble, "ko")
    assert trouble_told(trouble, "en") == trouble.message


def test_messages_in_both_languages_name_the_same_things() -> None:
    def names(words: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(words) if name}

    for code, words in MESSAGES.items():
        assert names(TROUBLES_KO[code]) <= names(words) | {"entry"}, code
