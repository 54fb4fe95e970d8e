"""Random lives of a book, in a database and in memory side by side: they never differ.

A few lives in the ordinary run; with PLEDGEBOOK_FULL=1, 2,000 in a file and 400 in PostgreSQL.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from tests.book.picture import FILTERS, answers_of, folded, histories_of, lists_of, tables_of
from tests.book.places import Place, in_database, in_file
from tests.book.world import NEW, OLD, ORIGINS, SENTENCES, Sentence, added, kept, key, proposed
from tests.book.world import text_of as words_of
from tests.postgres import fresh_database

from pledgebook.book.entries import (
    FORMAT,
    Body,
    BookFounded,
    CommitmentsMerged,
    CommitmentsSplit,
    CorrectionMade,
    DecisionUndone,
    MergeRefused,
    ProgressNoted,
    RecordAccepted,
    RecordAmended,
    RecordRejected,
    SettingChanged,
    SummitAssigned,
)
from pledgebook.book.memory import MemoryStore
from pledgebook.book.query import Order, RecordQuery
from pledgebook.book.rows import DocumentRow, RecordRow
from pledgebook.book.store import EMPTY, Head, Store
from pledgebook.errors import BookError, ConflictError
from pledgebook.model.decision import Rejection, Stage
from pledgebook.model.record import Kind

FULL = os.environ.get("PLEDGEBOOK_FULL") == "1"
LIVES = {"sqlite": 2_000 if FULL else 40, "postgresql": 400 if FULL else 15}
STEPS = 15

sentences = st.sampled_from(SENTENCES)
several = st.lists(sentences, min_size=1, max_size=4, unique=True).map(tuple)
authors = st.sampled_from(("kim", "lee", "박"))
summits = st.sampled_from(("seoul-2026", "paris-2027"))
days = st.dates(min_value=FILTERS["date_before"][0], max_value=FILTERS["due_after"][1])
amendments = st.sampled_from(
    (
        {"due": "2029-06"}, {"due": None}, {"action": "안전 연구소를 함께 연다"}, {"date": "2025"},
        {"topics": []}, {"kind": "position", "strength": None}, {"partners": []},
        {"kind": "commitment", "strength": "plan"}, {"actors": [{"id": "FR", "name": "프랑스"}]},
    )
)  # fmt: skip
# How many entries before the change that stands the one was that a reviewer saw.
sights = st.sampled_from((0, 0, 0, 0, 1, 3))
places = st.integers(0, 40)
queries = st.lists(
    st.sampled_from(sorted(FILTERS)).flatmap(
        lambda name: st.tuples(st.just(name), st.sampled_from(FILTERS[name]))
    ),
    max_size=3,
).map(lambda pairs: RecordQuery(**dict(pairs)))

#: What is asked at the end of each life.
USUAL = [
    *(RecordQuery(order=order, reports=True) for order in Order),
    RecordQuery(),
    RecordQuery(text="안전"),
    RecordQuery(due_before=FILTERS["due_before"][1], kind=Kind.COMMITMENT),
    *(RecordQuery(status=status) for status in ("proposed", "accepted", "orphaned")),
]


class BookMachine(RuleBasedStateMachine):
    """A book in a place and the same in memory."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.store = place.begin()
        self.model = MemoryStore()
        self.seconds = 0

    def write(
        self, *bodies: Body, author: str = "kim", head: Head | None = None, **more: Any
    ) -> None:
        """Write to both; what comes of it is the same."""
        self.seconds += 1
        time = f"2026-11-23T09:{self.seconds // 60:02}:{self.seconds % 60:02}.000000Z"
        seen = self.model.head() if head is None else head

        def outcome(store: Store) -> object:
            try:
                return store.append(seen, bodies, author, more.get("contents", {}), time)
            except BookError as error:
                return type(error), error.message

        assert outcome(self.store) == outcome(self.model)

    def seen(self, sentence: Sentence, ago: int) -> int:
        row = self.model.find(RecordRow, [key(sentence)]).get(key(sentence))
        return (row.changed if row else 2) - ago

    # What is read

    @initialize(several=several)
    def found(self, several: tuple[Sentence, ...]) -> None:
        self.write(BookFounded(FORMAT, "책", "example.org"), head=EMPTY)
        self.add(several, several, ORIGINS[0], OLD, None, None)

    @rule(
        held=several,
        missed=several,
        origin=st.sampled_from(ORIGINS),
        reader=st.sampled_from((OLD, NEW)),
        summit=st.none() | summits,
        day=st.none() | days,
    )
    def add(
        self, held: Any, missed: Any, origin: str, reader: str, summit: str | None, day: Any
    ) -> None:
        """A document of some sentences, not all of which the reader sees; often a revision."""
        text = words_of(held)
        read = [sentence for sentence in held if held == missed or sentence not in missed]
        document, reading = added(text, origin, summit, day), proposed(text, *read, reader=reader)
        self.write(document, reading, contents=kept(text))

    @rule(place=places, read=several, reader=st.sampled_from((OLD, NEW)))
    def read_again(self, place: int, read: tuple[Sentence, ...], reader: str) -> None:
        found = list(self.model.scan(DocumentRow))
        document = found[place % len(found)].key
        text = (self.model.content(document) or b"").decode()
        there = [sentence for sentence in read if sentence.words in text]
        self.write(proposed(text, *there, reader=reader))

    @rule(place=places, origin=st.sampled_from(ORIGINS))
    def show_again(self, place: int, origin: str) -> None:
        """A text that the book knows, at an origin that may show another by now."""
        found = list(self.model.scan(DocumentRow))
        text = (self.model.content(found[place % len(found)].key) or b"").decode()
        self.write(added(text, origin), contents=kept(text))

    # What is decided

    @rule(sentence=sentences, ago=sights, author=authors)
    def accept(self, sentence: Sentence, ago: int, author: str) -> None:
        self.write(RecordAccepted(key(sentence), self.seen(sentence, ago)), author=author)

    @rule(sentence=sentences, ago=sights, author=authors, changes=amendments)
    def amend(self, sentence: Sentence, ago: int, author: str, changes: dict[str, Any]) -> None:
        self.write(RecordAmended(key(sentence), self.seen(sentence, ago), changes), author=author)

    @rule(sentence=sentences, ago=sights, author=authors, reason=st.sampled_from(Rejection))
    def reject(self, sentence: Sentence, ago: int, author: str, reason: str) -> None:
        self.write(RecordRejected(key(sentence), self.seen(sentence, ago), reason), author=author)

    @rule(sentence=sentences, ago=sights, author=authors)
    def undo(self, sentence: Sentence, ago: int, author: str) -> None:
        row = self.model.find(RecordRow, [key(sentence)]).get(key(sentence))
        decision = row.decision.sequence if row and row.decision else 2
        self.write(DecisionUndone(key(sentence), decision - ago), author=author)

    @rule(several=several)
    def merge(self, several: tuple[Sentence, ...]) -> None:
        self.write(CommitmentsMerged(tuple(map(key, several))))

    @rule(sentence=sentences)
    def split(self, sentence: Sentence) -> None:
        self.write(CommitmentsSplit(key(sentence)))

    @rule(first=sentences, second=sentences)
    def refuse(self, first: Sentence, second: Sentence) -> None:
        self.write(MergeRefused((key(first), key(second))))

    @rule(sentence=sentences, summit=summits)
    def assign_record(self, sentence: Sentence, summit: str) -> None:
        self.write(SummitAssigned(key(sentence), summit))

    @rule(place=places, summit=summits)
    def assign_document(self, place: int, summit: str) -> None:
        found = list(self.model.scan(DocumentRow))
        self.write(SummitAssigned(found[place % len(found)].key, summit))

    @rule(sentence=sentences, stage=st.sampled_from(Stage))
    def note(self, sentence: Sentence, stage: str) -> None:
        self.write(ProgressNoted(key(sentence), stage))

    @rule(value=st.sampled_from(("on", "off")))
    def set(self, value: str) -> None:
        self.write(SettingChanged("four-eyes", value))

    # What goes wrong

    @rule(sentence=sentences, entry=places)
    def write_a_batch_that_may_end_badly(self, sentence: Sentence, entry: int) -> None:
        seen = self.seen(sentence, 0)
        head = self.model.head().sequence
        self.write(
            RecordAccepted(key(sentence), seen),
            RecordRejected(key(sentence), head + 1, "other"),
            DecisionUndone(key(sentence), head + 2),
            CorrectionMade(entry, "틀렸다"),
        )

    @rule(ago=st.integers(1, 5))
    def write_behind_an_older_head(self, ago: int) -> None:
        entries = list(self.model.entries())
        stale = entries[max(0, len(entries) - 1 - ago)]
        if len(entries) > 1:
            with pytest.raises(ConflictError):
                self.store.append(
                    Head(stale.sequence, stale.hash), [SettingChanged("four-eyes", "on")], "lee"
                )

    # What must make no difference

    @rule()
    def rebuild(self) -> None:
        self.store.rebuild()

    @rule()
    def reopen(self) -> None:
        assert self.place.open is not None
        self.store.close()
        self.store = self.place.open()

    # What is asked

    @rule(query=queries, place=places)
    def ask(self, query: RecordQuery, place: int) -> None:
        at = place % (self.model.head().sequence + 1)
        assert lists_of(self.store, [query], at) == lists_of(self.model, [query], at)
        found = self.store.records(query)
        assert found == self.model.records(query)

    @invariant()
    def both_hold_the_same_rows(self) -> None:
        assert self.store.head() == self.model.head()
        tables: tuple[type[RecordRow] | type[DocumentRow], ...] = (RecordRow, DocumentRow)
        for table in tables:
            assert list(self.store.scan(table)) == list(self.model.scan(table))

    def teardown(self) -> None:
        """In the end all answers are the same, of now and of half the book's life ago."""
        try:
            past = self.model.head().sequence // 2
            assert tables_of(self.store) == tables_of(self.model)
            assert answers_of(self.store) == answers_of(self.model)
            assert lists_of(self.store, USUAL) == lists_of(self.model, USUAL)
            then = folded(self.model, past)
            assert answers_of(self.store, past) == answers_of(then)
            assert lists_of(self.store, USUAL, past) == lists_of(then, USUAL)
            assert histories_of(self.store) == histories_of(self.model)
            assert list(self.store.entries()) == list(self.model.entries())
        finally:
            self.store.close()


def live(place: Place, lives: int) -> None:
    class Here(BookMachine):
        def __init__(self) -> None:
            super().__init__(place)

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=lives,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.fixture
def database(postgres_url: str) -> Iterator[str]:
    """A database that all lives of a run share, one after another."""
    with fresh_database(postgres_url) as url:
        yield url


def test_a_file_is_never_other_than_memory(tmp_path: Path) -> None:
    live(in_file(tmp_path), LIVES["sqlite"])


def test_a_database_is_never_other_than_memory(database: str) -> None:
    live(in_database(database), LIVES["postgresql"])
