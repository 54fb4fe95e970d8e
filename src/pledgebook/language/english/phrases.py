"""Noun phrases: where they begin and end, and whether they name somebody who can act."""

from collections.abc import Sequence
from dataclasses import dataclass

from pledgebook.knowledge.gazetteer import Mention
from pledgebook.language.clause import Argument, Role
from pledgebook.language.english.links import Grammar
from pledgebook.language.english.tree import NOMINAL, Tree
from pledgebook.language.names import within
from pledgebook.model.span import Span

_PERSONAL = frozenset(
    {"our", "we", "they", "he", "she", "i", "us", "them", "it", "who", "both", "each"}
)
_INSIDE = frozenset({"for", "from", "to", "at", "in", "on", "within"})
_TITLES = frozenset(
    [
        "president",
        "vice-president",
        "minister",
        "secretary",
        "advisor",
        "adviser",
        "chancellor",
        "ambassador",
        "chair",
        "director",
        "premier",
        "king",
        "prince",
        "princess",
        "representative",
        "commissioner",
        "administrator",
        "chief",
        "chairman",
        "chairwoman",
        "general",
        "governor",
        "mayor",
        "envoy",
        "spokesperson",
        "counselor",
        "undersecretary",
        "principal",
        "prime",
        "senator",
        "attorney",
        "czar",
        "emir",
        "sultan",
        "crown",
        "majesty",
        "excellency",
        "mr",
        "mr.",
        "ms",
        "ms.",
        "dr",
        "dr.",
    ]
)
_MEASURES = frozenset(
    {
        "round",
        "series",
        "set",
        "number",
        "range",
        "package",
        "host",
        "pair",
        "lot",
        "variety",
        "slate",
    }
)


@dataclass(frozen=True, slots=True)
class Cast:
    """What tells that a phrase names somebody who can act: the names found, the nouns known."""

    mentions: Sequence[Mention]
    agents: frozenset[str]
    events: frozenset[str]
    promises: frozenset[str]
    grammar: Grammar


def phrase(tree: Tree, head: int) -> tuple[int, int]:
    """Return the first and last token of a noun phrase, without clauses and remarks about it."""
    first = last = head
    for kid in tree.kids[head]:
        dep = tree.deps[kid]
        if dep in (
            "det",
            "amod",
            "compound",
            "poss",
            "nummod",
            "nmod",
            "predet",
            "quantmod",
            "case",
            "preconj",
        ):
            left, right = tree.edges(kid)
            first, last = min(first, left), max(last, right)
        elif dep == "prep" and kid > head and _names(tree, kid):
            last = max(last, _prepositional_end(tree, kid))
        elif dep in ("conj", "appos") and tree.tags[kid] in NOMINAL:
            left, right = phrase(tree, kid)
            if dep == "conj" or left - last <= 2:
                first, last = min(first, left), max(last, right)
    if first < tree.lent <= head:
        first = tree.lent
    return first, last


def _names(tree: Tree, preposition: int) -> bool:
    """Tell whether a phrase is part of a name: "of Trade", "for Science"; not "in the meantime"."""
    if tree.lower[preposition] == "of":
        return True
    named = tree.tags[tree.heads[preposition]] in ("NNP", "NNPS")
    if named and tree.lower[preposition] in ("in", "on", "at"):
        return False  # where somebody is, who is named already
    inside = tree.lower[preposition] in _INSIDE
    return inside and any(tree.tags[k] in ("NNP", "NNPS") for k in tree.below(preposition, "pobj"))


def _prepositional_end(tree: Tree, preposition: int) -> int:
    last = preposition
    for kid in tree.below(preposition, "pobj"):
        last = max(last, phrase(tree, kid)[1])
    return last


def argument(
    tree: Tree, role: Role, head: int, cast: Cast, marker: str = "", carried: bool = False
) -> Argument:
    """Return the argument that the noun `head` makes."""
    first, last = phrase(tree, head)
    return Argument(
        role=role,
        span=span_of(tree, first, last),
        head=_head_lemma(tree, _counted(tree, head)),
        marker=marker,
        carried=carried,
        agent=can_act(tree, head, first, last, cast),
    )


def _head_lemma(tree: Tree, head: int) -> str:
    """Return the lemma of a noun; of a name in the plural ("Consultations") its singular."""
    lemma = tree.lemmas[head]
    plural = tree.tags[head] in ("NNP", "NNPS") and lemma.endswith("s") and len(lemma) > 4
    return lemma[:-1] if plural else lemma


def _counted(tree: Tree, head: int) -> int:
    """Return what a measure counts: "a second round of commitments" is of commitments."""
    if tree.lemmas[head] in _MEASURES:
        for kid in tree.below(head, "prep"):
            if tree.lower[kid] == "of":
                return next(tree.below(kid, "pobj"), head)
    return head


def span_of(tree: Tree, first: int, last: int) -> Span:
    """Return the stored place of some tokens, without those borrowed from a list's head."""
    if first < tree.lent <= last:
        first = tree.lent
    return tree.span(first, last)


def can_act(tree: Tree, head: int, first: int, last: int, cast: Cast) -> bool:
    """Tell whether a noun phrase names somebody who can act."""
    word = tree.lower[head]
    if word in _PERSONAL or word in cast.agents or tree.lemmas[head] in cast.agents:
        return True
    if word.endswith("s") and word[:-1] in cast.agents:
        return True
    start, end = tree.starts[head], tree.ends[head]
    if end > start:
        span = span_of(tree, first, last)
        for mention in within(cast.mentions, span):
            if mention.start < end and mention.end > start:
                return True
    if tree.tags[head] in ("NNP", "NNPS"):
        words = [tree.lower[t] for t in range(first, last + 1)]
        if any(word in _TITLES or word.rstrip("s") in _TITLES for word in words):
            return True
        return _is_bare_name(tree, head, first, last)
    if tree.tags[head] in ("CD", "DT") or tree.lower[head] in ("members", "all"):
        for kid in tree.below(head, "prep"):
            if tree.lower[kid] == "of":
                return any(
                    can_act(tree, k, *phrase(tree, k), cast) for k in tree.below(kid, "pobj")
                )
    return any(
        can_act(tree, k, *phrase(tree, k), cast)
        for k in tree.below(head, "conj")
        if tree.tags[k] in NOMINAL
    )


def is_person(tree: Tree, argument: Argument) -> bool:
    """Tell whether an argument names a person by office and name: "Foreign Minister Lindqvist"."""
    inside = [
        t for t in range(len(tree)) if argument.span.start <= tree.starts[t] < argument.span.end
    ]
    titled = any(tree.lower[t] in _TITLES for t in inside)
    return titled and sum(tree.tags[t] in ("NNP", "NNPS") for t in inside) > 1


def _is_bare_name(tree: Tree, head: int, first: int, last: int) -> bool:
    """Tell whether a phrase looks like a person's name: "NSA Sullivan" — no "the Plan"."""
    tags = {tree.tags[t] for t in range(first, last + 1)}
    names = tags <= {"NNP", "NNPS", "CC", "POS", ",", "."} and tree.words[first][:1].isupper()
    loud = tree.words[head].isupper() and first == last
    return names and last - first < 10 and tree.deps[head] == "nsubj" and not loud
