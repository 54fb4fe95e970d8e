"""A parsed passage as plain lists, with each token's place in the stored text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pledgebook.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

VERBAL = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "DT", "WP", "WDT", "EX", "JJ"})


@dataclass(slots=True)
class Tree:
    """The tokens of one passage: parallel lists, indexed by token.

    `starts` and `ends` are places in the stored text. The first `lent` tokens are borrowed from the
    head of a list, and stand before the passage's own.
    """

    words: list[str]
    lower: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    lemmas: list[str]
    starts: list[int]
    ends: list[int]
    kids: list[list[int]]
    lent: int = 0
    _edges: dict[int, tuple[int, int]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """Return the stored place of the tokens `first` to `last` (both included)."""
        return Span(self.starts[first], self.ends[last])

    def edges(self, token: int) -> tuple[int, int]:
        """Return the first and the last token of what hangs on `token`."""
        known = self._edges.get(token)
        if known is None:
            first = last = token
            for kid in self.kids[token]:
                left, right = self.edges(kid)
                first, last = min(first, left), max(last, right)
            known = self._edges[token] = (first, last)
        return known

    def below(self, token: int, *deps: str) -> Iterator[int]:
        """Yield the dependents of `token` that hang on it by one of `deps`."""
        for kid in self.kids[token]:
            if self.deps[kid] in deps:
                yield kid

    def first_below(self, token: int, *deps: str) -> int | None:
        """Return the first such dependent."""
        return next(self.below(token, *deps), None)

    def above(self, token: int) -> Iterator[int]:
        """Yield what `token` hangs on, and so on up to the root."""
        while self.heads[token] != token:
            token = self.heads[token]
            yield token


def plant(doc: "Doc", pieces: Sequence[tuple[str, int]], own: int) -> Tree:
    """Return the tree of a parsed passage that was put together from `pieces` of the stored text.

    A piece comes with its place. Tokens are `lent` that do not stand at `own` or after it, or that
    come before the first that does.
    """
    begins: list[int] = []
    begin = 0
    for words, _ in pieces:
        begins.append(begin)
        begin += len(words)
    kids: list[list[int]] = [[] for _ in doc]
    heads: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    which = 0
    for token in doc:
        here, head, at = token.i, token.head.i, token.idx
        heads.append(head)
        if head != here:
            kids[head].append(here)
        while which + 1 < len(begins) and at >= begins[which + 1]:
            which += 1
        starts.append(at - begins[which] + pieces[which][1])
        last, final = at + len(token) - 1, which
        while final + 1 < len(begins) and last >= begins[final + 1]:
            final += 1
        ends.append(last - begins[final] + pieces[final][1] + 1)
    words_ = [token.text for token in doc]
    return Tree(
        words=words_,
        lower=[word.lower() for word in words_],
        tags=[token.tag_ for token in doc],
        deps=[token.dep_ for token in doc],
        heads=heads,
        lemmas=[token.lemma_.lower() for token in doc],
        starts=starts,
        ends=ends,
        kids=kids,
        lent=sum(start < own for start in starts),
    )
