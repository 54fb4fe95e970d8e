"""The names of parties in a document: those of the gazetteer and those that the text introduces.

"The Digital Authority (DA)", "과학기술정보통신부(이하 '과기정통부')", "외교부(장관 김하나)",
"Japanese National Security Adviser Akiba Takeo": once introduced, the short form and the name of
the office-holder stand for the same party.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from pledgebook.knowledge.gazetteer import Gazetteer, Mention
from pledgebook.knowledge.loading import load
from pledgebook.model.span import Span

_BRACKETS = re.compile(r"\s?[(（]([^()（）]{2,90})[)）]")
_LEAD = re.compile(
    r"^(?:이하|약칭|hereinafter|hereafter|referred|to|as|called|collectively|the|or|,|\s)+(?=['\"‘“「A-Z가-힣])"
)
_QUOTES = "'\"‘’“”「」 "
_ACRONYM = re.compile(r"[A-Z][A-Za-z&.]{0,3}[A-Z&.][A-Za-z&.-]{0,8}")
_KOREAN_SHORT = re.compile(r"[가-힣A-Za-z·]{2,16}")
_TITLES_KO = (
    "장관|차관|청장|처장|원장|위원장|총장|사무총장|대표|대표이사|이사장|소장|총리|부총리|대통령|의장|총재|회장|본부장"
    "|실장|국왕|수석|특사|대사|보좌관|집행위원|부위원장|부부장|부장관|차장|사무차장|대변인|부사장"
    "|단장|국장|부회장|사장|부총재|차관보|사령관|참모총장|시장|주지사|의원|부대표|센터장"
)
_OFFICE_KO = rf"(?:[가-힣]{{1,4}})?(?:{_TITLES_KO})"  # 수석부사장, 선임보좌관, 외교차관
_HOLDER_KO = re.compile(rf"(?P<title>{_TITLES_KO})\s?(?P<name>[가-힣]{{2,4}})")
_TITLED_KO = re.compile(
    rf"(?<![가-힣])(?P<name>[가-힣]{{1,9}})\s{_OFFICE_KO}(?![가-힣]*[가-힣]\s?(?:{_TITLES_KO}))"
)
_OFFICE_BEHIND_KO = re.compile(rf"(?:\s?[가-힣A-Z0-9·()]{{2,14}}){{0,5}}?\s?(?:{_TITLES_KO})")
_NAME_BEHIND_KO = re.compile(
    rf"의?\s(?:[가-힣]{{1,6}}\s){{0,2}}?(?P<name>[가-힣]{{1,9}})\s(?:{_TITLES_KO})(?![가-힣]*\s(?:{_TITLES_KO}))"
)
_OFFICE_WITHIN_KO = re.compile(rf"(?:{_TITLES_KO})$")
_NAME_BEFORE_KO = re.compile(
    r"(?<![가-힣])(?P<name>[가-힣]{1,9})\s?(?:[(（][^()（）]{2,40}[)）]\s?)?$"
)
_OFFICE_FAR_KO = re.compile(
    rf"(?:\s?[(（][^()（）]{{2,40}}[)）])?(?:\s[가-힣A-Z0-9·()]{{1,16}}){{0,6}}?\s{_OFFICE_KO}(?![가-힣]{{3}})"
)
_SIDE_KO = re.compile(r"\s?(?:측|의|쪽)?(?:에서)?\s(?:[가-힣]{1,9}\s){0,2}")
_LONGEST_LEAD = 40
_COUNTING = frozenset("양두세네각")  # "양 장관" are both ministers
_SURNAME_FIRST = re.compile(r"[가-힣]{2,4}")
_NAME_EN = r"[A-Z][\w'’-]+(?:\s(?:bin|al|de|van|von|der|[A-Z][\w'’.-]*)){0,3}"
_OFFICE_EN = (
    r"(?:President|Minister|Secretary|Advis[eo]r|Chancellor|Ambassador|Premier|Director|Administrator"
    r"|Representative|Commissioner|Chair|Envoy|Governor|General)"
)
_OFFICE_WORD = re.compile(_OFFICE_EN)
_HOLDER_EN = re.compile(
    rf"(?:['’]s)?\s(?!and\b)(?:[A-Z][\w-]+\s|of\s|for\s|and\s|the\s|&\s){{0,8}}?{_OFFICE_EN}\s"
    rf"(?:(?:of|for)\s[A-Z][\w, ]{{2,40}}?,?\s)?(?P<name>{_NAME_EN})"
)
_HOLDER_OF = re.compile(rf"{_OFFICE_EN},?\s(?P<name>{_NAME_EN}),?\sof\s(?:the\s)?$")
_APPOSED_EN = re.compile(
    rf"(?P<name>{_NAME_EN}),\s(?P<title>(?:[A-Z][\w'’-]+,?\s|of\s|for\s|and\s|the\s|to\s){{0,16}})$"
)
_ACRONYM_BEHIND = re.compile(
    r"(?:['’]s|의)?\s(?P<name>[A-Z가-힣][\w·&-]*(?:\s[\w·&-]+){0,5}?)\s?[(（](?P<short>[A-Z][A-Za-z&-]{1,9})[)）,]"
)
_TITLED_EN = re.compile(
    rf"\b(?:(?:Mr|Ms|Mrs|Dr|Mx|Sir|Dame)\.?|(?:[A-Z][\w-]+\s){{0,2}}{_OFFICE_EN})\s(?P<name>[A-Z][\w'’-]+)"
)
_NO_NAMES = frozenset(["The", "In", "On", "At", "And", "For", "Of", "To", "His", "Her", "Their"])


def find_names(
    text: str, published: date | None, gazetteer: Gazetteer, home: str | None = None
) -> list[Mention]:
    """Return the mentions of parties in a whole text, in order and without overlaps.

    `home` is the id of the state whose publisher speaks: its ministries need no state beside them.
    """
    local = _sides() | (gazetteer.at_home(home) if home else {})
    known = gazetteer.find(text, published, local)
    learnt = local | dict(_introduced(text, known)) | _titled(text, known)
    return gazetteer.find(text, published, learnt) if len(learnt) > len(local) else known


@cache
def _sides() -> dict[str, str]:
    """Return what the sides of a talk are called (미측) -> party."""
    data = load("references.yaml")
    return {name: party for words in data.values() for name, party in words["sides"].items()}


@cache
def _stand_ins() -> frozenset[str]:
    """Return the words that stand for several parties or for whoever acted last."""
    data = load("references.yaml")
    kinds = ("members", "joint", "singular", "plural")
    bare = (word for words in data.values() for kind in kinds for word in words[kind])
    return frozenset(word.removeprefix("the ") for word in bare)


def _introduced(text: str, known: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """Yield (short form or full name, id of the party), as brackets behind a name introduce it."""
    for mention in known:
        body = _ACRONYM_BEHIND.match(text, mention.end)
        told = body and len(body["short"]) > 2 and mention.party.isupper()
        if body and told and mention.kind in ("name", "adjective"):
            yield body["short"], f"{mention.party.lower()}-{body['short'].lower()}"
        brackets = _BRACKETS.match(text, mention.end)
        if brackets and mention.kind != "adjective":
            for part in re.split(r"[,;]", brackets[1]):
                yield from _bracketed(part, mention.party)


def _bracketed(part: str, party: str) -> Iterator[tuple[str, str]]:
    """Yield what one part of the brackets introduces: a short form, or who holds the office."""
    told = _LEAD.sub("", part.strip()).strip(_QUOTES)
    holder = _HOLDER_KO.fullmatch(told)
    if holder:
        yield holder["name"], party
        yield f"{holder['name'][0]} {holder['title']}", party
    elif told.lower() in _stand_ins():
        return  # "the Participants" are all those named, not the last of them
    elif _ACRONYM.fullmatch(told) or (told != part.strip() and _KOREAN_SHORT.fullmatch(told)):
        yield told, party


def _people(text: str, known: Sequence[Mention]) -> dict[str, str]:
    """Return name -> party for the people whom the text names beside a state and an office."""
    people: dict[str, str] = {}
    for mention in known:
        words = text[mention.start : mention.end]
        if mention.person is not None:
            people.setdefault(mention.person.split()[-1], mention.party)
        elif _OFFICE_WITHIN_KO.search(words) or _OFFICE_BEHIND_KO.match(text, mention.end):
            before = _NAME_BEFORE_KO.search(text, max(0, mention.start - 50), mention.start)
            if before:
                people[before["name"]] = mention.party
        behind = _NAME_BEHIND_KO.match(text, mention.end)
        if behind and mention.person is None:
            people.setdefault(behind["name"], mention.party)
        if mention.person is None:
            for name in _holders(text, mention):
                people.setdefault(name, mention.party)
    return people


def _holders(text: str, mention: Mention) -> Iterator[str]:
    """Yield the parts of the name of whoever holds an office of the party mentioned."""
    behind = _HOLDER_EN.match(text, mention.end)
    before = _HOLDER_OF.search(text, max(0, mention.start - 90), mention.start)
    apposed = _APPOSED_EN.search(text, max(0, mention.start - 160), mention.start)
    if apposed and mention.kind != "office" and not _OFFICE_WORD.search(apposed["title"]):
        apposed = None
    for holder in (behind, before, apposed):
        words = holder["name"].split() if holder else []
        if words and words[0] not in _NO_NAMES:
            names = (word.capitalize() if word.isupper() else word for word in words)
            yield from (name for name in names if not _OFFICE_WORD.fullmatch(name))


def _titled(text: str, known: Sequence[Mention]) -> dict[str, str]:
    """Return what calls people of the text by name and title ("파커 장관", "Mr. Baker") -> party.

    A Korean or Chinese name is taken up again by its first syllable, the surname. Whoever is known
    beforehand needs no learning.
    """
    people = _people(text, known)
    for titled in _TITLED_KO.finditer(text):
        if titled["name"] not in people and (party := _introduced_as(text, titled["name"], known)):
            people[titled["name"]] = party
    familiar = {m.start for m in known if m.person is not None}
    surnames = {name[0]: party for name, party in people.items() if _SURNAME_FIRST.fullmatch(name)}
    found: dict[str, str] = {}
    for pattern, short in ((_TITLED_KO, surnames), (_TITLED_EN, {})):
        for titled in pattern.finditer(text):
            party = people.get(titled["name"]) or short.get(titled["name"])
            if party and titled.start() not in familiar and titled["name"] not in _COUNTING:
                found[titled[0]] = party
    return found


def _introduced_as(text: str, name: str, known: Sequence[Mention]) -> str | None:
    """Return whom a Korean text names with a person, before his office or right before his name.

    "존 파커 미 해군장관", "일본 측 모리 겐지 내각관방 통괄실 차장".
    """
    first = re.search(rf"(?<![가-힣]){name}(?=[\s(（])", text)
    if first is None or len(name) < 2:
        return None
    office = _OFFICE_FAR_KO.match(text, first.end())
    if office is None:
        return None
    sides = within(known, Span(max(0, first.start() - _LONGEST_LEAD), office.end()))
    between = [m for m in sides if m.start >= first.end()]
    before = [m for m in sides if m.end <= first.start()]
    side = bool(before) and text.startswith(("측", " 측"), before[-1].end)
    if between and not side:
        return between[-1].party
    if before and _SIDE_KO.fullmatch(text, before[-1].end, first.start()):
        return before[-1].party
    return None


def within(mentions: Sequence[Mention], span: Span) -> Sequence[Mention]:
    """Return the mentions that stand wholly within `span`; `mentions` are in order."""
    first = bisect_left(mentions, span.start, key=lambda mention: mention.start)
    last = first
    while last < len(mentions) and mentions[last].end <= span.end:
        last += 1
    return mentions[first:last]
