"""Which predicates of a passage make clauses, and which only help another."""

from collections.abc import Sequence
from dataclasses import dataclass

from pledgebook.language.clause import Link, Mood, Tense, Voice
from pledgebook.language.english.links import Grammar
from pledgebook.language.english.passages import Passage
from pledgebook.language.english.tree import Tree
from pledgebook.language.english.verbs import Tails, Verb

_DECIDING = ("will", "shall", "must", "should", "is to")
_ASKED_ALONG = frozenset({"call on", "call upon", "call for", "urge", "ask", "invite", "request"})
_SAID_ALONG = _ASKED_ALONG | {
    "agree", "commit", "pledge", "promise", "vow", "undertake", "resolve", "reaffirm", "reiterate",
    "condemn", "stress", "emphasize", "underscore", "underline", "urge", "appeal to", "welcome",
}  # fmt: skip
_SENDING = frozenset({"write", "send", "issue"})
_CONVENING = frozenset({"meet", "gather", "convene", "assemble"})


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
    promised: frozenset[str]
    instruments: frozenset[str]
    grammar: Grammar


def without_catenatives(tree: Tree, verbs: list[Verb], wanted: Wanted) -> list[Verb]:
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


def choose(tree: Tree, verbs: Sequence[Verb], passage: Passage, wanted: Wanted) -> None:
    """Mark the predicates that make clauses."""
    for verb in verbs:
        _tell_event(tree, verb, wanted)
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
                and _with_own_to(tree, verb)
                and verb.mood is not Mood.CONDITIONAL
                and _has_object(tree, first, verb.at)
            )


def having(tree: Tree, verb: Verb) -> bool:
    """Tell whether a participle tells what came first: "having met in Oslo, we declare"."""
    return any(tree.lower[k] == "having" for k in tree.below(verb.at, "aux"))


def tell_by_participle(tree: Tree, verbs: Sequence[Verb], wanted: Wanted) -> None:
    """Read a title without a finite verb as told: "Resolution adopted by the Assembly on 3 May"."""
    if any(verb.finite for verb in verbs):
        return
    for verb in verbs:
        noun = verb.noun
        if verb.tag != "VBN" or noun is None or tree.deps[noun] != "ROOT":
            continue
        if tree.first_below(verb.at, "agent") is not None and verb.lemma in wanted.predicates:
            verb.finite, verb.tense, verb.voice = True, Tense.PAST, Voice.PASSIVE
            verb.link = Link.HEADLINE


def _tell_event(tree: Tree, verb: Verb, wanted: Wanted) -> None:
    """Hang ", to be held in Rome" on the meeting before the comma, wherever the parser hung it."""
    first = verb.first
    held = verb.infinitive and verb.voice is Voice.PASSIVE and verb.lemma in wanted.modifiers
    if not held or verb.link is Link.MODIFIER or first == 0 or tree.lower[first - 1] != ",":
        return
    for token in range(first - 2, max(-1, first - 14), -1):
        if tree.tags[token].startswith("NN") and tree.lemmas[token] in wanted.meetings:
            verb.link, verb.noun, verb.parent = Link.MODIFIER, token, None
            return


def _tell_purpose(verb: Verb, grammar: Grammar) -> None:
    """Let what was declared by calling or meeting be told as done: "called him to reaffirm …"."""
    above = verb.parent
    if not verb.infinitive or verb.link is not Link.ADVERBIAL or above is None or not above.finite:
        return
    if verb.lemma in grammar.purposes and above.tense in (Tense.PAST, Tense.PRESENT):
        verb.tense, verb.finite, verb.link = above.tense, True, Link.COORDINATE


