import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.book.small import BRITAIN, KOREA, READER, document, found_small_book, record

from pledgebook.book.book import Book
from pledgebook.book.memory import MemoryStore
from pledgebook.book.query import RecordQuery
from pledgebook.book.rows import RecordRow
from pledgebook.errors import NotFoundError
from pledgebook.model.record import Evidence, Kind, Strength
from pledgebook.publish.annotations import CONTEXT, UTF16_UNITS, Annotator, annotation_chunks
from pledgebook.publish.offsets import Offsets

GARDEN = """---
title: Garden party 🌱
source_url: https://example.org/garden?day=1&room=2
---

🌱🌻 The two ministers met by the 🌷. Britain will lend Korea a greenhouse 🏡 for testing robots.
"""
WORDS = "Britain will lend Korea a greenhouse 🏡 for testing robots"
PURPOSES = {"classifying", "tagging", "describing"}  # of the motivations that the standard names
MOTIVATIONS = {"describing", "assessing"}


def garden_book() -> Book:
    """Return a book of one document with emoji before, in and behind its one commitment."""
    book = Book.found(MemoryStore(), "kim", "garden", "example.org/garden")
    release = document(GARDEN, "garden.md")
    promised = record(release, Kind.COMMITMENT, WORDS, (BRITAIN,), (KOREA,), Strength.INTENT)
    book.add(release, [promised], READER)
    return book


def rows(book: Book) -> list[RecordRow]:
    return book.store.records(RecordQuery(reports=True))


def garden_annotation(offsets: Offsets = "code-points") -> dict[str, Any]:
    book = garden_book()
    (annotation,) = Annotator(book.store, offsets).annotations(rows(book)[0])
    return annotation


def collection(book: Book, query: RecordQuery | None = None, **more: Any) -> dict[str, Any]:
    text = "".join(annotation_chunks(book.store, query or RecordQuery(), **more))
    found: dict[str, Any] = json.loads(text, object_pairs_hook=_once)
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    assert len({key for key, _ in pairs}) == len(pairs)
    return dict(pairs)


def check(annotation: dict[str, Any]) -> None:
    """Restate what the Web Annotation Data Model demands of what is written here."""
    assert annotation["type"] == "Annotation"
    assert annotation["id"].startswith("urn:uuid:")
    assert annotation["created"].endswith("Z")
    motivation = annotation["motivation"]
    assert set([motivation] if isinstance(motivation, str) else motivation) <= MOTIVATIONS
    for body in annotation["body"]:
        assert body["type"] == "TextualBody"
        assert body["purpose"] in PURPOSES
        assert isinstance(body["value"], str)
    creator = annotation["creator"]
    for agent in creator if isinstance(creator, list) else [creator]:
        assert agent["type"] in ("Software", "Person")
        assert agent["name"]
    target = annotation["target"]
    assert target["type"] == "SpecificResource"
    quote, position = target["selector"]
    assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
    assert quote["exact"]
    assert 0 <= position["start"] < position["end"]


def stored(book: Book, annotation: dict[str, Any]) -> str:
    target = annotation["target"]
    urn = target["state"]["cached"] if "state" in target else target["source"]
    return book.text(urn.removeprefix("urn:"))


def test_every_annotation_of_a_book_keeps_the_rules_of_the_standard() -> None:
    small = found_small_book()
    told = collection(small.book)
    items = told["first"]["items"]

    assert told["@context"] == CONTEXT
    assert told["type"] == "AnnotationCollection"
    assert told["first"]["type"] == "AnnotationPage"
    assert told["first"]["partOf"] == told["id"]
    assert told["total"] == len(items) == len(small.records)
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        check(item)


def test_positions_and_quotations_find_the_same_words() -> None:
    book = found_small_book().book
    for item in collection(book)["first"]["items"]:
        text = stored(book, item)
        quote, position = item["target"]["selector"]
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote["prefix"])
        assert text[end:].startswith(quote["suffix"])


def test_positions_count_code_points_unless_asked_otherwise() -> None:
    text = document(GARDEN, "garden.md").text
    points = garden_annotation()["target"]["selector"][1]

    assert text[points["start"] : points["end"]] == WORDS
    assert "conformsTo" not in points


def test_positions_in_utf16_are_those_of_javascript_and_say_so() -> None:
    units = document(GARDEN, "garden.md").text.encode("utf-16-le")
    position = garden_annotation("utf-16")["target"]["selector"][1]

    found = units[2 * position["start"] : 2 * position["end"]].decode("utf-16-le")
    assert found == WORDS
    assert position["conformsTo"] == UTF16_UNITS


