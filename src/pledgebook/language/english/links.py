"""How the predicates of a passage hang together: coordination, complements, speech, modifiers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pledgebook.language.clause import Link, Mood, Tense, Voice
from pledgebook.language.english.tree import Tree
from pledgebook.language.english.verbs import Verb, unreal

_COMPLEMENTS = frozenset({"xcomp", "ccomp", "pcomp"})
_CLAUSAL = ("nsubj", "nsubjpass", "csubj", "expl")


@dataclass(frozen=True, slots=True)
class Grammar:
    """Word lists of the lexicon that the grammar needs: lemmas of verbs.

    `catenative`: the verb after it bears the sense ("continue to support"). `refusing`: what
    follows is denied ("refused to sign"). `saying`: what follows is speech. `governing`: takes "to
    V" as what is promised or asked. `asking`: the doer of the complement is its object.
    `declaring`: a declaration's own verbs, which go on from the main verb and not from "to V".
    `purposes`: what a call or a meeting was for and so was done there ("called to express …").
    """

    catenative: frozenset[str]
    refusing: frozenset[str]
    saying: frozenset[str]
    governing: frozenset[str]
    asking: frozenset[str]
    declaring: frozenset[str]
    purposes: frozenset[str]


def tie(tree: Tree, verbs: Sequence[Verb], grammar: Grammar) -> None:
    """Give every verb its link and its parent, and share what coordinate verbs share."""
    by_token = {verb.at: verb for verb in verbs}
    by_token |= {v.last: v for v in verbs if v.last not in by_token}
    main = next((verb for verb in verbs if tree.deps[verb.at] == "ROOT"), None)
    for verb in verbs:
        if main is not None and _goes_on_declaring(tree, verb, main, grammar):
            verb.link, verb.parent, verb.finite = Link.COORDINATE, main, True
            verb.tense, verb.infinitive = Tense.PRESENT, False
            continue
        _tie(tree, verb, by_token, grammar)
    _take_further_infinitives(tree, verbs, grammar)
    for verb in verbs:
        if verb.link is Link.COORDINATE and verb.parent is not None:
            _share(tree, verb, verb.parent)
        if (
            unreal(tree, verb)
            or _is_free_relative(tree, verb)
            or (verb.link is Link.COMPLEMENT and _asked(tree, verb) and not _predicated(verb))
        ):
            verb.mood = Mood.CONDITIONAL
        elif verb.has("would") and _reported(tree, verb, grammar):
            verb.markers = [("will" if n == "would" else n, a, b) for n, a, b in verb.markers]
            verb.mood, verb.tense = Mood.FACT, Tense.FUTURE
    for verb in verbs:
        parent = verb.parent
        if parent is None:
            continue
        unreal_peer = verb.link is Link.COORDINATE and parent.mood is Mood.CONDITIONAL
        if unreal_peer and tree.first_below(verb.at, *_CLAUSAL) is None:
            verb.mood = Mood.CONDITIONAL
        if verb.link is Link.COMPLEMENT and parent.lemma in grammar.refusing:
            verb.negated = not verb.negated


def _is_free_relative(tree: Tree, verb: Verb) -> bool:
    """Tell whether a clause only names a thing: "what we ask of others"."""
    return any(tree.lower[k] == "what" and k < verb.at for k in tree.below(verb.at, "dobj", "pobj"))


def _take_further_infinitives(tree: Tree, verbs: Sequence[Verb], grammar: Grammar) -> None:
    """Take "…, and to C" for what goes on from "agreed to A", wherever the parser hung it."""
    for place, verb in enumerate(verbs):
        fellow = verb.parent is not None and verb.parent.infinitive
        second = any(v.parent is verb.parent and v.link is Link.COMPLEMENT for v in verbs[:place])
        settled = verb.link is Link.COMPLEMENT and not second
        settled = settled or (verb.link is Link.COORDINATE and fellow)
        if not verb.infinitive or verb.tag != "VB" or settled:
            continue
        first = verb.first
        if first < 1 or tree.lower[first - 1] != "and" or tree.lower[first] != "to":
            continue
        for earlier in reversed(verbs[:place]):
            governor = earlier.parent
            wanted = governor is not None and governor.lemma in grammar.governing
            if earlier.link is Link.COMPLEMENT and earlier.infinitive and wanted:
                verb.link, verb.parent = Link.COORDINATE, earlier
                break


def _side_by_side(tree: Tree, verb: Verb, governor: Verb, grammar: Grammar) -> bool:
    """Tell whether two sentences stand in one, joined by a semicolon or a comma only."""
    if (
        not verb.finite
        or verb.at > governor.at
        or governor.lemma in ("say", "add", "tell", "write")
    ):
        return False
    last = tree.edges(verb.at)[1]
    return (
        any(tree.lower[t] in (";", ":") for t in range(verb.at + 1, governor.at))
        and last < governor.at
    )


def _predicated(verb: Verb) -> bool:
    return verb.parent is not None and verb.parent.lemma == "be"  # "which is why we commit"


def _goes_on_declaring(tree: Tree, verb: Verb, main: Verb, grammar: Grammar) -> bool:
    """Tell whether a verb is the declaration's next: "We commit to A to do B, and call on C"."""
    if verb is main or verb.at < main.at or verb.infinitive or verb.tag not in ("VB", "VBP"):
        return False
    if verb.lemma not in grammar.declaring or main.lemma in grammar.asking:
        return False
    first = verb.first
    while first > 0 and tree.tags[first - 1] in ("RB", "RBR"):
        first -= 1
    if first == 0 or tree.lower[first - 1] not in ("and", ",", ";"):
        return False
    if verb.markers or tree.first_below(verb.at, *_CLAUSAL) is not None:
        return False
    declared = main.tag == "VBP" or (main.has("will") and verb.lemma in _ALWAYS_DECLARED)
    subject = tree.first_below(main.at, "nsubj")
    plural = subject is not None and (
        tree.lower[subject] in ("we", "i", "they") or tree.tags[subject] in ("NNS", "NNPS")
    )
    return declared and plural and _below_infinitive(tree, verb, main)


