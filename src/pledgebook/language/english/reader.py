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
from pledgebook.language.dates.expression import TimeExpression, Use
from pledgebook.language.english.choosing import Wanted
from pledgebook.language.english.clauses import build
from pledgebook.language.english.forms import Forms
from pledgebook.language.english.links import Grammar
from pledgebook.language.english.model import load
from pledgebook.language.english.nominal import nominal_clauses
from pledgebook.language.english.passages import Passage, passages
from pledgebook.language.english.phrases import Cast
from pledgebook.language.english.sentences import split
from pledgebook.language.english.speech import speeches, spoken
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
    def _forms(self) -> Forms:
        return Forms(self._parser)

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
            verbs=frozenset(predicate.split()[0] for predicate in predicates),
            modifiers=frozenset().union(*(r.predicate for r in rules if "modifier" in r.link)),
            longer=tails(sorted(predicates | words["catenative"])),
            meetings=words["meetings"],
            promised=words["promised"],
            instruments=words["instruments"],
            grammar=Grammar(
                catenative=words["catenative"],
                refusing=words["refusing"],
                saying=words["saying"],
                governing=words["governing"],
                asking=words["asking"],
                declaring=words["declaring"],
                purposes=words["purposes"],
            ),
        )

    def split(self, text: str, block: Span) -> list[Span]:
        """Return the sentences of a block, in order, trimmed of white space."""
        return split(text, block)

    def analyse(self, text: Text) -> Iterator[Analysed]:
        """Yield the clauses of each cued sentence, in order; raises ModelError without a model."""
        words = self._lexicon.words
        cast = Cast(
            text.mentions,
            words["agents"],
            words["meetings"],
            words["promised"],
            self._wanted.grammar,
        )
        told = speeches(text.text)
        waiting: list[Clause] = []
        current: int | None = None
        for passage, tree, times in self._parsed(text):
            if passage.sentence != current:
                if current is not None:
                    yield Analysed(current, tuple(waiting))
                current, waiting = passage.sentence, []
            clauses = [
                clause
                if clause.said_by
                else replace(clause, said_by=spoken(clause, told, text.text))
                for clause in self._clauses(text, passage, tree, cast, times)
            ]
            waiting += [_renumbered(clause, len(waiting)) for clause in clauses]
        if current is not None:
            yield Analysed(current, tuple(waiting))

    def _parsed(self, text: Text) -> Iterator[tuple[Passage, Tree, Sequence[TimeExpression]]]:
        """Yield the passages of the cued sentences, parsed a batch at a time, with their times."""
        coming = passages(text.text, text.sentences)
        while batch := list(islice(coming, _BATCH)):
            times = [_times(text, passage) for passage in batch]
            pieces = [
                passage.pieces(text.text, passage.asides(text.text, _deadlines(found)))
                for passage, found in zip(batch, times, strict=True)
            ]
            words = ["".join(words for words, _ in parts) for parts in pieces]
            left_out = self._forms.left_out
            parsed = self._parser.pipe(words, batch_size=_BATCH, disable=left_out)
            for passage, found, parts, doc in zip(batch, times, pieces, parsed, strict=True):
                if len(doc):
                    tree = plant(doc, self._forms.of(doc), parts, passage.own.start)
                    yield passage, tree, found

    def _clauses(
        self,
        text: Text,
        passage: Passage,
        tree: Tree,
        cast: Cast,
        times: Sequence[TimeExpression],
    ) -> Sequence[Clause]:
        sentence = text.sentences[passage.sentence].span
        company = [whom for _, whom in passage.company(text.text) if whom is not None]
        asides = passage.asides(text.text, _deadlines(times))
        apart = frozenset(t.start for t in times if any(a.start <= t.start < a.end for a in asides))
        found = build(tree, passage, sentence, self._wanted, cast, times, company, apart)
        if times:
            found += nominal_clauses(
                tree, sentence, self._wanted.meetings, cast, times, text.published, found
            )
        return found


def _times(text: Text, passage: Passage) -> list[TimeExpression]:
    """Return the times of a passage; a year inside a name is none."""
    return [
        time
        for part in passage.stretches()
        for time in find_english(part.of(text.text), text.published, part.start)
        if not (time.fuzzy and time.use is Use.AT and time.edtf and len(time.edtf) == 4)
    ]


def _deadlines(times: Sequence[TimeExpression]) -> list[Span]:
    return [Span(time.start, time.end) for time in times if time.use is Use.BY]


def _renumbered(clause: Clause, by: int) -> Clause:
    """Return the clause as one of a sentence of several passages."""
    if not by:
        return clause
    parent = clause.parent + by if clause.parent is not None else None
    return replace(clause, index=clause.index + by, parent=parent)
