"""A small document with hand-made records, for whatever shows readings."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from pledgebook.documents.read import read_bytes
from pledgebook.model.document import Document
from pledgebook.model.finding import Finding
from pledgebook.model.identity import record_id
from pledgebook.model.record import Basis, Evidence, Kind, Label, Party, Record, Strength

TEXT = """---
title: 두 나라 회의 <결과> & "약속"
date: 2024-05-21
source_url: https://example.org/a?b=1&c=2
---

과학부는 21일 영국과 회의를 열고 연내 연구소를 세우기로 했다. <script>alert('x')</script>

- 첫째 항목이다.

무단 전재 및 재배포 금지
"""


@dataclass(frozen=True)
class Reading:
    """Stands in for `pledgebook.reading.read.Reading`."""

    document: Document
    records: tuple[Record, ...]
    findings: tuple[Finding, ...]


KOREA = Party("KR", "과학부", Label("Republic of Korea", "대한민국"), "김 <장관>")
BRITAIN = Party("GB", "영국", Label("United Kingdom", "영국"))
GROUP = Party(None, "많은 국가")


def evidence(document: Document, words: str) -> Evidence:
    start = document.text.index(words)
    return Evidence(document.id, start, start + len(words), words)


def record(document: Document, kind: Kind, words: str, **more: object) -> Record:
    actors = (KOREA,)
    base = Record(
        id=record_id(kind, actors, words), kind=kind, strength=None, actors=actors, partners=(),
        action=words, topics=("ai-safety-institute",), date=None, due=None, due_trigger=None,
        said_by=(), language="ko", evidence=(evidence(document, words),),
        basis=Basis("ko.agree", "기로 했다"), reader="pledgebook 0.1.0",
    )  # fmt: skip
    return replace(base, **more)  # type: ignore[arg-type]


@pytest.fixture
def reading() -> Reading:
    document = read_bytes(TEXT.encode(), "release.txt")
    records = (
        record(document, Kind.MEETING, "과학부는 21일 영국과 회의를 열고", partners=(BRITAIN,),
               date="2024-05-21"),
        record(document, Kind.COMMITMENT, "회의를 열고 연내 연구소를 세우기로 했다",
               strength=Strength.AGREEMENT, partners=(BRITAIN, GROUP), due="2024-05-21/2024-12-31",
               due_trigger="연내", action="연구소를 세우기로 했다", said_by=(KOREA,)),
        record(document, Kind.MILESTONE, "첫째 항목이다"),
    )  # fmt: skip
    return Reading(document, records, document.findings)


@pytest.fixture
def read_text() -> Callable[[str], Reading]:
    def made(text: str) -> Reading:
        document = read_bytes(text.encode(), "x.txt")
        return Reading(document, (), document.findings)

    return made
