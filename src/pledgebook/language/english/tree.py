"""A parsed passage as plain lists, with each token's place in the stored text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pledgebook.language.english.forms import SPACE, Form
from pledgebook.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

VERBAL = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_PLACES: list[int | str] = ["HEAD", "IDX", "LENGTH", "DEP"]
_UNSIGNED = 2**64  # what a head to the left is counted around
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


def plant(doc: "Doc", forms: Sequence[Form], pieces: Sequence[tuple[str, int]], own: int) -> Tree:
    """Return the tree of a parsed passage that was put together from `pieces` of the stored text.

    A piece comes with its place; `forms` are those of the tokens. Tokens are `lent` that do not
    stand at `own` or after it, or that come before the first that does.
    """
    begins: list[int] = []
    begin = 0
    for words, _ in pieces:
        begins.append(begin)
        begin += len(words)
    kids: list[list[int]] = [[] for _ in forms]
    heads: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    deps: list[str] = []
    which = 0
    for here, (offset, at, length, dep) in enumerate(doc.to_array(_PLACES).tolist()):
        head = (here + offset) % _UNSIGNED
        heads.append(head)
        deps.append("dep" if forms[here].tag == SPACE else doc.vocab.strings[dep])
        if head != here:
            kids[head].append(here)
        while which + 1 < len(begins) and at >= begins[which + 1]:
            which += 1
        starts.append(at - begins[which] + pieces[which][1])
        last, final = at + length - 1, which
        while final + 1 < len(begins) and last >= begins[final + 1]:
            final += 1
        ends.append(last - begins[final] + pieces[final][1] + 1)
    return Tree(
        words=[form.word for form in forms],
        lower=[form.lower for form in forms],
        tags=[form.tag for form in forms],
        deps=deps,
        heads=heads,
        lemmas=[form.lemma for form in forms],
        starts=starts,
        ends=ends,
        kids=kids,
        lent=sum(start < own for start in starts),
    )
