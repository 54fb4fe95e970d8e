"""What waits for a reviewer, in which order, and for whom."""

import pytest
from tests.book.small import MINISTRY, READER, SmallBook, document

from pledgebook.book.memory import MemoryStore
from pledgebook.book.query import RecordQuery
from pledgebook.book.queueing import Queue, walk
from pledgebook.book.rows import RecordRow
from pledgebook.model.record import Kind


def walked(queue: Queue) -> list[str]:
    keys = []
    while row := queue.next():
        keys.append(row.key)
    return keys


def names(small: SmallBook, keys: list[str]) -> list[str]:
    by_id = {record.id: name for name, record in small.records.items()}
    return [by_id[key] for key in keys]


def test_documents_come_one_by_one_each_in_the_order_of_its_text(small_book: SmallBook) -> None:
    """The document whose records were said last comes first."""
    assert names(small_book, walked(Queue(small_book.book))) == [
        "report-ko", "report", "institute-en", "meeting", "institute", "tests", "standards",
    ]  # fmt: skip


def test_small_pages_give_what_a_large_one_gives(small_book: SmallBook) -> None:
    """Nothing comes twice and nothing is left out where one page follows another."""
    whole = walked(Queue(small_book.book))

    assert walked(Queue(small_book.book, page=2)) == whole
    assert len(list(walk(small_book.book.store, RecordQuery(reports=True), page=3))) == 7


def test_no_more_than_a_page_is_asked_of_the_store(
    small_book: SmallBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However large the book is, the store is never asked for all of it."""
    limits: list[int | None] = []
    ask = MemoryStore.records

    def watched(store: MemoryStore, query: RecordQuery, at: int | None = None) -> list[RecordRow]:
        limits.append(query.limit)
        return ask(store, query, at)

    monkeypatch.setattr(MemoryStore, "records", watched)
    walked(Queue(small_book.book, page=2))

    assert set(limits) == {2}


def test_filters_are_those_of_every_query(small_book: SmallBook) -> None:
    """What is asked for with a filter holds in the queue too."""
    meetings = Queue(small_book.book, RecordQuery(kind=Kind.MEETING))
    document_id = small_book.documents["london"].id
    london = Queue(small_book.book, RecordQuery(document=document_id))

    assert names(small_book, walked(meetings)) == ["meeting"]
    assert names(small_book, walked(london)) == ["report", "institute-en"]
    assert (meetings.total, london.total) == (1, 2)


def test_what_is_decided_meanwhile_is_passed_over(small_book: SmallBook) -> None:
    """A queue that was begun does not show what another reviewer has decided since."""
    queue = Queue(small_book.book)
    assert queue.total == 7
    queue.next()
    other = small_book.by("lee")
    for name in ("report", "institute-en"):
        other.accept(other.record(small_book.id(name)))

    following = queue.next()
    assert following is not None
    assert following.key == small_book.id("meeting")
    assert queue.given == 2


def test_each_report_is_asked_for_whatever_it_is_merged_with(small_book: SmallBook) -> None:
    """A merge says that two tell one thing, not that either was read rightly."""
    book = small_book.book
    book.merge([book.record(small_book.id(name)) for name in ("institute", "institute-en")])

    assert len(walked(Queue(book))) == 7


def test_orphans_and_rejects_do_not_wait(small_book: SmallBook) -> None:
    """Words that are gone cannot be looked at; what was rejected was looked at."""
    book = small_book.book
    book.reject(book.record(small_book.id("meeting")), "not-said")
    changed = MINISTRY.replace("두 나라는 첨단 모델을 함께 시험하기로 했다.", "")
    revised = document(changed, "ministry.md")
    book.add(revised, [], READER)

    waiting = names(small_book, walked(Queue(book)))
    assert "tests" not in waiting
    assert "meeting" not in waiting
    assert "institute" in waiting


def test_four_eyes_ask_another_than_who_decided(small_book: SmallBook) -> None:
    """A decision that waits is in everyone's queue but its author's."""
    book = small_book.book
    book.set("four-eyes", "on")
    book.accept(book.record(small_book.id("meeting")))

    assert small_book.id("meeting") not in walked(Queue(book))
    assert small_book.id("meeting") in walked(Queue(small_book.by("lee")))
    assert walked(Queue(small_book.by("lee"), RecordQuery(status="awaiting"))) == [
        small_book.id("meeting")
    ]


def test_an_empty_queue_ends_at_once(small_book: SmallBook) -> None:
    queue = Queue(small_book.book, RecordQuery(kind=Kind.REQUEST))

    assert queue.next() is None
    assert queue.total == 0
