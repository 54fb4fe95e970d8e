import json
import re
from dataclasses import replace
from typing import Any

import pytest
from tests.book.small import (
    BRITAIN,
    KOREA,
    LONDON,
    MINISTRY,
    SmallBook,
    document,
    found_small_book,
    record,
)

from pledgebook.book.rows import RecordRow
from pledgebook.errors import NotFoundError
from pledgebook.model.record import Kind, Strength
from pledgebook.publish import provjson
from pledgebook.publish.provenance import provenance_chunks
from pledgebook.publish.provjson import RELATIONS, SECTIONS

Told = dict[str, dict[str, dict[str, Any]]]

ENDS = {
    "prov:entity": "entity", "prov:generatedEntity": "entity", "prov:usedEntity": "entity",
    "prov:collection": "entity", "prov:activity": "activity", "prov:informed": "activity",
    "prov:informant": "activity", "prov:agent": "agent", "prov:delegate": "agent",
    "prov:responsible": "agent",
}  # fmt: skip
TESTS = "두 나라는 첨단 모델을 함께 시험하기로 했다"
OLD, NEW = "pledgebook 0.1.0", "pledgebook 0.2.0"


def told(small: SmallBook, record: str | None = None, at: int | None = None) -> Told:
    """Return what is told, checked against the rules of PROV-JSON restated below."""
    text = "".join(provenance_chunks(small.book.store, record, at))
    found: Told = json.loads(text, object_pairs_hook=_once)
    check(found, whole=record is None)
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    assert len({key for key, _ in pairs}) == len(pairs), "a name is told twice"
    return dict(pairs)


def check(found: Told, whole: bool) -> None:
    """Restate the schema of the member submission for the statements that are written here."""
    assert set(found) <= {"prefix", *SECTIONS}
    prefixes = {"prov", "xsd", "_", *found["prefix"]}
    for section in found.keys() - {"prefix"}:
        for name, attributes in found[section].items():
            assert name.split(":", 1)[0] in prefixes
            for key, value in attributes.items():
                assert key.split(":", 1)[0] in prefixes
                assert isinstance(value, str | int) or set(value) == {"$", "type"}
                if isinstance(value, dict) and value["type"] == "xsd:QName":
                    assert value["$"].split(":", 1)[0] in prefixes
            if section in RELATIONS:
                assert set(RELATIONS[section]) <= set(attributes)
    for relation in RELATIONS.keys() & found.keys():
        for statement in found[relation].values():
            for key in statement.keys() & ENDS.keys():
                assert not whole or statement[key] in found[ENDS[key]], "an end is not told of"


def row(small: SmallBook, name: str) -> RecordRow:
    return small.book.record(small.id(name))


def pairs(found: Told, relation: str) -> list[tuple[str, str]]:
    one, other = RELATIONS[relation]
    return [(each[one], each[other]) for each in found.get(relation, {}).values()]


def revisions(found: Told) -> list[tuple[str, str]]:
    one, other = RELATIONS["wasDerivedFrom"]
    revision = {"$": "prov:Revision", "type": "xsd:QName"}
    statements = found.get("wasDerivedFrom", {}).values()
    return [(s[one], s[other]) for s in statements if s.get("prov:type") == revision]


def version(small: SmallBook, name: str, entry: int) -> str:
    return f"record:{small.id(name)}.{entry}"


def test_a_reading_generates_proposals_from_a_document() -> None:
    small = found_small_book()
    found = told(small)
    paper, proposal = small.documents["paper"], version(small, "report-ko", 7)

    assert (proposal, "entry:7") in pairs(found, "wasGeneratedBy")
    assert (proposal, paper.id) in pairs(found, "wasDerivedFrom")
    assert (proposal, "reader:pledgebook%200.1.0") in pairs(found, "wasAttributedTo")
    assert ("entry:7", paper.id) in pairs(found, "used")
    assert ("reader:pledgebook%200.1.0", "person:kim") in pairs(found, "actedOnBehalfOf")
    assert found["agent"]["person:kim"]["prov:label"] == "kim"


def test_a_derivation_tells_where_the_words_stand() -> None:
    small = found_small_book()
    name = version(small, "report-ko", 7)
    piece = small.records["report-ko"].evidence[0]
    (derivation,) = (
        each
        for each in told(small)["wasDerivedFrom"].values()
        if each["prov:generatedEntity"] == name
    )

    assert (derivation["pb:start"], derivation["pb:end"]) == (piece.start, piece.end)


