import json
from typing import Any

from pledgebook.publish.lines import document_chunks, record_lines

KEYS = ["id", "kind", "strength", "actors", "partners", "action", "topics", "date", "due",
        "due_trigger", "said_by", "language", "evidence", "basis", "reader"]  # fmt: skip


def test_a_record_is_one_line_with_the_keys_in_order(reading: Any) -> None:
    lines = list(record_lines([reading]))
    records = [json.loads(line) for line in lines]

    assert len(lines) == 3
    assert all("\n" not in line for line in lines)
    assert all(list(record) == KEYS for record in records)


def test_the_shape_of_parties_and_evidence(reading: Any) -> None:
    record = json.loads(list(record_lines([reading]))[1])

    assert record["actors"] == [
        {"id": "KR", "name": "과학부", "label": {"en": "Republic of Korea", "ko": "대한민국"},
         "via": "김 <장관>"}
    ]  # fmt: skip
    assert [party["id"] for party in record["partners"]] == ["GB", None]
    assert record["strength"] == "agreement"
    (piece,) = record["evidence"]
    assert list(piece) == ["document", "start", "end", "exact"]
    assert reading.document.text[piece["start"] : piece["end"]] == piece["exact"]
    assert record["basis"] == {"rule": "ko.agree", "trigger": "기로 했다"}


def test_letters_are_written_as_they_are(reading: Any) -> None:
    assert "연구소를" in next(iter(list(record_lines([reading]))[1:]))


def test_documents_hold_their_findings_and_records(reading: Any) -> None:
    told = json.loads("".join(document_chunks([reading, reading])))

    assert [len(document["records"]) for document in told["documents"]] == [3, 3]
    assert told["documents"][0]["id"] == reading.document.id
    assert told["documents"][0]["published"] == "2024-05-21"
    assert told["documents"][0]["raw_sha256"].startswith("sha256:")


def test_no_documents_is_still_json() -> None:
    assert json.loads("".join(document_chunks([]))) == {"documents": []}
