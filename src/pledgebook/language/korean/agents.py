"""Which noun phrases name somebody who can act, and which noun of a phrase is its head."""

import re
from collections.abc import Sequence
from functools import cache

from pledgebook.knowledge.lexicon import lexicon
from pledgebook.language.korean.endings import listed
from pledgebook.language.korean.morphemes import Morpheme

_TAIL = frozenset(["아래", "가운데"]) | listed("등 등지 외 내 중 간 들 여 당시 및")
_MINDS = listed("의사 뜻 입장 의견")
_STANCES = listed("지지 환영 반대 우려 유감 거부 찬성 동의")
_NO_PANEL = tuple(listed("범위 단위 지위 순위 행위 수위 우위 주위 시위 본위 전위 부위 직위"))
_NO_OFFICE = listed(
    "자국 전국 결국 본국 모국 외국 내부 외부 전부 일부 세부 간부 대부 본부장급 공부 여부 거부 기부 "
    "정부안"
)
_COMPANIES = (
    *("업체", "기업", "회사", "스타트업", "제조사", "운영사", "개발사", "계열사", "자회사"),
    *("통신사", "은행", "단체"),
)
_LONGEST_ENDING = 4


class Agents:
    """The word lists that tell; one for all sentences."""

    def __init__(self) -> None:
        known = lexicon("ko")
        self.words = known.words["agents"]
        self.endings = known.words["agent_endings"]
        self.adverbs = known.words["adverbs"]
        listed = sorted(known.words["meetings"], key=len, reverse=True)
        self._meeting = re.compile("|".join(map(re.escape, listed)))
        self.vocabulary = frozenset(
            word
            for rule in known.rules
            for words in (rule.object, rule.to, rule.noun)
            for word in words
        ) | frozenset(word for words in known.words.values() for word in words)

        self.verbal = known.words["verbal"] | {
            lemma[:-2]
            for rule in known.rules
            for lemma in rule.predicate
            if lemma.endswith("하다") and len(lemma) > 3
        }

    def meeting(self, text: str, start: int, end: int) -> tuple[int, int, str] | None:
        """Return where a meeting is named between `start` and `end`, and the noun."""
        found = self._meeting.search(text, start, end)
        return (found.start(), found.end(), found.group()) if found is not None else None

    def head(self, names: Sequence[Morpheme]) -> tuple[str, str]:
        """Return the head of a run of nouns and the whole last word it is part of.

        등, 간, 내 and the like are stepped over. The head is the longest ending of the word that
        the lexicon knows, else its last noun; a suffix or a single syllable goes with the noun
        before it.
        """
        last = len(names) - 1
        while last > 0 and (names[last].form in _TAIL and names[last].tag in ("NNB", "XSN", "NNG")):
            last -= 1
        if last < 0:
            return "", ""
        if last > 0 and names[last].form in _MINDS and names[last - 1].form in _STANCES:
            last -= 1  # "지지 의사": what is thought counts
        first = last
        while first > 0 and names[first - 1].end == names[first].start:
            first -= 1
        word = "".join(morph.form for morph in names[first : last + 1])
        for place in range(first, last + 1):
            ending = "".join(morph.form for morph in names[place : last + 1])
            if ending in self.vocabulary:
                return ending, word
        at = last
        while at > first and (names[at].tag == "XSN" or len(names[at].form) == 1):
            at -= 1
        return "".join(morph.form for morph in names[at : last + 1]), word

    def acts(
        self,
        head: str,
        word: str,
        names: Sequence[Morpheme],
        span: tuple[int, int],
        mentions: Sequence[tuple[int, int]],
    ) -> bool:
        """Tell whether the phrase names somebody who can act: a party, an office, 양국."""
        if head in self.words or word in self.words:
            return True
        if names and names[0].tag == "NP" and names[-1].form == "들":
            return True  # 이들, 그들
        if len(names) > 1 and names[-1].tag in ("NNP", "SL") and _called(names):
            return True
        if word in _NO_OFFICE or head in _NO_OFFICE or head in self.verbal:
            return False
        for size in range(min(_LONGEST_ENDING, len(word) - 1), 0, -1):
            if word[-size:] in self.endings:
                return True
        if len(word) > 2 and word.endswith("위") and not word.endswith(_NO_PANEL):
            return True  # 과방위, 집행위
        last = len(names) - 1
        if names and names[last].form in ("내", "안"):
            return False
        while last > 0 and names[last].form in _TAIL:
            last -= 1
        end = names[last].end if last >= 0 else span[1]
        return any(start >= span[0] - 1 and stop == end for start, stop in mentions)


def _called(names: Sequence[Morpheme]) -> bool:
    """Tell whether a word for a sort of company stands right before a name: 장비업체 한빛."""
    first = len(names) - 1
    while first > 0 and names[first - 1].end == names[first].start:
        first -= 1
    return first > 0 and names[first - 1].form.endswith(_COMPANIES)


@cache
def agents() -> Agents:
    """Return the word lists, read once."""
    return Agents()
