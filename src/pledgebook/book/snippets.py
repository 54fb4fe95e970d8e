"""Where the words of a query stand in a text, and the piece of the text that shows them best.

What is a word, and what may differ between query and text, is said in `pledgebook.book.terms`.
All offsets are code points of the text as it is.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, count
from typing import Final

from pledgebook.book.terms import GAP, JOINT, WORD, Folded, fold, phrases
from pledgebook.model.span import Span, cover


@dataclass(frozen=True, slots=True)
class Snippet:
    """The piece `start` to `end` of a stored text, and where in that text the found words stand.

    `text` is the piece verbatim, line breaks included; `marks` lie within it, in order, apart.
    """

    start: int
    end: int
    text: str
    marks: tuple[Span, ...]


def matches(text: str, query: str) -> list[Span]:
    """Return where the words of `query` stand in `text`, in order, without overlaps.

    Empty when one of them is missing. A word of an alphabet is found by its stem and as a whole
    word; Hangul, Han and Kana wherever they stand (회담 in 정상회담을), over white space, middle
    dots and hyphens too (안전연구소 in "안전 연구소"), where that does not tear words of the text
    apart: at either end all of a word, save a particle, or two syllables of it have to be in the
    match, so that 회담 is not found in "국회 담당". What is quoted, or written without white space,
    has to stand side by side.
    """
    return _apart(sorted(span for spans in _found(text, query) for span in spans))


def _found(text: str, query: str) -> list[list[Span]]:
    """Return the spans of each phrase of the query; nothing at all when one has none."""
    folded = fold(text)
    found: list[list[Span]] = []
    for phrase in phrases(query):
        spans = _occurrences(folded, phrase)
        if not spans:
            return []
        found.append(spans)
    return found


def _occurrences(folded: Folded, phrase: str) -> list[Span]:
    pattern, stream = _pattern(phrase), folded.stream
    spans: list[Span] = []
    match = pattern.search(stream)
    while match:
        start, end = match.span()
        accepted = match[0] == phrase or _keeps_words(stream, start, end)
        if accepted:
            spans.append(folded.span(start, end))
        match = pattern.search(stream, end if accepted else start + 1)
    return spans


_PARTS = re.compile(f"{WORD}[^{WORD}]+{WORD}|[^{WORD}{GAP}]+")


@lru_cache(maxsize=256)
def _pattern(phrase: str) -> re.Pattern[str]:
    """Return what finds the folded `phrase` in the stream of a text."""
    parts = [part.replace(JOINT, "") for part in _PARTS.findall(phrase)]
    return re.compile(
        f"[{JOINT}{GAP}]?".join(
            part if part[0] == WORD else f"{JOINT}?".join(part) for part in parts if part
        )
    )


_PARTICLES: Final = (
    "은|는|이|가|을|를|의|에|로|와|과|도|만|에서|으로|에는|에도|에게|까지|부터|이나|이라|이다|인"
)
_WORD_ENDS = re.compile(rf"(?:{_PARTICLES})?+(?:[{WORD}{JOINT}{GAP}]|\Z)")


def _keeps_words(stream: str, start: int, end: int) -> bool:
    """Tell whether a match that runs over joints takes enough of the words at its two ends."""
    first = stream.find(JOINT, start, end)
    if first < 0:
        return True
    last = stream.rfind(JOINT, start, end)
    opens = first - start > 1 or start == 0 or stream[start - 1] in WORD + JOINT + GAP
    closes = end - last > 2 or _WORD_ENDS.match(stream, end)
    return opens and bool(closes)


def _apart(spans: list[Span]) -> list[Span]:
    """Join those of the sorted spans that overlap."""
    apart: list[Span] = []
    for span in spans:
        if apart and apart[-1].overlaps(span):
            apart[-1] = cover(apart[-1], span)
        else:
            apart.append(span)
    return apart


def snippet(text: str, query: str, width: int = 80) -> Snippet:
    """Return about `width` code points of `text`, where most words of `query` stand together.

    Cut between words where one ends near, never within a grapheme cluster, and longer than `width`
    only where such a cluster does not fit; a match that is longer is cut, and its mark with it.
    There are marks if and only if the query matches; else the beginning of the text is returned.
    Raises `ValueError` for a width below 1.
    """
    if width < 1:
        raise ValueError(f"no width for a snippet: {width}")
    found = _found(text, query)
    core = _densest(found, width) if found else Span(0, 0)
    piece = _trimmed(text, _around(text, core, width))
    marks = _apart(sorted(span for spans in found for span in spans if span.overlaps(piece)))
    within = (Span(max(m.start, piece.start), min(m.end, piece.end)) for m in marks)
    return Snippet(piece.start, piece.end, piece.of(text), tuple(within))


def _densest(found: list[list[Span]], width: int) -> Span:
    """Return the span, `width` at most, with most phrases in it; of such the shortest, the first.

    A single match counts even where it is longer.
    """
    hits = sorted((span, phrase) for phrase, spans in enumerate(found) for span in spans)
    inside: Counter[int] = Counter()
    left, best = 0, hits[0][0]
    most = 0
    for right, (last, phrase) in enumerate(hits):
        inside[phrase] += 1
        while left < right and (
            last.end - hits[left][0].start > width or inside[hits[left][1]] > 1
        ):
            inside[hits[left][1]] -= 1
            left += 1
        window = Span(hits[left][0].start, max(hits[left][0].end, last.end))
        words = sum(1 for times in inside.values() if times)
        if words > most or (words == most and len(window) < len(best)):
            most, best = words, window
    return best


_REACH: Final = 24
"""How far a border between words is looked for: a word that is longer is cut."""


def _around(text: str, core: Span, width: int) -> Span:
    """Return `core` with words around it, or as much as fits of it, about `width` long."""
    whole = _whole_words(text, core)
    core = whole if len(whole) <= width else core
    end = min(max(core.start - max(width - len(core), 0) // 2, 0) + width, len(text))
    start = _start_cut(text, max(min(end - width, core.start), 0), core.start)
    return Span(start, _end_cut(text, min(start + width, len(text)), core))


def _whole_words(text: str, core: Span) -> Span:
    """Return `core` with the rest of the words that it begins and ends in."""
    start, end = core.start, core.end
    for at in range(core.start, max(core.start - _REACH, -1), -1):
        if at == 0 or text[at - 1].isspace():
            start = at
            break
    for at in range(core.end, min(core.end + _REACH, len(text) + 1)):
        if at == len(text) or text[at].isspace():
            end = at
            break
    return Span(start, end)


def _start_cut(text: str, at: int, core: int) -> int:
    """Return where a snippet may begin that is to begin at `at`, and at `core` at the latest."""
    for cut in range(at, min(at + _REACH, core) + 1):
        if (cut == 0 or text[cut - 1].isspace()) and _may_cut(text, cut):
            return cut
    cuts = chain(range(at, core + 1), count(core, -1))
    return next(cut for cut in cuts if _may_cut(text, cut))


def _end_cut(text: str, at: int, core: Span) -> int:
    """Return where a snippet may end that is to end at `at`, with all it can of `core` in it."""
    for cut in range(at, max(at - _REACH, core.end) - 1, -1):
        if (cut == len(text) or text[cut].isspace()) and _may_cut(text, cut):
            return cut
    cuts = chain(range(at, core.start, -1), count(max(at, core.start + 1)))
    return next(cut for cut in cuts if _may_cut(text, cut))


def _trimmed(text: str, piece: Span) -> Span:
    """Return `piece` without the white space at its ends."""
    start, end = piece.start, piece.end
    while start < end and text[start].isspace() and _may_cut(text, start + 1):
        start += 1
    while start < end and text[end - 1].isspace() and _may_cut(text, end - 1):
        end -= 1
    return Span(start, end)


def _may_cut(text: str, at: int) -> bool:
    """Tell whether no grapheme cluster (UAX 29) holds the characters before and after `at`.

    Errs on the side of no: it takes joined emoji, a row of flags and the consonants around a virama
    for one cluster each.
    """
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if before.isascii() and after.isascii():
        return (before, after) != ("\r", "\n")
    return not (
        unicodedata.category(after)[0] == "M"
        or unicodedata.category(before) == "Cf"
        or unicodedata.combining(before) == 9  # virama
        or (unicodedata.category(after) == "Cf" and after not in "\u200b\u2060\ufeff")
        or "\U0001f3fb" <= after <= "\U0001f3ff"  # skin tones
        or after in "\uff9e\uff9f"
        or ("\U0001f1e6" <= before <= "\U0001f1ff" and "\U0001f1e6" <= after <= "\U0001f1ff")
        or _JAMO.fullmatch(before + after)
    )


_JAMO = re.compile(
    "[\u1100-\u115f\ua960-\ua97c][\u1100-\u11ff\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7fb]"
    "|[\u1160-\u11ff\ud7b0-\ud7fb\uac00-\ud7a3][\u1160-\u11ff\ud7b0-\ud7fb]"
)