def _is_wanted(tree: Tree, verb: Verb, wanted: Wanted, passage: Passage) -> bool:
    if not verb.lemma or verb.joined or verb.stray:
        return False
    if verb.link is Link.COORDINATE and verb.parent is not None and verb.parent.stray:
        return False
    deciding = verb.has(*_DECIDING)
    peer = verb.parent if verb.link is Link.COORDINATE and verb.finite and deciding else None
    if peer is not None and peer.has(*_DECIDING) and not _has_object(tree, peer, verb.at):
        verb.joined = peer.emitted or peer.joined
        return not verb.joined
    if _listed(tree, verb, wanted):
        verb.markers = [("listed", verb.at, verb.at)]
        verb.link, verb.parent = Link.MAIN, None
        return True
    if _twin(tree, verb):
        verb.joined = True
        return False
    if verb.finite and _in_modifier(verb):
        return (deciding or verb.lemma in wanted.predicates) and _apart(tree, verb)
    if verb.finite:
        return deciding or verb.lemma in wanted.predicates
    loose = verb.link in (Link.ADVERBIAL, Link.MODIFIER)
    if (loose or verb.link is Link.MAIN) and verb.lemma in _CONVENING and having(tree, verb):
        verb.tense, verb.finite = Tense.PAST, True
        return True
    if (loose or verb.link is Link.COORDINATE) and _said_along(tree, verb):
        above = verb.parent
        assert above is not None
        verb.tense, verb.finite, verb.link = above.tense, True, Link.COORDINATE
        return True
    if loose:
        return verb.lemma in wanted.modifiers and verb.link is Link.MODIFIER and verb.tag == "VBN"
    return (
        (passage.heading or not passage.lent)
        and verb.link is Link.MAIN
        and (verb.lemma in wanted.predicates and verb.tag in ("VBZ", "VBP", "VBD"))
    )


def _listed(tree: Tree, verb: Verb, wanted: Wanted) -> bool:
    """Tell whether a verb is what a list of promises names: "It contains pledges to: – train X"."""
    last = tree.lent - 1
    if last < 1 or verb.at < tree.lent or verb.tag != "VB" or verb.finite:
        return False
    if tree.lower[last] != "to" or tree.lemmas[last - 1] not in wanted.promised:
        return False
    if not tree.tags[last - 1].startswith("NN"):
        return False
    told = any(
        tree.lemmas[t] in wanted.predicates and tree.tags[t].startswith("VB")
        for t in range(last - 1)
    )
    return not told and all(tree.tags[t] == "RB" for t in range(tree.lent, verb.at))


def _said_along(tree: Tree, verb: Verb) -> bool:
    """Tell whether a participle goes on with what was said: ", agreeing to meet again"."""
    above = verb.parent
    if verb.tag != "VBG" or verb.lemma not in _SAID_ALONG or above is None or not above.finite:
        return False
    if verb.link is Link.COORDINATE:
        return above.tag == "VBG" and above.emitted
    if verb.link is Link.MODIFIER and verb.lemma not in _ASKED_ALONG:
        return False
    if above.tense not in (Tense.PAST, Tense.PRESENT) or verb.first != verb.at:
        return False
    comma = verb.at > 0 and tree.lower[verb.at - 1] in (",", "—", "–", "and")
    return above.at < verb.at and (comma or above.lemma in _SENDING)


def _twin(tree: Tree, verb: Verb) -> bool:
    """Tell whether a verb only doubles the one before: "reaffirms and recommits its partners"."""
    peer = verb.parent if verb.link is Link.COORDINATE else None
    if peer is None or not peer.emitted or not verb.finite or verb.at - peer.last > 3:
        return False
    between = range(peer.last + 1, verb.at)
    alike = verb.tag == peer.tag or {verb.tag, peer.tag} == {"VB", "VBP"}
    return alike and all(tree.tags[t] in ("CC", "RB", ",") for t in between)


def _with_own_to(tree: Tree, verb: Verb) -> bool:
    """Tell whether "to" is said anew: "agreed to A and *to* B" tells two, "to A and B" one."""
    place = verb.first
    while place > 0 and tree.tags[place] in ("RB", "RBR"):
        place -= 1
    return tree.lower[place] == "to" or (place > 0 and tree.lower[place - 1] == "to")


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
