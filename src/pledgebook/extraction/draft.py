"""A draft: what a rule made of a clause, its names not yet resolved to parties."""

from dataclasses import dataclass

from pledgebook.language.clause import Argument, Clause
from pledgebook.language.dates.expression import TimeExpression
from pledgebook.model.record import Kind, Strength
from pledgebook.model.span import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """A record to be: phrases where the record has parties, expressions where it has dates.

    `sentence` is the index of the sentence among those of its language; `trigger` the words that
    the rule fired on; `action` the words that say what is to be done.
    """

    kind: Kind
    strength: Strength | None
    rule: str
    trigger: Span
    sentence: int
    clause: Clause
    actors: tuple[Argument, ...]
    partners: tuple[Argument, ...]
    action: Span
    said_by: tuple[Argument, ...]
    date: TimeExpression | None
    due: TimeExpression | None
    evidence: Span
