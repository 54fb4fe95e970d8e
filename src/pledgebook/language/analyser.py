"""What an analyser is given and what it gives back; one protocol for all languages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from pledgebook.knowledge.gazetteer import Mention
from pledgebook.language.clause import Clause
from pledgebook.model.document import Block
from pledgebook.model.span import Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence to read.

    `cued` tells that it holds a word that some rule of the lexicon waits for; others need no
    parse, but may still move the topic. `head` is the index (in `Text.sentences`) of the sentence
    that heads the list this one is an item of ("We commit to:", "다음과 같다").
    """

    span: Span
    block: Block
    cued: bool
    head: int | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """What an analyser reads: the stored text and the sentences in its own language.

    `mentions` are those of the whole document, in order and without overlaps.
    """

    text: str
    published: date | None
    sentences: Sequence[Sentence]
    mentions: Sequence[Mention]


@dataclass(frozen=True, slots=True)
class Analysed:
    """The clauses of one sentence; `index` is the sentence's place in `Text.sentences`.

    A clause's `index` and `parent` count within this list, but for an item of a list, whose parent
    is looked for among the clauses of the head sentence.
    """

    index: int
    clauses: tuple[Clause, ...]


class Analyser(Protocol):
    """Text in, clauses out; holds its model, keeps no state between texts."""

    language: str

    def split(self, text: str, block: Span) -> list[Span]:
        """Return the sentences of a block, in order, trimmed of white space."""
        ...

    def analyse(self, text: Text) -> Iterator[Analysed]:
        """Yield the clauses of each cued sentence, in order."""
        ...
