"""With whom: those whom "with X", "in consultation with X", "X's invitation" name."""

from pledgebook.language.clause import Argument, Role
from pledgebook.language.english.phrases import Cast, argument, can_act, phrase
from pledgebook.language.english.tree import Tree
from pledgebook.language.english.verbs import Verb
from pledgebook.language.names import within

WITH = frozenset({"with", "alongside", "between", "among"})
_TOGETHER = frozenset(
    [
        "consultation",
        "coordination",
        "cooperation",
        "collaboration",
        "partnership",
        "conjunction",
        "concert",
        "together",
        "along",
        "concurrence",
    ]
)
SHARED = frozenset(
    [
        "meeting",
        "call",
        "summit",
        "dialogue",
        "talk",
        "talks",
        "discussion",
        "session",
        "conversation",
        "lunch",
        "dinner",
        "consultation",
        "conference",
        "visit",
        "engagement",
        "roundtable",
    ]
)
MET = frozenset({"meet", "speak", "speak with", "hold", "confer", "talk with"})
_ENDS = frozenset(
    {
        "to", "on", "in", "at", "during", "outside", "followed", "ahead", "where", "today", "for",
        "as", "after", "before", "about", "and",
    }
)  # fmt: skip
GUESTS = frozenset({"welcome", "host", "receive", "meet", "greet", "visit", "travel to"})
MEETING_VERBS = frozenset({"meet", "hold", "host", "convene", "have", "conduct", "speak", "chair"})
REQUESTS = frozenset({"request", "ask", "ask for", "call for", "seek", "appeal for"})


def company_by_order(tree: Tree, verb: Verb, cast: Cast) -> list[Argument]:
    """Return those named after "with" behind a verb of meeting, wherever the parser hung them."""
    for token in range(verb.last + 1, len(tree) - 1):
        if tree.tags[token].startswith("VB") and tree.deps[token] not in ("amod", "acl"):
            return []
        if tree.lower[token] != "with":
            continue
        end = token + 1
        while end < len(tree) and not (
            (
                tree.lower[end] in _ENDS
                and tree.tags[end - 1][:2] != "NN"
                and tree.lower[end] != "and"
            )
            or (tree.lower[end] in _ENDS and tree.lower[end] not in ("for", "and", "to"))
            or tree.tags[end] in ("VBD", "VBZ", "VBP", "WDT", "WP")
        ):
            end += 1
        span = tree.span(token + 1, max(token + 1, end - 1))
        if within(cast.mentions, span):
            return [Argument(Role.WITH, span, marker="with", agent=True)]
        return []
    return []


def joined_by_with(tree: Tree, subject: int, cast: Cast, carried: bool) -> list[Argument]:
    """Return those named with the subject: "the Secretary, in consultation with Y, shall"."""
    found: list[Argument] = []
    for kid in tree.below(subject, "prep"):
        if tree.lower[kid] in ("with", "alongside") or tree.lower[kid] == "in":
            found += partners(tree, kid, cast, carried)
    return found


def asked_for_theirs(tree: Tree, verb: Verb, cast: Cast) -> list[Argument]:
    """Return who is asked by what is asked for: "requested the cooperation of Kenya"."""
    found: list[Argument] = []
    places = [k for p in {verb.at, verb.last} for k in tree.below(p, "dobj", "pobj")]
    for noun in places:
        owners = list(tree.below(noun, "poss"))
        for kid in tree.below(noun, "prep"):
            if tree.lower[kid] in ("of", "from"):
                owners += list(tree.below(kid, "pobj"))
        found += [
            argument(tree, Role.TO, owner, cast)
            for owner in owners
            if tree.tags[owner].startswith("NN")
            and can_act(tree, owner, *phrase(tree, owner), cast)
        ]
    return found


def hosts(tree: Tree, noun: int, cast: Cast) -> list[Argument]:
    """Return whom an invitation is from, a call is on: "Meloni's invitation to visit Italy"."""
    places: list[Argument] = []
    heads = list(tree.below(noun, "poss"))
    for kid in tree.below(noun, "prep"):
        if tree.lower[kid] in ("on", "from", "to"):
            heads += list(tree.below(kid, "pobj"))
    for kid in tree.below(noun, "acl", "relcl"):
        there = [k for k in tree.below(kid, "dobj") if tree.lemmas[k] not in SHARED]
        heads += there
        places += [argument(tree, Role.WHAT, k, cast) for k in there if tree.tags[k] == "NNP"]
    return places + [
        argument(tree, Role.WITH, head, cast)
        for head in heads
        if tree.tags[head].startswith("NN") and can_act(tree, head, *phrase(tree, head), cast)
    ]


def partners(tree: Tree, preposition: int, cast: Cast, carried: bool) -> list[Argument]:
    """Return those whom "with X", "in consultation with X", "between X and Y" name."""
    word = tree.lower[preposition]
    carried = carried or preposition < tree.lent
    if word in WITH:
        return [
            argument(tree, Role.WITH, kid, cast, word, carried)
            for kid in tree.below(preposition, "pobj")
            if can_act(tree, kid, *phrase(tree, kid), cast)
        ]
    found: list[Argument] = []
    if word in ("in", "together", "along", "on"):
        for kid in tree.below(preposition, "pobj"):
            if tree.lower[kid] in _TOGETHER:
                for inner in tree.below(kid, "prep"):
                    if tree.lower[inner] == "with":
                        found += partners(tree, inner, cast, carried)
    return found
