"""What the Korean tests share: text in, clauses out."""

from collections.abc import Callable
from datetime import date

import pytest

from pledgebook.knowledge.gazetteer import gazetteer
from pledgebook.language.analyser import Sentence, Text
from pledgebook.language.clause import Clause
from pledgebook.language.korean import KoreanAnalyser
from pledgebook.model.document import Block, BlockKind
from pledgebook.model.span import Span

PUBLISHED = date(2025, 6, 2)

Read = Callable[[str], list[Clause]]


@pytest.fixture(scope="session")
def analyser() -> KoreanAnalyser:
    return KoreanAnalyser()


@pytest.fixture(scope="session")
def read(analyser: KoreanAnalyser) -> Read:
    """Return the clauses of all sentences of a text."""

    def clauses(text: str) -> list[Clause]:
        block = Block(Span(0, len(text)), BlockKind.PARAGRAPH)
        spans = analyser.split(text, block.span)
        sentences = [Sentence(span, block, True) for span in spans]
        mentions = gazetteer().find(text, PUBLISHED)
        analysed = analyser.analyse(Text(text, PUBLISHED, sentences, mentions))
        return [clause for sentence in analysed for clause in sentence.clauses]

    return clauses
