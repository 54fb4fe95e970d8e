"""Plausible releases with their records, in Korean and English, as many as are asked for.

Nothing here is read by the pipeline: the records are made with the sentences they stand on, so that
a book can be filled as fast as it takes entries.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from pledgebook.model.document import Block, BlockKind, Document
from pledgebook.model.identity import document_id, record_id, sha256
from pledgebook.model.record import Basis, Evidence, Kind, Label, Party, Record, Strength
from pledgebook.model.span import Span

READER: Final = "plausible 1"
PER_DOCUMENT: Final = 10

_STATES: Final = [
    ("KR", "Republic of Korea", "대한민국"), ("GB", "United Kingdom", "영국"),
    ("US", "United States", "미국"), ("FR", "France", "프랑스"), ("IN", "India", "인도"),
    ("CH", "Switzerland", "스위스"), ("JP", "Japan", "일본"), ("DE", "Germany", "독일"),
    ("CA", "Canada", "캐나다"), ("SG", "Singapore", "싱가포르"), ("AU", "Australia", "호주"),
    ("KE", "Kenya", "케냐"), ("BR", "Brazil", "브라질"), ("AE", "UAE", "아랍에미리트"),
    ("NL", "Netherlands", "네덜란드"), ("ES", "Spain", "스페인"), ("IT", "Italy", "이탈리아"),
    ("RW", "Rwanda", "르완다"), ("CL", "Chile", "칠레"), ("EU", "European Union", "유럽연합"),
    ("kr-msit", "Ministry of Science and ICT", "과학기술정보통신부"),
    ("kr-mofa", "Ministry of Foreign Affairs", "외교부"),
    ("gb-dsit", "Department for Science, Innovation and Technology", "영국 과학혁신기술부"),
]  # fmt: skip
_TOPICS: Final = [
    ("ai-safety-institute", "AI safety institutes", "인공지능 안전연구소"),
    ("compute", "shared computing centres", "공용 연산 자원"),
    ("standards", "common technical standards", "공통 기술 표준"),
    ("watermarking", "labels for generated content", "생성물 표시 제도"),
    ("evaluation", "joint model evaluations", "공동 모델 평가"),
    ("capacity-building", "training for officials", "공무원 역량 강화"),
    ("data-governance", "open public data", "공공 데이터 개방"),
    ("red-teaming", "red-teaming exercises", "모의 공격 훈련"),
    ("energy", "energy-saving data centres", "저전력 데이터센터"),
    ("education", "schools that teach with AI", "인공지능 활용 교육"),
    ("health", "hospital pilots", "병원 실증 사업"),
    ("agriculture", "farm advisory services", "농가 자문 서비스"),
    ("language-technology", "models for small languages", "소수 언어 모델"),
    ("incident-reporting", "a register of incidents", "사고 신고 체계"),
    ("cybersecurity", "defence of networks", "통신망 방어"),
    ("labour", "retraining of workers", "노동자 재교육"),
]  # fmt: skip
_STRENGTHS: Final = [*Strength]
_KINDS: Final = [*[Kind.COMMITMENT] * 5, Kind.REQUEST, Kind.MEETING, Kind.MILESTONE, Kind.POSITION]
_PLACES_KO: Final = ["서울", "부산", "제네바", "파리", "뉴델리", "런던", "나이로비", "오타와"]
_PLACES_EN: Final = [
    "Seoul",
    "Busan",
    "Geneva",
    "Paris",
    "New Delhi",
    "London",
    "Nairobi",
    "Ottawa",
]
_SUMMITS: Final = ["bletchley-2023", "seoul-2024", "paris-2025", "new-delhi-2026", "geneva-2027"]


@dataclass(frozen=True, slots=True)
class Release:
    """A document, what is read in it, and the summit it belongs to."""

    document: Document
    records: tuple[Record, ...]
    summit: str


def releases(count: int, seed: int = 1) -> Iterator[Release]:
    """Yield releases of `PER_DOCUMENT` records each; the same seed gives the same ones."""
    chance = random.Random(seed)
    for number in range(count):
        yield _release(number, chance)


def _release(number: int, chance: random.Random) -> Release:
    korean = number % 2 == 0
    published = date(2023, 1, 1) + timedelta(days=chance.randrange(1600))
    sentences = [_sentence(number, item, korean, published, chance) for item in range(PER_DOCUMENT)]
    text = "\n\n".join(words for words, _, _ in sentences) + "\n"
    id = document_id(text)
    records, blocks, at = [], [], 0
    for words, made, party in sentences:
        span = Span(at, at + len(words))
        blocks.append(Block(span, BlockKind.PARAGRAPH))
        records.append(
            _record(made, party, words, Evidence(id, span.start, span.end, words), korean)
        )
        at = span.end + 2
    document = Document(
        id=id,
        text=text,
        raw_sha256=sha256(text.encode()),
        origin=f"release-{number:07}.md",
        title=sentences[0][0][:60],
        published=published,
        language="ko" if korean else "en",
        publisher=None,
        source_url=None,
        blocks=tuple(blocks),
    )
    return Release(document, tuple(records), chance.choice(_SUMMITS))


def _sentence(
    number: int, item: int, korean: bool, published: date, chance: random.Random
) -> tuple[str, dict[str, object], tuple[Party, Party]]:
    """Return a sentence, the values of its record, and the two parties."""
    # A few states say most of it, as it is in life.
    first, second = (_STATES[min(int(chance.expovariate(0.25)), len(_STATES) - 1)] for _ in "12")
    topic = _TOPICS[min(int(chance.expovariate(0.2)), len(_TOPICS) - 1)]
    kind, place = chance.choice(_KINDS), chance.randrange(len(_PLACES_EN))
    due = published + timedelta(days=chance.randrange(30, 1500)) if chance.random() < 0.2 else None
    amount = chance.randrange(2, 9000)
    if korean:
        by = f"{due.year}년 {due.month}월까지 " if due else ""
        words = (
            f"{first[2]}는 {second[2]}와 함께 {by}{_PLACES_KO[place]}에서 {topic[2]} 관련 사업 "
            f"제{number}-{item}호에 {amount}억 원을 들여 추진하기로 했다."
        )
    else:
        by = f" by {due:%B %Y}" if due else ""
        words = (
            f"{first[1]} will work with {second[1]} in {_PLACES_EN[place]} on {topic[1]} under "
            f"programme {number}-{item} and spend {amount} million dollars{by}."
        )
    values: dict[str, object] = {
        "kind": kind,
        "strength": chance.choice(_STRENGTHS) if kind is Kind.COMMITMENT else None,
        "topics": (topic[0],),
        "date": published.isoformat(),
        "due": f"{due:%Y-%m}" if due else None,
    }
    return words, values, (_party(first, korean), _party(second, korean))


def _party(state: tuple[str, str, str], korean: bool) -> Party:
    return Party(state[0], state[2] if korean else state[1], Label(state[1], state[2]))


def _record(
    made: dict[str, object],
    parties: tuple[Party, Party],
    words: str,
    evidence: Evidence,
    korean: bool,
) -> Record:
    return Record(
        id=record_id(made["kind"], parties, words),  # type: ignore[arg-type]
        actors=parties[:1],
        partners=parties[1:],
        action=words[: len(words) // 2],
        due_trigger=None,
        said_by=(),
        language="ko" if korean else "en",
        evidence=(evidence,),
        basis=Basis("plausible", "추진하기로" if korean else "will work"),
        reader=READER,
        **made,  # type: ignore[arg-type]
    )