_ALWAYS_DECLARED = frozenset(
    {"commit", "call on", "call upon", "call for", "reaffirm", "urge", "reiterate", "welcome"}
)


def _below_infinitive(tree: Tree, verb: Verb, main: Verb) -> bool:
    """Tell whether the parser hung the verb somewhere inside the main verb's clause."""
    return tree.deps[verb.at] in ("conj", "xcomp", "advcl", "dep", "ccomp", "acl", "relcl") and (
        main.at in tree.above(verb.at)
    )


def _asked(tree: Tree, verb: Verb) -> bool:
    """Tell whether a clause is a question within a sentence: "how they will cut costs"."""
    words = ("how", "whether", "why", "when", "where", "what", "which")
    return any(
        tree.lower[tree.edges(k)[0]] in words
        for k in tree.kids[verb.at]
        if k < verb.at and tree.deps[k] in ("advmod", "dobj", "nsubj", "mark", "attr")
    )


def _reported(tree: Tree, verb: Verb, grammar: Grammar) -> bool:
    """Tell whether "would" is the "will" of reported speech: "said that it would join"."""
    step: Verb | None = verb
    while step is not None and step.link is Link.COORDINATE:
        step = step.parent
    if step is None or step.parent is None or step.link not in (Link.QUOTE, Link.COMPLEMENT):
        return False
    told = step.parent.lemma in grammar.saying or _is_held(tree, step)
    return step.parent.tense is Tense.PAST and told


