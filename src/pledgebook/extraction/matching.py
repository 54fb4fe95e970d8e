"""Does a rule of the lexicon hold of a clause?"""

from collections.abc import Sequence

from pledgebook.knowledge.lexicon import Lexicon, Rule
from pledgebook.language.clause import Clause, Link, Role


def complement_of(clause: Clause, clauses: Sequence[Clause]) -> Clause | None:
    """Return the clause that completes this one ("agreed *to meet*"), if there is one."""
    for other in clauses:
        if other.parent == clause.index and other.link is Link.COMPLEMENT:
            return other
    return None


def first_match(
    lexicon: Lexicon,
    clause: Clause,
    clauses: Sequence[Clause],
    complement: Clause | None = None,
) -> Rule | None:
    """Return the first rule that holds of `clause`, `clauses` being those of its sentence.

    `complement` stands for the clause's first complement, where a later one is asked about.
    """
    sought = complement is not None
    for rule in lexicon.candidates(clause.lemma):
        if (rule.complement or rule.inner) and not sought:
            complement, sought = complement_of(clause, clauses), True
        if _holds(rule, clause, complement):
            return rule
    return None


def _holds(rule: Rule, clause: Clause, complement: Clause | None) -> bool:
    return (
        _forms_hold(rule, clause)
        and _arguments_hold(rule, clause)
        and _complement_holds(rule, complement)
    )


def _forms_hold(rule: Rule, clause: Clause) -> bool:
    if rule.marker or rule.without:
        names = {marker.name for marker in clause.markers}
        if rule.marker and not rule.marker & names:
            return False
        if rule.without & names:
            return False
    if rule.polarity != "any" and clause.negated != (rule.polarity == "negative"):
        return False
    return (
        (not rule.link or clause.link.value in rule.link)
        and (not rule.tense or clause.tense.value in rule.tense)
        and (not rule.mood or clause.mood.value in rule.mood)
        and (not rule.voice or clause.voice.value in rule.voice)
        and (not rule.noun or clause.noun in rule.noun)
    )


def _arguments_hold(rule: Rule, clause: Clause) -> bool:
    if rule.agent and not any(a.agent for a in clause.role(Role.WHO)):
        return False
    if rule.object and not any(a.head in rule.object for a in clause.role(Role.WHAT)):
        return False
    return not rule.to or any(a.head in rule.to for a in clause.role(Role.TO))


def _complement_holds(rule: Rule, complement: Clause | None) -> bool:
    if rule.complement == "clause" and complement is None:
        return False
    if rule.complement == "none" and complement is not None:
        return False
    if not rule.inner:
        return True
    if complement is None:
        return False
    return complement.lemma in rule.inner or any(m.name in rule.inner for m in complement.markers)
