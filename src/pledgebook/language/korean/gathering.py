"""Gathering: nouns are put together until something closes their phrase."""

from collections.abc import Sequence
from dataclasses import dataclass

from pledgebook.language.clause import Tense
from pledgebook.language.dates.expression import TimeExpression
from pledgebook.language.korean.agents import Agents
from pledgebook.language.korean.endings import listed
from pledgebook.language.korean.morphemes import Morpheme
from pledgebook.language.korean.units import Phrase, Predicate, Unit

# Endings of proper names that are no one's: 국가산단, 인공지능기본법.
_THINGS = (
    "단",
    "단지",
    "법",
    "망",
    "선",
    "로",
    "사업",
    "기술",
    "모델",
    "서비스",
    "시설",
    "지구",
    "권",
)
NOMINAL = listed(
    "NNG NNP NNB NR NP SL SH SN XPN XSN MM XR W_URL W_EMAIL W_HASHTAG W_MENTION W_SERIAL SB"
)
TODAY = listed("오늘 어제 내일 이날 당일 전날")
# Nouns that stand alone as adverbs at the head of a phrase.
_LEADING = listed("이후 최근 현재 향후 당초 당시 앞서 현지")

_WHEN = listed("직후 직전 당시 도중")


@dataclass(slots=True)
class Passage:
    """One sentence with all that is known of it before its grammar; offsets are the sentence's."""

    text: str
    morphs: Sequence[Morpheme]
    times: Sequence[TimeExpression]
    time_at: dict[int, tuple[int, TimeExpression]]
    mentions: Sequence[tuple[int, int]]
    agents: Agents
    item: bool = False


class Gatherer:
    """Holds the phrase that is open, from `at` on to `last`, and the units that are done."""

    def __init__(self, passage: Passage, at: int, last: int) -> None:
        self.passage, self.at, self.last = passage, at, last
        self.units: list[Unit] = []
        self.first: int | None = None  # place of the phrase's first morpheme
        self.start = self.end = 0
        self.names: list[Morpheme] = []
        self.owner: tuple[int, int] | None = None
        self.pair: tuple[int, int] | None = None
        self.linked = False  # 의 came last: the noun is still to come
        self.stems = _stems(passage.morphs, at, last)
        self.copulas = {place for place in range(at, last) if passage.morphs[place].tag == "VCP"}

    def _add(self, morph: Morpheme) -> None:
        if self.first is None:
            if morph.form in _LEADING and self._spaced(morph):
                self.units.append(Phrase(morph.start, morph.end, morph.end, "adv", "", ""))
                self.at += 1
                return
            self.first, self.start = self.at, morph.start
        self.end = morph.end
        if morph.form == "간" and morph.tag == "NNB" and self.names and self.pair is None:
            self.pair = self._between()
        self.names.append(morph)
        self.at += 1
        self.linked = False
        if morph.form == "아래" and len(self.names) > 1:
            self.names.pop()
            self._flush("아래", morph.end)
        elif morph.form in _WHEN and len(self.names) > 1 and self._goes_on():
            self._flush("adv", morph.end)  # "회담 직후 양 장관은": when, and then who

    def _goes_on(self) -> bool:
        """Tell whether another noun, and no particle, comes next."""
        return self.at < self.last and self.passage.morphs[self.at].tag in NOMINAL

    def _spaced(self, morph: Morpheme) -> bool:
        """Tell whether a noun with a space behind it follows."""
        following = self.passage.morphs[self.at + 1 : self.at + 2]
        return bool(following) and following[0].start > morph.end and following[0].tag in NOMINAL

    def _between(self) -> tuple[int, int] | None:
        """Return where the parties before 간 stand, where they can act: 양국 간, 한·일 간."""
        agents = self.passage.agents
        head, word = agents.head(self.names)
        span = (self.start, self.names[-1].end)
        return span if agents.acts(head, word, self.names, span, self.passage.mentions) else None

    def _flush(self, marker: str, stop: int) -> None:
        if self.first is None:
            return
        if self.linked and not marker:
            marker = "의"
        self.linked = False
        phrase = self._phrase(marker, stop)
        if not marker and phrase.head in self.passage.agents.adverbs:
            phrase.marker = "adv"
        self.units.append(phrase)
        self.first, self.names, self.owner, self.pair = None, [], None, None

    def _phrase(self, marker: str, stop: int) -> Phrase:
        agents = self.passage.agents
        head, word = agents.head(self.names)
        span = (self.start, self.end)
        agent = agents.acts(head, word, self.names, span, self.passage.mentions)
        phrase = Phrase(*span, stop, marker, head, word, agent, None, self.owner, self.pair)
        if self.names[0].form == "제" and span[0] <= self.names[0].start <= span[0] + 1:
            phrase.agent = False  # "제3차 …위원회": a session, not those who hold it
        single = len(self.names) == 1 and self.names[0].tag == "NNP"
        phrase.proper = single and not word.endswith(_THINGS)
        phrase.listed = self.names[-1].form in ("등", "등등")
        phrase.meeting = agents.meeting(self.passage.text, *span)
        return phrase

    def _time(self, end: int, time: TimeExpression) -> None:
        """Close what is open and make a phrase of the time, with the particle after it."""
        self._flush("", self.end)
        morphs = self.passage.morphs
        start = morphs[self.at].start
        while self.at < self.last and morphs[self.at].start < end:
            self.at += 1
        stop, marker = end, ""
        while self.at < self.last and morphs[self.at].tag in ("JX", "JKB", "JKG"):
            stop, marker = morphs[self.at].end, marker + morphs[self.at].form
            self.at += 1
        since = marker == "에서" or marker == "보다"  # "…에서 …로": where it comes from
        phrase = Phrase(start, end, stop, "time", "", "", False, None if since else time)
        self.units.append(phrase)

    def _close_nominal(self) -> None:
        """Make a predicate of the verbal noun that ends a statement: "…추진", "…협의 중"."""
        names, verbal = self.names, self.passage.agents.verbal
        marker, tail = "", names[-1].form if names else ""
        if len(names) > 1 and tail in ("중", "예정", "계획", "방침") and names[-2].form in verbal:
            marker = "-고 있다" if tail == "중" else f"-ㄹ {tail}이다"
            names = names[:-1]
        verb = names[-1] if names else None
        known = verb is not None and (
            verb.form in verbal or (self.passage.item and verb.tag == "NNG" and len(names) > 1)
        )
        if verb is None or not known or verb.end > self.end:
            self._flush("", self.end)
            return
        found = Predicate(verb.start, self.end, verb.form + "하다", headline=True)
        found.tense = Tense.NONE
        if marker:
            found.mark(marker, self.end)
        self.names = names[:-1]
        if self.names:
            self.end = self.names[-1].end
            self._flush("", self.end)
        self.first, self.names, self.owner, self.pair = None, [], None, None
        self.units.append(found)


def _stems(morphs: Sequence[Morpheme], first: int, last: int) -> frozenset[int]:
    """Return where the verbal nouns begin that 하다, 되다, 시키다 make predicates of."""
    found = set()
    for place in range(first, last):
        if morphs[place].tag in ("XSV", "XSA"):
            at = place - 1
            while at > first and morphs[at].tag == "XSN" and morphs[at - 1].end == morphs[at].start:
                at -= 1
            if (
                at > first
                and morphs[at - 1].tag == "XPN"
                and morphs[at - 1].end == morphs[at].start
            ):
                at -= 1
            if at >= first and morphs[at].tag in ("NNG", "NNP", "XR", "XPN", "MAG", "NNB", "XSN"):
                found.add(at)
    return frozenset(found)
