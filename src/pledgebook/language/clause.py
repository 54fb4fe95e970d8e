"""The clause: what an analyser hands on, whatever the language.

Everything that is particular to one language ends here. Spans are half-open code-point ranges of
the document's stored text.
"""

from dataclasses import dataclass
from enum import StrEnum

from pledgebook.language.dates.expression import TimeExpression
from pledgebook.model.span import Span


class Role(StrEnum):
    """What an argument is to its predicate."""

    WHO = "who"
    WITH = "with"
    TO = "to"
    WHAT = "what"
    WHERE = "where"


class Tense(StrEnum):
    """When, seen from the document: done, going on, to come, or told by no form."""

    PAST = "past"
    PRESENT = "present"
    ONGOING = "ongoing"
    FUTURE = "future"
    NONE = "none"


class Mood(StrEnum):
    """How real the act is: stated, obliged, possible, wished, under a condition."""

    FACT = "fact"
    OBLIGED = "obliged"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    WISHED = "wished"
    FORECAST = "forecast"


class Voice(StrEnum):
    """Whether WHO acts or is acted upon; in a passive clause WHO is the agent where it is named."""

    ACTIVE = "active"
    PASSIVE = "passive"


class Link(StrEnum):
    """How a clause hangs on its parent."""

    MAIN = "main"
    COORDINATE = "coordinate"
    COMPLEMENT = "complement"  # "agreed to V", V-기로, V-ㄹ 것을, "that S"
    QUOTE = "quote"  # direct or reported speech
    MODIFIER = "modifier"  # "to be held at P", "which S", V-는 N
    ADVERBIAL = "adverbial"  # purpose, condition, time, manner
    ITEM = "item"  # one item of a list below the clause that heads it
    NOMINAL = "nominal"  # an event told by a noun: "the summit on May 21", 지난 6월 정상회담
    HEADLINE = "headline"  # no finite verb: "…추진", "…마련키로"


@dataclass(frozen=True, slots=True)
class Argument:
    """A phrase that fills a role.

    `head` is the lemma of its head noun; `marker` the preposition or particle that introduces it.
    A carried argument stands in an earlier clause or sentence: a topic, a shared subject. `agent`
    tells that it names somebody who can act: a party, an office, "we", 양측.
    """

    role: Role
    span: Span
    head: str = ""
    marker: str = ""
    carried: bool = False
    agent: bool = False


@dataclass(frozen=True, slots=True)
class Marker:
    """A grammatical form that a rule may name: "will", "-기로 하다", "-ㄹ 계획이다"."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Clause:
    """One predicate with what belongs to it.

    `index` numbers the clauses of one passage, `parent` is the index of the clause it hangs on.
    `lemma` is the predicate's dictionary form ("commit", "call on", "be committed", "약속하다").
    `span` runs from the clause's first own argument to its predicate and complement, without the
    neighbour's. `said_by` is the chain of those who say it, outermost first.
    """

    index: int
    sentence: Span
    span: Span
    lemma: str
    predicate: Span
    link: Link = Link.MAIN
    parent: int | None = None
    tense: Tense = Tense.NONE
    mood: Mood = Mood.FACT
    negated: bool = False
    voice: Voice = Voice.ACTIVE
    markers: tuple[Marker, ...] = ()
    arguments: tuple[Argument, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    said_by: tuple[Argument, ...] = ()
    noun: str = ""  # the noun a modifier clause hangs on (lemma): plan, statement, 계획, 선언

    def role(self, role: Role) -> tuple[Argument, ...]:
        """Return the arguments that fill `role`, in order."""
        return tuple(argument for argument in self.arguments if argument.role is role)