def _tie(tree: Tree, verb: Verb, by_token: Mapping[int, Verb], grammar: Grammar) -> None:
    dep = tree.deps[verb.at]
    if dep == "ROOT":
        return
    governor = _governor(tree, verb.at, by_token)
    if dep == "conj":
        _coordinate(tree, verb, by_token, grammar)
    elif dep == "ccomp" and governor is not None and _side_by_side(tree, verb, governor, grammar):
        return
    elif dep in _COMPLEMENTS and governor is not None:
        verb.parent = governor
        verb.link = Link.COMPLEMENT
        said = governor.lemma in grammar.saying and governor.lemma not in _BINDING
        if verb.finite and said and not _asked(tree, verb):
            verb.link = Link.QUOTE
        elif dep == "pcomp" and not _completes(tree, verb, governor):
            verb.link = Link.ADVERBIAL
    elif dep in ("relcl", "acl", "ccomp") and governor is not None and _is_held(tree, verb):
        verb.link, verb.parent = Link.COMPLEMENT, governor
    elif dep in ("relcl", "acl"):
        verb.link = Link.MODIFIER
        verb.noun = tree.heads[verb.at]
        verb.parent = governor
    elif dep in ("advcl", "parataxis", "dep", "prep") or governor is not None:
        verb.parent = governor
        verb.link = Link.ADVERBIAL
    _complete(tree, verb, by_token, grammar)


_BINDING = frozenset(
    {
        "agree",
        "agree on",
        "agree to",
        "decide",
        "commit",
        "pledge",
        "promise",
        "resolve",
        "vow",
        "concur",
    }
)
_HELD = frozenset(
    {"view", "belief", "hope", "expectation", "assurance", "understanding", "position"}
)


def _is_held(tree: Tree, verb: Verb) -> bool:
    """Tell whether a clause says what a noun holds: "the view that they would meet"."""
    noun = tree.lemmas[tree.heads[verb.at]]
    return verb.finite and noun in _HELD and _has_that(tree, verb)


def _governor(tree: Tree, token: int, by_token: Mapping[int, Verb]) -> Verb | None:
    return next((by_token[above] for above in tree.above(token) if above in by_token), None)


def _completes(tree: Tree, verb: Verb, governor: Verb) -> bool:
    """Tell whether a gerund is what the verb is about ("commit to sharing"), no means ("by")."""
    preposition = tree.heads[verb.at]
    if tree.lower[preposition] not in ("to", "on", "toward", "towards", "from", "for"):
        return False
    return preposition == governor.particle or tree.heads[preposition] in (
        governor.at,
        governor.last,
    )


def _complete(tree: Tree, verb: Verb, by_token: Mapping[int, Verb], grammar: Grammar) -> None:
    """Take "to V" for the complement of a verb that wants one, however the parser hung it."""
    if not verb.infinitive or verb.link not in (Link.ADVERBIAL, Link.MODIFIER):
        return
    governor = verb.parent
    if governor is None or governor.at > verb.at or governor.lemma not in grammar.governing:
        return
    if (
        tree.first_below(governor.at, "xcomp", "ccomp") is not None
        and governor.lemma not in grammar.asking
    ):
        return
    has_object = tree.first_below(governor.at, "dobj") is not None
    if has_object and governor.lemma not in grammar.asking and not verb.finite:
        return  # "proposed a rule to require reports": what for, not what
    rivals = [
        v for v in by_token.values()
        if v is not verb and v.parent is governor and v.link is Link.COMPLEMENT
    ]  # fmt: skip
    if rivals or (verb.noun is not None and governor.lemma not in grammar.asking):
        return
    verb.link = Link.COMPLEMENT


def _coordinate(tree: Tree, verb: Verb, by_token: Mapping[int, Verb], grammar: Grammar) -> None:
    """Hang a coordinate verb on the one it goes on from: finite on finite, "to V" on "to V"."""
    first = next((by_token[a] for a in tree.above(verb.at) if a in by_token), None)
    if first is None:
        return
    if verb.finite and first.lemma in grammar.saying and _has_that(tree, verb):
        binding = first.lemma in _BINDING
        verb.parent, verb.link = first, Link.COMPLEMENT if binding else Link.QUOTE
        return
    if verb.finite and _is_temporal(tree, verb):
        verb.parent, verb.link = first, Link.ADVERBIAL
        return
    peer: Verb | None = first
    while peer is not None and not _alike(tree, verb, peer, grammar):
        peer = peer.parent
    verb.parent = peer or first
    verb.link = Link.COORDINATE
    own = tree.first_below(verb.at, *_CLAUSAL) is not None
    verb.joined = (
        peer is None and verb.finite and not own
    )  # nothing that it can stand beside: a stray parse
    if peer is None and verb.tag == "VB" and first.finite and first.lemma in grammar.governing:
        verb.link = (
            Link.COMPLEMENT
        )  # "called on all to stop and work", the first infinitive misread


