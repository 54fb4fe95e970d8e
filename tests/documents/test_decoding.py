import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.documents.decoding import decode
from pledgebook.errors import UnreadableError

KOREAN = (
    "정부는 올해 안에 인공지능 안전 연구소를 세우겠다고 밝혔다.\n"
    "두 나라 장관은 서울에서 만나 협력하기로 했다. 이를 위해 예산도 늘린다.\n"
)
ENGLISH = "The two governments agreed to share test results by June.\nThey will meet in Seoul.\n"
FRENCH = "Le ministre a annoncé l’ouverture d’un institut dédié à la sécurité, dès l’été.\n"


@pytest.mark.parametrize(
    ("raw", "text", "encoding"),
    [
        (KOREAN.encode(), KOREAN, "utf-8"),
        (KOREAN.encode("utf-8-sig"), KOREAN, "utf-8"),
        (KOREAN.encode("utf-16"), KOREAN, "utf-16"),
        (KOREAN.encode("utf-16-le"), KOREAN, "utf-16-le"),
        (KOREAN.encode("utf-16-be"), KOREAN, "utf-16-be"),
        (ENGLISH.encode("utf-16-le"), ENGLISH, "utf-16-le"),
        (ENGLISH.encode("utf-16-be"), ENGLISH, "utf-16-be"),
        (ENGLISH.encode("utf-32"), ENGLISH, "utf-32"),
        (KOREAN.encode("cp949"), KOREAN, "cp949"),
        ("똠방각하와 펲시콜라를 찾아간 정부는 이를 지원한다고 했다.".encode("cp949"),
         "똠방각하와 펲시콜라를 찾아간 정부는 이를 지원한다고 했다.", "cp949"),
        (FRENCH.encode("cp1252"), FRENCH, "cp1252"),
        (FRENCH.encode(), FRENCH, "utf-8"),
        ("인공지능안전연구소".encode("utf-16-le"), "인공지능안전연구소", "utf-16-le"),
    ],
)  # fmt: skip
def test_encodings(raw: bytes, text: str, encoding: str) -> None:
    decoded = decode(raw, "x.txt")

    assert decoded.text == text
    assert decoded.encoding == encoding


@pytest.mark.parametrize(("raw", "severity"), [
    (KOREAN.encode("cp949"), "note"),
    (FRENCH.encode("cp1252"), "warning"),
    (KOREAN.encode() * 20 + b"\xff", "warning"),
])  # fmt: skip
def test_a_guess_is_a_finding(raw: bytes, severity: str) -> None:
    (finding,) = decode(raw, "x.txt").findings

    assert finding.code == "decoding"
    assert finding.severity == severity


@pytest.mark.parametrize(("raw", "words"), [
    (b"", "empty"),
    (b" \r\n\t\n", "empty"),
    ("\ufeff \n".encode(), "empty"),
    (b"%PDF-1.7\n...", "PDF"),
    (b"PK\x03\x04rest", "ZIP"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "OLE"),
    (b"\x89PNG\r\n\x1a\nrest", "PNG"),
    (b"{\\rtf1 text}", "RTF"),
    (b"<!DOCTYPE html>\n<html><body>text</body></html>", "web page"),
    (bytes(range(256)) * 8, "binary"),
    (b"text\0\0\0text" * 100, "binary"),
    (b"\x01\x02\x03\x04 abc" * 50, "binary"),
    (bytes((i * 7919 + 131) % 123 + 128 for i in range(4000)), "encoding"),
])  # fmt: skip
def test_what_is_no_text_is_refused(raw: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        decode(raw, "x.bin")


def test_decomposed_hangul_is_composed() -> None:
    assert decode(unicodedata.normalize("NFD", KOREAN).encode(), "x").text == KOREAN


def test_line_ends_become_newlines() -> None:
    assert decode("a\r\nb\rc\u2028d\x85e".encode(), "x").text == "a\nb\nc\nd\ne"


def test_emoji_and_rare_scripts_stay() -> None:
    words = "서명 🤝 완료 👩‍💻 𝒜𝓘 — 韓·美·英"

    assert decode(words.encode(), "x").text == words


def test_a_long_run_of_combining_marks_is_decoded_to_its_end() -> None:
    raw = ("a" + "\u0301\u0327" * 20_000).encode()

    assert len(decode(raw, "x").text) >= 40_000


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_utf8_comes_back_in_nfc(words: str) -> None:
    raw = words.encode()
    try:
        decoded = decode(raw, "x")
    except UnreadableError:
        return
    expected = words.removeprefix("\ufeff").replace("\u2028", "\n").replace("\u2029", "\n")

    assert decoded.text == unicodedata.normalize("NFC", expected)


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_the_error(raw: bytes) -> None:
    try:
        text = decode(raw, "x").text
    except UnreadableError:
        return

    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
