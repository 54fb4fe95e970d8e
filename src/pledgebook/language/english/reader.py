"""The analyser of English: cued sentences are parsed in batches, the others never."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from pledgebook.knowledge.lexicon import Lexicon, lexicon
from pledgebook.language.analyser import Analysed, Text
from pledgebook.language.clause import Clause
from pledgebook.language.dates.english import find_english
from pledgebook.language.english.arguments import Cast
from pledgebook.language.english.clauses import Wanted, build
from pledgebook.language.english.links import Grammar
from pledgebook.language.english.model import load
from pledgebook.language.english.nominal import nominal_clauses
from pledgebook.language.english.passages import Passage, passages
from pledgebook.language.english.sentences import split
from pledgebook.language.english.tree import Tree, plant
from pledgebook.language.english.verbs import tails
from pledgebook.model.span import Span

if TYPE_CHECKING:
    from spacy.language import Language

_BATCH = 64


class EnglishAnalyser:
    """English text in, clauses out; the model is loaded when the first sentence is parsed."""

    language = "en"

    def __init__(self, model: str | None = None) -> None:
        self._model = model

    @cached_property
    def _parser(self) -> "Language":
        return load(self._model)

    @cached_property
    def _lexicon(self) -> Lexicon:
        return lexicon("en")

    @cached_property
    def _wanted(self) -> Wanted:
        words = self._lexicon.words
        rules = [rule for rule in self._lexicon.rules if rule.kind is not None]
        predicates = frozenset().union(*(rule.predicate for rule in rules))
        return Wanted(
            predicates=predicates,
            longer=tails(sorted(predicates | words["catenative"])),
            meetings=words["meetings"],
            grammar=Grammar(
                catenative=words["catenative"],
                refusing=words["refusing"],
                saying=words["saying"],
                governing=words["governing"],
                asking=words["asking"],
                declaring=words["declaring"],
            ),
        )

    def split(self, text: str, block: Span) -> list[Span]:
        """Return the sentences of a block, in order, trimmed of white space."""
        return split(text, block)

    def analyse(self, text: Text) -> Iterator[Analysed]:
        """Yield the clauses of each cued sentence, in order; raises ModelError without a model."""
        cast = Cast(text.mentions, self._lexicon.words["agents"], self._wanted.grammar)
        waiting: list[Clause] = []
        current: int | None = None
        for passage, tree in self._parsed(text):
            if passage.sentence != current:
                if current is not None:
                    yield Analysed(current, tuple(waiting))
                current, waiting = passage.sentence, []
            clauses = self._clauses(text, passage, tree, cast)
            waiting += [_renumbered(clause, len(waiting)) for clause in clauses]
        if current is not None:
            yield Analysed(current, tuple(waiting))

    def _parsed(self, text: Text) -> Iterator[tuple[Passage, Tree]]:
        """Yield the passages of the cued sentences with their parses, a batch at a time."""
        coming = passages(text.text, text.sentences)
        while batch := list(islice(coming, _BATCH)):
            words = [passage.words(text.text) for passage in batch]
            for passage, doc in zip(batch, self._parser.pipe(words, batch_size=_BATCH), strict=True):
                if len(doc):
                    yield passage, plant(doc, [*passage.lent, passage.own])

    def _clauses(self, text: Text, passage: Passage, tree: Tree, cast: Cast) -> Sequence[Clause]:
        sentence = text.sentences[passage.sentence].span
        times = [
            time
            for part in passage.stretches()
            for time in find_english(part.of(text.text), text.published, part.start)
        ]
        found = build(tree, passage, sentence, self._wanted, cast, times)
        if times:
            found += nominal_clauses(
                tree, sentence, self._wanted.meetings, cast, times, text.published, found
            )
        return found


def _renumbered(clause: Clause, by: int) -> Clause:
    """Return the clause as one of a sentence of several passages."""
    if not by:
        return clause
    parent = clause.parent + by if clause.parent is not None else None
    return replace(clause, index=clause.index + by, parent=parent)
