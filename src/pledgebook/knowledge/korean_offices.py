"""Offices in Korean, where the name stands before the title: 이종호 과기정통부 장관, 수낙 총리."""

from dataclasses import replace

from pledgebook.knowledge import phrasing
from pledgebook.knowledge.bounds import is_hangul
from pledgebook.knowledge.mentions import Sheet, Token
from pledgebook.knowledge.naming import Person, Sense, country


class KoreanOffices(Sheet):
    """Reads a Korean title with the name and the party before it."""

    def _korean_title(self, at: int, begin: int, anchor: str) -> int:
        token = self._tokens[at]
        if not anchor:
            if token.inside:
                return at + 1
            if bracketed := self._bracketed(token.start):
                return self._korean_bracket(at, bracketed)
            short, before = (
                self._text[begin - 2 : begin - 1],
                self._text[max(0, begin - 3) : begin - 2],
            )
            if (
                short
                and short in phrasing.ALONE_SHORT
                and self._text[begin - 1] == " "
                and not before.isalnum()
            ):
                begin, anchor = begin - 2, self._names.abbreviations[short]
        return self._korean_office(at, begin, token.end, anchor, token.entry.offices)

    def _korean_office(
        self, at: int, begin: int, end: int, anchor: str, offices: frozenset[str]
    ) -> int:
        """Read the name before an office (이종호 과기정통부 장관, 수낙 총리) and report it."""
        token, text = self._tokens[at], self._text
        if phrasing.FORMER_KO.search(text, max(0, begin - 4), begin):
            return at + 1
        if (
            not anchor.isupper()
            or anchor not in self._names.parties
            or not offices <= phrasing.STATE_OFFICES_NOT
        ):
            pass
        elif self._kind(anchor) == "state":
            self._emit(begin, self._tokens[at - 1].end if at else end, anchor, None, "name")
            return at + 1
        last = self._out[-1] if self._out else None
        gap = text[last.end : begin] if last else ""
        if last and last.kind == "person" and last.person and gap == " ":
            self._out.pop()
            self._done = last.start
            party = self._merged(anchor, last.party)
            self._emit(last.start, end, party, last.person, "person")
            return at + 1
        if (
            last
            and last.person
            and gap == " 겸 "
            and (not anchor or country(anchor) == country(last.party))
        ):
            self._out[-1] = replace(last, end=end)
            self._done = end
            return at + 1
        person, name_start = self._name_before(begin, offices, anchor)
        if person is None and not anchor and self._stands_alone(begin):
            anchor = token.party
            person, name_start = self._name_before(begin, offices, anchor)
        if person is None and name_start == begin and not anchor:
            return at + 1
        name = person.name if person else text[name_start:begin].strip() or None
        kind = "surname-title" if name else "office"
        self._speak(name_start, end, anchor, token, person, name, kind)
        return at + 1

    def _stands_alone(self, begin: int) -> bool:
        """Whether no foreign name stands before an office of home (국방부 장관)."""
        found = phrasing.KOREAN_WORD.search(self._text, max(self._done, begin - 10), begin)
        return not found or len(found[1]) < 4 or found[1][-1] in phrasing.PARTICLE_END

    def _name_before(
        self, begin: int, offices: frozenset[str], anchor: str
    ) -> tuple[Person | None, int]:
        """Return the person named right before `begin`, and where that name starts."""
        low = max(self._done, begin - 10)
        found = phrasing.KOREAN_WORD.search(self._text, low, begin)
        if not found or begin - found.end(1) > 1:
            return None, begin
        if low == self._done and found.start(1) == low and low and is_hangul(self._text[low - 1]):
            return None, begin
        name = found[1]
        person = self._holder(name, offices, country(anchor) if anchor else "")
        if person:
            return person, found.start(1)
        institution = bool(anchor) and country(anchor) == "KR" and anchor != "KR"
        named = len(name) == 3 and phrasing.KOREAN_NAME.fullmatch(name) is not None
        if institution and named and name[-1] not in "은는을를에의와과로도서게며고가이만":
            return None, found.start(1)
        return None, begin

    def _korean_bracket(self, at: int, anchor: str) -> int:
        """Read 외교부(장관 조현): the name behind the title, up to the bracket or a comma."""
        token = self._tokens[at]
        following = self._at(at + 1)
        if following and following.entry.sense is Sense.PERSON and following.start == token.end + 1:
            self._speak(
                token.start, following.end, anchor, token, self._meant(following), None, "person"
            )
            return at + 2
        found = phrasing.BRACKETED_NAME.match(self._text, token.end)
        if found:
            self._speak(token.start, found.end(1), anchor, token, None, found[1], "surname-title")
        return at + 1

    def _bracketed(self, begin: int) -> str:
        """Return the party whose brackets the title opens: 외교부(장관 …)."""
        if not self._out or self._text.find("(", self._out[-1].start, begin) < 0:
            return ""
        last = self._out[-1]
        if phrasing.BRACKET.fullmatch(self._text, last.end, begin):
            return last.party
        if len(self._out) > 1 and phrasing.BRACKET.fullmatch(self._text, self._out[-2].end, begin):
            return self._out[-2].party
        return ""

    def _holds(self, person: Token, title: Token) -> bool:
        """Whether a Korean title stands right behind the name of a person."""
        if title.entry.sense is not Sense.TITLE:
            return False
        gap = self._text[person.end : title.start]
        return gap in (" ", " 신임 ") or (not gap and title.inside)
