"""A parsed passage to clauses: the predicates that a rule may wait for, with all they govern."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pledgebook.language.clause import Argument, Clause, Link, Marker, Mood, Role, Tense, Voice
from pledgebook.language.dates.expression import TimeExpression, Use
from pledgebook.language.english.arguments import Cast, argument, arguments_of, subject_of
from pledgebook.language.english.extents import extent, starts
from pledgebook.language.english.links import Grammar, tie
from pledgebook.language.english.mending import mend
from pledgebook.language.english.passages import Passage
from pledgebook.language.english.tree import Tree
from pledgebook.language.english.verbs import Tails, Verb, find_verbs
from pledgebook.model.span import Span

_DECIDING = ("will", "shall", "must", "should", "is to")
_REPORTING = (Link.QUOTE, Link.COMPLEMENT)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the lexicon waits for: predicates, their verbs, those told by participles ("to be
    held"), what makes them longer, nouns of events.
    """

    predicates: frozenset[str]
    verbs: frozenset[str]
    modifiers: frozenset[str]
    longer: Tails
    meetings: frozenset[str]
    grammar: Grammar


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
    verbs = _without_catenatives(tree, verbs, wanted)
    _tell_by_participle(tree, verbs, wanted)
    _choose(tree, verbs, passage, wanted)
    begins = starts(tree, verbs)
    emitted = [verb for verb in verbs if verb.emitted]
    places = {verb.at: index for index, verb in enumerate(emitted)}
    spans = {verb.at: extent(tree, verb, begins, verbs) for verb in emitted}
    given = _share_out(tree, emitted, spans, times, passage, apart)
    found: list[Clause] = []
    for index, verb in enumerate(emitted):
        first, last = spans[verb.at]
        if last < tree.lent or (passage.opens and last >= len(tree) - 3):
            continue  # the words of a head alone; its items tell it whole
        span = _span(tree, passage, verb, first, last)
        arguments = [*_arguments(tree, verb, emitted, wanted, cast), *_company(verb, company, passage)]
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
                markers=_markers(tree, verb, arguments, wanted, verbs),
                arguments=tuple(arguments),
                times=tuple(given[verb.at]),
                said_by=tuple(_said_by(tree, verb, cast, wanted.grammar)),
                noun=tree.lemmas[verb.noun] if verb.noun is not None else "",
            )
        )
    return found


_HOLDING = frozenset(
    """hold host convene have organize open conduct start begin attend chair conclude pay schedule
    arrange resume reconvene""".split()
)


def _markers(
    tree: Tree,
    verb: Verb,
    arguments: Sequence[Argument],
    wanted: Wanted,
    verbs: Sequence[Verb],
) -> tuple[Marker, ...]:
    """Return a clause's forms: those of the verb; "meeting" where its object is one, "that" where
    it governs a sentence, "with" where others are named.
    """
    found = [Marker(name, tree.span(a, b)) for name, a, b in verb.markers]
    objects = [a for a in arguments if a.role is Role.WHAT]
    if verb.lemma in _HOLDING and any(a.head in wanted.meetings for a in objects):
        found.append(Marker("meeting", tree.span(verb.at, verb.last)))
    subjects = [k for k in tree.below(verb.at, "nsubj") if tree.tags[k] in ("NNP", "NNPS")]
    if subjects and verb.has("must"):
        found.append(Marker("named must", found[0].span))
    told = [v for v in verbs if v.parent is verb and v.finite]
    if any(v.link in _REPORTING for v in told):
        found.append(Marker("that", tree.span(verb.at, verb.last)))
    if any(a.role is Role.WITH for a in arguments):
        found.append(Marker("with", tree.span(verb.at, verb.last)))
    return tuple(found)


def _predicate(tree: Tree, verb: Verb) -> Span:
    return tree.span(max(verb.at if verb.lemma else verb.first, 0), max(verb.at, verb.last))


def _without_catenatives(tree: Tree, verbs: list[Verb], wanted: Wanted) -> list[Verb]:
    """Let the verb after "continue to" stand for both, with the forms of the first."""
    dropped: set[int] = set()
    for verb in verbs:
        outer = verb.parent
        if (
            outer is None
            or not _is_catenative(tree, verb, outer, wanted.grammar)
            or not (verb.infinitive or verb.tag == "VBG")
            or outer.at in dropped
        ):
            continue
        dropped.add(outer.at)
        _stand_for(verb, outer)
        for other in verbs:
            if other.parent is outer and other is not verb:
                other.parent = verb
    return [verb for verb in verbs if verb.at not in dropped]


def _is_catenative(tree: Tree, verb: Verb, outer: Verb, grammar: Grammar) -> bool:
    """Tell whether `outer` only says how: "continue to", "are pleased to", "take the chance to"."""
    if outer.lemma == "take":
        objects = [tree.lemmas[k] for k in tree.below(outer.at, "dobj")]
        return "opportunity" in objects and verb.infinitive
    if outer.lemma not in grammar.catenative:
        return False
    return verb.link is Link.COMPLEMENT or (verb.infinitive and outer.last > outer.at)


def _stand_for(verb: Verb, outer: Verb) -> None:
    verb.link, verb.parent, verb.noun = outer.link, outer.parent, outer.noun
    verb.tense, verb.mood, verb.finite = outer.tense, outer.mood, outer.finite
    verb.infinitive = outer.infinitive
    verb.negated = verb.negated or outer.negated
    verb.markers = [*outer.markers, *verb.markers]
    verb.first = min(verb.first, outer.first)
    verb.stands_for.extend([outer.at, *outer.stands_for])