@given(st.text(st.sampled_from("가a .🌱𠮷👩\u200d🔬"), min_size=1), st.data())
def test_any_span_of_any_text_is_found_again_by_both_ways_to_count(
    text: str, data: st.DataObject
) -> None:
    book = Book.found(MemoryStore(), "kim", "any", "example.org/any")
    source = document(f"x{text}x", "any.txt")
    start = data.draw(st.integers(0, len(source.text) - 1))
    end = data.draw(st.integers(start + 1, len(source.text)))
    base = record(source, Kind.POSITION, "x", (KOREA,))
    piece = Evidence(source.id, start, end, source.text[start:end])
    book.add(source, [replace(base, evidence=(piece,))], READER)
    units = source.text.encode("utf-16-le")

    (points,), (pairs,) = (
        list(Annotator(book.store, offsets).annotations(rows(book)[0]))
        for offsets in ("code-points", "utf-16")
    )
    first, second = points["target"]["selector"][1], pairs["target"]["selector"][1]
    assert source.text[first["start"] : first["end"]] == piece.exact
    assert units[2 * second["start"] : 2 * second["end"]].decode("utf-16-le") == piece.exact


def test_a_page_is_the_target_and_its_state_names_the_stored_text() -> None:
    target = garden_annotation()["target"]

    assert target["source"] == "https://example.org/garden?day=1&room=2"
    urn = "urn:" + document(GARDEN, "garden.md").id
    assert target["state"] == {"type": "TimeState", "cached": urn}


def test_a_text_without_a_page_is_named_by_its_hash() -> None:
    small = found_small_book()
    sources = {item["target"]["source"] for item in collection(small.book)["first"]["items"]}

    assert sources == {f"urn:{held.id}" for held in small.documents.values()}


def test_bodies_tell_kind_topics_and_the_record() -> None:
    kind, topic, described = garden_annotation()["body"]
    value = json.loads(described["value"])

    assert (kind["purpose"], kind["value"]) == ("classifying", "commitment")
    assert (topic["purpose"], topic["value"]) == ("tagging", "ai-safety-institute")
    assert described["format"] == "application/json"
    assert value["action"] == WORDS
    assert value["status"] == "proposed"
    assert "evidence" not in value


def test_a_decision_names_the_reviewer_and_its_time() -> None:
    book = garden_book()
    book.accept(rows(book)[0])
    (annotation,) = Annotator(book.store).annotations(rows(book)[0])
    check(annotation)
    added, accepted = (next(book.store.entries(at - 1, at)).time for at in (3, 4))

    assert annotation["motivation"] == ["describing", "assessing"]
    assert annotation["creator"] == [
        {"type": "Software", "name": READER},
        {"type": "Person", "name": "kim"},
    ]
    assert (annotation["created"], annotation.get("modified", added)) == (added, accepted)


def test_an_annotation_keeps_its_name_when_the_record_changes() -> None:
    book = garden_book()
    (before,) = Annotator(book.store).annotations(rows(book)[0])
    book.amend(rows(book)[0], {"due": "2025"})
    (after,) = Annotator(book.store).annotations(rows(book)[0])

    assert before["id"] == after["id"]
    assert before["body"] != after["body"]


def test_rejected_records_are_told_only_when_asked_for() -> None:
    small = found_small_book()
    book = small.book
    book.reject(book.record(small.id("standards")), "not-specific")

    assert collection(book)["total"] == len(small.records) - 1
    assert collection(book, RecordQuery(status="rejected"))["total"] == 1


def test_all_reports_of_a_commitment_are_told() -> None:
    small = found_small_book()
    book = small.book
    book.merge([book.record(small.id(name)) for name in ("report", "report-ko")])

    assert collection(book)["total"] == len(small.records)


def test_filters_and_the_past_are_heeded() -> None:
    small = found_small_book()

    assert collection(small.book, RecordQuery(kind=Kind.MEETING))["total"] == 1
    assert collection(small.book, at=3)["total"] == 4
    assert collection(small.book, at=1) == {
        **collection(small.book, at=1), "total": 0, "label": "small",
    }  # fmt: skip


def test_a_page_of_rows_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pledgebook.publish.annotations._PAGE", 2)
    small = found_small_book()
    items = collection(small.book)["first"]["items"]

    assert len({item["id"] for item in items}) == len(small.records)


def test_a_text_that_the_book_lost_is_named() -> None:
    book = garden_book()
    row = rows(book)[0]

    with pytest.raises(NotFoundError, match="holds no text"):
        list(Annotator(_Empty(book.store)).annotations(row))


class _Empty(MemoryStore):
    """A store that lost its texts."""

    def __init__(self, store: Any) -> None:
        super().__init__()
        self.replay(list(store.entries()), store._contents)

    def content(self, hash: str) -> bytes | None:
        return None


def test_the_same_book_gives_the_same_file() -> None:
    book = garden_book()

    def told() -> Iterator[str]:
        return annotation_chunks(book.store, RecordQuery())

    assert list(told()) == list(told())
