"""The predicates of a parsed passage: lemma, tense, mood, voice, polarity, forms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pledgebook.language.clause import Link, Mood, Tense, Voice
from pledgebook.language.english.tree import VERBAL, Tree

MODALS = {
    "will": "will", "'ll": "will", "wo": "will", "shall": "shall", "must": "must",
    "should": "should", "may": "may", "might": "may", "can": "can", "ca": "can",
    "could": "could", "would": "would", "'d": "would",
}  # fmt: skip
_POSSIBLE = frozenset({"may", "can", "could", "would"})
_COPULAS = frozenset({"be", "remain", "stand", "stay", "become", "feel"})
_PARTICIPLES = frozenset(
    [
        "committed",
        "determined",
        "resolved",
        "dedicated",
        "concerned",
        "convinced",
        "pleased",
        "honored",
        "honoured",
        "devoted",
        "set",
        "scheduled",
        "expected",
        "slated",
        "poised",
        "due",
        "alarmed",
        "united",
        "disappointed",
        "delighted",
        "deeply",
    ]
)
_AIMS = frozenset(
    {"aim", "goal", "objective", "target", "ambition", "intention", "intent", "plan", "priority"}
)
_NEGATIVE = frozenset({"not", "n't", "never", "no", "neither", "nor"})
_NOTHING = frozenset({"nothing", "no", "none", "neither", "nobody"})
_UNREAL = frozenset({"if", "unless", "whether", "should", "once", "until"})
_HOLLOW = frozenset({"amod", "compound", "nmod", "quantmod", "predet"})


@dataclass(slots=True)
class Verb:
    """A predicate while its clause is being built; numbers are tokens."""

    at: int
    lemma: str
    first: int
    last: int
    tag: str
    finite: bool
    link: Link = Link.MAIN
    parent: "Verb | None" = None
    tense: Tense = Tense.NONE
    mood: Mood = Mood.FACT
    negated: bool = False
    voice: Voice = Voice.ACTIVE
    markers: list[tuple[str, int, int]] = field(default_factory=list)
    noun: int | None = None
    particle: int | None = None
    infinitive: bool = False
    emitted: bool = False
    front: int | None = None  # where a time stands that was put before the clause
    joined: bool = False  # told by the verb before it
    stray: bool = False  # coordinate with nothing: a slip of the parser
    nobody: bool = False
    stands_for: list[int] = field(default_factory=list)

    def has(self, *names: str) -> bool:
        """Tell whether one of these forms is there."""
        return any(name in names for name, _, _ in self.markers)


Tails = Mapping[str, Sequence[tuple[str, ...]]]


def tails(predicates: Sequence[str]) -> dict[str, list[tuple[str, ...]]]:
    """Return, for each verb, what may follow it to make a longer predicate, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for predicate in predicates:
        verb, *rest = predicate.split()
        if rest:
            found.setdefault(verb, []).append(tuple(rest))
    for options in found.values():
        options.sort(key=len, reverse=True)
    return found


def find_verbs(tree: Tree, longer: Tails) -> list[Verb]:
    """Return the predicates of a passage in order, without their links."""
    found: list[Verb] = []
    for token, tag in enumerate(tree.tags):
        if token and tree.lower[token - 1] == "-" and tree.deps[token] != "ROOT":
            continue
        if tag in VERBAL:
            if (
                tree.deps[token] in ("aux", "auxpass")
                or _hollow(tree, token)
                or _no_verb(tree, token)
            ):
                continue
        elif tag == "MD":
            if tree.deps[token] == "aux":
                continue
        elif not _misread(tree, token, longer):
            continue
        if _is_adjective_of_copula(tree, token):
            continue
        found.append(_verb(tree, token, longer))
    return found


def _hollow(tree: Tree, token: int) -> bool:
    return tree.deps[token] in _HOLLOW


_ADJECTIVAL = ("tive", "sive", "ous", "ical", "able", "ible")


def _no_verb(tree: Tree, token: int) -> bool:
    """Tell whether a word that was taken for a verb has the form of an adjective."""
    word = tree.lower[token]
    return word.endswith(_ADJECTIVAL) and word not in ("enable", "disable", "give", "drive")


