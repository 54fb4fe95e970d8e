"""How far two sets of parties are one: bodies and their members, offices and their states."""

import math

from pledgebook.knowledge.gazetteer import gazetteer
from pledgebook.model.record import Kind, Record, Strength
from pledgebook.resolution.home import state_of

_OFFICIAL = ("institution", "office")
_WHOLE = ("state", "office")


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Return from 0 to 1 how far two sets of parties are one.

    Some of those who promise may be named for all of them; where each side names somebody that the
    other does not, the share is that of both.
    """
    mine, theirs = _opened(one, other), _opened(other, one)
    if not mine or not theirs:
        return 0.0
    left = [max(_likeness(a, b) for b in theirs) for a in mine]
    right = [max(_likeness(a, b) for a in mine) for b in theirs]
    dice = math.fsum(sorted([*left, *right])) / (len(left) + len(right))
    inside = max(min(left), min(right))  # the whole of one side is met on the other
    return (dice + inside) / 2 if inside else dice * 0.75


def is_joint(record: Record) -> bool:
    """Return whether those named as partners bind themselves as the actors do."""
    together = record.kind is Kind.MEETING or record.strength is Strength.AGREEMENT
    return together or len(record.actors) > 1


def is_particular(party: str) -> bool:
    """Return whether a party is one ministry or company, which promises less than a state does."""
    known = gazetteer().party(party)
    return known is not None and known.type in ("institution", "company")


def public(party: str) -> str:
    """Return the state for a state's office or institution, and any other party itself."""
    known = gazetteer().party(party)
    return state_of(party) if known and known.type in _OFFICIAL else party


def _opened(parties: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """Return the parties, a body by its members where most of these are among the others."""
    opened = set(parties)
    for party in parties - others:
        members = frozenset(gazetteer().members(party))
        if len(members & others) * 2 > len(members):
            opened = (opened - {party}) | members
    return frozenset(opened)


def _likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return 0.7 if public(one) == public(other) and (_whole(one) or _whole(other)) else 0.0


def _whole(party: str) -> bool:
    """Return whether a party speaks for its state: the state itself, or its head's office."""
    known = gazetteer().party(party)
    return known is not None and known.type in _WHOLE
