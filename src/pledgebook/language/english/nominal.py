"""Meetings told by a noun with its own date: "the London Summit on May 21 and 22"."""

from collections.abc import Sequence
from datetime import date

from pledgebook.language.clause import Clause, Link, Role, Tense
from pledgebook.language.dates.edtf import parse
from pledgebook.language.dates.expression import TimeExpression, Use
from pledgebook.language.english.phrases import Cast, argument, phrase
from pledgebook.language.english.tree import Tree
from pledgebook.model.span import Span, cover

_NEAR = 24


def nominal_clauses(
    tree: Tree,
    sentence: Span,
    meetings: frozenset[str],
    cast: Cast,
    times: Sequence[TimeExpression],
    published: date | None,
    told: Sequence[Clause],
) -> list[Clause]:
    """Return a clause for each meeting to come that a noun and its own date tell.

    What a clause of `told` tells already (it has the date) is left out.
    """
    found: list[Clause] = []
    taken = [time for clause in told for time in clause.times if clause.lemma in _TELLING]
    for time in times:
        if time in taken or time.edtf is None or time.use is not Use.AT:
            continue
        if published is None or parse(time.edtf)[1] < published:
            continue
        head = _meeting_before(tree, time, meetings)
        if head is None:
            continue
        if any(_holds(clause, tree, head) for clause in told):
            continue
        first, last = phrase(tree, head)
        span = cover(tree.span(first, last), Span(time.start, time.end))
        found.append(
            Clause(
                index=len(told) + len(found),
                sentence=sentence,
                span=span,
                lemma=tree.lemmas[head],
                predicate=tree.span(head, head),
                link=Link.NOMINAL,
                tense=Tense.FUTURE,
                arguments=(argument(tree, Role.WHAT, head, cast),),
                times=(time,),
            )
        )
    return found


def _holds(clause: Clause, tree: Tree, head: int) -> bool:
    """Tell whether a clause asks for or promises the meeting: "called for talks on 3 May"."""
    at = tree.span(head, head)
    objects = [a for a in clause.role(Role.WHAT) if a.span.covers(at)]
    return bool(objects) and clause.link is Link.COMPLEMENT


_TELLING = frozenset(
    {
        "meet", "hold", "host", "convene", "attend", "visit", "travel", "gather", "chair",
        "welcome",
        "take place", "look forward to", "participate in", "join", "lead", "open", "schedule",
    }
)  # fmt: skip


def _meeting_before(tree: Tree, time: TimeExpression, meetings: frozenset[str]) -> int | None:
    """Return the noun of a meeting right before a time, nothing but its place between them."""
    start = next((t for t in range(len(tree)) if tree.starts[t] >= time.start), None)
    if start is None:
        return None
    for token in range(start - 1, max(tree.lent, start - 12) - 1, -1):
        if tree.tags[token].startswith("VB") or tree.lower[token] in (";", ":", "and", "that"):
            return None
        if tree.tags[token].startswith("NN") and tree.lemmas[token] in meetings:
            between = tree.words[token + 1 : start]
            place = all(
                w[:1].isupper() or w in (",", "in", "at", "of", "the", "(", ")") for w in between
            )
            return token if place and time.start - tree.ends[token] <= 60 else None
    return None
