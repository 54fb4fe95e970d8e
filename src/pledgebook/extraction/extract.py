"""Clauses to drafts of records: each clause is held against the rules of the lexicon."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pledgebook.extraction.draft import Draft
from pledgebook.extraction.matching import complement_of, first_match
from pledgebook.extraction.timing import choose
from pledgebook.knowledge.lexicon import Lexicon, Rule
from pledgebook.language.analyser import Analysed
from pledgebook.language.clause import Argument, Clause, Link, Role
from pledgebook.language.dates.expression import TimeExpression
from pledgebook.model.record import Kind, Strength
from pledgebook.model.span import Span, cover

BELOW = "below"
"""The marker of a clause whose content is the list below it."""
_SHARED = (Link.COORDINATE, Link.ITEM)
_ONE_SIDED = (Strength.MANDATE, Strength.INTENT, Strength.PLAN, Strength.TARGET)
_PROMISED = (Kind.COMMITMENT, Kind.REQUEST, Kind.MEETING)


@dataclass(slots=True)
class Extraction:
    """Draws drafts from the sentences of one text, in order.

    The rules that fired on a sentence are remembered, since the items of a list share the rule of
    the sentence that heads it.
    """

    lexicon: Lexicon
    published: date | None
    heads: dict[int, list[tuple[Clause, Rule]]] = field(default_factory=dict)

    def extract(self, analysed: Analysed, head: int | None) -> Iterator[Draft]:
        """Yield the drafts of one sentence; `head` is the index of its list's head sentence."""
        clauses = analysed.clauses
        fired = self._fire(clauses)
        self._share(clauses, fired, self.heads.get(head, []) if head is not None else [])
        kept = {i: rule for i, rule in fired.items() if not _within(i, clauses, fired)}
        self.heads[analysed.index] = [
            (clauses[i], rule) for i, rule in kept.items() if rule.kind in _PROMISED
        ]
        for index in sorted(kept):
            if any(marker.name == BELOW for marker in clauses[index].markers):
                continue  # "promise the following": its items tell what
            yield self._draft(clauses[index], clauses, kept[index], analysed.index)

    def _fire(self, clauses: Sequence[Clause]) -> dict[int, Rule]:
        fired: dict[int, Rule] = {}
        for place, clause in enumerate(clauses):
            rule = first_match(self.lexicon, clause, clauses)
            if rule is not None:
                fired[place] = rule
        return fired

    def _share(
        self,
        clauses: Sequence[Clause],
        fired: dict[int, Rule],
        heads: Sequence[tuple[Clause, Rule]],
    ) -> None:
        """Hand the rule of a governing clause to complements and items that go on from it."""
        places = {clause.index: place for place, clause in enumerate(clauses)}
        for place, clause in enumerate(clauses):
            if place in fired or clause.link not in _SHARED:
                continue
            governor = _governor(clause, clauses, places)
            if governor is not None and governor in fired:
                anew = first_match(self.lexicon, clauses[governor], clauses, clause)
                fired[place] = anew if anew and anew.kind else fired[governor]
            elif clause.link is Link.ITEM and heads and not clause.negated:
                fired[place] = heads[-1][1]

    def _draft(self, clause: Clause, clauses: Sequence[Clause], rule: Rule, sentence: int) -> Draft:
        assert rule.kind is not None
        complement = complement_of(clause, clauses)
        when, due = choose(rule.kind, _times(clause, complement), self.published)
        actors = next((found for r in rule.actor if (found := clause.role(Role(r)))), ())
        roles = [r for r in rule.partner if r not in rule.actor[:1]]
        if rule.kind is Kind.COMMITMENT and rule.strength in _ONE_SIDED:
            roles = [r for r in roles if r != Role.TO]  # who is to gain by it is bound to nothing
        partners = tuple(a for r in roles for a in clause.role(Role(r)))
        if rule.kind is Kind.MEETING and not actors and not partners:  # "the India-Kenya Dialogue"
            partners = tuple(a for a in clause.role(Role.WHAT) if not a.agent)
        return Draft(
            kind=rule.kind,
            strength=rule.strength,
            rule=rule.id,
            trigger=_trigger(clause, rule),
            sentence=sentence,
            clause=clause,
            actors=actors,
            partners=_without(partners, actors),
            action=_action(clause, complement),
            said_by=clause.said_by,
            date=when,
            due=due,
            evidence=clause.span,
        )


def _governor(clause: Clause, clauses: Sequence[Clause], places: Mapping[int, int]) -> int | None:
    """Return the place of the clause whose complement this one goes on ("agreed to A and to B")."""
    first = clause
    for _ in clauses:
        above = places.get(first.parent) if first.parent is not None else None
        if first.link is not Link.COORDINATE or above is None:
            break
        first = clauses[above]
    if first is clause or first.link is not Link.COMPLEMENT or first.parent is None:
        return None
    return places.get(first.parent)


def _within(place: int, clauses: Sequence[Clause], fired: Mapping[int, Rule]) -> bool:
    """Tell whether a clause makes no record: its rule says so, or its governor tells it already."""
    clause, rule = clauses[place], fired[place]
    if rule.kind is None:
        return True
    parent = next((i for i, c in enumerate(clauses) if c.index == clause.parent), None)
    if parent is None or parent not in fired or fired[parent].kind is None:
        return False
    if clause.link is Link.COMPLEMENT:
        return True
    same = fired[parent].kind is rule.kind
    return same and clause.link is Link.MODIFIER and clauses[parent].span.covers(clause.span)


def _times(clause: Clause, complement: Clause | None) -> list[TimeExpression]:
    """Return the clause's times, its complement's first: that is when the act itself is to be."""
    inner = list(complement.times) if complement is not None else []
    return inner + [time for time in clause.times if time not in inner]


def _trigger(clause: Clause, rule: Rule) -> Span:
    for marker in clause.markers:
        if marker.name in rule.marker:
            return marker.span
    return clause.predicate


def _action(clause: Clause, complement: Clause | None) -> Span:
    """Return what is to be done: the complement, or the clause from after WHO to its end."""
    if complement is not None:
        return complement.span
    own = [a.span for a in clause.role(Role.WHO) if not a.carried and a.span.end <= clause.span.end]
    before = [span.end for span in own if span.end <= clause.predicate.start]
    start = max([clause.span.start, *(end for end in before if end > clause.span.start)])
    rest = [a.span for a in clause.arguments if not a.carried and a.span.start >= start]
    first = min([clause.predicate.start, *(span.start for span in rest)])
    return cover(Span(first, max(first, clause.span.end)), clause.predicate)


def _without(arguments: Sequence[Argument], taken: Sequence[Argument]) -> tuple[Argument, ...]:
    return tuple(a for a in arguments if a not in taken)
