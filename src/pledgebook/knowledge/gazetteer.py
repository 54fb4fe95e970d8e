"""Who is named in a text: states, bodies, institutions, companies, and people by name and office.

The party files are read once into one automaton; what it finds is checked at its word boundaries
(`bounds`), abbreviations are added (`abbreviations`), and offices are joined with the party they
belong to and the person who holds them (`offices`).
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

import ahocorasick_rs

from pledgebook.knowledge.abbreviations import Abbreviations
from pledgebook.knowledge.bounds import (
    Tail,
    hangul_run,
    is_han,
    is_hangul,
    is_latin,
    tail,
    title_ends,
)
from pledgebook.knowledge.mentions import Mention, Token
from pledgebook.knowledge.naming import Entry, Names, Party, Sense, country, read_names
from pledgebook.knowledge.offices import Reader

__all__ = ["Gazetteer", "Mention", "Party", "country", "gazetteer"]

_NOTHING: Mapping[str, str] = MappingProxyType({})
_HEADED = ("청", "처", "원", "위", "회", "실", "부", "소", "단", "터", "시", "도", "사", "행")
_ABBREVIATION = Entry("", Sense.NAME)


class Gazetteer:
    """All names that are known beforehand, ready to be found."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._entries = list(names.entries.values())
        self._automaton = _automaton(list(names.entries))
        self._abbreviations = Abbreviations(names)
        self._extra = lru_cache(maxsize=8)(_extra)

    def party(self, id: str) -> Party | None:
        """Return the party with `id`, or None."""
        return self._names.parties.get(id)

    def members(self, id: str) -> tuple[str, ...]:
        """Return the ids of the members of a body, or () where it has none or none are known."""
        party = self._names.parties.get(id)
        return party.members if party else ()

    def at_home(self, state: str) -> dict[str, str]:
        """Return names that need no state in a text of `state`'s own ("Ministry of Defense")."""
        return {name: found[state] for name, found in self._names.local.items() if state in found}

    def find(
        self, text: str, published: date | None = None, extra: Mapping[str, str] = _NOTHING
    ) -> list[Mention]:
        """Return who is named in `text`, in order, without overlaps.

        Offsets are code points of `text`, which is to be NFC. `published` decides between holders
        of one office; `extra` maps names that the text introduces to ids and goes before what is
        known.
        """
        folded = text.replace("\n", " ").replace("\xa0", " ").replace("\t", " ").replace("’", "'")
        tokens = list(self._tokens(folded))
        if extra:
            tokens = _with_extra(tokens, self._extra(tuple(sorted(extra.items()))), folded)
        tokens = _with_abbreviations(tokens, self._abbreviations.find(folded))
        return Reader(self._names, folded, tokens, published).read()

    def _tokens(self, text: str) -> Iterator[Token]:
        entries = self._entries
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            entry = entries[index]
            token = _bounded(text, entry, start, end)
            if token is None:
                yield from self._shorter(text, start, end)
            elif entry.sense is Sense.PAIR:
                for at, to, party in self._abbreviations.pair(text, entry, start, end):
                    yield Token(at, to, _ABBREVIATION, Tail.BARE, party, short=True)
            else:
                yield token

    def _shorter(self, text: str, start: int, end: int) -> Iterator[Token]:
        """Yield what a match that is no word of its own may begin with (EU in EU집행위원)."""
        limit = end - 1
        while limit > start:
            found = self._automaton.find_matches_as_indexes(text[start:limit])
            if not found or found[0][1] != 0:
                return
            index, _, length = found[0]
            token = _bounded(text, self._entries[index], start, start + length)
            if token is not None:
                yield token
                yield from self._behind(text, token.end, end)
                return
            limit = start + length - 1

    def _behind(self, text: str, start: int, end: int) -> Iterator[Token]:
        """Yield the title that a match up to `end` has hidden (집행위원장 in EU 집행위원장)."""
        start += text.startswith(" ", start)
        for index, at, to in self._automaton.find_matches_as_indexes(text[start : end + 4])[:1]:
            entry = self._entries[index]
            if at == 0 and entry.sense is Sense.TITLE:
                token = _bounded(text, entry, start, start + to)
                if token is not None:
                    yield token


