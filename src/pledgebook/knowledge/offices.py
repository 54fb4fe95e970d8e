"""From names, titles and people side by side to who is meant: one mention a party.

"Japanese Prime Minister Kishida", "the Foreign Minister of Japan", 영국의 수낙 총리, 이종호
과기정통부 장관: the state or the institution is the party, and the mention spans all of it. A title
that no name and no state explains (김 장관, the President) is left to the resolution of the text.
"""

from pledgebook.knowledge import phrasing
from pledgebook.knowledge.bounds import Tail, is_hangul
from pledgebook.knowledge.korean_offices import KoreanOffices
from pledgebook.knowledge.mentions import Mention, Token
from pledgebook.knowledge.naming import Person, Sense, country

_KINDS = {
    Sense.NAME: "name",
    Sense.LOCAL: "name",
    Sense.WEAK: "name",
    Sense.ADJECTIVE: "adjective",
    Sense.METONYM: "metonym",
}


class Reader(KoreanOffices):
    """Reads the tokens of one text from left to right."""

    def read(self) -> list[Mention]:
        """Return the mentions in order."""
        at, tokens = 0, self._tokens
        while at < len(tokens):
            token = tokens[at]
            if token.start < self._done:
                at += 1
            else:
                at = self._step(at, token)
        return self._settled()

    def _step(self, at: int, token: Token) -> int:
        sense = token.entry.sense
        if sense is Sense.MASK:
            self._done = token.end
            return at + 1
        if sense is Sense.TITLE:
            return self._title(at)
        if sense is Sense.PERSON:
            return self._person(at)
        if sense is Sense.CAPITAL:
            if self._acts(token):
                self._emit(token.start, token.end, token.party, None, "metonym")
            return at + 1
        return self._party(at)

    # -- parties ---------------------------------------------------------------------------------

    def _party(self, at: int) -> int:
        """Read a party and what joins it: its ministry, its office holder, "government"."""
        token = self._tokens[at]
        start, end, party = token.start, token.end, token.party
        kind = "abbreviation" if token.short else _KINDS[token.entry.sense]
        if token.entry.sense is Sense.LOCAL or self._is_institution(party):
            start, party = self._with_short_state(token, party)
        if kind == "name" and not is_hangul(self._text[token.start]):
            start = self._formal_start(start)
        weak = token.entry.sense is Sense.WEAK
        following = self._at(at + 1)
        while following and (joined := self._joined(party, token, end, following)):
            at, token, party, end, kind = at + 1, following, joined, following.end, "name"
            following, weak = self._at(at + 1), False
        if token.headed:
            return self._korean_office(at, start, end, party, frozenset({"agency-head"}))
        if following and party:
            led = self._led(at, start, end, party, following, weak)
            if led is not None:
                return led
        if kind == "adjective" and (found := phrasing.GOVERNMENT.match(self._text, end)):
            end, kind = found.end(), "name"
            self._promote(start)
        if token.tail is Tail.ADJECTIVE:
            kind = "adjective"
        elif kind == "metonym" and self._is_place(token):
            return at + 1
        if party:
            if weak and start == token.start and not self._governs(token):
                self._weak.add(len(self._out))
            self._emit(start, end, party, None, kind)
        return at + 1

    def _joined(self, party: str, token: Token, end: int, following: Token) -> str | None:
        """Return the party that `token` and the institution behind it name together, or None."""
        gap = self._text[end : following.start]
        entry = following.entry
        text = token.entry.text
        if token.entry.sense is Sense.LOCAL or self._is_institution(party):
            named = (
                entry.sense in (Sense.NAME, Sense.WEAK) and self._kind(following.party) == "state"
            )
            if not (named and following.start - end < 40 and phrasing.OF.fullmatch(gap)):
                return None
            return self._local_of(text, country(following.party))
        if gap not in phrasing.JOINS or self._kind(party) not in ("state", "body"):
            return None
        if entry.sense is Sense.LOCAL:
            return self._local_of(entry.text, country(party))
        if entry.sense is Sense.NAME and self._is_institution(following.party):
            if country(following.party) == country(party):
                return following.party
            if self._kind(party) == "state" and phrasing.MINISTRY.search(entry.text):
                return self._names.local.get(entry.text, {}).get(party, party)
        return None

    def _local_of(self, name: str, state: str) -> str:
        party = self._names.local.get(name, {}).get(state, state)
        self._local[name] = party
        return party

    def _with_short_state(self, token: Token, party: str) -> tuple[int, str]:
        """Return where an institution starts and whose it is: by 미 before it, or as before."""
        start, text = token.start, self._text
        name = token.entry.text
        if is_hangul(name[0]) and start > 1 and text[start - 1] == " ":
            short, before = text[start - 2], text[start - 3 : start - 2]
            if short in phrasing.ALONE_SHORT and not before.isalnum():
                return start - 2, self._local_of(name, self._names.abbreviations[short])
        if token.entry.sense is Sense.LOCAL:
            return start, self._local.get(name, "")
        return start, party

    def _led(
        self, at: int, start: int, end: int, party: str, following: Token, weak: bool
    ) -> int | None:
        """Read the office holder behind a party (U.S. President Biden, 영국의 수낙 총리)."""
        gap = self._text[end : following.start]
        sense = following.entry.sense
        if sense is Sense.TITLE and not weak:
            if not gap or gap in phrasing.JOINS:
                return self._title(at + 1, party, start)
            if is_hangul(self._text[following.start]) and len(gap) < 24:
                return self._named_between(at + 1, start, end, party)
        if sense is Sense.PERSON and gap in phrasing.JOINS and is_hangul(following.entry.text[-1]):
            after = self._at(at + 2)
            if after and self._holds(following, after):
                return self._person(at + 1, party, start)
        return None

    def _named_between(self, at: int, start: int, end: int, party: str) -> int | None:
        """Read 영국의 수낙 총리: a name, or an unknown ministry, between party and title."""
        title = self._tokens[at]
        found = phrasing.KOREAN_GAP.fullmatch(self._text, end, title.start)
        if not found or not (name := found[1].strip()):
            return None
        if phrasing.FORMER_KO.search(name):
            return None
        if title.inside and self._text[title.start - 1] != " ":
            return None
        offices = title.entry.offices
        person = self._holder(name, offices, country(party))
        if person is None and (name[-1] in phrasing.PARTICLE_END or " " in name or len(name) > 12):
            return None
        if (
            person is None
            and offices <= phrasing.STATE_OFFICES_NOT
            and self._kind(party) == "state"
        ):
            return None
        self._speak(
            start, title.end, party, title, person, None, "surname-title" if person else "office"
        )
        return at + 1

    def _formal_start(self, start: int) -> int:
        """Return where "Government of Japan" or "Kingdom of Spain" begins."""
        text = self._text
        if text.endswith(("of ", "of the "), max(0, start - 7), start):
            low = max(self._done, start - 60)
            if found := phrasing.FORMAL.search(text, low, start):
                return found.start()
        return start

    # -- titles ----------------------------------------------------------------------------------

    def _title(self, at: int, anchor: str = "", start: int = -1) -> int:
        """Read a title with its person and its party; without either, pass on."""
        token = self._tokens[at]
        begin = token.start if start < 0 else start
        if is_hangul(self._text[token.end - 1]):
            return self._korean_title(at, begin, anchor)
        offices, end, default, following = token.entry.offices, token.end, token.party, at + 1
        while (again := self._at(following)) and again.entry.sense is Sense.TITLE:
            if self._text[end : again.start] != " ":
                break
            offices, end, default = offices | again.entry.offices, again.end, default or again.party
            following += 1
        if phrasing.NO_OFFICE.match(self._text, end):
            return self._only_party(begin, token, anchor, at)
        if self._tokens[following - 1].entry.plural:
            return self._plural(begin, end, anchor, offices, following)
        anchor, end, following = self._of(anchor, end, following, offices)
        anchor = anchor or self._bracketed(begin)
        name_end, person, words = self._name_after(end, following, offices, anchor)
        if not anchor and name_end > end:
            named, far, past = self._of("", name_end, self._next(following, name_end), offices)
            if named:
                anchor, name_end, following = named, far, past
                if person and country(person.party) != country(named):
                    person = self._holder(words, offices, country(named))
        if not person and not anchor:
            if not default or self._foreign_default(begin):
                return following
            name_end, words = end, ""
        if phrasing.FORMER.search(self._text, max(0, begin - 24), begin):
            self._done = name_end
            return following
        kind = "person" if person and " " in words else "surname-title" if words else "office"
        name = person.name if person else words or None
        self._speak(begin, name_end, anchor, token, person, name, kind, default)
        return following

    def _only_party(self, begin: int, token: Token, anchor: str, at: int) -> int:
        """Report the party before a title that is no office (Quad in "Quad Leaders' Summit")."""
        if anchor and begin < token.start:
            end = token.start - 1
            while self._text[begin:end].endswith(("'s", "'", "의")):
                end = end - 2 if self._text[begin:end].endswith("'s") else end - 1
            self._emit(begin, end, anchor, None, "name")
        return at + 1

    def _of(
        self, anchor: str, end: int, following: int, offices: frozenset[str]
    ) -> tuple[str, int, int]:
        """Read "of Japan", "of the European Commission" behind a title or a name."""
        token = self._at(following)
        if token is None or token.start - end > 60 or not token.entry.latin:
            return anchor, end, following
        sense = token.entry.sense
        if sense not in (Sense.NAME, Sense.WEAK) or not token.party:
            return anchor, end, following
        if not phrasing.OF.fullmatch(self._text, end, token.start):
            return anchor, end, following
        if anchor and country(anchor) != country(token.party):
            return anchor, end, following
        if self._kind(token.party) == "state" and offices <= phrasing.STATE_OFFICES_NOT:
            return anchor, end, following
        return token.party if not anchor or anchor.isupper() else anchor, token.end, following + 1

    def _name_after(
        self, end: int, following: int, offices: frozenset[str], anchor: str
    ) -> tuple[int, Person | None, str]:
        """Return where the name behind a title ends, whose it is if known, and its words."""
        token, limit = self._at(following), len(self._text)
        sense = token.entry.sense if token else Sense.TITLE
        state = country(anchor) if anchor else ""
        if token and sense is Sense.PERSON:
            if phrasing.HONOURS.fullmatch(self._text, end, token.start):
                holder = self._holder(token.entry.text, offices, state)
                return token.end, holder or self._meant(token), token.entry.text
        elif token and sense not in (Sense.CAPITAL, Sense.WEAK, Sense.TITLE):
            limit = token.start
        found = phrasing.NAME.match(self._text, end, limit)
        if not found:
            return end, None, ""
        words = found[1].split(" ")
        for count in range(len(words), 0, -1):
            name = " ".join(words[:count])
            bare = name.removesuffix("'s").rstrip(".'")
            if person := self._holder(bare, offices, state):
                return found.start(1) + len(bare), person, bare
        return self._unknown_name(found.start(1), words, end)

    @staticmethod
    def _unknown_name(start: int, words: list[str], end: int) -> tuple[int, None, str]:
        kept: list[str] = []
        for word in words:
            if word.rstrip(".") in phrasing.NO_NAME:
                break
            kept.append(word)
            if word.endswith(("'s", "'")) or (word.endswith(".") and len(word) > 3):
                break
        while kept and not kept[-1][0].isupper():
            kept.pop()
        name = " ".join(kept).removesuffix("'s").rstrip(".'")
        return (start + len(name), None, name) if name else (end, None, "")

    def _plural(
        self, begin: int, end: int, anchor: str, offices: frozenset[str], following: int
    ) -> int:
        """Read "Presidents Biden and Yoon"; with a party before it, the office itself."""
        at, found = end + 1, False
        while match := phrasing.SURNAMES.match(self._text, at):
            name = match[1].removesuffix("'s")
            person = self._holder(name, offices, country(anchor) if anchor else "")
            if person is None:
                break
            if not found and anchor:
                self._emit(begin, at + len(name), person.party, person.name, "surname-title")
            else:
                self._emit(at, at + len(name), person.party, person.name, "surname-title")
            found, at = True, match.end()
        if anchor and not found:
            self._emit(begin, end, anchor, None, "office")
            self._promote(begin)
        return following

    def _foreign_default(self, begin: int) -> bool:
        """Whether a capitalised word makes the title another's (Ohio Secretary of State)."""
        before = self._text[max(0, begin - 24) : begin]
        if not before.endswith(" "):
            return False
        word = before.rstrip().rpartition(" ")[2]
        return (
            word[:1].isupper()
            and word.isalpha()
            and word not in ("The", "Deputy", "Acting", "Former", "And")
        )

    # -- Korean ----------------------------------------------------------------------------------

    def _person(self, at: int, anchor: str = "", start: int = -1) -> int:
        """Read a person named in full, with the office behind the name."""
        token = self._tokens[at]
        begin = token.start if start < 0 else start
        person, text = self._meant(token), self._text
        if phrasing.FORMER.search(text, max(0, begin - 24), begin):
            self._done = token.end
            return at + 1
        end, last, following = token.end, at, self._at(at + 1)
        if following and is_hangul(text[following.end - 1]):
            if following.entry.sense is Sense.TITLE:
                gap = text[end : following.start]
                if gap in (" 전 ", " 前 "):
                    self._done = following.end
                    return at + 2
                if self._holds(token, following):
                    end, last = following.end, at + 1
                    offices = following.entry.offices
                    person = self._holder(token.entry.text, offices, "") or person
            elif text[end : following.start] == " " and (office := self._at(at + 2)):
                gap = text[following.end : office.start]
                joins = gap == " " or (not gap and office.inside)
                if joins and office.entry.sense is Sense.TITLE and following.party:
                    end, last, anchor = office.end, at + 2, anchor or following.party
                elif following.headed:
                    end, last, anchor = following.end, at + 1, following.party
        elif following and token.entry.latin:
            named, end, past = self._of(person.party, end, at + 1, frozenset({"president"}))
            del named
            last = past - 1
        party = self._merged(anchor, person.party) if anchor else person.party
        self._emit(begin, end, party, person.name, "person")
        return last + 1

    # -- what they share -------------------------------------------------------------------------
