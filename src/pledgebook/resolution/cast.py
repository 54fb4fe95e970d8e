"""Who is who in one document: phrases to parties, with what was told before in mind."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pledgebook.knowledge.gazetteer import Gazetteer, Mention
from pledgebook.language.clause import Argument
from pledgebook.language.names import within
from pledgebook.model.document import Document
from pledgebook.model.record import Party
from pledgebook.resolution.home import home_of, state_of
from pledgebook.resolution.naming import distinct, named
from pledgebook.resolution.references import Reference, references
from pledgebook.resolution.signatories import find_signatories, title_mentions

_LONGEST_NAME = 80


@dataclass(slots=True)
class Cast:
    """Resolves the phrases of one document, which are to be asked for in the order of the text.

    `group` is the last set of parties that acted or met together, `last` whoever acted last.
    """

    document: Document
    mentions: Sequence[Mention]
    gazetteer: Gazetteer
    home: Party | None = None
    signatories: tuple[Party, ...] = ()
    group: tuple[Party, ...] = ()
    last: tuple[Party, ...] = ()
    titles: dict[str, Party] = field(default_factory=dict)

    def __post_init__(self) -> None:
        language = self.document.language or "en"
        home = home_of(self.document, self.gazetteer)
        self.home = self._by_id(home, language) if home else None
        self.signatories = find_signatories(self.document, self.mentions, self.gazetteer)
        title = self.document.title or ""
        in_title = title_mentions(self.document, self.gazetteer)
        joint = distinct(named(m, title, self.gazetteer, language) for m in in_title)
        self.group = self.signatories or (joint if len(joint) > 1 else ())

    def _by_id(self, party: str, language: str) -> Party:
        known = self.gazetteer.party(party)
        if known is None:
            return Party(id=party, name=party, label_en=party, label_ko=party)
        name = known.label_ko if language == "ko" else known.label_en
        return Party(id=party, name=name, label_en=known.label_en, label_ko=known.label_ko)

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
        text = self.document.text
        words = " ".join(argument.span.of(text).split())
        known = self._named_in(argument, language)
        if known:
            return known
        lookup = references(language)
        reference = lookup.of(words, argument.head)
        if reference:
            return self._referred(reference, said_by)
        title = lookup.title(words) or lookup.title(argument.head)
        if title and title in self.titles:
            return (self.titles[title],)
        if not argument.agent or not keep_unnamed:
            return ()
        return (Party(id=None, name=words[:_LONGEST_NAME]),)

    def _named_in(self, argument: Argument, language: str) -> tuple[Party, ...]:
        text = self.document.text
        found = []
        for mention in within(self.mentions, argument.span):
            party = named(mention, text, self.gazetteer, language)
            found.append(party)
            self._remember_title(text[mention.start : mention.end], party, language)
        return distinct(found)

    def _remember_title(self, words: str, party: Party, language: str) -> None:
        folded = " ".join(words.lower().split())
        for title in references(language).titles:
            if title in folded:
                self.titles[title] = party
                break

    def _referred(self, reference: Reference, said_by: tuple[Party, ...]) -> tuple[Party, ...]:
        home = (self.home,) if self.home else ()
        if reference is Reference.SIGNATORIES:
            return said_by[-1:] or self.signatories or self.group or home
        if reference is Reference.JOINT:
            return self.group or self.signatories or self.last
        if reference is Reference.HOME:
            return home
        if reference is Reference.PLURAL and len(self.last) < 2:
            return self.group or self.last
        return self.last

    def note(self, actors: tuple[Party, ...], partners: tuple[Party, ...]) -> None:
        """Remember who acted, for the pronouns to come."""
        if actors:
            self.last = actors
        named_ones = [p for p in (*actors, *partners) if p.id]
        if len({state_of(p.id) for p in named_ones if p.id}) > 1:
            self.group = distinct(named_ones)