def _misread(tree: Tree, token: int, longer: Tails) -> bool:
    """Tell whether a noun is a verb after all: "will support", "we welcome"."""
    if tree.tags[token] not in ("NN", "NNS", "NNP", "JJ") or not token:
        return False
    before = tree.lower[token - 1]
    return before in ("we", "they") and tree.tags[token] in ("NN", "NNP") and token + 1 < len(tree)


def _is_adjective_of_copula(tree: Tree, token: int) -> bool:
    """Tell whether a participle is told by its copula: "are committed", tagged as an adjective."""
    return (
        tree.tags[token] in ("VBN", "JJ")
        and tree.deps[token] in ("acomp", "attr", "oprd")
        and tree.lemmas[tree.heads[token]] in _COPULAS
    )


def _verb(tree: Tree, token: int, longer: Tails) -> Verb:
    auxiliaries = [k for k in tree.below(token, "aux", "auxpass") if k < token]
    verb = Verb(
        at=token,
        lemma=_lemma(tree, token),
        first=min([token, *auxiliaries]),
        last=token,
        tag=tree.tags[token],
        finite=False,
    )
    _read_auxiliaries(tree, verb, auxiliaries)
    _read_copula(tree, verb, longer)
    _lengthen(tree, verb, longer)
    _read_negation(tree, verb, auxiliaries)
    return verb


_LEMMAS = {"focuses": "focus", "focused": "focus", "focussed": "focus", "welcomes": "welcome",
           "recognise": "recognize", "recognises": "recognize", "recognised": "recognize",
           "emphasise": "emphasize", "emphasised": "emphasize", "emphasises": "emphasize",
           "prioritise": "prioritize", "mobilise": "mobilize", "finalise": "finalize",
           "organise": "organize", "organised": "organize", "finalised": "finalize",
           "criticise": "criticize", "criticised": "criticize", "criticises": "criticize",
           "met": "meet", "held": "hold", "agreed": "agree", "led": "lead"}  # fmt: skip


def _lemma(tree: Tree, token: int) -> str:
    if tree.tags[token] == "MD":
        return ""
    return _LEMMAS.get(tree.lower[token], tree.lemmas[token])


def _read_auxiliaries(tree: Tree, verb: Verb, auxiliaries: Sequence[int]) -> None:
    """Fill tense, mood, voice and forms from "will", "has been", "is", "to"."""
    tag = verb.tag
    lemmas = [tree.lower[a] for a in auxiliaries]
    passive = any(tree.deps[a] == "auxpass" for a in auxiliaries)
    verb.voice = Voice.PASSIVE if passive else Voice.ACTIVE
    for a in auxiliaries:
        name = MODALS.get(tree.lower[a]) if tree.tags[a] == "MD" else None
        if name:
            verb.markers.append((name, a, a))
        elif tree.tags[a] == "TO":
            verb.infinitive = True
    if tag == "MD":
        verb.markers.append((MODALS.get(tree.lower[verb.at], "can"), verb.at, verb.at))
    names = {name for name, _, _ in verb.markers}
    forms = {tree.tags[a] for a in auxiliaries}
    has = any(word in ("have", "has", "'ve", "had", "having") for word in lemmas)
    verb.finite = tag in ("VBD", "VBP", "VBZ", "MD") or bool(forms & {"MD", "VBD", "VBP", "VBZ"})
    if names & {"will", "shall"}:
        verb.tense = Tense.FUTURE
    elif (has and (tag == "VBN" or passive)) or tag == "VBD" or "VBD" in forms:
        verb.tense = Tense.PAST
    elif tag == "VBG" and forms & {"VBP", "VBZ"}:
        verb.tense = Tense.ONGOING
    elif verb.finite:
        verb.tense = Tense.PRESENT
    if names & _POSSIBLE:
        verb.mood = Mood.POSSIBLE
    elif names & {"must", "shall", "should"}:
        verb.mood = Mood.OBLIGED


