"""Who is who in one document: phrases to parties, with what was told before in mind."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pledgebook.knowledge.capitals import state_of_capital
from pledgebook.knowledge.gazetteer import Gazetteer, Mention
from pledgebook.language.clause import Argument, Role
from pledgebook.language.names import within
from pledgebook.model.document import Document
from pledgebook.model.record import Party
from pledgebook.model.span import Span
from pledgebook.resolution.home import state_of
from pledgebook.resolution.naming import by_id, distinct, named
from pledgebook.resolution.references import Reference, bare, references, short_names
from pledgebook.resolution.signatories import find_signatories, title_mentions

_LONGEST_NAME = 80
_REMEMBERED = 30  # how many actors and groups back a reference may reach
_COMMA_OR_AND = re.compile(r",\s(?:and\s)?(?:the\s)?|\sand\s(?:the\s)?")
_JOINT = re.compile(
    r"\s*(?:[,;·]|\band\b|\bas well as\b|\btogether with\b|및|(?<=[가-힣])[와과]\s)\s*"
)


@dataclass(slots=True)
class Cast:
    """Resolves the phrases of one document, which are to be asked for in the order of the text.

    `groups` are the sets of parties that acted or met together, `last` whoever acted last,
    `single` whoever last acted alone.
    """

    document: Document
    mentions: Sequence[Mention]
    gazetteer: Gazetteer
    home_id: str | None
    home: Party | None = None
    signatories: tuple[Party, ...] = ()
    groups: list[tuple[Party, ...]] = field(default_factory=list)
    last: tuple[Party, ...] = ()
    single: tuple[Party, ...] = ()
    history: list[Party] = field(default_factory=list)
    called: dict[str, Party] = field(default_factory=dict)
    passed: int = 0

    def __post_init__(self) -> None:
        language = self.document.language or "en"
        self.home = by_id(self.home_id, self.gazetteer, language) if self.home_id else None
        self.signatories = find_signatories(self.document, self.mentions, self.gazetteer)
        title = self.document.title or ""
        in_title = title_mentions(self.document, self.gazetteer)
        joint = distinct(named(m, title, self.gazetteer, language) for m in in_title)
        first = self.signatories or joint
        self.groups = [first] if len(first) > 1 else []

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
        if both := self._of_both(argument, language):
            return both
        for span, mention in self._parts(self._whole_list(argument)):
            if mention is not None:
                found.append(named(mention, self.document.text, self.gazetteer, language))
            else:
                found += self._stand_in(span, argument, language, said_by)
        words = " ".join(argument.span.of(self.document.text).split())
        if not found and (owner := references(language).possessor(words)):
            found += self._referred(owner, said_by, None, language)
        if not found and argument.role is Role.WHAT and (state := state_of_capital(words)):
            found.append(by_id(state, self.gazetteer, language))
        acts = argument.role is Role.WHO
        at_home = self._body_at_home(words, language) if acts else ()
        if found or at_home or not argument.agent:
            return distinct(found) or at_home
        office = self._office_at_home(words, language)
        if office or not keep_unnamed:
            return office
        return (Party(id=None, name=words[:_LONGEST_NAME]),)

    def _whole_list(self, argument: Argument) -> Span:
        """Return the span of a subject with the rest of the list that it begins ("A, B, and C").

        A parser is apt to take the second of three names for an apposition of the first.
        """
        start, end = argument.span.start, argument.span.end
        if argument.role is not Role.WHO or not within(self.mentions, argument.span):
            return argument.span
        reach, text = end, self.document.text
        for mention in within(self.mentions, Span(end, min(len(text), end + _LONGEST_NAME))):
            gap = text[reach : mention.start]
            if not _COMMA_OR_AND.fullmatch(gap):
                break
            reach = mention.end
            if "and" in gap:
                return Span(start, reach)
        return argument.span

    def _of_both(self, argument: Argument, language: str) -> tuple[Party, ...]:
        """Return both sides for a body that each of them has: "양국 연구소", "both agencies"."""
        words = " ".join(argument.span.of(self.document.text).split())
        group = self._group(2)
        return group if references(language).is_of_both(words) and len(group) == 2 else ()

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
        self, span: Span, argument: Argument, language: str, said_by: tuple[Party, ...]
    ) -> tuple[Party, ...]:
        """Return those whom words without a name stand for: "both sides", "the President"."""
        words = " ".join(span.of(self.document.text).split())
        lookup = references(language)
        reference = lookup.of(words, argument.head)
        called = self.called.get(bare(words))
        if called and reference in (None, Reference.SINGULAR):
            return (called,)
        if reference is Reference.SINGULAR and (sort := lookup.sort(words)):
            return self._last_of(sort)
        _, of, those = words.partition(" of ")  # "officials of both sides"
        if (
            reference is None
            and of
            and lookup.of(those, those.rsplit(" ", 1)[-1]) is Reference.JOINT
        ):
            reference, words = Reference.JOINT, those
        if reference:
            return self._referred(reference, said_by, lookup.count(words), language)
        beside = span != argument.span  # "28 countries" beside a name, as in "and the EU"
        return (Party(id=None, name=words),) if beside and lookup.is_group(words) else ()

    def _office_at_home(self, words: str, language: str) -> tuple[Party, ...]:
        """Return the home for an office without a state: only foreign ones are told by theirs."""
        if self.home is None or not references(language).is_office_at_home(words):
            return ()
        return (replace(self.home, via=words[:_LONGEST_NAME]),)

    def _body_at_home(self, words: str, language: str) -> tuple[Party, ...]:
        """Return the home for a public body without a state ("정선국유림관리소")."""
        if self.home is None or not references(language).is_public_body(words):
            return ()
        return (replace(self.home, name=words[:_LONGEST_NAME]),)

    def _pass_to(self, place: int, language: str) -> None:
        """Note what the mentions before a place may be called later ("the Commission")."""
        while self.passed < len(self.mentions) and self.mentions[self.passed].start < place:
            mention = self.mentions[self.passed]
            self.passed += 1
            words = self.document.text[mention.start : mention.end]
            if mention.kind in ("adjective", "abbreviation"):
                continue
            party = named(mention, self.document.text, self.gazetteer, language)
            own = mention.person.lower().split() if mention.person else []
            for name in (*short_names(words, references(language)), *own):
                self.called[name] = party

    def _referred(
        self,
        reference: Reference,
        said_by: tuple[Party, ...],
        count: int | None,
        language: str,
    ) -> tuple[Party, ...]:
        home = (self.home,) if self.home else ()
        group = self._group(count)
        match reference:
            case Reference.SIGNATORIES:
                return said_by[-1:] or self.signatories or home or group
            case Reference.MEMBERS if language == "ko" and not self.signatories:
                many = len({state_of(p.id) for p in group if p.id}) > 2
                return group if many else ()  # members of some body, not the two who met
            case Reference.MEMBERS:
                return self.signatories or group or self.last
            case Reference.JOINT if count is None and len(self.signatories) > len(group) > 1:
                return self.signatories  # "the leaders" of a joint statement are all who sign it
            case Reference.JOINT:
                several = self.last if self._are_several() else ()  # one alone is no "both sides"
                return group or self.signatories or self._recent(count) or several
            case Reference.HOME:
                return home
            case Reference.PLURAL:
                return self.last if self._are_several() else group or self.last
            case Reference.SINGULAR:
                return self.single or self.last

    def _are_several(self) -> bool:
        """Tell whether the last actor was more than one: "sixteen companies" are several, too."""
        known = references(self.document.language or "en")
        return len(self.last) > 1 or any(p.id is None and known.is_group(p.name) for p in self.last)

    def _last_of(self, sort: str) -> tuple[Party, ...]:
        """Return who last acted alone and is of a sort: a company, an institution, a person."""
        for party in reversed(self.history):
            known = self.gazetteer.party(party.id) if party.id else None
            if party.via is not None if sort == "person" else known and known.type == sort:
                return (party,)
        return self.single or self.last

    def _recent(self, count: int | None) -> tuple[Party, ...]:
        """Return so many states that acted last, each alone ("두 나라"), where that is told."""
        found: dict[str, Party] = {}
        for party in reversed(self.history):
            if count and party.id and len(found) < count:
                found.setdefault(state_of(party.id), party)
        return tuple(found.values()) if count and len(found) == count else ()

    def _group(self, count: int | None) -> tuple[Party, ...]:
        """Return the last group, of so many states where a count is told ("the three")."""
        for group in reversed(self.groups):
            states = {state_of(p.id) for p in group if p.id}
            if count is None or count in (len(states), len(group)):
                return group
        return self.groups[-1] if self.groups else ()

    def speaker(self, said_by: tuple[Party, ...]) -> tuple[Party, ...]:
        """Return who binds himself by a promise that names nobody ("it will be published")."""
        return said_by[-1:] or self.signatories or ((self.home,) if self.home else ())

    def other_side(self, actors: tuple[Party, ...]) -> tuple[Party, ...]:
        """Return the other of two who meet, for what one asks without saying whom."""
        group = self.groups[-1] if self.groups else ()
        mine = {state_of(p.id) for p in actors if p.id}
        others = tuple(p for p in group if p.id and state_of(p.id) not in mine)
        states = {state_of(p.id) for p in group if p.id}
        return others if len(states) == 2 and len(mine) == 1 and mine < states else ()

    def unspoken(self) -> tuple[Party, ...]:
        """Return who acts where the language leaves it unsaid: the last actor, else the home."""
        return self.last or ((self.home,) if self.home else ())

    def note(self, actors: tuple[Party, ...], allies: tuple[Party, ...]) -> None:
        """Remember who acted, for the pronouns to come; `allies` acted with them."""
        language = self.document.language or "en"
        told = tuple(p for p in actors if p.id or not references(language).of(p.name, ""))
        if told:
            self.last = told
        if len(told) == 1:
            self.single = told
            self.history = [*self.history[-_REMEMBERED:], told[0]]
        group = distinct((*told, *(p for p in allies if p.id)))
        unnamed = [p for p in group if p.id is None and references(language).is_group(p.name)]
        if len({state_of(p.id) for p in group if p.id}) + len(unnamed) > 1:
            self.groups = [*self.groups[-_REMEMBERED:], group]
