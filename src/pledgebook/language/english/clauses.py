"""A parsed passage to clauses: the predicates that a rule may wait for, with all they govern."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pledgebook.language.clause import Argument, Clause, Link, Marker, Role
from pledgebook.language.dates.expression import TimeExpression
from pledgebook.language.english.arguments import arguments_of, subject_of
from pledgebook.language.english.choosing import (
    Wanted,
    choose,
    having,
    tell_by_participle,
    without_catenatives,
)
from pledgebook.language.english.extents import extent, starts
from pledgebook.language.english.links import Grammar, tie
from pledgebook.language.english.mending import mend
from pledgebook.language.english.passages import Passage
from pledgebook.language.english.phrases import Cast, argument, is_person
from pledgebook.language.english.timing import share_out
from pledgebook.language.english.tree import Tree
from pledgebook.language.english.verbs import Verb, find_verbs
from pledgebook.model.span import Span

_REPORTING = (Link.QUOTE, Link.COMPLEMENT)


def build(
    tree: Tree,
    passage: Passage,
    sentence: Span,
    wanted: Wanted,
    cast: Cast,
    times: Sequence[TimeExpression],
    company: Sequence[Span] = (),
    apart: frozenset[int] = frozenset(),
) -> list[Clause]:
    """Return the clauses of a passage, numbered from 0 in the order of the text.

    `company` are those with whom a remark between commas says that the doer acts; `apart` the
    places of times that stand between commas, and so belong to the clause and to no noun.
    """
    mend(tree, wanted.verbs)
    verbs = find_verbs(tree, wanted.longer)
    tie(tree, verbs, wanted.grammar)
    verbs = without_catenatives(tree, verbs, wanted)
    tell_by_participle(tree, verbs, wanted)
    choose(tree, verbs, passage, wanted)
    begins = starts(tree, verbs)
    emitted = [verb for verb in verbs if verb.emitted]
    places = {verb.at: index for index, verb in enumerate(emitted)}
    spans = {verb.at: extent(tree, verb, begins, verbs) for verb in emitted}
    given = share_out(tree, emitted, spans, times, passage, apart)
    found: list[Clause] = []
    for index, verb in enumerate(emitted):
        first, last = spans[verb.at]
        headless = passage.opens and last >= len(tree) - 3 and not having(tree, verb)
        if last < tree.lent or headless:
            continue  # the words of a head alone; its items tell it whole
        span = _span(tree, passage, verb, first, last)
        arguments = [
            *_arguments(tree, verb, emitted, wanted, cast),
            *_company(verb, company, passage),
        ]
        found.append(
            Clause(
                index=index,
                sentence=sentence,
                span=span,
                lemma=verb.lemma,
                predicate=_predicate(tree, verb),
                link=_link(verb, passage),
                parent=_parent(verb, places),
                tense=verb.tense,
                mood=verb.mood,
                negated=verb.negated,
                voice=verb.voice,
                markers=_markers(tree, verb, arguments, wanted, verbs, cast),
                arguments=tuple(arguments),
                times=tuple(given[verb.at]),
                said_by=tuple(_said_by(tree, verb, cast, wanted.grammar)),
                noun=tree.lemmas[verb.noun] if verb.noun is not None else "",
            )
        )
    return found


_HOLDING = frozenset(
    [
        "hold",
        "host",
        "convene",
        "have",
        "organize",
        "open",
        "conduct",
        "start",
        "begin",
        "attend",
        "chair",
        "conclude",
        "pay",
        "schedule",
        "arrange",
        "resume",
        "reconvene",
    ]
)


def _markers(
    tree: Tree,
    verb: Verb,
    arguments: Sequence[Argument],
    wanted: Wanted,
    verbs: Sequence[Verb],
    cast: Cast,
) -> tuple[Marker, ...]:
    """Return a clause's forms: those of the verb; "meeting" where its object is one, "that" where
    it governs a sentence ("that will": a promise), "with" where others are named.
    """
    found = [Marker(name, tree.span(a, b)) for name, a, b in verb.markers]
    objects = [a for a in arguments if a.role is Role.WHAT]
    if verb.lemma in _HOLDING and any(a.head in wanted.meetings for a in objects):
        found.append(Marker("meeting", tree.span(verb.at, verb.last)))
    subjects = [k for k in tree.below(verb.at, "nsubj") if tree.tags[k] in ("NNP", "NNPS")]
    if subjects and verb.has("must"):
        found.append(Marker("named must", found[0].span))
    told = [v for v in verbs if v.parent is verb and v.finite]
    reported = [v for v in told if v.link in _REPORTING]
    if reported:
        binds = any(_binds(tree, v, cast) for v in reported)
        found.append(Marker("that will" if binds else "that", tree.span(verb.at, verb.last)))
    whose = [a for a in arguments if a.role is Role.WHO]
    if any(a.head in wanted.instruments for a in whose):
        name = "instrument will" if verb.has("will") else "instrument"
        found.append(Marker(name, tree.span(verb.at, verb.last)))
    if verb.lemma == "call on" and any(a.role is Role.TO and is_person(tree, a) for a in arguments):
        found.append(Marker("person", tree.span(verb.at, verb.last)))
    if any(a.role is Role.WITH and not a.marker and not a.carried for a in arguments):
        found.append(Marker("guest", tree.span(verb.at, verb.last)))
    if any(a.role is Role.WITH for a in arguments):
        found.append(Marker("with", tree.span(verb.at, verb.last)))
    return tuple(found)


_BINDING = frozenset({"commit", "agree", "pledge", "be committed", "plan", "intend", "resolve"})


def _binds(tree: Tree, verb: Verb, cast: Cast) -> bool:
    """Tell whether a reported sentence is a promise, and so tells the whole."""
    if not verb.emitted or not (verb.has("will", "shall") or verb.lemma in _BINDING):
        return False
    return any(a.agent for a in arguments_of(tree, verb, cast) if a.role is Role.WHO)


def _predicate(tree: Tree, verb: Verb) -> Span:
    return tree.span(max(verb.at if verb.lemma else verb.first, 0), max(verb.at, verb.last))


def _link(verb: Verb, passage: Passage) -> Link:
    if passage.lent and verb.link is Link.MAIN:
        return Link.ITEM
    first = verb
    while first.link is Link.COORDINATE and first.parent is not None:
        first = first.parent
    if first is not verb and verb.finite and first.finite and first.link is Link.COMPLEMENT:
        return Link.QUOTE  # "intend that it will grow and cut costs": no further promise
    return verb.link


def _parent(verb: Verb, places: Mapping[int, int]) -> int | None:
    """Return the index of the nearest clause above that is told."""
    above = verb.parent
    while above is not None and above.at not in places:
        if verb.link in (Link.COMPLEMENT, Link.COORDINATE):
            return None
        above = above.parent
    return places[above.at] if above is not None else None


def _span(
    tree: Tree,
    passage: Passage,
    verb: Verb,
    first: int,
    last: int,
) -> Span:
    """Return the place of a clause; the first item of a list begins with the words of its head."""
    if first < tree.lent:
        if passage.first:
            head = passage.lent[-1]
            return Span(head.start, tree.ends[last])
        first = min(tree.lent, last)
    last = max(first, last)
    span = tree.span(first, last)
    if passage.first and not passage.lent and passage.dated is not None and verb.link is Link.MAIN:
        return Span(passage.dated.start, span.end)
    if verb.front is not None and passage.own.start <= verb.front < span.start:
        span = Span(verb.front, span.end)
    return span


def _arguments(
    tree: Tree, verb: Verb, emitted: Sequence[Verb], wanted: Wanted, cast: Cast
) -> list[Argument]:
    """Return a clause's arguments, with those whom its complement names as partners."""
    found = arguments_of(tree, verb, cast)
    governor = _shared_governor(verb)
    if governor is not None:
        whole = arguments_of(tree, governor, cast)
        own = [a for a in found if a.role not in (Role.WHO, Role.TO)]
        shared = [replace(a, carried=True) for a in whole if a.role in (Role.WHO, Role.TO)]
        return [*own, *shared]
    found = _with_speaker(tree, verb, found, wanted, cast)
    if verb.lemma in wanted.grammar.asking:
        return found
    for other in emitted:
        if other.parent is verb and other.link is Link.COMPLEMENT:
            for inner in arguments_of(tree, other, cast):
                if inner.role is Role.WITH and not inner.carried:
                    found.append(inner)
    return found


