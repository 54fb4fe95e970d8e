"""What changed between two entries: texts, records, decisions field by field, numbers."""

from dataclasses import replace

import pytest
from tests.book.small import MINISTRY, READER, SmallBook, document

from pledgebook.book.comparing import Change, Difference, compare
from pledgebook.book.entries import CommitmentsMerged, ProgressNoted, SettingChanged
from pledgebook.model.document import Document
from pledgebook.model.record import Evidence, Record

SHORTER = MINISTRY.replace("두 나라는 첨단 모델을 함께 시험하기로 했다.", "더 논의한다.")


def moved(record: Record, to: Document) -> Record:
    words = record.evidence[0].exact
    start = to.text.index(words)
    return replace(record, evidence=(Evidence(to.id, start, start + len(words), words),))


def since(small: SmallBook, before: int) -> Difference:
    return compare(small.book, before, small.book.store.head().sequence)


def head(small: SmallBook) -> int:
    return small.book.store.head().sequence


def test_all_of_a_book_is_new_since_before_it_began(small_book: SmallBook) -> None:
    difference = since(small_book, 0)

    assert [addition.origin for addition in difference.documents] == [
        "ministry.md",
        "london.md",
        "paper.md",
    ]
    assert all(addition.revises is None for addition in difference.documents)
    assert set(difference.proposed) == {record.id for record in small_book.records.values()}
    assert difference.decisions == ()


def test_nothing_changed_between_an_entry_and_itself(small_book: SmallBook) -> None:
    assert since(small_book, head(small_book)).empty


def test_a_revision_tells_the_edit_and_whom_it_touches(small_book: SmallBook) -> None:
    before = head(small_book)
    revised = document(SHORTER, "ministry.md")
    kept = [moved(small_book.records[name], revised) for name in ("meeting", "institute")]
    small_book.book.add(revised, kept, READER)
    (addition,) = since(small_book, before).documents

    assert addition.revises == small_book.documents["ministry"].id
    went = [edit.line for edit in addition.edit if edit.mark == "-"]
    assert any("두 나라는 첨단 모델을 함께 시험하기로 했다" in line for line in went)
    assert small_book.id("tests") in addition.touched
    assert small_book.id("tests") in addition.orphaned
    assert small_book.id("institute") not in addition.orphaned
    assert small_book.id("meeting") not in addition.touched


def test_what_a_revision_no_longer_says_has_lapsed(small_book: SmallBook) -> None:
    before = head(small_book)
    source = small_book.documents["paper"]
    small_book.book.add(source, [], "pledgebook 0.2.0")
    difference = since(small_book, before)

    assert difference.lapsed == (small_book.id("report-ko"),)
    assert difference.documents == ()


def test_what_the_machine_reads_otherwise_is_told_field_by_field(small_book: SmallBook) -> None:
    before = head(small_book)
    source, record = small_book.documents["paper"], small_book.records["report-ko"]
    small_book.book.add(source, [replace(record, due="2024-12-31")], "pledgebook 0.2.0")
    (reread,) = since(small_book, before).reread

    assert reread.record == record.id
    assert reread.changes == (Change("due", "2024-12", "2024-12-31"),)


def test_decisions_are_told_with_their_author_and_what_they_changed(
    small_book: SmallBook,
) -> None:
    before = head(small_book)
    book = small_book.book
    book.accept(book.record(small_book.id("institute")), "맞음")
    book.amend(book.record(small_book.id("tests")), {"due": "2025"})
    book.reject(book.record(small_book.id("standards")), "not-specific")
    book.undo(book.record(small_book.id("standards")))
    decisions = since(small_book, before).decisions

    assert [(d.verdict, d.author) for d in decisions] == [
        ("accepted", "kim"),
        ("amended", "kim"),
        ("rejected", "kim"),
        ("undone", "kim"),
    ]
    assert decisions[0].note == "맞음"
    assert decisions[1].changes == (Change("due", None, "2025"),)
    assert decisions[2].reason == "not-specific"


def test_a_second_amendment_is_told_against_the_first(small_book: SmallBook) -> None:
    book = small_book.book
    book.amend(book.record(small_book.id("tests")), {"due": "2025"})
    before = head(small_book)
    book.amend(book.record(small_book.id("tests")), {"due": "2026"})
    (decided,) = since(small_book, before).decisions

    assert decided.changes == (Change("due", "2025", "2026"),)


def test_a_second_pair_of_eyes_confirms(small_book: SmallBook) -> None:
    small_book.book.set("four-eyes", "on")
    before = head(small_book)
    small_book.book.accept(small_book.book.record(small_book.id("tests")))
    small_book.by("lee").accept(small_book.book.record(small_book.id("tests")))

    verdicts = [(d.author, d.verdict) for d in since(small_book, before).decisions]
    assert verdicts == [("kim", "accepted"), ("lee", "confirmed")]


def test_numbers_are_told_in_their_order(small_book: SmallBook) -> None:
    book = small_book.book
    before = head(small_book)
    book.assign(small_book.documents["ministry"].id, "seoul-2024")
    for name in ("tests", "institute"):
        book.accept(book.record(small_book.id(name)))

    assert since(small_book, before).numbers == (
        ("seoul-2024-01", small_book.id("tests")),
        ("seoul-2024-02", small_book.id("institute")),
    )


def test_a_number_given_by_way_of_a_document_is_told(small_book: SmallBook) -> None:
    """The entry names the document alone; the records of it are renumbered all the same."""
    book = small_book.book
    book.accept(book.record(small_book.id("tests")))
    before = head(small_book)
    book.assign(small_book.documents["ministry"].id, "seoul-2024")

    assert since(small_book, before).numbers == (("seoul-2024-01", small_book.id("tests")),)


def test_a_number_goes_to_the_leader_when_another_report_is_accepted(
    small_book: SmallBook,
) -> None:
    book = small_book.book
    names = ("institute", "institute-en")
    book.merge([book.record(small_book.id(name)) for name in names])
    before = head(small_book)
    book.accept(book.record(small_book.id("institute-en")))

    assert since(small_book, before).numbers == (("unassigned-01", small_book.id("institute")),)


def test_merges_progress_and_settings_are_told_as_entries(small_book: SmallBook) -> None:
    book = small_book.book
    book.accept(book.record(small_book.id("institute")))
    before = head(small_book)
    names = ("institute", "institute-en")
    book.merge([book.record(small_book.id(name)) for name in names])
    book.note_progress(book.record(small_book.id("institute")), "under-way")
    book.set("four-eyes", "on")

    kinds = [type(entry.body) for entry in since(small_book, before).others]
    assert kinds == [CommitmentsMerged, ProgressNoted, SettingChanged]


@pytest.mark.parametrize("cut", range(1, 12))
def test_two_halves_tell_as_many_decisions_as_the_whole(small_book: SmallBook, cut: int) -> None:
    book = small_book.book
    for name in ("institute", "tests", "report"):
        book.accept(book.record(small_book.id(name)))
    book.undo(book.record(small_book.id("report")))
    last = head(small_book)
    halves = compare(book, 0, min(cut, last)), compare(book, min(cut, last), last)
    whole = compare(book, 0, last)

    assert [*halves[0].decisions, *halves[1].decisions] == list(whole.decisions)
    assert [*halves[0].documents, *halves[1].documents] == list(whole.documents)
    assert {*halves[0].proposed, *halves[1].proposed} == set(whole.proposed)