def _choose(tree: Tree, verbs: Sequence[Verb], passage: Passage, wanted: Wanted) -> None:
    """Mark the predicates that make clauses."""
    for verb in verbs:
        _tell_purpose(verb, wanted.grammar)
        verb.emitted = _is_wanted(tree, verb, wanted, passage)
    for verb in verbs:
        if verb.emitted or verb.parent is None:
            continue
        if verb.link is Link.COMPLEMENT and verb.parent.emitted and verb.parent.lemma:
            above = verb.parent
            verb.emitted = verb.finite or above.finite or not _in_complement(above)
        elif verb.link is Link.COORDINATE and not verb.finite:
            first = verb.parent
            verb.emitted = (
                first.emitted
                and first.link is not Link.MODIFIER
                and _in_complement(first)
                and verb.tag == first.tag
                and verb.mood is not Mood.CONDITIONAL
                and _has_object(tree, first, verb.at)
            )


_CONVENING = frozenset({"meet", "gather", "convene", "assemble"})


def _having(tree: Tree, verb: Verb) -> bool:
    """Tell whether a participle tells what came first: "having met in Oslo, we declare"."""
    return any(tree.lower[k] == "having" for k in tree.below(verb.at, "aux"))


def _tell_by_participle(tree: Tree, verbs: Sequence[Verb], wanted: Wanted) -> None:
    """Read a title without a finite verb as told: "Resolution adopted by the Assembly on 3 May"."""
    if any(verb.finite for verb in verbs):
        return
    for verb in verbs:
        noun = verb.noun
        if verb.tag == "VBN" and noun is not None and tree.deps[noun] == "ROOT":
            if tree.first_below(verb.at, "agent") is not None and verb.lemma in wanted.predicates:
                verb.finite, verb.tense, verb.voice = True, Tense.PAST, Voice.PASSIVE
                verb.link = Link.HEADLINE


def _tell_purpose(verb: Verb, grammar: Grammar) -> None:
    """Let what was declared by calling or meeting be told as done: "called him to reaffirm …"."""
    above = verb.parent
    if verb.infinitive and verb.link is Link.ADVERBIAL and above is not None and above.finite:
        if verb.lemma in grammar.purposes and above.tense in (Tense.PAST, Tense.PRESENT):
            verb.tense, verb.finite, verb.link = above.tense, True, Link.COORDINATE


def _is_wanted(tree: Tree, verb: Verb, wanted: Wanted, passage: Passage) -> bool:
    if not verb.lemma or verb.joined:
        return False
    deciding = verb.has(*_DECIDING)
    if verb.link is Link.COORDINATE and verb.parent is not None and verb.finite and deciding:
        if not _has_object(tree, verb.parent, verb.at) and verb.parent.has(*_DECIDING):
            verb.joined = verb.parent.emitted or verb.parent.joined
            return not verb.joined
    if verb.finite and _in_modifier(verb):
        return (deciding or verb.lemma in wanted.predicates) and _apart(tree, verb)
    if verb.finite:
        return deciding or verb.lemma in wanted.predicates
    loose = verb.link in (Link.ADVERBIAL, Link.MODIFIER)
    if loose and verb.lemma in _CONVENING and _having(tree, verb):
        verb.tense, verb.finite = Tense.PAST, True
        return True
    if loose:
        return verb.lemma in wanted.modifiers and verb.link is Link.MODIFIER and verb.tag == "VBN"
    return (passage.heading or not passage.lent) and verb.link is Link.MAIN and (
        verb.lemma in wanted.predicates and verb.tag in ("VBZ", "VBP", "VBD")
    )


def _in_modifier(verb: Verb) -> bool:
    while verb.link is Link.COORDINATE and verb.parent is not None:
        verb = verb.parent
    return verb.link is Link.MODIFIER


def _apart(tree: Tree, verb: Verb) -> bool:
    """Tell whether a relative clause goes on with the story: ", which they welcomed"."""
    for token in range(max(1, verb.first - 12), verb.first):
        if tree.lower[token] in ("which", "who", "where", "whom"):
            before = token - 2 if tree.tags[token - 1] == "IN" else token - 1
            return before >= 0 and tree.lower[before] in (",", "—", "–")
    return False


def _in_complement(verb: Verb) -> bool:
    while verb.link is Link.COORDINATE and verb.parent is not None:
        verb = verb.parent
    return verb.link is Link.COMPLEMENT


def _has_object(tree: Tree, verb: Verb, before: int) -> bool:
    """Tell whether a verb has words of its own before its fellow: no in "review and update it"."""
    kinds = {
        tree.deps[k]
        for k in tree.kids[verb.at]
        if verb.at < k < before and (tree.deps[k] != "prep" or tree.kids[k])
    }
    return bool(kinds & {"dobj", "xcomp", "ccomp", "prep", "attr", "acomp", "advcl", "agent"})


def _link(verb: Verb, passage: Passage) -> Link:
    if passage.lent and verb.link is Link.MAIN:
        return Link.ITEM
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


def _share_out(
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
                if _beside(other, nearest) or (time.start < passage.own.start and other is not nearest):
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
    """Tell whether a time before a clause begins it: "By May, we", not "after this year's talks"."""
    if token > tree.lent and tree.lower[token - 1] not in (",", ";", "and"):
        return False
    return not any(other.finite and token < other.at < begin for other in verbs if other is not verb)


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
        if tree.deps[step] in ("relcl", "acl") and tree.tags[step] in ("VBN", "VBD", "VBG", "VBZ", "VBP"):
            return True
        purpose = tree.deps[step] == "advcl" and tree.tags[step] == "VB"
        if purpose and verb.tense is Tense.PAST and time.use is Use.AT:
            return True
    return False


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
