"""Who, with whom, to whom, what and where: the arguments of a predicate."""

from dataclasses import replace

from pledgebook.language.clause import Argument, Link, Role, Voice
from pledgebook.language.english.links import Grammar
from pledgebook.language.english.partners import (
    GUESTS,
    MEETING_VERBS,
    MET,
    REQUESTS,
    SHARED,
    WITH,
    asked_for_theirs,
    company_by_order,
    hosts,
    joined_by_with,
    partners,
)
from pledgebook.language.english.phrases import Cast, argument, can_act, phrase, span_of
from pledgebook.language.english.tree import NOMINAL, Tree
from pledgebook.language.english.verbs import Verb
from pledgebook.language.names import within

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_RELATIVE = frozenset({"who", "which", "that", "whom"})
# What an event does by itself: "the forum opened on Monday".
_HAPPENING = frozenset(
    [
        "convene",
        "open",
        "begin",
        "start",
        "conclude",
        "close",
        "end",
        "occur",
        "resume",
        "reconvene",
        "run",
        "follow",
        "commence",
    ]
) | {"take place", "kick off"}

_BODIES = frozenset({"committee", "council", "assembly", "congress", "commission", "board", "body"})
_CONCLUDING = ("sign", "conclude", "finalize", "reach", "initial", "exchange", "launch")


def subject_of(tree: Tree, verb: Verb, grammar: Grammar, depth: int = 0) -> tuple[int, Verb] | None:
    """Return the token that heads the subject, and the verb that it stands with."""
    own = _own_subject(tree, verb)
    if own is not None:
        if tree.lower[own] in _RELATIVE and verb.link is Link.MODIFIER and verb.noun is not None:
            return verb.noun, verb
        return own, verb
    if depth > 8:
        return None
    parent = verb.parent
    if verb.link is Link.MODIFIER and verb.noun is not None:
        return _event(tree, verb), verb
    if parent is None:
        return None
    if verb.link is Link.COMPLEMENT and parent.lemma in grammar.asking and not verb.finite:
        asked = addressee_of(tree, parent)
        if asked is not None:
            return asked, parent
    if verb.finite and verb.link in (Link.QUOTE, Link.MAIN):
        return None
    return subject_of(tree, parent, grammar, depth + 1)


def _event(tree: Tree, verb: Verb) -> int:
    """Return the noun a participle tells of: in "ahead of the forum, to be held", the forum."""
    assert verb.noun is not None
    if tree.lower[verb.noun] in (
        "advance",
        "margins",
        "ahead",
        "eve",
        "sidelines",
        "outcome",
        "side",
    ):
        for kid in tree.below(verb.noun, "prep"):
            for inner in tree.below(kid, "pobj"):
                if inner < verb.at:
                    return inner
    return verb.noun


def _own_subject(tree: Tree, verb: Verb) -> int | None:
    before = verb.first - 1
    while before > 0 and tree.tags[before] in ("RB", "RBR") and verb.first - before < 4:
        before -= 1
    if before >= 0 and tree.lower[before] in ("we", "they", "he", "she", "i") and verb.finite:
        return before
    places = (verb.at, *verb.stands_for)
    found = [k for place in places for k in tree.below(place, *_SUBJECTS) if k != verb.at]
    nominal = [k for k in found if tree.tags[k] in NOMINAL or tree.tags[k] == "WDT"]
    return nominal[0] if nominal else (found[0] if found else None)


def addressee_of(tree: Tree, verb: Verb) -> int | None:
    """Return the token that heads the one who is asked: "call on X to V", "urge X to V"."""
    if verb.voice is Voice.PASSIVE:
        return tree.first_below(verb.at, "nsubjpass", "nsubj")
    if verb.particle is not None:
        found = tree.first_below(verb.particle, "pobj")
        if found is not None:
            return found
        for step in range(verb.particle + 1, min(verb.particle + 12, len(tree))):
            if tree.deps[step] in ("dobj", "pobj", "nsubj") and tree.tags[step] in NOMINAL:
                return step
        return None
    found = tree.first_below(verb.at, "dobj", "dative")
    if found is not None and found > verb.at:
        return found
    for kid in tree.below(verb.at, "ccomp", "xcomp"):
        inner = tree.first_below(kid, "nsubj", "nsubjpass")
        if inner is not None and inner > verb.at:
            return inner
    return None


