"""What every store answers, and that all answer alike."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.book.picture import (
    DOCUMENT_QUERIES,
    SOUGHT,
    answers_of,
    folded,
    histories_of,
    lists_of,
    pairs,
    singles,
    tables_of,
)
from tests.book.story import NAMES
from tests.book.world import SENTENCES, key

from pledgebook.book.query import DocumentQuery, Order, RecordQuery, sort_key
from pledgebook.book.rows import DocumentRow, RecordRow, SettingRow
from pledgebook.book.store import Store
from pledgebook.book.terms import query_terms
from pledgebook.errors import NotFoundError
from pledgebook.model.record import Kind, Strength

PAGED = (
    *(RecordQuery(order=order, reports=True) for order in Order),
    RecordQuery(party="KR", kind=Kind.COMMITMENT, reports=True),
    RecordQuery(text="안전", reports=True),
    RecordQuery(due_after=date(2026, 12, 1)),
)


def named(rows: list[RecordRow]) -> list[str]:
    return [NAMES[row.key] for row in rows]


def moments(store: Store) -> list[int]:
    return list(range(store.head().sequence + 1))


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, "host joint shared asked met law standards"),
        ({"reports": True}, "host foreign joint shared asked met law standards"),
        ({"kind": Kind.COMMITMENT}, "host joint shared"),
        ({"kind": Kind.COMMITMENT, "reports": True}, "host foreign joint shared"),
        ({"kind": Kind.POSITION}, "standards"),
        ({"party": "KR"}, "host joint met"),
        ({"party": "kr-msit"}, "joint"),
        ({"party": "GB"}, "shared asked met"),
        ({"party": "zz"}, ""),
        ({"partner": "FR"}, "shared asked"),
        ({"topic": "ai-testing"}, "joint shared"),
        ({"summit": "seoul-2026"}, "host met standards law"),
        ({"summit": "paris-2027"}, "joint"),
        ({"strength": Strength.AGREEMENT}, "host"),
        ({"status": "accepted"}, "host joint met"),
        ({"status": "awaiting"}, "shared"),
        ({"status": "rejected"}, "asked"),
        ({"status": "lapsed"}, "law"),
        ({"status": "proposed"}, "standards"),
        ({"status": "orphaned"}, "joint"),
        ({"status": "amended", "reports": True}, "foreign"),
        ({"language": "en"}, "shared met law"),
        ({"due_before": date(2026, 12, 30)}, ""),
        ({"due_before": date(2026, 12, 31)}, "host"),
        ({"due_after": date(2027, 3, 31), "reports": True}, "foreign shared asked"),
        ({"due_after": date(2027, 4, 1), "reports": True}, "shared asked"),
        ({"date_before": date(2026, 5, 1)}, "joint law"),
        ({"date_after": date(2026, 5, 22)}, "shared"),
        ({"text": "안전 연구소"}, "host"),
        ({"text": "안전 연구소", "reports": True}, "host foreign"),
        ({"text": "safe"}, ""),
        ({"text": "institute", "reports": True}, "foreign"),
        ({"text": "과기정통부"}, "joint"),
        ({"text": "핵"}, ""),
        ({"text": "모"}, "joint"),
        ({"text": "!?"}, ""),
        ({"text": " "}, ""),
        ({"kind": Kind.COMMITMENT, "party": "KR"}, "host joint"),
        ({"status": "accepted", "text": "met"}, "met"),
        ({"party": "\udcff"}, ""),
        ({"party": "' OR 1=1 --"}, ""),
        ({"text": "\" OR * NEAR('"}, ""),
    ],
    ids=repr,
)
def test_a_filter_finds_what_it_says(told: Store, filters: dict[str, Any], expected: str) -> None:
    query = RecordQuery(**filters)
    assert set(named(told.records(query))) == set(expected.split())
    assert told.count(query) == len(expected.split())


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (RecordQuery(), "shared host met asked joint law standards"),
        (RecordQuery(order=Order.DUE), "host shared asked"),
        (RecordQuery(due_after=date(2020, 1, 1)), "host shared asked"),
        (RecordQuery(order=Order.DATE, due_after=date(2020, 1, 1)), "shared host asked"),
        (RecordQuery(limit=2), "shared host"),
        (RecordQuery(limit=0), ""),
    ],
    ids=repr,
)
def test_records_come_in_their_order(told: Store, query: RecordQuery, expected: str) -> None:
    assert named(told.records(query)) == expected.split()


def test_in_the_order_of_the_book_what_changed_last_comes_first(told: Store) -> None:
    found = told.records(RecordQuery(order=Order.BOOK, reports=True))
    assert named(found)[0] == "law"  # withdrawn by the last entry
    assert [row.changed for row in found] == sorted((row.changed for row in found), reverse=True)


def test_every_filter_finds_what_it_finds_in_memory(told: Store, memory: Store) -> None:
    assert lists_of(told, singles()) == lists_of(memory, singles())
    for at in (3, 12, 24):
        assert lists_of(told, singles(), at) == lists_of(folded(memory, at), singles())


def test_every_two_filters_find_what_they_find_in_memory(told: Store, memory: Store) -> None:
    assert lists_of(told, pairs()) == lists_of(memory, pairs())


def test_the_past_is_what_it_was_in_memory(told: Store, memory: Store) -> None:
    """Whoever asks a whole book for the past gets what a book that ended there answers."""
    for at in moments(told):
        past = folded(memory, at)
        assert tables_of(told, at) == tables_of(past)
        assert answers_of(told, at) == answers_of(past)


def test_nothing_is_behind_the_head(told: Store) -> None:
    beyond = told.head().sequence + 5
    assert tables_of(told, beyond) == tables_of(told)
    assert answers_of(told, beyond) == answers_of(told)


def test_histories_are_the_same_everywhere(told: Store, memory: Store) -> None:
    assert histories_of(told) == histories_of(memory)


@pytest.mark.parametrize("size", [1, 3, 100])
def test_pages_together_are_the_whole(told: Store, size: int) -> None:
    for at in (None, 20):
        for query in PAGED:
            whole = told.records(query, at)
            pages: list[RecordRow] = []
            after = None
            while page := told.records(replace(query, limit=size, after=after), at):
                assert len(page) <= size
                pages += page
                after = sort_key(page[-1], query.by)
                assert told.count(replace(query, after=after), at) == len(whole)
            assert pages == whole


def test_documents_come_newest_first_and_undated_last(told: Store) -> None:
    days = [row.published for row in told.documents(DocumentQuery())]
    assert days == ["2026-05-23", "2026-05-22", "2026-05-21", None]


@pytest.mark.parametrize(
    ("query", "count"), list(zip(DOCUMENT_QUERIES, (4, 4, 3, 3, 1, 2, 2, 1), strict=True)), ids=repr
)
def test_documents_are_filtered(told: Store, query: DocumentQuery, count: int) -> None:
    assert len(told.documents(query)) == count


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("안전", 3),
        ("safety institute", 2),
        ("Institutes", 2),
        ("열기", 3),
        ("모델", 1),
        ("zz", 0),
        ("!", 0),
    ],
)
def test_texts_are_searched(told: Store, query: str, count: int) -> None:
    sought = query_terms(query)
    found = told.passages(sought, 10)
    assert len(found) == count
    assert told.passages(sought, 1) == found[:1]
    for passage in found:
        content = told.content(passage.document)
        assert content is not None
        assert (passage.start, passage.end) == (0, len(content.decode()))


def test_a_search_of_the_past_finds_no_later_text(told: Store) -> None:
    assert len(told.passages(SOUGHT[0], 10, 3)) == 1
    assert told.passages(SOUGHT[0], 10, 1) == []


def test_parties_come_with_what_they_act_in_the_busiest_first(told: Store) -> None:
    counts = [(row.key, count) for row, count in told.parties()]
    assert counts == [("GB", 3), ("KR", 3), ("FR", 2), ("kr-msit", 1)]


def test_history_is_all_that_was_said_of_a_thing_in_order(told: Store) -> None:
    types = [entry.body.type for entry in told.history(key(SENTENCES[0]))]
    assert types == [
        "records_proposed", "records_proposed", "record_accepted", "commitments_merged",
        "merge_refused", "progress_noted", "records_proposed", "records_proposed",
    ]  # fmt: skip
    assert told.history("r-none") == []


def test_entries_are_given_in_order_from_anywhere(told: Store) -> None:
    entries = list(told.entries())
    assert [entry.sequence for entry in entries] == moments(told)[1:]
    assert list(told.entries(5)) == entries[5:]
    assert list(told.entries(5, 9)) == entries[5:9]
    assert list(told.entries(9, 5)) == []
    assert list(told.entries(len(entries))) == []
    assert entries[-1].hash == told.head().hash


def test_a_time_is_found_among_the_entries(told: Store) -> None:
    entries = list(told.entries())
    for entry in entries:
        last = max(e.sequence for e in entries if e.time == entry.time)
        assert told.entry_at(entry.time) == last
    assert told.entry_at("2026-10-31T23:59:59.999999Z") == 0
    assert told.entry_at("2999-01-01T00:00:00.000000Z") == told.head().sequence


def test_rows_are_found_by_key_and_others_are_left_out(told: Store) -> None:
    wanted = [key(SENTENCES[0]), "r-none", key(SENTENCES[1]), ""]
    assert set(told.find(RecordRow, wanted)) == {wanted[0], wanted[2]}
    assert told.find(RecordRow, []) == {}
    many = [f"r-{n:024x}" for n in range(2_000)]
    assert set(told.find(RecordRow, [*many, wanted[0]])) == {wanted[0]}
    assert told.find(SettingRow, ["four-eyes"])["four-eyes"].value == "off"
    assert told.find(SettingRow, ["four-eyes"], 5) == {}


def test_keys_are_found_by_their_beginning(told: Store) -> None:
    keys = sorted(NAMES)
    assert told.keys(RecordRow, "r-", 100) == keys
    assert told.keys(RecordRow, "r-", 3) == keys[:3]
    assert told.keys(RecordRow, keys[2][:12], 9) == [keys[2]]
    assert told.keys(RecordRow, "r-%", 9) == []
    assert told.keys(DocumentRow, "zz", 9) == []


def test_contents_are_found_by_their_hash(told: Store, memory: Store) -> None:
    for row in memory.scan(DocumentRow):
        assert told.content(row.key) == memory.content(row.key)
    assert told.content("sha256:none") is None


def test_the_tree_has_the_same_nodes(told: Store, memory: Store) -> None:
    size = told.head().sequence
    for level in range(size.bit_length()):
        for position in range(size >> level):
            assert told.node(level, position) == memory.node(level, position)
    for missing in ((0, size), (1, size >> 1), (40, 0)):
        with pytest.raises(NotFoundError):
            told.node(*missing)