def test_activities_carry_the_hash_of_their_entry() -> None:
    small = found_small_book()
    activities = told(small)["activity"]

    for entry in small.book.store.entries():
        activity = activities[f"entry:{entry.sequence}"]
        assert activity["pb:hash"] == entry.hash
        assert activity["prov:endTime"] == entry.time


def test_a_decision_derives_from_the_proposal_and_revises_the_decision_before() -> None:
    small = found_small_book()
    small.book.accept(row(small, "report"))
    small.by("lee").amend(row(small, "report"), {"due": "2025-01"}, "wrong year")
    found = told(small)
    accepted, amended = version(small, "report", 8), version(small, "report", 9)

    assert (accepted, version(small, "report", 5)) in pairs(found, "wasDerivedFrom")
    assert revisions(found) == [(amended, accepted)]
    assert (amended, "person:lee") in pairs(found, "wasAttributedTo")
    assert found["entity"][amended]["pb:changes"] == '{"due":"2025-01"}'
    assert found["activity"]["entry:9"]["pb:note"] == "wrong year"


def test_what_is_taken_back_is_invalidated_and_what_is_rejected_is_not() -> None:
    small = found_small_book()
    small.book.reject(row(small, "standards"), "not-specific")
    small.book.accept(row(small, "report"))
    small.book.undo(row(small, "report"))
    found = told(small)

    assert pairs(found, "wasInvalidatedBy") == [(version(small, "report", 9), "entry:10")]
    assert found["entity"][version(small, "standards", 8)]["pb:reason"] == "not-specific"


def test_a_second_reviewer_confirms_what_the_first_decided() -> None:
    small = found_small_book()
    small.book.set("four-eyes", "on")
    small.book.accept(row(small, "report"))
    small.by("이 검토").accept(row(small, "report"))
    found = told(small)
    decision = version(small, "report", 9)
    second = "person:%EC%9D%B4%20%EA%B2%80%ED%86%A0"

    assert found["agent"][second]["prov:label"] == "이 검토"
    assert (decision, second) in pairs(found, "wasAttributedTo")
    assert ("entry:10", "entry:9") in pairs(found, "wasInformedBy")
    assert version(small, "report", 10) not in found["entity"]


def test_a_merge_gathers_reports_and_a_split_ends_it() -> None:
    small = found_small_book()
    book = small.book
    book.merge([row(small, "report"), row(small, "report-ko")], 910)
    book.merge([row(small, "report"), row(small, "institute")])
    book.split(row(small, "institute"))
    found = told(small)
    members = {m for c, m in pairs(found, "hadMember") if c == "commitment:10"}

    assert found["activity"]["entry:8"]["pb:score"] == 910
    assert ("commitment:9", "commitment:8") in revisions(found)
    assert ("commitment:10", "commitment:9") in revisions(found)
    assert pairs(found, "wasInvalidatedBy") == [
        ("commitment:8", "entry:9"), ("commitment:9", "entry:10"),
    ]  # fmt: skip
    assert members == {version(small, "report", 5), version(small, "report-ko", 7)}


def test_a_new_reading_invalidates_what_it_no_longer_says_and_keeps_what_is_the_same() -> None:
    small = found_small_book()
    london = small.documents["london"]
    changed = replace(small.records["report"], due="2025")
    small.book.add(london, [changed], NEW)
    small.book.add(london, [changed, small.records["institute-en"]], NEW)
    found = told(small)

    assert set(pairs(found, "wasInvalidatedBy")) == {
        (version(small, "report", 5), "entry:8"), (version(small, "institute-en", 5), "entry:8"),
    }  # fmt: skip
    assert (version(small, "report", 8), version(small, "report", 5)) in revisions(found)
    assert version(small, "report", 9) not in found["entity"]
    assert version(small, "institute-en", 9) in found["entity"]


def test_a_changed_document_revises_the_one_its_origin_showed() -> None:
    small = found_small_book()
    before = small.documents["ministry"]
    after = document(MINISTRY.replace("12월", "11월"), "ministry.md")
    again = record(after, Kind.COMMITMENT, TESTS, (KOREA, BRITAIN), (), Strength.AGREEMENT)
    small.book.add(after, [again], OLD)
    found = told(small)

    assert (after.id, before.id) in revisions(found)
    assert version(small, "tests", 9) in found["entity"]  # words of another document


def test_a_text_shown_again_revises_nothing() -> None:
    """A text is not made from what came after it."""
    small = found_small_book()
    before = small.documents["london"]
    after = document(LONDON + "\nA line more.\n", "london.md")
    small.book.add(after, [], OLD)
    small.book.add(before, [small.records["report"]], OLD)
    small.book.add(replace(before, origin="copy.md"), [small.records["report"]], OLD)

    assert revisions(told(small)) == [(after.id, before.id)]