def arguments_of(tree: Tree, verb: Verb, cast: Cast) -> list[Argument]:
    """Return the arguments of a predicate, in the order of the text."""
    found: list[Argument] = []
    subject = subject_of(tree, verb, cast.grammar)
    lost = verb.has("shall", "will", "must") or (verb.finite and verb.link is Link.MAIN)
    if subject is None and lost and verb.voice is Voice.ACTIVE:
        token = _doer_before(tree, verb, cast)
        subject = (token, verb) if token is not None else None
    if subject is not None:
        token, keeper = subject
        shared = keeper is not verb
        passive = verb.voice is Voice.PASSIVE
        carried = shared or token < tree.lent
        if not (passive and shared and keeper.voice is Voice.ACTIVE and not verb.finite):
            happens = verb.lemma in _HAPPENING and tree.lemmas[token] in cast.events
            happens = happens or _sits(tree, verb, token)
            role = Role.WHAT if passive or happens else Role.WHO
            found.append(argument(tree, role, token, cast, carried=carried))
            if role is Role.WHAT:
                also = [k for k in tree.below(token, "conj") if tree.tags[k] in NOMINAL]
                found += [argument(tree, role, k, cast, carried=carried) for k in also]
                if verb.link is not Link.MODIFIER:
                    found += _sides(tree, token, cast)
            if role is Role.WHO:
                found += joined_by_with(tree, token, cast, carried)
    if verb.lemma == "aim" and found and not found[0].agent:
        found = _owner(tree, subject[0], cast) if subject is not None else found
    taken = _addressees(tree, verb, cast, found)
    if taken is None and verb.lemma in REQUESTS:
        found += asked_for_theirs(tree, verb, cast)
    _objects(tree, verb, cast, found, taken)
    _prepositional(tree, verb, cast, found)
    if verb.lemma in MET and not any(a.role is Role.WITH for a in found):
        found += company_by_order(tree, verb, cast)
    found = _by_owner(tree, verb, cast, found)
    return sorted(found, key=lambda a: (a.carried, a.span.start))


def _sits(tree: Tree, verb: Verb, token: int) -> bool:
    """Tell whether a body opens or closes its session: "the Committee, which opened in Oslo"."""
    sitting = verb.link is Link.MODIFIER and verb.lemma in _HAPPENING - {"convene", "follow", "run"}
    return (
        sitting
        and tree.lemmas[token] in _BODIES
        and tree.first_below(verb.at, "dobj", "xcomp", "ccomp") is None
    )


def _sides(tree: Tree, noun: int, cast: Cast) -> list[Argument]:
    """Return whom a noun names as its sides: "talks *with X*", "an accord *between A and B*"."""
    return [
        side
        for preposition in tree.below(noun, "prep")
        if tree.lower[preposition] in WITH
        for side in partners(tree, preposition, cast, False)
    ] + [
        side
        for preposition in tree.below(noun, "prep")
        if tree.lower[preposition] == "of"
        and tree.lemmas[noun] in ("memorandum", "round", "series")
        for inner in tree.below(preposition, "pobj")
        for side in _sides(tree, inner, cast)
    ]


def _owner(tree: Tree, noun: int, cast: Cast) -> list[Argument]:
    """Return whose the noun is, as who acts: "our aim", "the EU's goal"."""
    return [
        argument(tree, Role.WHO, kid, cast)
        for kid in tree.below(noun, "poss")
        if tree.lower[kid] in ("our", "my", "their", "its")
        or can_act(tree, kid, *phrase(tree, kid), cast)
    ]


def _by_owner(tree: Tree, verb: Verb, cast: Cast, found: list[Argument]) -> list[Argument]:
    """Let "our" act where a text acts: "this statement signals our commitment"."""
    if any(a.agent for a in found if a.role is Role.WHO) or not verb.finite:
        return found
    for noun in tree.below(verb.at, "dobj"):
        if tree.lemmas[noun] in cast.promises:
            owners = [replace(a, agent=True) for a in _owner(tree, noun, cast)]
            if owners:
                return [*owners, *(a for a in found if a.role is not Role.WHO)]
    return found


