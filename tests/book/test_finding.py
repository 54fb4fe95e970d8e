"""Searching the texts: where words stand, in which document, and which records stand on them."""

from dataclasses import replace

import pytest
from tests.book.small import PAPER, READER, SmallBook, document

from pledgebook.book import query
from pledgebook.book.finding import Hit, search
from pledgebook.errors import NotFoundError


def found(small: SmallBook, text: str, **more: int | bool) -> list[Hit]:
    return search(small.book, text, **more)  # type: ignore[arg-type]


def test_a_korean_word_of_two_syllables_is_found_with_its_place(small_book: SmallBook) -> None:
    (hit,) = found(small_book, "회의")
    text = small_book.documents["ministry"].text

    assert hit.document.key == small_book.documents["ministry"].id
    assert text[hit.snippet.start : hit.snippet.end] == hit.snippet.text
    assert {mark.of(text) for mark in hit.snippet.marks} == {"회의"}
    assert small_book.id("meeting") in hit.records


def test_english_words_are_found_by_their_stems(small_book: SmallBook) -> None:
    (hit,) = found(small_book, "publishing reports")

    assert hit.document.key == small_book.documents["london"].id
    assert hit.records == (small_book.id("report"),)


def test_the_newest_documents_come_first(small_book: SmallBook) -> None:
    hits = found(small_book, "인공지능")

    names = {document.id: name for name, document in small_book.documents.items()}
    assert [names[hit.document.key] for hit in hits] == ["paper", "ministry"]
    assert len(found(small_book, "인공지능", limit=1)) == 1


def test_words_that_meet_by_chance_are_not_found(small_book: SmallBook) -> None:
    """The pairs of 국회 담당 hold 회담, and so do those of the index; the words do not."""
    small_book.book.add(document("국회 담당 부서가 정했다.\n", "chance.txt"), [], READER)

    assert found(small_book, "회담") == []


def test_candidates_that_do_not_hold_do_not_use_up_the_limit(small_book: SmallBook) -> None:
    small_book.book.add(document("정상 회담을 열었다.\n", "true.txt"), [], READER)
    for number in range(30):
        small_book.book.add(
            document(f"국회 담당 부서 {number}곳이 정했다.\n", f"{number}.txt"), [], READER
        )

    assert [hit.document.origin for hit in found(small_book, "회담", limit=1)] == ["true.txt"]


def test_rejected_records_are_not_named(small_book: SmallBook) -> None:
    book = small_book.book
    book.reject(book.record(small_book.id("meeting")), "not-said")

    assert all(small_book.id("meeting") not in hit.records for hit in found(small_book, "회의"))


def test_a_text_that_was_revised_is_found_on_request(small_book: SmallBook) -> None:
    before = small_book.book.store.head().sequence
    small_book.book.add(document(PAPER.replace("안전 보고서", "백서"), "paper.md"), [], READER)

    assert all(hit.document.live for hit in found(small_book, "안전 보고서"))
    former = [hit for hit in found(small_book, "안전 보고서", former=True) if not hit.document.live]
    assert [hit.document.key for hit in former] == [small_book.documents["paper"].id]
    then = found(small_book, "안전 보고서", at=before)
    assert small_book.documents["paper"].id in {hit.document.key for hit in then}


def test_places_deep_in_a_long_text_are_the_documents(small_book: SmallBook) -> None:
    filler = "이 줄에는 아무 말도 없다.\n" * (3 * query.PASSAGE // 15)
    long = document(f"{filler}핵심 낱말은 수달이다.\n", "long.txt")
    small_book.book.add(long, [], READER)
    (hit,) = found(small_book, "수달")

    assert hit.snippet.start > query.PASSAGE
    assert [mark.of(long.text) for mark in hit.snippet.marks] == ["수달"]
    assert hit.snippet.text == long.text[hit.snippet.start : hit.snippet.end]


def test_a_query_without_words_is_refused(small_book: SmallBook) -> None:
    with pytest.raises(NotFoundError, match="no word"):
        found(small_book, "— !")


def test_records_of_another_passage_are_not_named(small_book: SmallBook) -> None:
    (hit,) = found(small_book, "기준")

    assert hit.records == (small_book.id("standards"),)
    assert replace(hit, records=()).document.live
