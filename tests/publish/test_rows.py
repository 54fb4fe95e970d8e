"""Rows as JSON: the record's shape, with what people decided beside what the machine reads."""

import json
from dataclasses import replace

from tests.book.small import found_small_book

from pledgebook.book.comparing import compare
from pledgebook.book.finding import search
from pledgebook.publish.lines import record_as_json
from pledgebook.publish.rows import (
    difference_as_json,
    document_row_as_json,
    entry_as_json,
    hit_as_json,
    json_chunks,
    json_lines,
    record_row_as_json,
)


def test_a_proposal_has_the_shape_of_a_record_and_its_standing() -> None:
    small = found_small_book()
    shown = record_row_as_json(small.book.record(small.id("institute")))
    plain = record_as_json(small.records["institute"])

    assert list(shown)[: len(plain)] == list(plain)
    assert {name: shown[name] for name in plain} == plain
    assert (shown["status"], shown["number"], shown["human"]) == ("proposed", None, None)
    assert shown["machine"]["action"] == plain["action"]


def test_machine_and_people_stand_side_by_side() -> None:
    small = found_small_book()
    small.book.amend(small.book.record(small.id("tests")), {"due": "2025"})
    shown = record_row_as_json(small.book.record(small.id("tests")))

    assert shown["due"] == "2025"
    assert (shown["machine"]["due"], shown["human"]["due"]) == (None, "2025")
    assert shown["amended"] is True
    assert shown["decisions"][0]["author"] == "kim"


def test_what_was_rejected_keeps_the_machines_value() -> None:
    small = found_small_book()
    small.book.reject(small.book.record(small.id("tests")), "not-said")
    shown = record_row_as_json(small.book.record(small.id("tests")))

    assert (shown["status"], shown["human"]) == ("rejected", None)
    assert shown["action"] == small.records["tests"].action


def test_while_a_second_is_awaited_no_human_value_stands() -> None:
    small = found_small_book()
    small.book.set("four-eyes", "on")
    small.book.amend(small.book.record(small.id("tests")), {"due": "2025"})
    shown = record_row_as_json(small.book.record(small.id("tests")))

    assert (shown["status"], shown["human"], shown["due"]) == ("awaiting", None, None)
    assert shown["decisions"][0]["value"]["due"] == "2025"


def test_all_evidence_is_there_whichever_value_stands() -> None:
    small = found_small_book()
    book, record = small.book, small.records["report-ko"]
    copy = small.documents["paper"]
    other = replace(copy, text=copy.text + "\n", id="", origin="copy.md", blocks=(), title="사본")
    from pledgebook.model.identity import document_id

    other = replace(other, id=document_id(other.text))
    piece = replace(record.evidence[0], document=other.id)
    book.amend(book.record(record.id), {"due": "2025"})
    book.add(other, [replace(record, evidence=(piece,))], "pledgebook 0.1.0")
    shown = record_row_as_json(book.record(record.id))

    assert [e["document"] for e in shown["evidence"]] == [copy.id, other.id]
    assert shown["due"] == "2025"


def test_everything_is_json() -> None:
    small = found_small_book()
    small.book.amend(small.book.record(small.id("tests")), {"due": "2025"})
    head = small.book.store.head().sequence
    values = [
        document_row_as_json(small.book.document("ministry.md")),
        difference_as_json(compare(small.book, 0, head)),
        *map(hit_as_json, search(small.book, "회의")),
        *map(entry_as_json, small.book.store.entries()),
    ]

    assert [json.loads(line) for line in json_lines(values)] == values


def test_chunks_make_one_object() -> None:
    values = [{"a": "가"}, {"a": "\u2028"}]

    assert json.loads("".join(json_chunks("records", values))) == {"records": values}
    assert json.loads("".join(json_chunks("records", []))) == {"records": []}
