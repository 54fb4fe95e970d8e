"""Entries: each type is spelled in one way, is read back as it was, and nothing else is one."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.book.strategies import EACH, all_bodies, hashes, integers, strings
from tests.book.world import added

from pledgebook.book.canonical import NOTHING, canonical
from pledgebook.book.entries import (
    Body,
    CommitmentsMerged,
    CorrectionMade,
    RecordAccepted,
    RecordAmended,
    RecordsProposed,
    make_entry,
    read_entry,
    subjects,
)
from pledgebook.errors import EntryError

TIME = "2026-11-23T09:30:00.000000Z"
LINE = make_entry(7, TIME, "김검토", NOTHING, CorrectionMade(3, "잘못 적었다")).line


def test_there_is_a_strategy_for_every_type() -> None:
    assert set(all_bodies) == set(Body.__args__)


@pytest.mark.parametrize("kind", all_bodies, ids=lambda kind: kind.type)
def test_an_entry_is_read_back_as_it_was_written(kind: type[Body]) -> None:
    @settings(max_examples=EACH)
    @given(integers, strings, strings, hashes, all_bodies[kind])
    def comes_back(sequence: int, time: str, author: str, previous: str, body: Body) -> None:
        entry = make_entry(sequence, time, author, previous, body)
        assert read_entry(entry.line) == entry

    comes_back()


@pytest.mark.parametrize("kind", all_bodies, ids=lambda kind: kind.type)
def test_a_line_is_canonical_json(kind: type[Body]) -> None:
    @settings(max_examples=EACH)
    @given(all_bodies[kind])
    def canonical_line(body: Body) -> None:
        line = make_entry(1, TIME, "a", NOTHING, body).line
        assert canonical(msgspec.json.decode(line)) == line

    canonical_line()


@given(st.data())
def test_a_changed_byte_is_another_entry_or_none(data: st.DataObject) -> None:
    """What can still be read has another hash, so the chain shows it."""
    place = data.draw(st.integers(0, len(LINE) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != LINE[place]))
    changed = LINE[:place] + bytes([byte]) + LINE[place + 1 :]
    try:
        found = read_entry(changed)
    except EntryError:
        return
    assert found.hash != read_entry(LINE).hash
    assert found.line == changed


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"correction_made"', '"promise_broken"'),
        ('"version":1', '"version":2'),
        ('"version":1', '"version":0'),
    ],
)
def test_an_unknown_type_or_version_is_refused_and_named(old: str, new: str) -> None:
    with pytest.raises(EntryError, match="entry 7 is of a type this program does not know"):
        read_entry(LINE.decode().replace(old, new).encode())


@pytest.mark.parametrize(
    "line",
    [
        LINE.decode().replace('"author"', ' "author"'),
        LINE.decode().replace("김", "\\uae40"),
        LINE.decode().replace('"entry":3', '"entry":3.0'),
        LINE.decode().replace('"entry":3', '"entry":3,"entry":3'),
        LINE.decode().replace('"entry":3,"note"', '"extra":1,"entry":3,"note"'),
        LINE.decode().replace('"entry":3,', '"entry":3,"extra":1,'),
        LINE.decode().replace('"previous"', '"extra":1,"previous"'),
        LINE.decode() + "\n",
    ],
    ids=["space", "escape", "fraction", "twice", "disorder", "body field", "field", "newline"],
)
def test_another_spelling_of_an_entry_is_refused(line: str) -> None:
    assert line != LINE.decode()
    with pytest.raises(EntryError):
        read_entry(line.encode())


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"[]",
        b"{}",
        b"not json",
        b"\xff" + LINE,
        LINE[:-1],
        LINE + LINE,
        LINE.replace(b'"entry":3', b'"entry":"3"'),
        LINE.replace(b'"entry":3', b'"entry":true'),
        LINE.replace(b'"entry":3', b'"entry":null'),
        LINE.replace(b'"entry":3', b'"entry":9007199254740993'),
        LINE.replace(b'"entry":3,', b""),
        LINE.replace(b'"sequence":7', b'"sequence":"7"'),
        b'{"author":' + b"[" * 100_000,
    ],
)
def test_what_is_no_entry_is_refused(line: bytes) -> None:
    with pytest.raises(EntryError):
        read_entry(line)


@pytest.mark.parametrize(
    "body",
    [
        CorrectionMade(1, "\ud800"),
        RecordAmended("r-1", 1, {"action": "\udfff"}),
        RecordAmended("r-1", 1, {"\ud800": "x"}),
        CommitmentsMerged(("a", "b"), 2**53),
    ],
)
def test_what_json_cannot_say_is_never_written(body: Body) -> None:
    with pytest.raises(EntryError, match="cannot be written as JSON"):
        make_entry(1, TIME, "a", NOTHING, body)


@pytest.mark.parametrize("number", [1e20, 2.0**53, -1e16, float("inf"), float("nan"), 10**17])
def test_a_number_that_could_not_be_read_back_is_never_written(number: float) -> None:
    """RFC 8785 spells 1e20 as an integer of 21 digits, which no reader may take for one."""
    with pytest.raises(EntryError):
        make_entry(1, TIME, "a", NOTHING, RecordAmended("r-1", 1, {"actors": [{"x": number}]}))


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_that_is_written_is_read_back(number: float) -> None:
    try:
        entry = make_entry(1, TIME, "a", NOTHING, RecordAmended("r-1", 1, {"x": number}))
    except EntryError:
        assert abs(number) >= 2**53
        return
    assert read_entry(entry.line) == entry


def test_an_entry_is_about_the_documents_and_records_it_names() -> None:
    document = added("A text.")
    assert subjects(document) == (document.document,)
    assert subjects(RecordsProposed("sha256:0", "r", ())) == ("sha256:0",)
    assert subjects(RecordAccepted("r-1", 2)) == ("r-1",)
    assert subjects(CommitmentsMerged(("r-1", "r-2"))) == ("r-1", "r-2")
    assert subjects(CorrectionMade(1, "")) == ()
