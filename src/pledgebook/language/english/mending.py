"""What the parser often misreads in these texts, put right before the clauses are read.

A small statistical parser takes "We, the leaders of X, affirm our effort" for a sentence without a
verb, and "the Assembly adopted by consensus a text" for an assembly that was adopted. What a word
can be, and what it has beside it, tells better.
"""

from pledgebook.language.english.tree import Tree

_NOMINAL = ("NN", "NNS", "NNP", "NNPS", "PRP", "CD")
_AUXILIARIES = ("aux", "auxpass")
_SUBJECTS = ("nsubj", "nsubjpass")


def mend(tree: Tree, predicates: frozenset[str]) -> None:
    """Put right the tags and the links of a tree, in place; `predicates` are known verbs."""
    for token, dep in enumerate(tree.deps):
        tag = tree.tags[token]
        if dep in ("ROOT", "conj") and not tag.startswith("VB") and tag != "MD":
            _verb_by_company(tree, token, predicates)
        if tag == "VBN" and dep in ("ROOT", "conj", "ccomp"):
            _past_by_subject(tree, token)
        elif tag in ("VBN", "VBD") and dep == "acl":
            _past_by_object(tree, token, predicates)
        elif dep == "ROOT" and tag in _NOMINAL:
            _verb_after_subject(tree, token, predicates)
        if dep == "ROOT" and any(tree.lower[k] == "having" for k in tree.below(token, "aux")):
            for kid in tree.below(token, "conj"):
                if tree.tags[kid] == "VB":
                    tree.tags[kid] = "VBP"
        if tag == "MD":
            _verb_after_modal(tree, token)
        elif tag == "VB" and dep in ("ROOT", "conj", "ccomp"):
            _present_by_subject(tree, token)
    for token in range(len(tree)):
        if tree.deps[token] == "conj" and tree.tags[token] in ("VBD", "VBP", "VBZ"):
            _split_subject(tree, token)


def _verb_by_company(tree: Tree, token: int, predicates: frozenset[str]) -> None:
    """Read a word with a subject and an object as the verb it can be."""
    word = tree.lower[token]
    if tree.first_below(token, "nsubj") is None or tree.first_below(token, "cop") is not None:
        return
    if tree.first_below(token, "dobj", "ccomp", "xcomp", "prep") is None:
        return
    if word in predicates:
        tree.tags[token], tree.lemmas[token] = "VBP", word
    elif word.endswith("s") and word[:-1] in predicates:
        tree.tags[token], tree.lemmas[token] = "VBZ", word[:-1]
    elif word.endswith("ed") and (word[:-2] in predicates or word[:-1] in predicates):
        tree.tags[token] = "VBD"
        tree.lemmas[token] = word[:-2] if word[:-2] in predicates else word[:-1]


def _verb_after_subject(tree: Tree, token: int, predicates: frozenset[str]) -> None:
    """Read "We, the leaders of X, affirm our effort" as a sentence, though "affirm" was no verb."""
    for kid in tree.kids[token]:
        plural = tree.lower[kid] in predicates and tree.lower[kid - 1] in (
            ",",
            "we",
            "they",
            "also",
        )
        if plural and kid > token and tree.first_below(kid, "dobj", "ccomp", "xcomp") is not None:
            tree.tags[kid], tree.lemmas[kid] = "VBP", tree.lower[kid]
            _enthrone(tree, kid, token)
            return


def _verb_after_modal(tree: Tree, modal: int) -> None:
    """Read "will trial new tools" as what a modal verb asks for, though "trial" can be a noun."""
    token = modal + 1
    while token < len(tree) and tree.tags[token] == "RB":
        token += 1
    if token >= len(tree) or tree.tags[token] not in ("NN", "JJ") or tree.deps[token] == "nsubj":
        return
    if tree.deps[token] not in ("compound", "amod", "nmod"):
        return
    root = next((a for a in tree.above(token) if tree.deps[a] in ("ROOT", "conj", "ccomp")), None)
    if root is None:
        return
    noun, above, dep = tree.heads[token], tree.heads[root], tree.deps[root]
    tree.kids[noun].remove(token)
    for kid in [k for k in tree.kids[root] if k < token]:
        _hang(tree, kid, token, tree.deps[kid])
    if dep == "ROOT":
        tree.heads[token], tree.deps[token] = token, dep
    else:
        _hang(tree, token, above, dep)
    tree.tags[token], tree.lemmas[token] = "VB", tree.lower[token]
    if tree.tags[root] in ("VBZ", "VBP", "VB"):
        tree.tags[root] = "NNS"
    _hang(tree, root, token, "dobj")


