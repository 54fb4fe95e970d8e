"""Read a document: sentences, clauses, drafts, records."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pledgebook import __version__
from pledgebook.extraction.draft import Draft
from pledgebook.extraction.extract import Extraction
from pledgebook.knowledge.concepts import bundled_concepts
from pledgebook.knowledge.gazetteer import Mention, gazetteer
from pledgebook.knowledge.lexicon import lexicon
from pledgebook.language.analyser import Analyser, Text
from pledgebook.language.clause import Link
from pledgebook.language.names import find_names
from pledgebook.model.document import Block, BlockKind, Document
from pledgebook.model.finding import Finding
from pledgebook.model.record import Evidence, Record
from pledgebook.reading.blocks import BlockIndex
from pledgebook.reading.segment import Segments, segment
from pledgebook.resolution.cast import Cast
from pledgebook.resolution.home import home_by_mentions, home_of
from pledgebook.resolution.merging import merge
from pledgebook.resolution.resolve import resolve
from pledgebook.resolution.twins import join_twins

READER = f"pledgebook {__version__}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one document: its records, and what was wrong or unsure.

    `raw` are the bytes it was read from, where they were at hand.
    """

    document: Document
    records: tuple[Record, ...]
    findings: tuple[Finding, ...]
    raw: bytes | None = None


def _korean() -> Analyser:
    from pledgebook.language.korean import KoreanAnalyser

    return KoreanAnalyser()


def _english() -> Analyser:
    from pledgebook.language.english import EnglishAnalyser

    return EnglishAnalyser()


_MAKERS: dict[str, Callable[[], Analyser]] = {"ko": _korean, "en": _english}


@cache
def analyser(language: str) -> Analyser:
    """Return the analyser of a language; each loads its model when it first reads."""
    return _MAKERS[language]()


class _Analysers(Mapping[str, Analyser]):
    """All analysers, each made when a text first asks for it."""

    def __getitem__(self, language: str) -> Analyser:
        return analyser(language)

    def __iter__(self) -> Iterator[str]:
        return iter(_MAKERS)

    def __len__(self) -> int:
        return len(_MAKERS)


def read_document(document: Document) -> Reading:
    """Read a document whole and return its records, in order of their first evidence."""
    home = home_of(document, gazetteer())
    names = find_names(document.text, document.published, gazetteer(), home)
    segments = segment(document, _Analysers())
    drafts = sorted(_drafts(document, segments, names), key=lambda d: d[1].clause.predicate.start)
    cast = Cast(document, names, gazetteer(), home or home_by_mentions(names))
    records = list(resolve(drafts, cast, bundled_concepts(), READER))
    merged = join_twins(merge(records, _headlines(document, drafts, records)), names)
    repeated = BlockIndex(segments.repeated)
    told = (_with_repetitions(record, segments.repeated, repeated) for record in merged)
    return Reading(document, tuple(told), document.findings)


def _drafts(
    document: Document, segments: Segments, names: list[Mention]
) -> Iterator[tuple[str, Draft]]:
    for language, sentences in segments.sentences.items():
        if not any(sentence.cued for sentence in sentences):
            continue
        text = Text(document.text, document.published, sentences, names)
        extraction = Extraction(lexicon(language), document.published)
        for analysed in analyser(language).analyse(text):
            head = sentences[analysed.index].head
            while head is not None and not extraction.heads.get(head):
                head = sentences[head].head  # an item that only names a theme: "Health:"
            for draft in extraction.extract(analysed, head):
                yield language, draft


def _headlines(
    document: Document, drafts: Sequence[tuple[str, Draft]], records: Sequence[Record]
) -> frozenset[str]:
    """Return the ids of the records that a headline or a heading tells."""
    headings = BlockIndex(b for b in document.blocks if b.kind is BlockKind.HEADING)
    return frozenset(
        record.id
        for record, (_, draft) in zip(records, drafts, strict=True)
        if draft.clause.link is Link.HEADLINE or headings.holding(draft.evidence)
    )


def _with_repetitions(
    record: Record, repeated: dict[Block, list[Block]], index: BlockIndex
) -> Record:
    """Add the same words in the blocks that repeat the one they stand in."""
    more: list[Evidence] = []
    for piece in record.evidence:
        first = index.holding(piece.span)
        more += [_moved(piece, first, other) for other in repeated[first]] if first else []
    return replace(record, evidence=(*record.evidence, *more)) if more else record


def _moved(piece: Evidence, first: Block, other: Block) -> Evidence:
    by = other.span.start - first.span.start
    return replace(piece, start=piece.start + by, end=piece.end + by)
