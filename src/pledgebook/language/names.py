"""The names of parties in a document: those of the gazetteer and those that the text introduces.

"The Digital Authority (DA)", "과학기술정보통신부(이하 '과기정통부')", "외교부(장관 김하나)",
"Japanese National Security Adviser Akiba Takeo": once introduced, the short form and the name of
the office-holder stand for the same party.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date

from pledgebook.knowledge.gazetteer import Gazetteer, Mention
from pledgebook.model.span import Span

_BRACKETS = re.compile(r"\s?[(（]([^()（）]{2,90})[)）]")
_LEAD = re.compile(
    r"^(?:이하|약칭|hereinafter|hereafter|referred|to|as|called|collectively|the|or|,|\s)+(?=['\"‘“「A-Z가-힣])"
)
_QUOTES = "'\"‘’“”「」 "
_ACRONYM = re.compile(r"[A-Z][A-Za-z&.]{0,3}[A-Z&.][A-Za-z&.-]{0,8}")
_KOREAN_SHORT = re.compile(r"[가-힣A-Za-z·]{2,16}")
_TITLES_KO = (
    "장관|차관|청장|처장|원장|위원장|총장|사무총장|대표|대표이사|이사장|소장|총리|대통령|의장|총재|회장|본부장|실장"
)
_TITLED_KO = re.compile(rf"(?P<surname>[가-힣])[가-힣]{{1,3}}\s.*?(?P<title>{_TITLES_KO})")
_HOLDER_KO = re.compile(rf"(?P<title>{_TITLES_KO})\s?(?P<name>[가-힣]{{2,4}})")
_NAME_EN = r"[A-Z][\w'’-]+(?:\s(?:bin|al|de|van|von|der|[A-Z][\w'’.-]*)){0,3}"
_OFFICE_EN = (
    r"(?:President|Minister|Secretary|Advis[eo]r|Chancellor|Ambassador|Premier|Director|Administrator"
    r"|Representative|Commissioner|Chair|Envoy|Governor|General)"
)
_HOLDER_EN = re.compile(
    rf"(?:['’]s)?\s(?:[A-Z][\w-]+\s|of\s|for\s|and\s|the\s|&\s){{0,8}}?{_OFFICE_EN}\s"
    rf"(?:(?:of|for)\s[A-Z][\w, ]{{2,40}}?,?\s)?(?P<name>{_NAME_EN})"
)
_HOLDER_OF = re.compile(rf"{_OFFICE_EN},?\s(?P<name>{_NAME_EN}),?\sof\s(?:the\s)?$")
_NO_NAMES = frozenset(["The", "In", "On", "At", "And", "For", "Of", "To", "His", "Her", "Their"])


def find_names(
    text: str, published: date | None, gazetteer: Gazetteer, home: str | None = None
) -> list[Mention]:
    """Return the mentions of parties in a whole text, in order and without overlaps.

    `home` is the id of the state whose publisher speaks: its ministries need no state beside them.
    """
    local = gazetteer.at_home(home) if home else {}
    known = gazetteer.find(text, published, local)
    learnt = local | dict(_introduced(text, known))
    return gazetteer.find(text, published, learnt) if learnt else known


def _introduced(text: str, known: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """Yield (short form or person's name, id of the party), as the text introduces them."""
    for mention in known:
        brackets = _BRACKETS.match(text, mention.end)
        if brackets and mention.kind != "adjective":
            for part in re.split(r"[,;]", brackets[1]):
                yield from _bracketed(part, mention.party)
        titled = _TITLED_KO.fullmatch(text, mention.start, mention.end)
        if titled:
            yield f"{titled['surname']} {titled['title']}", mention.party
        if mention.person is None:
            yield from _office_holder(text, mention)


def _bracketed(part: str, party: str) -> Iterator[tuple[str, str]]:
    """Yield what one part of the brackets behind a name introduces."""
    told = _LEAD.sub("", part.strip()).strip(_QUOTES)
    holder = _HOLDER_KO.fullmatch(told)
    if holder:
        yield holder["name"], party
        yield f"{holder['name'][0]} {holder['title']}", party
    elif _ACRONYM.fullmatch(told) or (told != part.strip() and _KOREAN_SHORT.fullmatch(told)):
        yield told, party


def _office_holder(text: str, mention: Mention) -> Iterator[tuple[str, str]]:
    """Yield the name in "Kenyan Foreign Minister A. B." and in "Foreign Minister A. B. of Kenya"."""
    behind = _HOLDER_EN.match(text, mention.end)
    before = _HOLDER_OF.search(text, max(0, mention.start - 90), mention.start)
    for holder in (behind, before):
        if holder is None:
            continue
        words = holder["name"].split()
        if words[0] not in _NO_NAMES:
            yield holder["name"], mention.party
            if len(words) > 1 and len(words[-1]) > 2:
                yield words[-1], mention.party


def within(mentions: Sequence[Mention], span: Span) -> Sequence[Mention]:
    """Return the mentions that stand wholly within `span`; `mentions` are in order."""
    first = bisect_left(mentions, span.start, key=lambda mention: mention.start)
    last = first
    while last < len(mentions) and mentions[last].end <= span.end:
        last += 1
    return mentions[first:last]
