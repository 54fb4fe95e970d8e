"""What every test of English reads with: a text in, its clauses or drafts out."""

from collections.abc import Callable
from datetime import date

import pytest

from pledgebook.extraction.draft import Draft
from pledgebook.extraction.extract import Extraction
from pledgebook.knowledge.gazetteer import gazetteer
from pledgebook.knowledge.lexicon import lexicon
from pledgebook.language.analyser import Sentence, Text
from pledgebook.language.clause import Clause
from pledgebook.language.english import EnglishAnalyser
from pledgebook.language.names import find_names
from pledgebook.model.document import Block, BlockKind
from pledgebook.model.span import Span

PUBLISHED = date(2027, 1, 15)
Read = Callable[[str], Text]


@pytest.fixture(scope="session")
def english() -> EnglishAnalyser:
    return EnglishAnalyser()


@pytest.fixture(scope="session")
def text_of(english: EnglishAnalyser) -> Callable[[str], Text]:
    """Lines are blocks: "- " begins an item, "-- " an item of an item."""

    def make(words: str) -> Text:
        sentences: list[Sentence] = []
        place = 0
        for line in words.split("\n"):
            level = len(line) - len(line.lstrip("-"))
            start = place + (level + 1 if level else 0)
            kind = BlockKind.ITEM if level else BlockKind.PARAGRAPH
            block = Block(Span(start, place + len(line)), kind, level)
            cue = lexicon("en").cue
            for span in english.split(words, block.span):
                cued = level > 0 or cue.search(words, span.start, span.end) is not None
                sentences.append(Sentence(span, block, cued))
            place += len(line) + 1
        return Text(words, PUBLISHED, sentences, find_names(words, PUBLISHED, gazetteer()))

    return make


@pytest.fixture(scope="session")
def clauses_of(
    english: EnglishAnalyser, text_of: Callable[[str], Text]
) -> Callable[[str], list[Clause]]:
    def read(words: str) -> list[Clause]:
        return [clause for found in english.analyse(text_of(words)) for clause in found.clauses]

    return read


@pytest.fixture(scope="session")
def drafts_of(
    english: EnglishAnalyser, text_of: Callable[[str], Text]
) -> Callable[[str], list[Draft]]:
    def read(words: str) -> list[Draft]:
        text = text_of(words)
        extraction = Extraction(lexicon("en"), PUBLISHED)
        return [d for a in english.analyse(text) for d in extraction.extract(a, None)]

    return read
