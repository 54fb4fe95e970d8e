"""Which time belongs to which clause."""

from collections.abc import Mapping, Sequence

from pledgebook.language.clause import Link, Tense
from pledgebook.language.dates.expression import TimeExpression, Use
from pledgebook.language.english.passages import Passage
from pledgebook.language.english.tree import Tree
from pledgebook.language.english.verbs import Verb


def share_out(
    tree: Tree,
    verbs: Sequence[Verb],
    spans: Mapping[int, tuple[int, int]],
    times: Sequence[TimeExpression],
    passage: Passage,
    apart: frozenset[int],
) -> dict[int, list[TimeExpression]]:
    """Give each time to the clause it belongs to: the innermost around it, or the next after it."""
    given: dict[int, list[TimeExpression]] = {verb.at: [] for verb in verbs}
    shared: dict[int, list[TimeExpression]] = {verb.at: [] for verb in verbs}
    for time in times:
        token = _token_at(tree, time, passage)
        if token is None or (passage.dated is not None and time.end <= passage.dated.end):
            if time.use in (Use.BY, Use.TRIGGER):
                for verb in verbs:
                    if verb.link is not Link.COMPLEMENT or verb.finite:
                        shared[verb.at].append(time)
            continue
        around = [v for v in verbs if spans[v.at][0] <= token <= spans[v.at][1]]
        if around:
            inner = min(around, key=lambda v: (spans[v.at][1] - spans[v.at][0], -v.at))
            deictic = tree.lower[token] in ("today", "yesterday", "tomorrow", "tonight")
            if deictic or time.start in apart or not _in_remark(tree, time, token, inner):
                given[inner.at].append(time)
            continue
        later = [v for v in verbs if spans[v.at][0] > token]
        if later:
            nearest = min(later, key=lambda v: spans[v.at][0])
            if nearest.front is None and _fronts(tree, token, nearest, spans[nearest.at][0], verbs):
                nearest.front = time.start
            given[nearest.at].append(time)
            for other in verbs:
                if _beside(other, nearest) or (
                    time.start < passage.own.start and other is not nearest
                ):
                    shared[other.at].append(time)
    for verb in verbs:  # a time of its own goes before what it shares with others
        own = given[verb.at]
        own.sort(key=lambda time: time.start < passage.own.start)
        own += [time for time in shared[verb.at] if time not in own]
    return given


def _token_at(tree: Tree, time: TimeExpression, passage: Passage) -> int | None:
    """Return the token at which a time begins, or the one before what was dropped there."""
    place: int | None = None
    for token in range(len(tree)):
        if tree.starts[token] > time.start:
            break
        place = token
    if time.start >= passage.own.start and (place is None or place < tree.lent):
        return -1  # before the first word that was parsed
    return place


def _fronts(tree: Tree, token: int, verb: Verb, begin: int, verbs: Sequence[Verb]) -> bool:
    """Tell whether a time before a clause begins it: "By May, we", no "after this year's talks"."""
    if token > tree.lent and tree.lower[token - 1] not in (",", ";", "and"):
        return False
    return not any(
        other.finite and token < other.at < begin for other in verbs if other is not verb
    )


def _beside(other: Verb, first: Verb) -> bool:
    step: Verb | None = other
    while step is not None and step.link is Link.COORDINATE:
        step = step.parent
        if step is first:
            return True
    return False


def _in_remark(tree: Tree, time: TimeExpression, token: int, verb: Verb) -> bool:
    """Tell whether a time stands in a remark about a noun: "the accord signed on 2 March"."""
    own = {verb.at, verb.last, *verb.stands_for}
    steps = [token, *tree.above(token)]
    for step in steps:
        if step in own:
            return False
        if tree.deps[step] in ("relcl", "acl") and tree.tags[step] in (
            "VBN",
            "VBD",
            "VBG",
            "VBZ",
            "VBP",
        ):
            return not (time.use is Use.BY and tree.tags[step] in ("VBZ", "VBP"))
        purpose = tree.deps[step] == "advcl" and tree.tags[step] == "VB"
        if purpose and verb.tense is Tense.PAST and time.use is Use.AT:
            return True
    return False
