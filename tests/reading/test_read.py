"""What holds of every reading, whatever the text."""

import unicodedata
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.documents.read import read_bytes
from pledgebook.documents.reader import Given
from pledgebook.language.dates.edtf import parse
from pledgebook.model.record import Record
from pledgebook.reading.read import Reading, read_document

PUBLISHED = date(2024, 5, 22)
PARTS = [
    "한국은 12월까지 AI 안전 연구소를 설립하기로 했다.",
    "케냐 정부는 협력을 강화하겠다고 밝혔다.",
    "韓·美·英은 지난 1~2일 회의를 열었다",
    "We commit to sharing results by the end of 2025.",
    "Kenya and Japan met in Nairobi on 3 March 2024.",
    "□ 추진 계획",
    "- publish the results;",
    "We will:",
    "\U0001f91d",
    "👩‍💻 ﬁne １２월",
    "\r\n",
    "\n\n",
    " ",
    '"',
    "다음과 같다.",
]
words = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12)  # no binary files
texts = st.lists(st.one_of(st.sampled_from(PARTS), words), max_size=8).map(
    lambda parts: " ".join(["x", *parts])
)


def read(text: str) -> Reading:
    return read_document(read_bytes(text.encode(), "-", Given(PUBLISHED)))


def facts(records: tuple[Record, ...]) -> list[tuple[str, str]]:
    return [(record.id, record.evidence[0].exact) for record in records]


@settings(max_examples=80, deadline=None)
@given(texts)
def test_evidence_is_verbatim_and_dates_are_in_order(text: str) -> None:
    reading = read(text)
    for record in reading.records:
        for piece in record.evidence:
            assert reading.document.text[piece.start : piece.end] == piece.exact
            assert piece.exact.strip() == piece.exact != ""
        for told in (record.date, record.due):
            if told:
                first, last = parse(told)
                assert first <= last


@settings(max_examples=25, deadline=None)
@given(texts)
def test_reading_again_gives_the_same_records(text: str) -> None:
    assert facts(read(text).records) == facts(read(text).records)


def test_decomposed_hangul_gives_the_records_of_the_composed() -> None:
    """The same sentence in NFC and in NFD, as some converters write it."""
    text = "한국은 12월까지 AI 안전 연구소를 설립하기로 했다."
    composed = read(text).records
    assert facts(read(unicodedata.normalize("NFD", text)).records) == facts(composed)
    assert composed


def test_line_ends_have_no_part_in_an_id() -> None:
    """CRLF and LF, hard-wrapped and not."""
    plain = "The Republic of Korea will establish an AI safety institute by December 2025."
    wrapped = plain.replace("establish an", "establish\r\nan")
    assert [r.id for r in read(wrapped).records] == [r.id for r in read(plain).records] != []


def test_a_repeated_paragraph_is_one_record_with_two_pieces_of_evidence() -> None:
    told = (
        "정부는 내년 상반기까지 인공지능 안전 연구소를 설립하고 국제 협력을 넓히겠다고 14일 밝혔다."
    )
    once, twice = read(f"{told}\n"), read(f"{told}\n\n{told}\n")
    assert [r.id for r in twice.records] == [r.id for r in once.records] != []
    assert {len(r.evidence) for r in twice.records} == {2}


def test_a_text_in_two_languages_is_read_in_both() -> None:
    text = (
        "한국은 12월까지 AI 안전 연구소를 설립하기로 했다.\n\n"
        "Kenya will publish a national strategy by June 2025.\n"
    )
    assert {record.language for record in read(text).records} == {"ko", "en"}