def _is_temporal(tree: Tree, verb: Verb) -> bool:
    words = ("when", "if", "as", "because", "since", "after", "before", "once", "until", "where")
    return any(tree.lower[k] in words for k in tree.below(verb.at, "mark", "advmod") if k < verb.at)


def _has_that(tree: Tree, verb: Verb) -> bool:
    return any(tree.lower[k] == "that" for k in tree.below(verb.at, "mark"))


def _alike(tree: Tree, verb: Verb, peer: Verb, grammar: Grammar) -> bool:
    """Tell whether two verbs can stand side by side."""
    own_subject = tree.first_below(verb.at, *_CLAUSAL) is not None
    if verb.finite or own_subject:
        if verb.tag in ("VBP", "VB") and verb.lemma not in grammar.declaring and not own_subject:
            return True
        return peer.finite and (own_subject or _agrees(tree, verb, peer))
    if verb.infinitive:
        return peer.infinitive or (verb.tag == "VBG" and not peer.finite)
    if verb.tag == "VB" and verb.lemma in grammar.declaring and peer.infinitive:
        above = peer.parent
        return above is None or above.tag != "VBP" or above.lemma in grammar.asking
    if verb.tag == "VB" and peer.tag in ("VBD", "VBZ"):
        return False
    if verb.tag == "VBG":
        return peer.tag in ("VBG", "MD") or peer.tag == "VBN"
    return not (verb.tag == "VBN" and peer.tag == "VB")


def _agrees(tree: Tree, verb: Verb, peer: Verb) -> bool:
    """Tell whether a verb can share its peer's subject, by number and by tense."""
    if {verb.tag, peer.tag} == {"VBZ", "VBP"} or (verb.tag == "VBD" and peer.tag == "VBN"):
        return False
    subject = tree.first_below(peer.at, "nsubj")
    plural = subject is not None and (
        tree.tags[subject] in ("NNS", "NNPS") or tree.lower[subject] in ("we", "they", "i")
    )
    return not (verb.tag == "VBZ" and plural)


def _share(tree: Tree, verb: Verb, peer: Verb) -> None:
    """Let a coordinate verb share the auxiliaries of the one before it."""
    if peer.nobody and tree.first_below(verb.at, *_CLAUSAL) is None:
        verb.negated = verb.nobody = True
    if verb.finite and verb.tag != "VBN" and verb.tag != "VBP":
        return
    if tree.first_below(verb.at, *_CLAUSAL) is not None:
        return
    if (
        verb.tag == "VBP"
        and (not peer.has("will", "shall", "must", "should", "may", "can") or not peer.finite)
        and (peer.tense in (Tense.PRESENT, Tense.ONGOING) or not peer.infinitive)
    ):
        return
    own = list(tree.below(verb.at, "aux", "auxpass"))
    if verb.tag in ("VBN", "VBG") and verb.tag != peer.tag:
        verb.stray = True  # no fellow of the verb before it: a participle before a noun
        return
    if not own:
        verb.markers = verb.markers or list(peer.markers)
        verb.finite = peer.finite
        verb.infinitive = peer.infinitive
        if verb.tag == "VBN" and peer.voice is Voice.PASSIVE:
            verb.voice = Voice.PASSIVE
        verb.tense, verb.mood = peer.tense, peer.mood
        verb.negated = verb.negated or (peer.negated and verb.tag == peer.tag == "VB")