def test_everything_else_is_an_activity_too() -> None:
    small = found_small_book()
    book = small.book
    book.accept(row(small, "tests"))
    book.note_progress(row(small, "tests"), "under-way", "첫 시험")
    book.refuse_merge(row(small, "tests"), row(small, "institute"))
    book.assign(small.documents["paper"].id, "seoul-2024")
    book.assign(small.id("tests"), "seoul-2024")
    book.correct(2, "a slip")
    found = told(small)
    kinds = [activity["prov:type"]["$"] for activity in found["activity"].values()]

    assert kinds[0] == "pb:Founding"
    assert kinds[8:] == [
        "pb:Noting", "pb:MergeRefusal", "pb:Assignment", "pb:Assignment", "pb:Correction",
    ]  # fmt: skip
    assert ("progress:9", version(small, "tests", 8)) in pairs(found, "wasDerivedFrom")
    assert ("entry:13", "entry:2") in pairs(found, "wasInformedBy")


def test_one_record_is_told_with_its_documents_and_the_reports_beside_it() -> None:
    small = found_small_book()
    small.book.merge([row(small, "report"), row(small, "report-ko")])
    small.book.accept(row(small, "meeting"))
    found = told(small, small.id("report"))
    records = {entity.get("pb:record") for entity in found["entity"].values()}

    assert records == {None, small.id("report"), small.id("report-ko")}
    assert small.documents["london"].id in found["entity"]
    assert small.documents["paper"].id in found["entity"]
    assert small.documents["ministry"].id not in found["entity"]
    assert set(found["activity"]) == {f"entry:{n}" for n in (4, 5, 6, 7, 8)}


def test_the_past_is_told_as_it_was() -> None:
    small = found_small_book()
    before = told(small)
    small.book.accept(row(small, "report"))

    assert told(small, at=7) == before
    assert told(small) != before


def test_an_unknown_record_is_refused() -> None:
    with pytest.raises(NotFoundError):
        list(provenance_chunks(found_small_book().book.store, "r-unknown"))


def test_what_is_told_does_not_hang_on_what_fits_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    small = found_small_book()
    before = list(provenance_chunks(small.book.store))
    monkeypatch.setattr(provjson, "_IN_MEMORY", 1)
    monkeypatch.setattr(provjson, "_CHUNK", 7)

    assert "".join(provenance_chunks(small.book.store)) == "".join(before)


def busy_book() -> SmallBook:
    """Return a book in which every type of entry was written."""
    small = found_small_book()
    book = small.book
    book.accept(row(small, "tests"))
    book.note_progress(row(small, "tests"), "announced")
    book.amend(row(small, "report"), {"due": "2025-01"})
    book.undo(row(small, "report"))
    book.reject(row(small, "standards"), "other", 'said "maybe"\n아마도')
    book.merge([row(small, "report"), row(small, "report-ko")], 880)
    book.split(row(small, "report-ko"))
    book.refuse_merge(row(small, "tests"), row(small, "institute"))
    book.assign(small.id("tests"), "seoul-2024")
    book.set("four-eyes", "on")
    small.by("Lee, D.").accept(row(small, "institute"))
    book.accept(row(small, "institute"))
    book.correct(2, "a slip")
    book.add(document(MINISTRY + "\n고침.\n", "ministry.md"), [], NEW)
    return small


def test_every_name_can_be_written_in_prov_n() -> None:
    """What stands behind the colon is a PN_LOCAL without escapes: letters, digits, . - _ and %."""
    small = busy_book()
    small.by("-~.").correct(3, "another")
    found = told(small)
    local = re.compile(r"([A-Za-z0-9_]|%[0-9A-F]{2})([A-Za-z0-9_.-]|%[0-9A-F]{2})*(?<!\.)")

    for section in ("entity", "activity", "agent"):
        for name in found[section]:
            assert local.fullmatch(name.split(":", 1)[1]), name


def test_the_reference_reader_of_prov_understands_it() -> None:
    """Runs where the package prov is installed; the book does not need it."""
    model = pytest.importorskip("prov.model")
    small = busy_book()
    found = told(small)
    text = "".join(provenance_chunks(small.book.store))
    read = model.ProvDocument.deserialize(content=text, format="json")

    assert len(list(read.get_records())) == sum(len(found[s]) for s in found if s != "prefix")
    again = model.ProvDocument.deserialize(content=read.serialize(format="json"), format="json")
    assert read == again