_ANNOUNCING = frozenset({"announce", "confirm", "declare", "reveal", "unveil"})


def _with_speaker(
    tree: Tree, verb: Verb, found: list[Argument], wanted: Wanted, cast: Cast
) -> list[Argument]:
    """Let who announces a thing's future stand for the thing: "confirmed that it will be built"."""
    above = verb.parent
    if above is None or verb.link is not Link.QUOTE or not verb.has("will"):
        return found
    if above.lemma not in _ANNOUNCING or any(a.agent for a in found if a.role is Role.WHO):
        return found
    subject = subject_of(tree, above, wanted.grammar)
    if subject is None:
        return found
    speaker = argument(tree, Role.WHO, subject[0], cast, carried=True)
    return [*(a for a in found if a.role is not Role.WHO), speaker]


def _company(verb: Verb, company: Sequence[Span], passage: Passage) -> list[Argument]:
    """Return those whom a remark between commas names as acting together with the doer."""
    if not company or not verb.has("shall", "will", "must", "should", "may"):
        return []
    return [
        Argument(Role.WITH, span, marker="with", carried=span.start < passage.own.start, agent=True)
        for span in company
    ]


def _shared_governor(verb: Verb) -> Verb | None:
    """Return the verb that a further complement goes on from: "agreed to A and *to B*"."""
    step = verb
    while step.link is Link.COORDINATE and step.parent is not None:
        step = step.parent
    if step is verb or step.link is not Link.COMPLEMENT or step.finite or verb.finite:
        return None
    return step.parent


def _said_by(tree: Tree, verb: Verb, cast: Cast, grammar: Grammar) -> list[Argument]:
    """Return who says what the clause tells, outermost first."""
    chain: list[Argument] = []
    step: Verb | None = verb
    for _ in range(12):
        if step is None or step.parent is None:
            break
        above = step.parent
        if step.link in _REPORTING and step.finite and above.lemma in grammar.saying:
            subject = subject_of(tree, above, grammar)
            if subject is not None:
                chain.append(argument(tree, Role.WHO, subject[0], cast))
        step = above
    return chain[::-1]
