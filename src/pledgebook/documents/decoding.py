"""Bytes to text: which encoding a document is in, and whether it is text at all.

Nothing here walks the text character by character: every measure is taken on a sample, and the
whole is decoded once.
"""

import re
import unicodedata
from dataclasses import dataclass

from pledgebook.documents.signatures import refuse_formats
from pledgebook.errors import UnreadableError
from pledgebook.model.finding import Finding, Severity

_SAMPLE = 64 * 1024
_WINDOW = 4096
_MARKS = (  # UTF-32's little-endian mark begins with UTF-16's: the longer one first
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HANGUL = re.compile(r"[가-힣]")
_COMMON_HANGUL = re.compile(r"[이다의는에을한를가고은지로서하도인자기사정과으부장회국대나]")
_LETTER = re.compile(r"[^\W\d_]")
_LINE_END = re.compile("\r\n|[\r\u2028\u2029\x85]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text in NFC with `\\n` line ends, the encoding it was in, and what was unsure."""

    text: str
    encoding: str
    findings: tuple[Finding, ...] = ()


def decode(raw: bytes, origin: str) -> Decoded:
    """Return the text of `raw`; raises `UnreadableError` for what is empty or no text."""
    if not raw.strip(b"\x00\t\n\x0b\x0c\r "):
        raise UnreadableError(f"{origin} is empty", "Check that it was saved or downloaded whole.")
    refuse_formats(raw, origin)
    decoded = _decode(raw, origin)
    text = _normalised(decoded.text)
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > len(sample) // 200:
        raise _binary(origin)
    if not text.strip("\ufeff \n\t"):
        raise UnreadableError(f"{origin} is empty", "It holds nothing but white space.")
    return Decoded(text, decoded.encoding, decoded.findings)


def _decode(raw: bytes, origin: str) -> Decoded:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _leniently(raw, encoding)
    if unmarked := _unmarked_utf16(raw):
        return _leniently(raw, unmarked)
    if raw.count(b"\0", 0, _SAMPLE):
        raise _binary(origin)
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    for attempt in (_nearly_utf8, _cp949, _utf16_hangul, _western):
        if decoded := attempt(raw):
            return decoded
    raise UnreadableError(
        f"{origin} is in no known encoding",
        "Save it as UTF-8; UTF-16, CP949 (EUC-KR) and Windows-1252 are read as well.",
    )


def _binary(origin: str) -> UnreadableError:
    return UnreadableError(
        f"{origin} is a binary file, not text", "Plain text and Markdown are read so far."
    )


def _leniently(raw: bytes, encoding: str) -> Decoded:
    """Decode in an encoding that is known; what does not fit it becomes U+FFFD and a finding."""
    try:
        return Decoded(raw.decode(encoding), encoding.removesuffix("-sig"))
    except UnicodeDecodeError:
        text = raw.decode(encoding, "replace")
    return Decoded(text, encoding.removesuffix("-sig"), (_damage(text, encoding.upper()),))


def _damage(text: str, encoding: str) -> Finding:
    return Finding(
        "decoding",
        Severity.WARNING,
        f"{text.count(chr(0xFFFD))} places are no valid {encoding.removesuffix('-SIG')}"
        " and read as \ufffd",
        "The file may have been cut or damaged; compare it with its source.",
    )


def _unmarked_utf16(raw: bytes) -> str | None:
    """Tell UTF-16 without a byte order mark by the zero bytes of its spaces and Latin letters."""
    sample = raw[: _SAMPLE & ~1]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(raw) % 2 or max(even, odd) < len(sample) // 100 + 1:
        return None
    if min(even, odd) * 20 > max(even, odd):
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    return encoding if _is_prose(sample.decode(encoding, "replace")) else None


def _utf16_hangul(raw: bytes) -> Decoded | None:
    """Try UTF-16 for Korean without a single space, where no zero byte gives it away."""
    if len(raw) % 2:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        sample = raw[:_SAMPLE].decode(encoding, "replace")
        if len(_HANGUL.findall(sample)) > 0.6 * len(sample):
            return _leniently(raw, encoding)
    return None


def _is_prose(sample: str) -> bool:
    """Tell whether most of the sample is letters of one of the scripts met here, and spaces."""
    known = sum(
        1 for char in sample[:4000] if char.isspace() or unicodedata.category(char)[0] in "LNPZS"
    )
    return known >= 0.97 * len(sample[:4000]) and "\ufffd" not in sample[:4000]


def _nearly_utf8(raw: bytes) -> Decoded | None:
    """Accept UTF-8 with a few damaged bytes: better one broken word than a wrong encoding."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond_ascii = len(re.findall(r"[^\x00-\x7f]", text[: 4 * _SAMPLE])) - broken
    if broken * 1000 > len(text) + 1000 or beyond_ascii < 10 * broken:
        return None
    return Decoded(text, "utf-8", (_damage(text, "UTF-8"),))


def _cp949(raw: bytes) -> Decoded | None:
    """Accept CP949 (which holds EUC-KR) where what comes out is Korean as it is written.

    Western and Chinese bytes often decode as CP949 too, but then into rare syllables.
    """
    try:
        text = raw.decode("cp949")
    except UnicodeDecodeError:
        text = raw.decode("cp949", "replace")
        if text.count("\ufffd") * 500 > len(text):
            return None
    sample = text[:_SAMPLE]
    foreign = len(re.findall(r"[^\x00-\x7f]", sample))
    hangul = len(_HANGUL.findall(sample))
    common = len(_COMMON_HANGUL.findall(sample))
    if hangul < 0.7 * foreign or common < 0.15 * hangul or not hangul:
        return None
    note = Finding(
        "decoding", Severity.NOTE, "the bytes are no UTF-8; they were read as CP949 (Korean)"
    )
    damage = (_damage(text, "CP949"),) if "\ufffd" in text else ()
    return Decoded(text, "cp949", (note, *damage))


def _western(raw: bytes) -> Decoded | None:
    """Fall back on Windows-1252, or Latin-1 below it, where the text is mostly ASCII."""
    try:
        text, encoding = raw.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        text, encoding = raw.decode("latin-1"), "latin-1"
    sample = text[:_SAMPLE]
    foreign = len(re.findall(r"[^\x00-\x7f]", sample))
    if foreign > 0.15 * len(sample) or len(_LETTER.findall(sample)) < 0.4 * len(sample):
        return None
    return Decoded(
        text,
        encoding,
        (
            Finding(
                "decoding",
                Severity.WARNING,
                "the encoding is a guess: the bytes are no UTF-8 and were read as Windows-1252",
                "Save the file as UTF-8 if letters look wrong.",
            ),
        ),
    )


def _normalised(text: str) -> str:
    """Return the text in NFC, with `\\n` line ends, without a byte order mark at its start."""
    text = text.removeprefix("\ufeff")
    if _LINE_END.search(text):
        text = _LINE_END.sub("\n", text)
    return text if text.isascii() else _composed(text)


def _composed(text: str) -> str:
    """Return the text in NFC, window by window.

    Sorting a run of combining marks takes quadratic time, and a hostile file may be one such run.
    """
    pieces: list[str] = []
    changed = False
    start = 0
    while start < len(text):
        end = _window_end(text, start)
        piece = text[start:end]
        if not unicodedata.is_normalized("NFC", piece):
            piece, changed = unicodedata.normalize("NFC", piece), True
        pieces.append(piece)
        start = end
    return "".join(pieces) if changed else text


def _window_end(text: str, start: int) -> int:
    """Return where a window may end: after a space or a line end, where nothing composes."""
    limit = start + _WINDOW
    if limit >= len(text):
        return len(text)
    return max(text.rfind(" ", start, limit), text.rfind("\n", start, limit)) + 1 or limit
