"""A small book of invented releases, in Korean and English, some telling the same commitment."""

from dataclasses import dataclass, field, replace
from datetime import date

from pledgebook.book.book import Book
from pledgebook.book.memory import MemoryStore
from pledgebook.book.store import Store
from pledgebook.documents.read import read_bytes
from pledgebook.documents.reader import Given
from pledgebook.model.document import Document
from pledgebook.model.identity import record_id
from pledgebook.model.record import Basis, Evidence, Kind, Label, Party, Record, Strength

KOREA = Party("KR", "대한민국", Label("Republic of Korea", "대한민국"))
BRITAIN = Party("GB", "영국", Label("United Kingdom", "영국"))
MANY = Party(None, "많은 국가")
READER = "pledgebook 0.1.0"

MINISTRY = """---
title: 인공지능 장관 회의 결과
published: 2024-05-22
publisher: 과학부
---

과학부 장관은 22일 서울에서 영국 기술부 장관과 회의를 열었다.

한국은 올해 12월까지 인공지능 안전 연구소를 세울 계획이라고 밝혔다.
두 나라는 첨단 모델을 함께 시험하기로 했다.

많은 국가는 공동 기준이 필요하다는 데 뜻을 같이했다.
"""
LONDON = """---
title: Outcomes of the ministers' meeting
published: 2024-05-23
publisher: Department for Technology
---

The United Kingdom will publish a report on frontier AI safety by the end of 2024.

Korea plans to set up an AI safety institute by December, the ministers heard.
"""
PAPER = """---
title: 영국, AI 안전 보고서 낸다
published: 2024-05-24
publisher: 새벽신문
---

영국은 첨단 인공지능 안전 보고서를 연말까지 발표할 예정이다.
"""


@dataclass(frozen=True, slots=True)
class SmallBook:
    """The book and its records by the names that tests call them."""

    book: Book
    documents: dict[str, Document] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)

    def id(self, name: str) -> str:
        """Return the id of a record by its name here."""
        return self.records[name].id

    def by(self, author: str) -> Book:
        """Return the same book in another writer's hands."""
        return replace(self.book, author=author)


def document(text: str, origin: str) -> Document:
    """Return a text as a document."""
    return read_bytes(text.encode(), origin, Given(None, None))


def record(
    document: Document,
    kind: Kind,
    words: str,
    actors: tuple[Party, ...],
    partners: tuple[Party, ...] = (),
    strength: Strength | None = None,
    due: str | None = None,
    topics: tuple[str, ...] = ("ai-safety-institute",),
) -> Record:
    """Return a record that stands on `words`, which the document holds."""
    start = document.text.index(words)
    published = document.published or date(2024, 5, 21)
    return Record(
        id=record_id(kind, (*actors, *partners), words), kind=kind, strength=strength,
        actors=actors, partners=partners, action=words, topics=topics,
        date=published.isoformat(), due=due, due_trigger=None, said_by=(),
        language=document.language or "ko",
        evidence=(Evidence(document.id, start, start + len(words), words),),
        basis=Basis(f"{document.language}.test", words.split()[-1]), reader=READER,
    )  # fmt: skip


def found_small_book(store: Store | None = None, author: str = "kim") -> SmallBook:
    """Found a book of three documents with seven records, all of them proposed."""
    book = Book.found(store or MemoryStore(), author, "small", "example.org/small")
    ministry = document(MINISTRY, "ministry.md")
    london = document(LONDON, "london.md")
    paper = document(PAPER, "paper.md")
    commitment = Kind.COMMITMENT
    records = {
        "meeting": record(
            ministry, Kind.MEETING, "22일 서울에서 영국 기술부 장관과 회의를 열었다",
            (KOREA,), (BRITAIN,),
        ),
        "institute": record(
            ministry, commitment, "올해 12월까지 인공지능 안전 연구소를 세울 계획이라고 밝혔다",
            (KOREA,), (), Strength.PLAN, "2024-12",
        ),
        "tests": record(
            ministry, commitment, "두 나라는 첨단 모델을 함께 시험하기로 했다",
            (KOREA, BRITAIN), (), Strength.AGREEMENT, None, ("ai-testing",),
        ),
        "standards": record(
            ministry, Kind.POSITION, "많은 국가는 공동 기준이 필요하다는 데 뜻을 같이했다",
            (MANY,), (), None, None, (),
        ),
        "report": record(
            london, commitment,
            "The United Kingdom will publish a report on frontier AI safety by the end of 2024",
            (BRITAIN,), (), Strength.INTENT, "2024-12-31", ("frontier-ai",),
        ),
        "institute-en": record(
            london, commitment, "Korea plans to set up an AI safety institute by December",
            (KOREA,), (), Strength.PLAN, "2024-12",
        ),
        "report-ko": record(
            paper, commitment, "영국은 첨단 인공지능 안전 보고서를 연말까지 발표할 예정이다",
            (BRITAIN,), (), Strength.PLAN, "2024-12", ("frontier-ai",),
        ),
    }  # fmt: skip
    for source in (ministry, london, paper):
        own = [r for r in records.values() if r.evidence[0].document == source.id]
        book.add(source, own, READER)
    named = {"ministry": ministry, "london": london, "paper": paper}
    return SmallBook(book, named, records)
