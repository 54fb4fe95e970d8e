"""Where a clause begins and ends: what is its own and what is its neighbour's."""

from collections.abc import Sequence

from pledgebook.language.clause import Link
from pledgebook.language.english.tree import Tree
from pledgebook.language.english.verbs import Verb

_HEAD_EDGE = frozenset(
    """and or but , ; : . - -- – — " '' `` ' ( ) while as well""".split()  # noqa: SIM905
)
_EDGE = _HEAD_EDGE | frozenset(
    "[ ] ! ? both also then so which that thereby yet whilst whereas who".split()  # noqa: SIM905
)
_CONTRAST = frozenset({"while", "whilst", "whereas"})


def starts(tree: Tree, verbs: Sequence[Verb]) -> dict[int, int]:
    """Return, by a verb's token, the first token of its clause."""
    return {verb.at: _start(tree, verb) for verb in verbs}


def _start(tree: Tree, verb: Verb) -> int:
    first = verb.first
    for kid in [k for place in (verb.at, *verb.stands_for) for k in tree.kids[place]]:
        if kid >= verb.first:
            continue
        dep = tree.deps[kid]
        if dep in ("nsubj", "nsubjpass", "csubj", "expl") or (
            dep in ("neg", "advmod", "preconj") and verb.first - kid <= 4 and kid > 0
        ):
            first = min(first, tree.edges(kid)[0])
    before = first - 1
    while before >= 0 and tree.tags[before] in ("RB", "RBR", "TO") and first - before < 4:
        first, before = before, before - 1
    if before >= 0 and tree.lower[before] in ("we", "they", "he", "she", "i", "it") and verb.finite:
        first = before
    return first


def extent(
    tree: Tree, verb: Verb, begins: dict[int, int], verbs: Sequence[Verb]
) -> tuple[int, int]:
    """Return the first and the last token of a clause.

    It runs up to where the next clause begins that is no part of it: one that stands beside it, or
    that makes a record of its own.
    """
    first = begins[verb.at]
    end = len(tree)
    for other in verbs:
        if other.at <= verb.at or other is verb:
            continue
        begin = begins[other.at]
        if begin <= verb.last:
            begin = other.first  # a remark on the subject stands before its verb
        if begin <= verb.last:
            continue
        if _divides(tree, verb, other, begin):
            event = verb.link is Link.MODIFIER and other.parent is not verb
            end = min(end, begin if event else _comma_before(tree, begin, other))
    return _trimmed(tree, first, end - 1, verb)


def _divides(tree: Tree, verb: Verb, other: Verb, begin: int) -> bool:
    """Tell whether another verb's clause is a neighbour and no part of this one."""
    if other.joined or other.stray:
        return False
    if _inside(other, verb):
        # a part, unless it is a promise or an event of its own that stands apart by a comma
        if not other.emitted:
            return False
        if other.link is Link.COORDINATE:
            return True
        if other.link is Link.QUOTE or (other.link is Link.COMPLEMENT and other.finite):
            return False
        if other.link is Link.ADVERBIAL and begin and tree.lower[begin - 1] in _CONTRAST:
            return True
        apart = begin > 0 and tree.lower[begin - 1] in (",", "—", "–", ";", "(")
        return apart and other.link is Link.MODIFIER
    return other.emitted or other.finite


def _inside(other: Verb, verb: Verb) -> bool:
    """Tell whether `other` hangs below `verb`; what stands beside it does not."""
    step: Verb | None = other
    for _ in range(20):
        if step is None or step.parent is None:
            return False
        if step.parent is verb:
            return not (step.link is Link.COORDINATE and (step.emitted or step.finite))
        step = step.parent
    return False


def _comma_before(tree: Tree, begin: int, other: Verb) -> int:
    """Return where a neighbour's words begin, with what introduces it ("in Rome, they met")."""
    if begin > 0 and tree.lower[begin - 1] in ("while", "whereas", "as", "although", "whilst"):
        begin -= 1
    for kid in tree.kids[other.at]:
        if tree.deps[kid] in ("prep", "npadvmod", "advmod", "advcl", "mark") and kid < begin:
            left = tree.edges(kid)[0]
            if (
                left > 0
                and left < begin
                and tree.lower[left - 1] in (",", ";", "and", "but", "that")
            ):
                begin = left
    return begin


def _trimmed(tree: Tree, first: int, last: int, verb: Verb) -> tuple[int, int]:
    while first < verb.first and tree.lower[first] in _HEAD_EDGE:
        first += 1
    while last > verb.last and (tree.lower[last] in _EDGE or tree.tags[last] in ("_SP", "CC")):
        if tree.lower[last] == ")" and any(tree.lower[t] == "(" for t in range(verb.last, last)):
            break
        last -= 1
    return first, last
