"""From names, titles and people side by side to who is meant: one mention a party.

"Japanese Prime Minister Kishida", "the Foreign Minister of Japan", 영국의 수낙 총리, 이종호 과기정통부 장관: the
state or the institution is the party, and the mention spans all of it. A title that no name and no state
explains (김 장관, the President) is left to the resolution of the document.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from pledgebook.knowledge.bounds import CITY_ACTS, Tail, hangul_run, is_hangul
from pledgebook.knowledge.naming import Entry, Names, Person, Sense, country


class Token(NamedTuple):
    """One string of the table where it stands as a word. `party` is "" where it names none by itself."""

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

    `kind` says how: name, adjective, abbreviation, metonym, person (by full name), surname-title, or office
    (a title without its holder's name). `party` is the party's id; `person` the display name of the person
    who speaks for it, where one is named.
    """

    start: int
    end: int
    party: str
    person: str | None
    kind: str


_KINDS = {
    Sense.NAME: "name",
    Sense.LOCAL: "name",
    Sense.WEAK: "name",
    Sense.ADJECTIVE: "adjective",
    Sense.METONYM: "metonym",
}
_JOINS = frozenset((" ", "'s ", "' ", "의 ", " 측 "))
_OF = re.compile(
    r",? (?:of|at) (?:the )?(?:(?:[A-Z][\w']+ )?(?:Republic|Kingdom|State|Government|Commonwealth|Union|Sultanate|"
    r"Federation|Principality) of (?:the )?)?"
)
_FORMAL = re.compile(
    r"(?:(?:Federal |Islamic |Democratic |Socialist |People's |Federative )*(?:Republic|Kingdom|State|Commonwealth|"
    r"Principality|Sultanate|Federation|Government|Governments) of (?:the )?)+$"
)
_GOVERNMENT = re.compile(
    r" (?:[Gg]overnments?|[Aa]uthorit(?:y|ies)|officials?|[Dd]elegations?|side|counterparts?|leaders?|leadership|"
    r"ministers?|[Mm]inistr(?:y|ies)|[Pp]arliament|negotiators?|diplomats?|[Ee]mbassy|representatives?|forces|"
    r"military|foreign ministers?|defen[cs]e ministers?)\b(?! of)"
)
_NO_OFFICE = re.compile(
    r"'(?!s)|[ -](?:Summits?|Meetings?|Statements?|Declaration|Dialogues?|Communiqu|Office|[Ll]evel|Process|Conference|"
    r"Roundtable|Forum|Track|Week|Program|Act\b|Council|Initiative|Working|Call\b)"
)
_WORD = (
    r"(?:[A-Z][\w'.-]*|bin|bint|ibn|al-[A-Z]\w+|al|de|da|dos|del|van|der|den|von|di|la|el|le|du|y)"
)
_NAME = re.compile(
    rf" (?:(?:Dr\.?|H\.E\.|Mr\.?|Ms\.?|Mrs\.?|Sir|General|Gen\.) )*([A-Z][\w'.-]*(?: {_WORD}){{0,6}})"
)
_NO_NAME = frozenset(
    "Meeting Meetings Call Calls Announces Announce Visit Visits Holds Hosts Joint Bilateral Before After On In At To And "
    "For With Travel Travels Statement Readout Summit Will The A An As Of By Monday Tuesday Wednesday Thursday Friday "
    "Saturday Sunday January February March April May June July August September October November December Today This "
    "Signs Delivers Remarks Participates Convenes Meets Speaks Welcomes Launches Approves Takes Designates Issues "
    "Nominees Nominee Appointed Key Is Has Also Takes Policy Administration Administration's Government".split()
)
_SURNAMES = re.compile(r"([A-Z][\w'-]+)(?:, and |, | and |$)?")
_FORMER = re.compile(r"(?:\b[Ff]ormer|\bex-|\b[Ll]ate|\bthen[- ]|\b[Oo]utgoing)(?: [A-Z]\w+)? ?$")
_FORMER_KO = re.compile(r"(?:^|\s)(?:전|전임|고)\s*$")
_BRACKET = re.compile(r" ?\((?:[A-Z][A-Za-z]+, |이하 [^()]{1,12}, )?$")
_KOREAN_WORD = re.compile(r"(?:^|(?<=[^가-힣A-Za-z]))([가-힣]{1,7}|[尹李文朴金]) ?$")
_KOREAN_NAME = re.compile(
    r"[김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용][가-힣]{1,2}"
)
_KOREAN_GAP = re.compile(r"(?:의|측)?[ ]?((?:[가-힣]+ ){0,2}?[가-힣]*) ?")
_PARTICLE_END = frozenset("은는을를에의와과로도서게며고")
_PLACE = re.compile(
    r"(?:\b(?:[Ii]n|[Aa]t|[Tt]o|[Ff]rom|[Nn]ear|[Oo]utside|[Aa]round|[Vv]ia|[Tt]hrough|[Vv]isit(?:s|ed|ing)?|[Tt]oward|of|"
    r"for|downtown|[Ll]eft|[Ll]eaving|[Rr]eached|Downtown|greater|across)(?: the| downtown)?|[A-Z]\w*|[,(/])\s?$"
)
_NO_ACTOR = re.compile(
    r"(?:,|\)|/|-| (?:[A-Z0-9(]|on\b|in\b|this\b|today\b|last\b|next\b|area|time)|\.\s*$)"
)
_LISTED = re.compile(
    r"\)?(?:\s*[,·ㆍ‧/、;]\s*(?:and )?(?:및 )?(?:the )?|\s+and (?:the )?|(?:와|과)\s|\s및\s|-|–)\(?"
)
_GOVERNING = (" 정부", " 대통령", " 총리", " 외교", " 당국", " 공화국", " 국방", " 대사")
_ALONE_SHORT = frozenset("미영일러독불프")  # written before an office without a mark: 미 국무장관
_STATE_OFFICES_NOT = frozenset(
    "legislator professor central-banker agency-head chief-executive speaker chief-of-staff".split()
)
_MINISTRY = re.compile(r"(?:부|처|청|성|위원회|원|연구소|Department|Ministry|Office|Agency)")


