"""How every store is written: all or nothing, behind the head, never back in time, never over."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from tests.book.desk import Desk
from tests.book.picture import answers_of, folded, lists_of, singles, tables_of
from tests.book.places import POSTGRESQL, SQLITE, Place, view_rows
from tests.book.story import tell
from tests.book.world import ORIGINS, SENTENCES, added, kept, key, proposed, reading

from pledgebook.book import merkle, tables
from pledgebook.book.canonical import NOTHING
from pledgebook.book.entries import (
    FORMAT,
    BookFounded,
    CorrectionMade,
    Entry,
    RecordAccepted,
    SettingChanged,
    make_entry,
)
from pledgebook.book.query import PASSAGE
from pledgebook.book.rows import OriginRow, RecordRow
from pledgebook.book.sql import SqlStore
from pledgebook.book.store import EMPTY, Head, Store
from pledgebook.book.terms import query_terms
from pledgebook.errors import (
    BookError,
    ConflictError,
    EntryError,
    FormatError,
    NotFoundError,
    RuleError,
    TamperError,
)
from pledgebook.model.identity import document_id, sha256

HOST, FOREIGN, *_ = SENTENCES
ON, OFF = SettingChanged("four-eyes", "on"), SettingChanged("four-eyes", "off")
DATABASES = pytest.mark.parametrize("place", [SQLITE, POSTGRESQL], indirect=True)
EARLY, LATE = "2026-01-01T00:00:00.000000Z", "2027-01-01T00:00:00.000000Z"


def entries(store: Store) -> list[Entry]:
    return list(store.entries())


def unchanged(store: Store, act: Callable[[], Any], error: type[BookError]) -> str:
    """Check that an act fails and leaves nothing behind; return why it failed."""
    before = store.head(), entries(store), tables_of(store)
    with pytest.raises(error) as caught:
        act()
    assert (store.head(), entries(store), tables_of(store)) == before
    return caught.value.message


class TestAppending:
    def test_an_empty_store_has_an_empty_head(self, place: Place) -> None:
        store = place.begin()
        assert store.head() == EMPTY == Head(0, NOTHING)
        assert entries(store) == []
        store.close()

    def test_entries_follow_one_another_by_hash(self, story: Desk) -> None:
        previous = NOTHING
        for sequence, entry in enumerate(story.store.entries(), 1):
            assert (entry.sequence, entry.previous) == (sequence, previous)
            previous = entry.hash
        assert story.store.head() == Head(sequence, previous)

    def test_a_write_returns_the_new_head(self, desk: Desk) -> None:
        head = desk.write(ON, OFF)
        assert head == desk.store.head()
        assert head.sequence == 3

    def test_a_write_of_nothing_writes_nothing(self, desk: Desk) -> None:
        assert desk.write() == desk.store.head()
        assert len(entries(desk.store)) == 1

    def test_time_is_now_unless_it_is_given(self, desk: Desk) -> None:
        desk.store.append(desk.store.head(), [ON], "kim")
        assert entries(desk.store)[-1].time > "2026-"
        assert entries(desk.store)[-1].time.endswith("Z")

    def test_time_never_goes_back(self, desk: Desk) -> None:
        desk.store.append(desk.store.head(), [ON], "kim", time=LATE)
        desk.store.append(desk.store.head(), [OFF], "kim", time=EARLY)
        assert [entry.time for entry in entries(desk.store)][1:] == [LATE, LATE]

    @pytest.mark.parametrize(
        "time",
        [
            "now",
            "2026-11-23",
            "2026-11-23T09:30:00Z",
            "2026-11-23T09:30:00.000000+09:00",
            "2026-11-23 09:30:00.000000Z",
            "2026-13-01T00:00:00.000000Z",
            "２026-11-23T09:30:00.000000Z",
        ],
    )
    def test_what_is_no_time_is_refused(self, desk: Desk, time: str) -> None:
        store = desk.store
        unchanged(store, lambda: store.append(store.head(), [ON], "kim", time=time), EntryError)

    def test_a_writer_who_saw_an_older_head_writes_nothing(self, desk: Desk) -> None:
        store, stale = desk.store, desk.store.head()
        desk.write(ON)
        why = unchanged(store, lambda: store.append(stale, [OFF], "lee"), ConflictError)
        assert "you saw entry 1, its head is 2" in why

    @pytest.mark.parametrize("head", [EMPTY, Head(2, NOTHING), Head(1, NOTHING), Head(99, "x")])
    def test_a_writer_who_saw_no_head_of_this_book_writes_nothing(
        self, desk: Desk, head: Head
    ) -> None:
        store = desk.store
        unchanged(store, lambda: store.append(head, [ON], "lee"), ConflictError)

    def test_a_stale_writer_leaves_no_content_either(self, desk: Desk) -> None:
        stale = desk.store.head()
        desk.write(ON)
        bodies, contents = reading(HOST)
        with pytest.raises(ConflictError):
            desk.store.append(stale, bodies, "lee", contents)
        assert desk.store.content(next(iter(contents))) is None

    def test_a_bad_last_entry_takes_all_back(self, desk: Desk) -> None:
        bodies, contents = reading(HOST, FOREIGN)
        decided = RecordAccepted(key(HOST), 3)
        unchanged(
            desk.store,
            lambda: desk.write(*bodies, decided, CorrectionMade(99, ""), contents=contents),
            RuleError,
        )
        assert desk.store.content(next(iter(contents))) is None
        desk.write(*bodies, decided, contents=contents)
        assert desk.row(HOST).number == "unassigned-01"

    def test_a_last_entry_that_cannot_be_spelled_takes_all_back(self, desk: Desk) -> None:
        unchanged(desk.store, lambda: desk.write(ON, CorrectionMade(1, "\ud800")), EntryError)

    def test_many_entries_in_one_write_are_as_many_writes(self, place: Place) -> None:
        """Views come out the same however entries are gathered, but for the time of writing."""
        one = Desk.founded()
        tell(one)
        whole = place.begin()
        contents = {h: one.store.content(h) or b"" for h in texts(one.store)}
        whole.replay(entries(one.store), contents)
        assert tables_of(whole) == tables_of(one.store)
        assert answers_of(whole) == answers_of(one.store)
        whole.close()


class TestContents:
    def test_content_that_its_hash_does_not_name_is_refused(self, desk: Desk) -> None:
        bodies, contents = reading(HOST)
        wrong = {hash: data + b"!" for hash, data in contents.items()}
        unchanged(desk.store, lambda: desk.write(*bodies, contents=wrong), TamperError)
        assert desk.store.content(next(iter(contents))) is None

    def test_content_is_kept_once_and_may_be_any_bytes(self, desk: Desk) -> None:
        raw = bytes(range(256))
        for _ in range(2):
            desk.write(ON, contents={sha256(raw): raw})
        assert desk.store.content(sha256(raw)) == raw

    def test_a_text_that_is_not_utf_8_is_refused(self, desk: Desk) -> None:
        raw = b"\xff\xfe"
        body = replace(added("x"), document=sha256(raw), length=2)
        write = lambda: desk.write(body, contents={sha256(raw): raw})  # noqa: E731
        assert "UTF-8" in unchanged(desk.store, write, TamperError)

    def test_a_document_without_its_text_is_refused(self, desk: Desk) -> None:
        unchanged(desk.store, lambda: desk.write(added("없는 글")), NotFoundError)

    def test_a_text_may_hold_any_character(self, desk: Desk) -> None:
        text = "\0\x01'\"\\%_ \u2028 🇰🇷 e\u0301 \ufeff" + HOST.words
        desk.write(added(text), proposed(text, HOST), contents=kept(text))
        content = desk.store.content(document_id(text))
        assert content is not None
        assert content.decode() == text
        assert desk.row(HOST).evidence[0].exact == HOST.words

    def test_names_may_hold_any_character_but_one(self, desk: Desk) -> None:
        origin = "\x01'\"\\%_ \u2028 🇰🇷 \ufeff\uffff\U0010ffff"
        desk.add(HOST, origin=origin)
        assert desk.document(document_id(HOST.words)).origin == origin
        assert desk.store.keys(OriginRow, origin[:3], 5) == [origin]

    def test_a_long_text_is_searched_in_parts_the_first_part_first(self, desk: Desk) -> None:
        text = "\n".join(f"{n} 안전 연구소 보고" for n in range(6_000))
        desk.write(added(text), contents=kept(text))
        desk.add(HOST, origin=ORIGINS[1])
        found = desk.store.passages(query_terms("안전"), 100)
        assert [part.start for part in found[:2]] == [0, 0]
        assert len(found) > len(text) // PASSAGE
        parts = found[1:]
        assert [part.end for part in parts[:-1]] == [part.start for part in parts[1:]]
        assert (parts[0].start, parts[-1].end) == (0, len(text))
        assert desk.store.passages(query_terms("5999"), 100) == [parts[-1]]


def texts(store: Store) -> list[str]:
    return [row.key for row in tables_of(store)["documents"]]


class TestReplaying:
    @pytest.fixture
    def source(self) -> Store:
        return tell(Desk.founded()).store

    def test_a_book_comes_over_whole(self, place: Place, source: Store) -> None:
        store = place.begin()
        contents = {hash: source.content(hash) or b"" for hash in texts(source)}
        first, rest = entries(source)[:9], entries(source)[9:]
        store.replay(first, contents)
        assert store.replay(rest) == source.head()
        assert entries(store) == entries(source)
        assert tables_of(store) == tables_of(source)
        assert lists_of(store, singles()) == lists_of(source, singles())
        store.close()

    def test_it_comes_over_in_batches_all_or_none(self, place: Place, source: Store) -> None:
        store = place.begin()
        contents = {hash: source.content(hash) or b"" for hash in texts(source)}
        every = entries(source)
        with pytest.raises(TamperError):
            store.replay_all([(every[:9], contents), (every[10:], {})])
        assert store.head() == EMPTY
        assert store.replay_all([(every[:9], contents), (every[9:], {})]) == source.head()
        assert tables_of(store) == tables_of(source)
        store.close()

    @pytest.mark.parametrize(
        ("pick", "why"),
        [
            (lambda found: [found[2]], "entry 2 is missing"),
            (lambda found: [found[0]], "entry 2 is missing"),
            (lambda found: [found[1], found[3]], "entry 3 is missing"),
            (lambda found: [found[1], found[1]], "entry 3 is missing"),
            (lambda found: [remade(found[1], previous=NOTHING)], "does not name the hash"),
            (lambda found: [remade(found[1], time=EARLY)], "the time of entry 2"),
            (lambda found: [remade(found[1], time="soon")], "the time of entry 2"),
            (lambda found: [found[1], remade(found[2], author="x"), found[3]], "not name the hash"),
        ],
    )
    def test_entries_that_do_not_link_are_refused(
        self, desk: Desk, pick: Callable[[list[Entry]], list[Entry]], why: str
    ) -> None:
        source = Desk.founded()
        source.write(ON)
        source.write(OFF)
        source.write(ON)
        picked = pick(entries(source.store))
        assert why in unchanged(desk.store, lambda: desk.store.replay(picked), TamperError)

    def test_entries_that_break_a_rule_are_refused(self, desk: Desk) -> None:
        head = desk.store.head()
        bad = make_entry(2, LATE, "kim", head.hash, CorrectionMade(7, ""))
        unchanged(desk.store, lambda: desk.store.replay([bad]), RuleError)

    def test_a_book_of_another_format_is_refused(self, place: Place) -> None:
        store = place.begin()
        bad = make_entry(1, LATE, "kim", NOTHING, BookFounded(FORMAT + 1, "n", "o"))
        unchanged(store, lambda: store.replay([bad]), FormatError)
        store.close()


def remade(entry: Entry, **changes: Any) -> Entry:
    parts = {"time": entry.time, "author": entry.author, "previous": entry.previous} | changes
    return make_entry(entry.sequence, body=entry.body, **parts)


class TestKeeping:
    @DATABASES
    def test_a_book_opened_again_is_the_same(self, story: Desk, place: Place) -> None:
        again = place.again()
        assert again.head() == story.store.head()
        assert entries(again) == entries(story.store)
        assert tables_of(again) == tables_of(story.store)

    @DATABASES
    def test_two_who_have_a_book_open_see_what_the_other_writes(
        self, desk: Desk, place: Place
    ) -> None:
        other = place.again()
        head = desk.write(ON)
        assert other.head() == head
        other.append(head, [OFF], "lee")
        with pytest.raises(ConflictError):
            desk.store.append(head, [OFF], "kim")
        assert len(entries(desk.store)) == 3

    def test_checkpoints_are_kept_in_order(self, desk: Desk) -> None:
        assert desk.store.checkpoints() == []
        for note in ("첫째\n", "— b\u2028", "첫째\n"):
            desk.store.keep_checkpoint(note)
        assert desk.store.checkpoints() == ["첫째\n", "— b\u2028", "첫째\n"]
        desk.store.rebuild()
        assert len(desk.store.checkpoints()) == 3

    def test_the_tree_grows_with_the_lines(self, story: Desk) -> None:
        leaves = [merkle.leaf_hash(entry.line) for entry in story.store.entries()]
        nodes: dict[tuple[int, int], bytes] = {}

        def node(level: int, position: int) -> bytes:
            return nodes[level, position]

        for size, leaf in enumerate(leaves):
            nodes |= {(at, place): hash for at, place, hash in merkle.new_nodes(size, leaf, node)}
        assert merkle.root(len(leaves), story.store.node) == merkle.root(len(leaves), node)


class TestRebuilding:
    def test_rebuilt_views_answer_as_before(self, story: Desk) -> None:
        before = tables_of(story.store), answers_of(story.store), answers_of(story.store, 12)
        story.store.rebuild()
        after = tables_of(story.store), answers_of(story.store), answers_of(story.store, 12)
        assert after == before

    @DATABASES
    def test_every_row_of_every_view_comes_out_the_same(self, sql: SqlStore) -> None:
        before = view_rows(sql)
        sql.rebuild()
        after = view_rows(sql)
        assert set(before) == {*tables.views.tables, "record_terms", "passage_terms"}
        assert all(before.values())
        for name in before:
            assert after[name] == before[name], name

    @DATABASES
    def test_damaged_views_are_derived_anew(self, sql: SqlStore) -> None:
        before = view_rows(sql)
        with sql.engine.begin() as connection:
            connection.execute(text("UPDATE records SET body = replace(body, '안전', '위험')"))
            connection.execute(text("DELETE FROM by_date"))
            connection.execute(text("DELETE FROM nodes WHERE level = 1"))
        assert view_rows(sql) != before
        sql.rebuild()
        assert view_rows(sql) == before

    def test_writing_goes_on_after_a_rebuild(self, story: Desk) -> None:
        story.store.rebuild()
        story.accept(SENTENCES[-1])
        head = story.store.head().sequence
        assert tables_of(story.store) == tables_of(folded(story.store, head))


@DATABASES
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET line = '{}'",
        "UPDATE entries SET sequence = sequence + 1000",
        "UPDATE entries SET time = time WHERE sequence = 1",
        "DELETE FROM entries",
        "DELETE FROM entries WHERE sequence = 29",
        "UPDATE contents SET data = NULL",
        "DELETE FROM contents",
        "UPDATE checkpoints SET note = ''",
        "DELETE FROM checkpoints",
        "UPDATE pledgebook SET format = 2",
        "DELETE FROM pledgebook",
        "INSERT INTO pledgebook VALUES (2)",
        "INSERT INTO entries VALUES (3, '', '', '')",
        "INSERT INTO entries VALUES (0, '', '', '')",
        "INSERT INTO entries VALUES (-5, '', '', '')",
        "INSERT INTO entries VALUES (99, '', '', '')",
        "INSERT OR REPLACE INTO entries VALUES (3, '', '', '')",
        "REPLACE INTO entries VALUES (1, '', '', '')",
        "INSERT OR REPLACE INTO contents SELECT hash, x'00' FROM contents",
        "INSERT OR REPLACE INTO checkpoints VALUES (1, '')",
        "INSERT OR REPLACE INTO pledgebook VALUES (1)",
        "UPDATE OR REPLACE entries SET sequence = 1 WHERE sequence = 2",
        "INSERT INTO contents SELECT hash, x'00' FROM contents WHERE true "
        "ON CONFLICT (hash) DO UPDATE SET data = excluded.data",
        "INSERT INTO contents SELECT hash, '\\x00'::bytea FROM contents "
        "ON CONFLICT (hash) DO UPDATE SET data = excluded.data",
        "TRUNCATE entries",
        "TRUNCATE contents CASCADE",
        "TRUNCATE checkpoints",
        "TRUNCATE pledgebook",
        "WITH gone AS (DELETE FROM entries RETURNING *) SELECT * FROM gone",
    ],
)
def test_a_book_is_only_added_to_whoever_asks(sql: SqlStore, statement: str) -> None:
    """Past the program, by hand: what one database cannot say at all, it refuses too."""
    sql.keep_checkpoint("note")
    before = entries(sql), tables_of(sql), sql.checkpoints(), contents_of(sql)
    with pytest.raises(DBAPIError), sql.engine.begin() as connection:
        connection.exec_driver_sql(statement)
    assert (entries(sql), tables_of(sql), sql.checkpoints(), contents_of(sql)) == before


def contents_of(store: SqlStore) -> list[Any]:
    with store.engine.connect() as connection:
        rows = connection.execute(tables.contents.select().order_by(tables.contents.c.hash))
        return [tuple(row) for row in rows]


@DATABASES
def test_broken_characters_are_told_and_nothing_else_breaks(story: Desk) -> None:
    """A shell hands over bytes that are no text as lone surrogates."""
    with pytest.raises(BookError):
        story.store.find(RecordRow, ["\udcff"])
    with pytest.raises(BookError):
        story.store.history("\udcff")
    story.accept(SENTENCES[-1])