def _doer_before(tree: Tree, verb: Verb, cast: Cast) -> int | None:
    """Return who can act and stands first in its clause before a verb that lost its subject."""
    for token in range(verb.first):
        if tree.lower[token] in ("we", "i") and (token == 0 or tree.lower[token - 1] == ","):
            return token
    for token in range(verb.first):
        if not tree.tags[token].startswith("NN") and tree.lower[token] != "they":
            continue
        first, last = phrase(tree, token)
        begins = first == 0 or tree.lower[first - 1] in (",", ";", ":")
        if begins and last < verb.first and can_act(tree, token, first, last, cast):
            return token
    return None


def _addressees(tree: Tree, verb: Verb, cast: Cast, found: list[Argument]) -> int | None:
    if verb.lemma not in cast.grammar.asking:
        return None
    asked = addressee_of(tree, verb)
    if asked is None:
        return None
    first, last = phrase(tree, asked)
    named = within(cast.mentions, span_of(tree, first, last))
    able = can_act(tree, asked, first, last, cast)
    if not able and (not named or (verb.lemma in REQUESTS and asked_for_theirs(tree, verb, cast))):
        return None
    if verb.voice is Voice.PASSIVE:
        found[:] = [a for a in found if a.role is not Role.WHAT]
    marker = tree.lower[verb.particle] if verb.particle is not None else ""
    found.append(argument(tree, Role.TO, asked, cast, marker, carried=asked < tree.lent))
    return asked


def _objects(tree: Tree, verb: Verb, cast: Cast, found: list[Argument], taken: int | None) -> None:
    places = (verb.at,) if verb.last == verb.at else (verb.at, verb.last)
    for place in places:
        for kid in tree.below(place, "dobj", "attr", "pobj", "oprd"):
            if kid == taken or kid == verb.last or tree.tags[kid] in ("WDT", "WP"):
                continue
            thing = argument(tree, Role.WHAT, kid, cast, carried=kid < tree.lent)
            person = verb.lemma != "welcome" or tree.tags[kid] == "NNP"
            guest = verb.lemma in GUESTS and thing.agent and person
            if guest and tree.lemmas[kid] not in SHARED:
                thing = replace(thing, role=Role.WITH)
            found.append(thing)
            if tree.lemmas[kid] in ("invitation", "call", "visit"):
                found += hosts(tree, kid, cast)
            for other in tree.below(kid, "conj"):
                if tree.tags[other] in NOMINAL and other != taken:
                    found.append(argument(tree, Role.WHAT, other, cast))
            if verb.lemma in (*MEETING_VERBS, *_CONCLUDING) or tree.lemmas[kid] in SHARED:
                found += _sides(tree, kid, cast)
    if verb.lemma == "make clear":
        found += [argument(tree, Role.WHAT, k, cast) for k in tree.below(verb.last, "nsubj")]
    if verb.link is Link.MODIFIER and verb.noun is not None and verb.voice is Voice.ACTIVE:
        relative = [k for k in tree.below(verb.at, "dobj") if tree.tags[k] in ("WDT", "WP")]
        own = _own_subject(tree, verb)
        if relative or (tree.deps[verb.at] == "relcl" and own is not None and own < verb.at
                        and tree.lower[own] not in _RELATIVE):  # fmt: skip
            found.append(argument(tree, Role.WHAT, verb.noun, cast, carried=True))


def _prepositional(tree: Tree, verb: Verb, cast: Cast, found: list[Argument]) -> None:
    places = {verb.at, verb.last}
    for place in places:
        for kid in tree.below(place, "prep", "agent", "dative", "prt"):
            word = tree.lower[kid]
            if word == "by" and verb.voice is Voice.PASSIVE:
                for doer in tree.below(kid, "pobj"):
                    if can_act(tree, doer, *phrase(tree, doer), cast):
                        found.append(argument(tree, Role.WHO, doer, cast, word))
            elif kid != verb.particle or word in WITH:
                found += partners(tree, kid, cast, False)
        for kid in tree.below(place, "advmod"):
            if tree.lower[kid] in ("together", "along", "jointly"):
                for preposition in tree.below(kid, "prep"):
                    found += partners(tree, preposition, cast, False)
