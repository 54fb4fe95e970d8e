"""A little world to keep books of: invented sentences, documents of them, a reader of two ages."""

from dataclasses import dataclass, replace
from datetime import date

from pledgebook.book.entries import Body, DocumentAdded, RecordsProposed
from pledgebook.model.identity import document_id, record_id, sha256
from pledgebook.model.record import Basis, Evidence, Kind, Label, Party, Record, Strength

KOREA = Party("KR", "한국", Label("Republic of Korea", "대한민국"))
MINISTRY = Party(
    "kr-msit", "과기정통부", Label("Ministry of Science and ICT", "과기정통부"), "장관"
)
BRITAIN = Party("GB", "영국", Label("United Kingdom", "영국"))
FRANCE = Party("FR", "France", Label("France", "프랑스"))
MANY = Party(None, "여러 나라")
ORIGINS = ("https://one.example/a", "https://two.example/b", "노트/c.txt")
#: The ages of the reader: the newer one reads actions and deadlines in its own way.
OLD, NEW = "reader 1", "reader 2"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and what a reader makes of it."""

    words: str
    kind: Kind
    strength: Strength | None
    actors: tuple[Party, ...]
    partners: tuple[Party, ...] = ()
    topics: tuple[str, ...] = ()
    date: str | None = None
    due: str | None = None
    language: str = "ko"


SENTENCES = (
    Sentence("한국은 안전 연구소를 올해 안에 열기로 했다.", Kind.COMMITMENT, Strength.AGREEMENT,
             (KOREA,), (), ("ai-safety-institute",), "2026-05-21", "2026-12-31"),
    Sentence("Korea will open a safety institute this year.", Kind.COMMITMENT, Strength.INTENT,
             (KOREA,), (), ("ai-safety-institute",), "2026-05-21", "2026-12", "en"),
    Sentence("과기정통부는 영국과 함께 모델을 시험할 계획이다.", Kind.COMMITMENT, Strength.PLAN,
             (MINISTRY,), (BRITAIN,), ("ai-testing", "frontier-ai"), "2026-05", None),
    Sentence("Britain pledges ₩2,500 \u2028for «shared» tests 🧪", Kind.COMMITMENT, Strength.PLEDGE,
             (BRITAIN,), (KOREA, FRANCE), ("ai-testing",), "2026-05-22", "2027", "en"),
    Sentence("영국은 프랑스에 자료를 요청했다.", Kind.REQUEST, None,
             (BRITAIN,), (FRANCE,), ("data",), "2026-05-20", "2026-06-30"),
    Sentence("Ministers met in Seoul on 21 May.", Kind.MEETING, None,
             (KOREA, BRITAIN, FRANCE), (), (), "2026-05-21", None, "en"),
    Sentence("France published its AI law.", Kind.MILESTONE, None,
             (FRANCE,), (), ("regulation",), "2026-04", None, "en"),
    Sentence("여러 나라는 공동 기준을 지지했다.", Kind.POSITION, None,
             (MANY,), (), ("standards",), None, None),
)  # fmt: skip


def text_of(sentences: tuple[Sentence, ...], gap: str = "\n") -> str:
    """Return a text of these sentences and nothing else."""
    return gap.join(sentence.words for sentence in sentences)


def read(sentence: Sentence, text: str, reader: str = OLD) -> Record:
    """Return the record that a reader makes of a sentence of a text."""
    start = text.index(sentence.words)
    newer = reader == NEW
    return Record(
        id=record_id(sentence.kind, (*sentence.actors, *sentence.partners), sentence.words),
        kind=sentence.kind, strength=sentence.strength, actors=sentence.actors,
        partners=sentence.partners, action=sentence.words.upper() if newer else sentence.words,
        topics=sentence.topics, date=sentence.date,
        due="2028" if newer and sentence.due else sentence.due, due_trigger=None,
        said_by=(MINISTRY,) if sentence.kind is Kind.POSITION else (),
        language=sentence.language,
        evidence=(Evidence(document_id(text), start, start + len(sentence.words), sentence.words),),
        basis=Basis("test.rule", sentence.words[-4:]), reader=reader,
    )  # fmt: skip


def added(
    text: str, origin: str = ORIGINS[0], summit: str | None = None, published: date | None = None
) -> DocumentAdded:
    """Return the entry that brings a text."""
    return DocumentAdded(
        document=document_id(text), origin=origin, title=text[:20],
        published=published.isoformat() if published else None,
        language="ko" if "다." in text else "en", publisher="새벽신문", source_url=None, raw=None,
        raw_sha256=sha256(text.encode()), length=len(text), summit=summit,
        blocks=((0, len(text), "paragraph", 0, ""),),
        findings=(("undated", "note", "no date", "give one", None, None),) if not published else (),
    )  # fmt: skip


def proposed(text: str, *sentences: Sentence, reader: str = OLD) -> RecordsProposed:
    """Return the entry in which a reader proposes what it made of some sentences."""
    records = tuple(read(sentence, text, reader) for sentence in sentences)
    return RecordsProposed(document_id(text), reader, records)


def reading(
    *sentences: Sentence,
    origin: str = ORIGINS[0],
    reader: str = OLD,
    summit: str | None = None,
    published: date | None = date(2026, 5, 21),
) -> tuple[list[Body], dict[str, bytes]]:
    """Return the entries that add a document of these sentences, all read, and its content."""
    text = text_of(sentences)
    document = added(text, origin, summit, published)
    return [document, proposed(text, *sentences, reader=reader)], kept(text)


def kept(text: str) -> dict[str, bytes]:
    """Return a text as the content that entries name."""
    return {document_id(text): text.encode()}


def key(sentence: Sentence) -> str:
    """Return the id of the record that a sentence is read as."""
    return read(sentence, sentence.words).id


def moved(record: Record, by: int) -> Record:
    """Return the record with its evidence beside the words it quotes."""
    piece = record.evidence[0]
    wrong = replace(piece, start=piece.start + by, end=piece.end + by)
    return replace(record, evidence=(wrong,))