def _present_by_subject(tree: Tree, token: int) -> None:
    """Read "we, the leaders, reaffirm" as finite: a subject, and neither "to" nor a modal verb."""
    subject = tree.first_below(token, "nsubj")
    if subject is not None and subject < token and tree.first_below(token, *_AUXILIARIES) is None:
        tree.tags[token] = "VBP"


def _past_by_subject(tree: Tree, token: int) -> None:
    """Read "we, the leaders, convened" as told in the past: it has a subject and no auxiliary."""
    subject = tree.first_below(token, *_SUBJECTS)
    if tree.first_below(token, *_AUXILIARIES) is not None:
        return
    if subject is None and token and tree.heads[token - 1] == token and tree.deps[token] == "ROOT":
        before = token - 1
        if tree.deps[before] in ("amod", "compound", "nmod", "npadvmod"):
            tree.deps[before] = "nsubj"
            subject = before
    if subject is not None:
        tree.tags[token] = "VBD"


def _past_by_object(tree: Tree, token: int, predicates: frozenset[str]) -> None:
    """Read a participle after a noun as the main verb, where it governs what no passive can."""
    noun = tree.heads[token]
    if tree.first_below(token, *_AUXILIARIES) is not None:
        return
    known = tree.lemmas[token] in predicates
    active = tree.first_below(token, "dobj", "ccomp") is not None
    if tree.deps[noun] == "ROOT" and tree.tags[noun] in _NOMINAL:
        agent = tree.first_below(token, "agent") is not None
        if active or (known and not agent):
            _enthrone(tree, token, noun)
        return
    main = _root(tree, token)
    called = tree.first_below(token, "prt", "prep") == token + 1 and (
        tree.tags[token] == "VBD" or tree.lower[token] == "called"
    )
    comma = token > 0 and tree.lower[token - 1] in (",", "and", "also")
    if (active or called) and known and comma and main is not None and main < token:
        _hang(tree, token, main, "conj")
        tree.tags[token] = tree.tags[main]


def _root(tree: Tree, token: int) -> int | None:
    for above in tree.above(token):
        if tree.deps[above] == "ROOT" and tree.tags[above] == "VBD":
            return above
    return None


def _split_subject(tree: Tree, token: int) -> None:
    """Join a list of names of which the last was taken for the whole subject."""
    head = tree.heads[token]
    subject = tree.first_below(token, *_SUBJECTS)
    if tree.tags[head] not in ("NNP", "NNPS", "NNS", "NN") or tree.deps[head] != "ROOT":
        return
    if subject is None:
        _enthrone(tree, token, head)
    elif all(
        tree.lower[t] in (",", "and", "of", "the", "(", ")")
        or tree.tags[t] in (*_NOMINAL, "JJ", "DT")
        for t in range(head + 1, subject)
    ):
        _enthrone(tree, token, head)
        _hang(tree, subject, head, "conj")


def _enthrone(tree: Tree, token: int, noun: int) -> None:
    """Make `token` the main verb of its sentence and `noun` its subject."""
    for kid in list(tree.kids[noun]):
        apart = kid > token or tree.deps[kid] in ("npadvmod", "advmod", "advcl", "punct")
        if kid != token and apart:
            _hang(tree, kid, token, "dobj" if tree.deps[kid] == "appos" else tree.deps[kid])
    if token in tree.kids[noun]:
        tree.kids[noun].remove(token)
    tree.heads[token] = token
    tree.deps[token] = "ROOT"
    if tree.tags[token] == "VBN":
        tree.tags[token] = "VBD"
    _hang(tree, noun, token, "nsubj")


def _hang(tree: Tree, token: int, head: int, dep: str) -> None:
    old = tree.heads[token]
    if old != token and token in tree.kids[old]:
        tree.kids[old].remove(token)
    tree.heads[token], tree.deps[token] = head, dep
    tree.kids[head].append(token)
    tree.kids[head].sort()
