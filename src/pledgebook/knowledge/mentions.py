"""Who is named where: the tokens of a text, and the mentions that are read from them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from pledgebook.knowledge import phrasing
from pledgebook.knowledge.bounds import CITY_ACTS, Tail, hangul_run
from pledgebook.knowledge.naming import Entry, Names, Person, country


class Token(NamedTuple):
    """One string of the table where it stands as a word.

    `party` is "" where the string names none by itself.
    """

    start: int
    end: int
    entry: Entry
    tail: Tail
    party: str
    inside: bool = False  # a title written on to the word before it
    headed: bool = False  # an institution and its head in one word (국가유산청장)
    short: bool = False  # an abbreviation


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named at text[start:end].

    `kind` says how: name, adjective, abbreviation, metonym, person (by full name), surname-title,
    or office (a title without its holder's name). `party` is the party's id; `person` the display
    name of the person who speaks for it, where one is named.
    """

    start: int
    end: int
    party: str
    person: str | None
    kind: str


class Sheet:
    """The tokens of one text and the mentions read from them so far, in order."""

    def __init__(
        self, names: Names, text: str, tokens: list[Token], published: date | None
    ) -> None:
        self._names = names
        self._text = text
        self._tokens = tokens
        self._day = published.isoformat() if published else ""
        self._out: list[Mention] = []
        self._weak: set[int] = set()
        self._done = 0
        self._local: dict[str, str] = {}

    def _holder(self, name: str, offices: frozenset[str], state: str) -> Person | None:
        """Return who of that name holds, or has held, one of `offices` (for `state`, if given)."""
        fitting = [
            (self._fit(person, offices), person)
            for person in self._names.surnames.get(name, ())
            if (not state or country(person.party) == state)
        ]
        fitting = [(rank, person) for rank, person in fitting if rank]
        if not fitting:
            return None
        best = max(rank for rank, _ in fitting)
        chosen = [person for rank, person in fitting if rank == best]
        return chosen[0] if len({country(person.party) for person in chosen}) == 1 else None

    def _meant(self, token: Token) -> Person:
        """Return whose name `token` is: in the one of several offices held on the day of the text.

        Who was prime minister once may speak for a body today, and each is a person of the table.
        """
        person = token.entry.person
        assert person is not None
        namesakes = self._names.surnames.get(token.entry.text, [])
        if len(namesakes) < 2 or not self._day:
            return person
        return max(
            namesakes,
            key=lambda each: self._fit(each, frozenset(term.office for term in each.terms)),
        )

    def _fit(self, person: Person, offices: frozenset[str]) -> str:
        """Return a rank: in office on the day above the latest before it, "" for none."""
        best = ""
        for term in person.terms:
            if term.office in offices:
                begun = not self._day or term.start <= self._day
                held = begun and (not term.end or self._day <= term.end)
                best = max(best, f"{int(held and bool(self._day))}{int(begun)}{term.start}")
        return best[:1] if best.startswith("1") else best

    def _merged(self, anchor: str, party: str) -> str:
        """Return the more telling of two ids; the state is that of `anchor`, named in the text."""
        if not anchor:
            return party
        if not party or country(party) != country(anchor):
            return anchor
        return anchor if country(anchor) != anchor else party

    def _speak(
        self,
        start: int,
        end: int,
        anchor: str,
        title: Token,
        person: Person | None,
        name: str | None,
        kind: str,
        default: str = "",
    ) -> None:
        default = default or title.party
        party = person.party if person else ""
        if default and (not (anchor or party) or country(default) == country(anchor or party)):
            party = default
        self._emit(start, end, self._merged(anchor, party), person.name if person else name, kind)

    def _emit(self, start: int, end: int, party: str, person: str | None, kind: str) -> None:
        start = max(start, self._done)
        if start < end:
            self._out.append(Mention(start, end, party, person, kind))
            self._done = end

    def _at(self, index: int) -> Token | None:
        return self._tokens[index] if index < len(self._tokens) else None

    def _next(self, index: int, offset: int) -> int:
        """Return the first token from `index` on that starts at or behind `offset`."""
        while index < len(self._tokens) and self._tokens[index].start < offset:
            index += 1
        return index

    def _kind(self, party: str) -> str:
        found = self._names.parties.get(party)
        return found.type if found else ""

    def _is_institution(self, party: str) -> bool:
        return self._kind(party) in ("institution", "office")

    def _governs(self, token: Token) -> bool:
        """Whether a government follows a name that is a word too (수단 정부, 조지아 대통령)."""
        return token.tail is Tail.OFFICE or self._text.startswith(phrasing.GOVERNING, token.end)

    def _is_place(self, token: Token) -> bool:
        """Whether a house of government is only a place (at the White House, 백악관에서)."""
        if token.entry.hangul:
            return hangul_run(self._text, token.end).startswith("에서")
        before = self._text[max(0, token.start - 14) : token.start]
        return phrasing.AT_PLACE.search(before) is not None

    def _acts(self, token: Token) -> bool:
        """Whether a capital stands for its state: somebody who acts, not a place."""
        if token.entry.hangul:
            return hangul_run(self._text, token.end) in CITY_ACTS
        before = self._text[max(0, token.start - 16) : token.start]
        if before.endswith(" and "):
            last = self._out[-1] if self._out else None
            return bool(last and last.kind == "metonym" and last.end == token.start - 5)
        return not phrasing.PLACE.search(before) and not phrasing.NO_ACTOR.match(
            self._text, token.end
        )

    def _settled(self) -> list[Mention]:
        """Return the mentions; weak names only where they are listed with another party."""
        if not self._weak:
            return self._out
        strong = [index not in self._weak for index in range(len(self._out))]
        self._spread(strong, range(1, len(strong)), -1)
        self._spread(strong, range(len(strong) - 2, -1, -1), 1)
        return [mention for mention, kept in zip(self._out, strong, strict=True) if kept]

    def _spread(self, strong: list[bool], indexes: Iterable[int], step: int) -> None:
        for index in indexes:
            if strong[index] or not strong[index + step]:
                continue
            one, two = sorted((index, index + step))
            if phrasing.LISTED.fullmatch(self._text, self._out[one].end, self._out[two].start):
                strong[index] = True

    def _promote(self, start: int) -> None:
        """Make names of adjectives listed before one that is (Korean and Japanese officials)."""
        for index in range(len(self._out) - 1, -1, -1):
            mention = self._out[index]
            if mention.kind != "adjective" or not phrasing.LISTED.fullmatch(
                self._text, mention.end, start
            ):
                return
            self._out[index] = replace(mention, kind="name")
            start = mention.start