def _read_copula(tree: Tree, verb: Verb, longer: Tails) -> None:
    """Turn "are committed", "remains concerned" into one predicate, where a rule waits for it."""
    word = tree.lower[verb.at]
    if verb.tag == "VBN" and verb.voice is Voice.PASSIVE and word in _PARTICIPLES:
        verb.lemma, verb.voice = f"be {word}", Voice.ACTIVE
    elif verb.lemma in _COPULAS:
        adjective = tree.first_below(verb.at, "acomp", "oprd")
        if adjective is None:
            adjective = next(
                (k for k in tree.below(verb.at, "attr", "advcl", "xcomp", "prep", "ccomp")
                 if tree.tags[k] in ("JJ", "VBN", "VBD") and tree.lower[k] in _PARTICIPLES),
                None,
            )  # fmt: skip
        if adjective is not None and adjective > verb.at:
            known = (tree.lower[adjective],) in longer.get("be", ())
            verb.lemma = f"be {tree.lower[adjective]}" if known else "be"
            verb.last = adjective
        elif (
            verb.lemma == "be"
            and tree.first_below(verb.at, "attr") is None
            and any(
                tree.tags[k] == "VB" and _to_before(tree, k) for k in tree.below(verb.at, "xcomp")
            )
        ):
            verb.markers.append(("is to", verb.at, verb.at))
            subject = tree.first_below(verb.at, "nsubj")
            if subject is not None and tree.lemmas[subject] in _AIMS:
                verb.lemma = "aim"  # "our goal is to train"


def _to_before(tree: Tree, token: int) -> bool:
    return any(tree.tags[k] == "TO" for k in tree.below(token, "aux"))


def _lengthen(tree: Tree, verb: Verb, longer: Tails) -> None:
    """Add particles and prepositions that make one predicate with the verb."""
    if verb.lemma.split(" ")[0] == "be":
        return
    if verb.lemma == "make" and verb.last + 1 < len(tree) and tree.lower[verb.last + 1] == "clear":
        verb.lemma, verb.last = "make clear", verb.last + 1
        return
    for tail in longer.get(verb.lemma, ()):
        at = verb.last + 1
        place: int | None = None
        far = verb.lemma in ("speak", "talk")  # "spoke yesterday by phone with"
        for step in range(at, min(at + (9 if far else 4), len(tree))):
            if tree.lower[step] == tail[0]:
                place = step
                break
            if far and not tree.tags[step].startswith("VB") and tree.tags[step] not in (",", "CC"):
                continue
            if tree.tags[step] not in ("RB", "RBR", "RP") and tree.lower[step] not in (",", "once"):
                break
        if place is None:
            place = next(
                (k for k in tree.below(verb.at, "prep", "prt") if (tree.lower[k],) == tail), None
            )
            if place is not None and place > verb.at:
                verb.lemma, verb.particle = f"{verb.lemma} {tail[0]}", place
                return
            continue
        end = place + len(tail) - 1
        if tuple(tree.lower[place : end + 1]) == tail:
            verb.lemma = " ".join((verb.lemma, *tail))
            verb.last, verb.particle = end, end
            return


def _read_negation(tree: Tree, verb: Verb, auxiliaries: Sequence[int]) -> None:
    for token in (verb.at, *auxiliaries):
        for kid in tree.below(token, "neg", "advmod", "cc", "preconj"):
            near = verb.first - 2 <= kid < verb.last
            if tree.lower[kid] in _NEGATIVE and near and not _not_only(tree, kid):
                verb.negated = True
    for subject in tree.below(verb.at, "nsubj", "nsubjpass"):
        first = tree.edges(subject)[0]
        if tree.lower[subject] in _NOTHING or tree.lower[first] in _NOTHING:
            verb.negated = verb.nobody = True


def _not_only(tree: Tree, token: int) -> bool:
    after = token + 1
    return (after < len(tree) and tree.lower[after] in ("only", "merely", "later", "just")) or (
        tree.lower[token] == "no" and after < len(tree) and tree.lower[after] == "longer"
    )


def unreal(tree: Tree, verb: Verb) -> bool:
    """Tell whether a clause is a condition: "if", "unless", "should the need arise"."""
    for kid in tree.below(verb.at, "mark", "advmod"):
        if tree.lower[kid] in _UNREAL and kid < verb.at:
            return True
    return False
