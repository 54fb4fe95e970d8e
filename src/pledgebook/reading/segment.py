"""Blocks to sentences by language: what the analysers are given to read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pledgebook.knowledge.lexicon import lexicon
from pledgebook.language.analyser import Analyser, Sentence
from pledgebook.model.document import Block, BlockKind, Document
from pledgebook.model.span import Span
from pledgebook.resolution.merging import letters

_HANGUL = re.compile(r"[가-힣]")
_LATIN = re.compile(r"[A-Za-z]")
_FULL_STOP = re.compile(r"[.!?\]”’\"')]\s+(?=\S)")
_LIST_FOLLOWS = re.compile(
    r"(?:다음|아래)(?:과 같|와 같|의? (?:사항|내용|조치|과제|원칙)|을 )\S*[^.]*다\.$"
)
_KOREAN_SHARE = 0.2
_MIXED_LEAST = 120
_REPEATED_LEAST = 40


@dataclass(slots=True)
class Segments:
    """The sentences of a document by language, and the blocks that repeat an earlier one."""

    sentences: dict[str, list[Sentence]] = field(default_factory=dict)
    repeated: dict[Block, list[Block]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Head:
    """A sentence that heads a list: the level of its block (0 for a paragraph), and its index."""

    level: int
    sentence: int


def segment(document: Document, analysers: Mapping[str, Analyser]) -> Segments:
    """Split the readable blocks of a document; blocks told before are not read again."""
    segments = Segments({language: [] for language in analysers})
    seen: dict[str, Block] = {}
    heads: dict[str, list[_Head]] = {language: [] for language in analysers}
    for block in document.blocks:
        if block.kind is BlockKind.BOILERPLATE:
            continue
        words = block.span.of(document.text)
        if len(words) >= _REPEATED_LEAST:
            first = seen.setdefault(letters(words), block)
            if first is not block and first.span.of(document.text) == words:
                segments.repeated.setdefault(first, []).append(block)
                continue
        for language, span in stretches(document.text, block.span):
            if language in analysers:
                _add(document.text, block, span, analysers[language], segments, heads[language])
    return segments


def _add(
    text: str,
    block: Block,
    span: Span,
    analyser: Analyser,
    segments: Segments,
    heads: list[_Head],
) -> None:
    """Split one stretch and note which sentence heads the list its items belong to.

    `heads` are the lists that are open, outermost first: an item belongs to the innermost one that
    stands above it, and a block that is no item closes them all.
    """
    sentences = segments.sentences[analyser.language]
    cue = lexicon(analyser.language).cue
    level = max(1, block.level) if block.kind is BlockKind.ITEM else 0
    while heads and (level == 0 or heads[-1].level >= level):
        heads.pop()
    head = heads[-1].sentence if heads else None
    for piece in analyser.split(text, span):
        cued = head is not None or cue.search(text, piece.start, piece.end) is not None
        sentences.append(Sentence(piece, block, cued, head))
    if sentences and _opens_list(text, sentences[-1].span):
        heads.append(_Head(level, len(sentences) - 1))


def _opens_list(text: str, span: Span) -> bool:
    end = text[max(span.start, span.end - 30) : span.end].rstrip()
    return end.endswith((":", "：")) or _LIST_FOLLOWS.search(end) is not None


def stretches(text: str, span: Span) -> Iterator[tuple[str, Span]]:
    """Yield (language, span) for the parts of a block; most blocks are of one language."""
    words = span.of(text)
    if len(words) < _MIXED_LEAST or not (_HANGUL.search(words) and _LATIN.search(words)):
        yield _language(words), span
        return
    ends = [stop.end() + span.start for stop in _FULL_STOP.finditer(words)]
    starts = [span.start, *ends]
    pieces = [Span(a, b) for a, b in zip(starts, [*ends, span.end], strict=True)]
    yield from _joined(text, pieces)


def _joined(text: str, pieces: Sequence[Span]) -> Iterator[tuple[str, Span]]:
    """Join neighbouring pieces of one language; a piece too short to tell goes with the last."""
    current, start, end = "", pieces[0].start, pieces[0].start
    for piece in pieces:
        words = piece.of(text)
        told = len(_HANGUL.findall(words)) + len(_LATIN.findall(words)) >= 12
        language = _language(words) if told else current
        if current and language != current:
            yield current, Span(start, end)
            start = piece.start
        current, end = language or current, piece.end
    yield current or _language(Span(start, end).of(text)), Span(start, end)


def _language(words: str) -> str:
    korean, latin = len(_HANGUL.findall(words)), len(_LATIN.findall(words))
    return "ko" if korean and korean >= _KOREAN_SHARE * (korean + latin) else "en"
