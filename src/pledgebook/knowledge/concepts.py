"""What a text is about: concepts of AI governance, recognised by their labels.

The labels stand in `concepts.yaml`. All of them are looked for in one pass, so the cost is that of
the text and not of their number.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any, Self

from ahocorasick_rs import AhoCorasick

from pledgebook.knowledge.loading import load

_GAPS = re.compile(r"[\s\u2010-\u2015\-·ㆍ]+")
_HANGUL = re.compile(r"[가-힣]")
_WORD = re.compile(r"[^\W_]")
# What may follow a short Korean label that stands as a word: particles, up to three of them.
_PARTICLES = re.compile(
    r"(?:을|를|이|가|은|는|의|에|와|과|도|로|으로|만|나|이나|에서|에게|께|부터|까지|보다|이라|라|이며|며"
    r"|이고|고|이란|란|등|등의){0,3}(?![가-힣])"
)
# "Ministry of Education" is a name, not a matter: the words of an office do not make a topic.
_OFFICE = re.compile(
    r"\b(?:ministr(?:y|ies|er|ers)|departments?|secretar(?:y|ies)|commissioners?|bureau)"
    r" (?:of|for)(?: the)?(?: [a-z]+,?(?: and)?){0,3} $"
)
_OFFICE_REACH = 60


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept: its slug, its names and labels by language, and the concept above it."""

    id: str
    name: Mapping[str, str]
    labels: Mapping[str, tuple[str, ...]]
    broader: str | None
    definition: Mapping[str, str]
    source: str


@dataclass(frozen=True, slots=True)
class _Match:
    """A label found in the folded text, [start, end), and the concept that it names."""

    start: int
    end: int
    concept: str


class Concepts:
    """The concept scheme, and the one search over all its labels."""

    def __init__(self, concepts: list[Concept], same: list[list[str]]) -> None:
        self.by_id: dict[str, Concept] = {concept.id: concept for concept in concepts}
        # Longer spellings first, so that "인공지능(AI)" goes whole.
        spellings = sorted({word for group in same for word in group[1:]}, key=len, reverse=True)
        self._canonical = {word: group[0] for group in same for word in group[1:]}
        self._spellings = re.compile("|".join(map(re.escape, spellings))) if spellings else None
        patterns = {
            form: concept.id
            for concept in concepts
            for labels in concept.labels.values()
            for label in labels
            for form in _spaced(self._fold(label))
        }
        self._patterns = list(patterns)
        self._concepts = list(patterns.values())
        self._automaton = AhoCorasick(self._patterns)

    @classmethod
    def bundled(cls) -> Self:
        """The scheme that comes with the package."""
        data = load("concepts.yaml")
        return cls([_concept(entry) for entry in data["concepts"]], data["same"])

    def find(self, text: str) -> list[str]:
        """The ids of the concepts that `text` names, in order of first appearance, each once.

        English is matched in any case and by whole words, with or without a plural s; Korean from
        the beginning of a word. Words read as part of a longer label are not read again, so that
        an AI safety institute is not also AI safety.
        """
        folded = self._fold(text)
        kept: list[_Match] = []
        for match in sorted(self._matches(folded), key=lambda m: (m.start, -m.end)):
            # In this order a match lies inside an earlier one exactly if it ends no later than
            # the farthest end so far.
            if not kept or match.end > kept[-1].end:
                kept.append(match)
        return list(dict.fromkeys(match.concept for match in kept))

    def named(self, name: str) -> str | None:
        """The id of the concept that the whole of `name` is a label of, or its id; else None."""
        if name in self.by_id:
            return name
        folded = self._fold(name).strip()
        return self._concepts[self._patterns.index(folded)] if folded in self._patterns else None

    def ancestors(self, concept: str) -> list[str]:
        """The ids above `concept`, nearest first. KeyError for an id that is not in the scheme."""
        above: list[str] = []
        parent = self.by_id[concept].broader
        while parent is not None:
            above.append(parent)
            parent = self.by_id[parent].broader
        return above

    def _matches(self, folded: str) -> Iterator[_Match]:
        found = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        for index, start, end in found:
            if _bounded(folded, start, end) and not _in_office(folded, start):
                yield _Match(start, end, self._concepts[index])

    def _fold(self, text: str) -> str:
        folded = _GAPS.sub(" ", text.lower())
        if self._spellings is None:
            return folded
        return self._spellings.sub(lambda match: self._canonical[match.group()], folded)


@cache
def bundled_concepts() -> Concepts:
    """The bundled scheme, built once in a process."""
    return Concepts.bundled()


def _concept(entry: Mapping[str, Any]) -> Concept:
    names = entry["prefLabel"]
    labels = {language: (name, *entry["altLabel"][language]) for language, name in names.items()}
    return Concept(
        entry["id"], names, labels, entry["broader"], entry["definition"], entry["source"]
    )


def _spaced(label: str) -> Iterator[str]:
    """Every spelling of a folded label: Korean may close up any of its spaces."""
    words = label.split()
    if not _HANGUL.search(label):
        yield " ".join(words)
        return
    for gaps in product(("", " "), repeat=len(words) - 1):
        yield "".join(word + gap for word, gap in zip(words, (*gaps, ""), strict=True))


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether the label at [start, end) is a word, or opens one where Korean lets it."""
    first, last = text[start], text[end - 1]
    before = text[start - 1] if start else " "
    if _same_script(before, first):
        return False
    if _HANGUL.match(last):
        short = len(_HANGUL.findall(text, start, end)) <= 2 and end - start <= 3
        return not short or _PARTICLES.match(text, end) is not None
    after = text[end] if end < len(text) else " "
    if after == "s" and not _HANGUL.match(last):
        after = text[end + 1] if end + 1 < len(text) else " "
    return not _same_script(after, last)


def _same_script(one: str, other: str) -> bool:
    """Whether two characters run on in one word: both Hangul, or both other letters or digits."""
    if not (_WORD.match(one) and _WORD.match(other)):
        return False
    return bool(_HANGUL.match(one)) == bool(_HANGUL.match(other))


def _in_office(text: str, start: int) -> bool:
    """Whether the words just before `start` are those of an office: "minister of …"."""
    return _OFFICE.search(text[max(0, start - _OFFICE_REACH) : start]) is not None
