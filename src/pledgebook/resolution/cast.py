"""Who is who in one document: phrases to parties, with what was told before in mind."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pledgebook.knowledge.gazetteer import Gazetteer, Mention
from pledgebook.language.clause import Argument
from pledgebook.language.names import within
from pledgebook.model.document import Document
from pledgebook.model.record import Party
from pledgebook.model.span import Span
from pledgebook.resolution.home import state_of
from pledgebook.resolution.naming import by_id, distinct, named
from pledgebook.resolution.references import Reference, bare, references, short_names
from pledgebook.resolution.signatories import find_signatories, title_mentions

_LONGEST_NAME = 80
_JOINT = re.compile(r"\s*(?:[,;·]|\band\b|\bas well as\b|\btogether with\b|및|(?<=[가-힣])[와과]\s)\s*")


@dataclass(slots=True)
class Cast:
    """Resolves the phrases of one document, which are to be asked for in the order of the text.

    `group` is the last set of parties that acted or met together, `last` whoever acted last,
    `single` whoever last acted alone.
    """

    document: Document
    mentions: Sequence[Mention]
    gazetteer: Gazetteer
    home_id: str | None
    home: Party | None = None
    signatories: tuple[Party, ...] = ()
    group: tuple[Party, ...] = ()
    last: tuple[Party, ...] = ()
    single: tuple[Party, ...] = ()
    called: dict[str, Party] = field(default_factory=dict)
    passed: int = 0

    def __post_init__(self) -> None:
        language = self.document.language or "en"
        self.home = by_id(self.home_id, self.gazetteer, language) if self.home_id else None
        self.signatories = find_signatories(self.document, self.mentions, self.gazetteer)
        title = self.document.title or ""
        in_title = title_mentions(self.document, self.gazetteer)
        joint = distinct(named(m, title, self.gazetteer, language) for m in in_title)
        self.group = self.signatories or (joint if len(joint) > 1 else ())

    def resolve(
        self,
        arguments: Sequence[Argument],
        language: str,
        said_by: tuple[Party, ...] = (),
        *,
        keep_unnamed: bool = True,
    ) -> tuple[Party, ...]:
        """Return the parties that the phrases name or stand for, without repetition."""
        found: list[Party] = []
        for argument in arguments:
            found += self._phrase(argument, language, said_by, keep_unnamed)
        return distinct(found)

    def _phrase(
        self, argument: Argument, language: str, said_by: tuple[Party, ...], keep_unnamed: bool
    ) -> tuple[Party, ...]:
        self._pass_to(argument.span.start, language)
        found: list[Party] = []
        for span, mention in self._parts(argument.span):
            if mention is not None:
                found.append(named(mention, self.document.text, self.gazetteer, language))
            else:
                found += self._stand_in(span, argument.head, language, said_by)
        if found or not argument.agent:
            return distinct(found)
        words = " ".join(argument.span.of(self.document.text).split())
        at_home = self._office_at_home(words, language)
        if at_home or not keep_unnamed:
            return at_home
        return (Party(id=None, name=words[:_LONGEST_NAME]),)

    def _parts(self, phrase: Span) -> Iterator[tuple[Span, Mention | None]]:
        """Yield what a phrase joins: its mentions, and the words between them, in order.

        Words that touch a mention only describe it ("*our partner* Japan") and are left out.
        """
        at, touches = phrase.start, False
        for mention in within(self.mentions, phrase):
            yield from self._between(Span(at, mention.start), touches, True)
            yield Span(mention.start, mention.end), mention
            at, touches = mention.end, True
        yield from self._between(Span(at, phrase.end), touches, False)

    def _between(self, gap: Span, left: bool, right: bool) -> Iterator[tuple[Span, None]]:
        text = self.document.text
        joints = list(_JOINT.finditer(text, gap.start, gap.end))
        starts = [gap.start, *(joint.end() for joint in joints)]
        ends = [*(joint.start() for joint in joints), gap.end]
        for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
            touches = (left and number == 0) or (right and number == len(joints))
            piece = Span(start, max(start, end)).trimmed(text)
            if len(piece) and not touches:
                yield piece, None

    def _stand_in(
        self, span: Span, head: str, language: str, said_by: tuple[Party, ...]
    ) -> tuple[Party, ...]:
        """Return those whom words without a name stand for: "both sides", "the President"."""
        words = " ".join(span.of(self.document.text).split())
        lookup = references(language)
        reference = lookup.of(words, head)
        if reference:
            return self._referred(reference, said_by)
        called = self.called.get(bare(words))
        return (called,) if called else ()

    def _office_at_home(self, words: str, language: str) -> tuple[Party, ...]:
        """Return the home for an office without a state: only foreign ones are told by theirs."""
        if self.home is None or not references(language).holds_title(words):
            return ()
        return (replace(self.home, via=words[:_LONGEST_NAME]),)

    def _pass_to(self, place: int, language: str) -> None:
        """Note what the mentions before a place may be called later ("the Commission")."""
        while self.passed < len(self.mentions) and self.mentions[self.passed].start < place:
            mention = self.mentions[self.passed]
            self.passed += 1
            words = self.document.text[mention.start : mention.end]
            if mention.kind in ("adjective", "abbreviation"):
                continue
            party = named(mention, self.document.text, self.gazetteer, language)
            for name in short_names(words, references(language)):
                self.called[name] = party

    def _referred(self, reference: Reference, said_by: tuple[Party, ...]) -> tuple[Party, ...]:
        home = (self.home,) if self.home else ()
        if reference is Reference.SIGNATORIES:
            return said_by[-1:] or self.signatories or self.group or home
        if reference is Reference.MEMBERS:
            return self.signatories or self.group or self.last
        if reference is Reference.JOINT:
            return self.group or self.signatories or self.last
        if reference is Reference.HOME:
            return home
        if reference is Reference.PLURAL and len(self.last) < 2:
            return self.group or self.last
        return (self.single or self.last) if reference is Reference.SINGULAR else self.last

    def unspoken(self) -> tuple[Party, ...]:
        """Return who acts where the language leaves it unsaid: the last actor, else the home."""
        return self.last or ((self.home,) if self.home else ())

    def note(self, actors: tuple[Party, ...], allies: tuple[Party, ...]) -> None:
        """Remember who acted, for the pronouns to come; `allies` acted with them."""
        if actors:
            self.last = actors
        if len(actors) == 1:
            self.single = actors
        named_ones = [p for p in (*actors, *allies) if p.id]
        if len({state_of(p.id) for p in named_ones if p.id}) > 1:
            self.group = distinct(named_ones)