def _automaton(patterns: list[str]) -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(patterns, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def _bounded(text: str, entry: Entry, start: int, end: int) -> Token | None:
    """Return the match as a token when it is a word, with what its tail makes of it."""
    before = text[start - 1 : start]
    after = text[end : end + 1]
    if entry.latin:
        if before and is_latin(before):
            return None
    elif before and (is_hangul(before) if is_hangul(text[start]) else is_han(before)):
        return None if entry.sense is not Sense.TITLE else _inside(text, entry, start, end)
    if not entry.hangul:
        if after and (is_latin(after) if not is_han(text[end - 1]) else is_han(after)):
            return None
        return Token(start, end, entry, Tail.BARE, entry.parties[0] if entry.parties else "")
    run = hangul_run(text, end) if after and is_hangul(after) else ""
    return _tailed(text, entry, start, end, run)


def _inside(text: str, entry: Entry, start: int, end: int) -> Token | None:
    """Return a title written on to its party (영국총리): the reader checks its left side."""
    run = hangul_run(text, end)
    return Token(start, end, entry, Tail.BARE, "", True) if title_ends(run) else None


def _tailed(text: str, entry: Entry, start: int, end: int, run: str) -> Token | None:
    party = entry.parties[0] if entry.parties else ""
    if entry.sense is Sense.TITLE:
        return Token(start, end, entry, Tail.BARE, party) if title_ends(run) else None
    if entry.sense is Sense.PAIR:
        return Token(start, end, entry, Tail.BARE, party)
    if entry.sense is Sense.MASK:
        return Token(start, end, entry, Tail.BARE, "")
    kind = tail(run)
    if kind is Tail.NONE:
        if run[0] == "장" and text[end - 1] in _HEADED and title_ends(run[1:]):
            return Token(start, end + 1, entry, Tail.OFFICE, party, False, True)
        return None
    return Token(start, end, entry, kind, party)


def _with_abbreviations(tokens: list[Token], found: Iterator[tuple[int, int, str]]) -> list[Token]:
    """Return `tokens` with abbreviations that no token covers, in order."""
    short = [Token(at, to, _ABBREVIATION, Tail.BARE, party, short=True) for at, to, party in found]
    if not short:
        return tokens
    taken = {at for token in tokens for at in range(token.start, token.end)}
    merged = [*tokens, *(token for token in short if token.start not in taken)]
    return sorted(merged, key=lambda token: token.start)


def _extra(items: tuple[tuple[str, str], ...]) -> tuple[ahocorasick_rs.AhoCorasick, list[Entry]]:
    names = Names()
    for text, party in items:
        if text.strip():
            names.add(Entry(text.replace("’", "'"), Sense.NAME, (party,)))
    return _automaton(list(names.entries)), list(names.entries.values())


def _with_extra(
    tokens: list[Token], extra: tuple[ahocorasick_rs.AhoCorasick, list[Entry]], text: str
) -> list[Token]:
    """Return `tokens` with the names of the text itself, which win unless a longer one is known."""
    automaton, entries = extra
    added = [
        token
        for index, start, end in automaton.find_matches_as_indexes(text)
        if (token := _bounded(text, entries[index], start, end)) is not None
    ]
    merged: list[Token] = []
    for token in sorted([*added, *tokens], key=lambda each: (each.start, each.start - each.end)):
        if not merged or token.start >= merged[-1].end:
            merged.append(token)
        elif token in added and token.end - token.start >= merged[-1].end - merged[-1].start:
            merged[-1] = token
    return merged


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Return the gazetteer of the party files, read once."""
    return Gazetteer(read_names())
