"""A record: one thing a document reports, with the words it stands on."""

from dataclasses import dataclass
from enum import StrEnum

from pledgebook.model.span import Span


class Kind(StrEnum):
    """What a record reports (DESIGN.md's words)."""

    COMMITMENT = "commitment"
    REQUEST = "request"
    MEETING = "meeting"
    MILESTONE = "milestone"
    POSITION = "position"


class Strength(StrEnum):
    """How firmly a commitment binds, strongest first."""

    MANDATE = "mandate"
    PLEDGE = "pledge"
    AGREEMENT = "agreement"
    INTENT = "intent"
    PLAN = "plan"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim span of a document: `document.text[start:end] == exact` always."""

    document: str
    start: int
    end: int
    exact: str

    @property
    def span(self) -> Span:
        """Return where the words stand."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Label:
    """What a party is called for a reader of English or of Korean; empty where nobody knows."""

    en: str = ""
    ko: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """One who acts, as a record names it.

    `id` is None for an unnamed group ("많은 국가"), which is kept by `name`, the words of the text.
    `via` is the person or office that spoke or acted for the party.
    """

    id: str | None
    name: str
    label: Label = Label()
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """Why there is a record: the rule that fired and the words it fired on."""

    rule: str
    trigger: str


@dataclass(frozen=True, slots=True)
class Record:
    """A commitment, request, meeting, milestone or position, with its evidence.

    `date` (said, held or done) and `due` (to be done by) are EDTF; a deadline that is no date keeps
    its words in `due_trigger`. `evidence` holds at least one piece.
    """

    id: str
    kind: Kind
    strength: Strength | None
    actors: tuple[Party, ...]
    partners: tuple[Party, ...]
    action: str
    topics: tuple[str, ...]
    date: str | None
    due: str | None
    due_trigger: str | None
    said_by: tuple[Party, ...]
    language: str
    evidence: tuple[Evidence, ...]
    basis: Basis
    reader: str
