"""Who "we" is: the parties in whose name a document speaks."""

import re
from collections.abc import Sequence

from pledgebook.knowledge.gazetteer import Gazetteer, Mention
from pledgebook.language.names import within
from pledgebook.model.document import Document
from pledgebook.model.record import Party
from pledgebook.model.span import Span
from pledgebook.resolution.naming import by_id, distinct, named

_WE = re.compile(r"\b(?:We|we),\s|우리,\s|우리\s(?=[가-힣]+(?:,|와|과)\s)")
_WE_OFFICES = re.compile(
    r"\b[Ww]e,\s(?:the\s)?[^.;:,]{3,90}?\s(?:of|from|representing)\s(?:the\s)?"
)
_AS_LEADERS = re.compile(
    r"\b[Aa]s (?:the )?(?:[Ll]eaders|[Mm]inisters|[Hh]eads of [\w ]{5,20}) of "
)
_JOINING = re.compile(
    r"(?:[\s,·()]|\b(?:and|the|of|for|on|behalf|as|well|leaders?|ministers?|heads?|state|"
    r"government|presidents?|prime|members?|countries|representatives?|governments?|from|"
    r"[A-Z][\w'’&.-]*)\b|[가-힣]{1,4}\s|와|과|및|의|정상|장관)*",
)
_LIST_LEAD = re.compile(
    r"represented|participat|signator|endors|adher|support(?:ed|ing) (?:by|countries)|signed by"
    r"|참가국|참여국|서명국|서명한",
    re.IGNORECASE,
)
_MEMBERS_ARE = re.compile(
    r"\b(?:[Mm]embers|[Pp]articipants|[Ss]ignatories|[Cc]ountries)\b[^.:\n]{0,100}?"
    r"\b(?:are|were|include[ds]?|comprise[ds]?):?\s(?:the\s)?"
)
_CALLED_PARTIES = re.compile(
    r"[(（](?:hereinafter|hereafter|collectively|together|jointly|referred to as|the|이하|,|\s)*"
    r"['\"“‘「](?:Participants|Parties|Sides|Signatories|Members|Partners|참여자|당사자|양측|참가국)\b"
)
_LISTING = re.compile(r"(?:[\s,;·ㆍ•*-]|\band\b|\b[Tt]he\b|및|와|과|\([^)]{0,30}\))*")
_LEAST_LISTED = 3
_LEAD_LENGTH = 200  # code points from the word that announces a list to its colon
_SMALL_GROUP = 4
_OPENING = 200
_JOINT_TITLE = re.compile(
    r"joint|declaration|communiqu|leaders|ministers|statement of|statement by|trilateral|quad"
    r"|공동|선언|성명|합의문",
    re.IGNORECASE,
)
# "Ruritania and Utopia Cooperation on Ports": both speak, unless one reports of it.
_PAIR_TITLE = re.compile(
    r"(?!fact sheet|readout|remarks|press|background|briefing|statement)"
    r".*\b(?:cooperation|co-operation|partnership|arrangement|memorandum|roadmap)\b",
    re.IGNORECASE | re.DOTALL,
)


def find_signatories(
    document: Document, mentions: Sequence[Mention], gazetteer: Gazetteer
) -> tuple[Party, ...]:
    """Return those who sign the document, or nobody where no place names them.

    Tried in turn: "We, the leaders of A and B, …"; the list of countries that a communiqué ends
    with; the parties that a joint statement's title names.
    """
    language = document.language or "en"
    text = document.text
    in_text = (
        _in_apposition(text, mentions) or _in_brackets(text, mentions) or _in_list(text, mentions)
    )
    if in_text:
        return _members(in_text, text, gazetteer, language)
    in_title = _in_title(document, gazetteer)
    if not in_title and _JOINT_TITLE.search(document.title or ""):
        return _members(_in_opening(text, mentions), text, gazetteer, language)
    return _members(in_title, document.title or "", gazetteer, language)


def _members(
    mentions: Sequence[Mention], text: str, gazetteer: Gazetteer, language: str
) -> tuple[Party, ...]:
    """Return the parties named; a group as small as the Quad signs as its members."""
    found: list[Party] = []
    for mention in mentions:
        members = gazetteer.members(mention.party)
        if 0 < len(members) <= _SMALL_GROUP:
            found += [party for member in members if (party := by_id(member, gazetteer, language))]
        else:
            found.append(named(mention, text, gazetteer, language))
    return distinct(found)


def _run(
    text: str, mentions: Sequence[Mention], start: int, gap: re.Pattern[str]
) -> tuple[Mention, ...]:
    """Return the mentions from `start` on, as long as nothing but `gap` stands between them."""
    found: list[Mention] = []
    at = start
    for mention in within(mentions, Span(start, min(len(text), start + 4000))):
        if not gap.fullmatch(text, at, mention.start):
            break
        found.append(mention)
        at = mention.end
    return tuple(found)


def _in_apposition(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    for we in (p for rule in (_WE, _WE_OFFICES, _AS_LEADERS) for p in rule.finditer(text)):
        found = _run(text, mentions, we.end(), _JOINING)
        if found:
            return found
    return ()


def _in_brackets(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return those whom a text calls the Participants, in brackets behind their names."""
    called = _CALLED_PARTIES.search(text)
    if not called:
        return ()
    start = max(text.rfind(".", 0, called.start()), text.rfind("\n\n", 0, called.start()), 0)
    found = within(mentions, Span(start, called.start()))
    return tuple(found) if len(found) > 1 else ()


def _in_list(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    best: tuple[Mention, ...] = ()
    starts = [lead.end() for lead in _MEMBERS_ARE.finditer(text)]
    for lead in _LIST_LEAD.finditer(text):
        starts.append(lead.end())
        colon = text.find(":", lead.end(), lead.end() + _LEAD_LENGTH)
        while colon >= 0:
            starts.append(colon + 1)
            colon = text.find(":", colon + 1, lead.end() + _LEAD_LENGTH)
    for start in starts:
        found = _run(text, mentions, start, _LISTING)
        if len(found) > max(len(best), _LEAST_LISTED - 1):
            best = found
    return best


def _in_opening(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return those who open a declaration: "the President of A and the Chancellor of B"."""
    if not mentions or mentions[0].start > _OPENING:
        return ()
    found = _run(text, mentions, mentions[0].start, _JOINING)
    return found if len({mention.party for mention in found}) > 1 else ()


def title_mentions(document: Document, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Return the mentions in the document's title; their offsets count from the title's start."""
    return tuple(gazetteer.find(document.title or "", document.published))


def _in_title(document: Document, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    if not document.title:
        return ()
    found = title_mentions(document, gazetteer)
    if _JOINT_TITLE.search(document.title):
        return found
    paired = _PAIR_TITLE.match(document.title) and len({m.party for m in found}) > 1
    return found if paired else ()