class Reader:
    """Reads the tokens of one text from left to right."""

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
        if kind == "adjective" and (found := _GOVERNMENT.match(self._text, end)):
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
            if not (named and following.start - end < 40 and _OF.fullmatch(gap)):
                return None
            return self._local_of(text, country(following.party))
        if gap not in _JOINS or self._kind(party) not in ("state", "body"):
            return None
        if entry.sense is Sense.LOCAL:
            return self._local_of(entry.text, country(party))
        if entry.sense is Sense.NAME and self._is_institution(following.party):
            if country(following.party) == country(party):
                return following.party
            if self._kind(party) == "state" and _MINISTRY.search(entry.text):
                return self._names.local.get(entry.text, {}).get(party, party)
        return None

    def _local_of(self, name: str, state: str) -> str:
        party = self._names.local.get(name, {}).get(state, state)
        self._local[name] = party
        return party

    def _with_short_state(self, token: Token, party: str) -> tuple[int, str]:
        """Return where an institution starts and whose it is: by 미 or 美 before it, or as named before."""
        start, text = token.start, self._text
        name = token.entry.text
        if is_hangul(name[0]) and start > 1 and text[start - 1] == " ":
            short, before = text[start - 2], text[start - 3 : start - 2]
            if short in _ALONE_SHORT and not before.isalnum():
                return start - 2, self._local_of(name, self._names.abbreviations[short])
        if token.entry.sense is Sense.LOCAL:
            return start, self._local.get(name, "")
        return start, party

    def _led(
        self, at: int, start: int, end: int, party: str, following: Token, weak: bool
    ) -> int | None:
        """Read the office holder behind a party (U.S. President Biden, 영국의 수낙 총리), if one is there."""
        gap = self._text[end : following.start]
        sense = following.entry.sense
        if sense is Sense.TITLE and not weak:
            if gap in _JOINS or (not gap and following.inside):
                return self._title(at + 1, party, start)
            if is_hangul(self._text[following.start]) and len(gap) < 24:
                return self._named_between(at + 1, start, end, party)
        if sense is Sense.PERSON and gap in _JOINS and is_hangul(following.entry.text[-1]):
            after = self._at(at + 2)
            if after and self._holds(following, after):
                return self._person(at + 1, party, start)
        return None

    def _named_between(self, at: int, start: int, end: int, party: str) -> int | None:
        """Read "영국의 수낙 총리": a name, or a ministry that is not known, between party and title."""
        title = self._tokens[at]
        found = _KOREAN_GAP.fullmatch(self._text, end, title.start)
        if not found or not (name := found[1].strip()):
            return None
        if _FORMER_KO.search(name):
            return None
        if title.inside and self._text[title.start - 1] != " ":
            return None
        offices = title.entry.offices
        person = self._holder(name, offices, country(party))
        if person is None and (name[-1] in _PARTICLE_END or " " in name or len(name) > 12):
            return None
        if person is None and offices <= _STATE_OFFICES_NOT and self._kind(party) == "state":
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
            if found := _FORMAL.search(text, low, start):
                return found.start()
        return start

    def _promote(self, start: int) -> None:
        """Make names of adjectives listed before one that names a party (Korean and Japanese officials)."""
        for index in range(len(self._out) - 1, -1, -1):
            mention = self._out[index]
            if mention.kind != "adjective" or not _LISTED.fullmatch(self._text, mention.end, start):
                return
            self._out[index] = replace(mention, kind="name")
            start = mention.start

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
        if _NO_OFFICE.match(self._text, end):
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
        if _FORMER.search(self._text, max(0, begin - 24), begin):
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
        if not _OF.fullmatch(self._text, end, token.start):
            return anchor, end, following
        if anchor and country(anchor) != country(token.party):
            return anchor, end, following
        if self._kind(token.party) == "state" and offices <= _STATE_OFFICES_NOT:
            return anchor, end, following
        return token.party if not anchor or anchor.isupper() else anchor, token.end, following + 1

    def _name_after(
        self, end: int, following: int, offices: frozenset[str], anchor: str
    ) -> tuple[int, Person | None, str]:
        """Return where the name behind a title ends, whose it is if known, and its words."""
        token = self._at(following)
        if token and token.entry.sense is Sense.PERSON:
            gap = self._text[end : token.start]
            if gap in (" ", " Dr. ", " Dr ", " H.E. ", " Mr. ", " Ms. ", ", ", " General "):
                return token.end, token.entry.person, token.entry.text
        limit = len(self._text)
        if token and token.entry.sense not in (
            Sense.PERSON,
            Sense.CAPITAL,
            Sense.WEAK,
            Sense.TITLE,
        ):
            limit = token.start
        found = _NAME.match(self._text, end, limit)
        if not found:
            return end, None, ""
        words = found[1].split(" ")
        for count in range(len(words), 0, -1):
            name = " ".join(words[:count])
            bare = name.removesuffix("'s").rstrip(".'")
            if person := self._holder(bare, offices, country(anchor) if anchor else ""):
                return found.start(1) + len(bare), person, bare
        return self._unknown_name(found.start(1), words, end)

    @staticmethod
    def _unknown_name(start: int, words: list[str], end: int) -> tuple[int, None, str]:
        kept: list[str] = []
        for word in words:
            if word.rstrip(".") in _NO_NAME:
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
        while match := _SURNAMES.match(self._text, at):
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
        """Whether a capitalised word before the title makes it another's (Ohio Secretary of State)."""
        before = self._text[max(0, begin - 24) : begin]
        if not before.endswith(" "):
            return False
        word = before.rstrip().rpartition(" ")[2]
        return (
            word[:1].isupper()
            and word.isalpha()
            and word not in ("The", "Deputy", "Acting", "Former", "And")
        )

    def _bracketed(self, begin: int) -> str:
        """Return the party whose brackets the title opens: 외교부(장관 …), the Ministry (MOFA, Minister …)."""
        if not self._out or self._text.find("(", self._out[-1].start, begin) < 0:
            return ""
        last = self._out[-1]
        if _BRACKET.fullmatch(self._text, last.end, begin):
            return last.party
        if len(self._out) > 1 and _BRACKET.fullmatch(self._text, self._out[-2].end, begin):
            return self._out[-2].party
        return ""

    # -- Korean ----------------------------------------------------------------------------------

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
                and short in _ALONE_SHORT
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
        if _FORMER_KO.search(text, max(0, begin - 4), begin):
            return at + 1
        if (
            not anchor.isupper()
            or anchor not in self._names.parties
            or not offices <= _STATE_OFFICES_NOT
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
        if person is None and name_start == begin and not anchor:
            return at + 1
        name = person.name if person else text[name_start:begin].strip() or None
        kind = "surname-title" if name else "office"
        self._speak(name_start, end, anchor, token, person, name, kind)
        return at + 1

    def _name_before(
        self, begin: int, offices: frozenset[str], anchor: str
    ) -> tuple[Person | None, int]:
        """Return the person named right before `begin`, and where that name starts."""
        low = max(self._done, begin - 10)
        found = _KOREAN_WORD.search(self._text, low, begin)
        if not found or begin - found.end(1) > 1:
            return None, begin
        if low == self._done and found.start(1) == low and low and is_hangul(self._text[low - 1]):
            return None, begin
        name = found[1]
        person = self._holder(name, offices, country(anchor) if anchor else "")
        if person:
            return person, found.start(1)
        korean = country(anchor) == "KR" if anchor else False
        if korean and len(name) == 3 and _KOREAN_NAME.fullmatch(name):
            if name[-1] not in "은는을를에의와과로도서게며고가이만" and anchor != "KR":
                return None, found.start(1)
        return None, begin

    def _korean_bracket(self, at: int, anchor: str) -> int:
        """Read 외교부(장관 조현): the name behind the title, up to the bracket or a comma."""
        token = self._tokens[at]
        following = self._at(at + 1)
        if following and following.entry.sense is Sense.PERSON and following.start == token.end + 1:
            self._speak(
                token.start, following.end, anchor, token, following.entry.person, None, "person"
            )
            return at + 2
        found = re.compile(r" ([가-힣]{2,4})(?=[),，·])").match(self._text, token.end)
        if found:
            self._speak(token.start, found.end(1), anchor, token, None, found[1], "surname-title")
        return at + 1

    def _person(self, at: int, anchor: str = "", start: int = -1) -> int:
        """Read a person named in full, with the office behind the name."""
        token = self._tokens[at]
        begin = token.start if start < 0 else start
        person = token.entry.person
        assert person is not None
        text = self._text
        if _FORMER.search(text, max(0, begin - 24), begin):
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

    def _holds(self, person: Token, title: Token) -> bool:
        """Whether a Korean title stands right behind the name of a person."""
        if title.entry.sense is not Sense.TITLE:
            return False
        gap = self._text[person.end : title.start]
        return gap in (" ", " 신임 ") or (not gap and title.inside)

    # -- what they share -------------------------------------------------------------------------

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

    def _fit(self, person: Person, offices: frozenset[str]) -> str:
        """Return a rank that sorts: in office on the day, else the latest before it, "" for none."""
        best = ""
        for term in person.terms:
            if term.office in offices:
                begun = not self._day or term.start <= self._day
                held = begun and (not term.end or self._day <= term.end)
                best = max(best, f"{int(held and bool(self._day))}{int(begun)}{term.start}")
        return best[:1] if best.startswith("1") else best

    def _merged(self, anchor: str, party: str) -> str:
        """Return the more telling of two ids; `anchor`, which stands in the text, decides the state."""
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

    def _governs(self, token: Token) -> bool:
        """Whether a government follows a name that is an ordinary word too (수단 정부, 조지아 대통령)."""
        return token.tail is Tail.OFFICE or self._text.startswith(_GOVERNING, token.end)

    def _is_institution(self, party: str) -> bool:
        return self._kind(party) in ("institution", "office")

    def _is_place(self, token: Token) -> bool:
        """Whether a house of government is only where something happens (at the White House, 백악관에서)."""
        if token.entry.hangul:
            return hangul_run(self._text, token.end).startswith("에서")
        before = self._text[max(0, token.start - 14) : token.start]
        return (
            re.search(
                r"\b(?:[Ii]n|[Aa]t|[Tt]o|[Ff]rom|[Oo]utside|[Vv]isit(?:s|ed)?)(?: the)? $", before
            )
            is not None
        )

    def _acts(self, token: Token) -> bool:
        """Whether a capital stands for its state: somebody who acts, not a place."""
        if token.entry.hangul:
            return hangul_run(self._text, token.end) in CITY_ACTS
        before = self._text[max(0, token.start - 16) : token.start]
        if before.endswith(" and "):
            last = self._out[-1] if self._out else None
            return bool(last and last.kind == "metonym" and last.end == token.start - 5)
        return not _PLACE.search(before) and not _NO_ACTOR.match(self._text, token.end)

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
            if _LISTED.fullmatch(self._text, self._out[one].end, self._out[two].start):
                strong[index] = True
