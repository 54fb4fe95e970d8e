"""What the parser is given to read: a text without what it stumbles over, in pieces with places."""

import re
from collections.abc import Sequence

from pledgebook.model.span import Span

CAPITALS = re.compile(r"(?:(?:WE|ALSO|FURTHER|HEREBY)\s)*[A-Z]{6,}(?:\sON|\sUPON|\sFOR)?(?=\s)")
# What a parser stumbles over and nobody misses: acronyms in brackets, provisos, double spaces.
_DROPPED = re.compile(
    r"\s*\((?!\s*(?:[ivx]{1,5}|[a-z]|\d{1,2})\s*\))[^()]{1,90}\)"
    r"|\s*\[\d{1,3}\]"
    r"|,?\s+as\s(?:[^,;.]{1,70}?\s)?(?:may\s)?deems?\s(?:necessary|appropriate)"
    r"(?:\s(?:and|or)\s\w+)?(?=[,;.\s])"
    r"|,\s+(?:(?:and|or)\s)?(?:as|where|if|when)\s(?:necessary|appropriate|needed|relevant|applicable)"
    r"(?:\sand\s(?:consistent\swith|permitted\sby|subject\sto)\s[^,;.]{1,60})?(?=,)"
    r"|,\s+(?:in\sa\smanner\s)?(?:to\sthe\s(?:maximum\s|fullest\s|greatest\s)?extent\s|consistent\swith\s|subject\sto\s"
    r"|as\spermitted\sby\s)[^,;.]{1,80}(?=,)"
    r"|(?<=\s)\s+"
    r"|(?<=\b[Cc]o)-(?=[a-z])|(?<=\b[DdRr]e)-(?=[a-z])"
)
# "Within 60 days, to protect the public, the Secretary shall": why, before who.
PURPOSE = re.compile(
    r"^(?:(?:Within|By|No later than|Not later than)\b[^,;]{3,80},\s+)?"
    r"(?P<to>(?:to|in order to|To|In order to)\s+[a-z][^;:]{8,420}?,\s+)"
    r"(?=(?:the|each|all|an?)\s+[A-Z][^;]{2,700}?\bshall\b)"
)
_MODAL = r"(?:shall|will|must|should|may)\b"
COMPANY = re.compile(
    r",\s+(?:and\s+)?(?:acting\s+through|"
    r"(?P<with>in\s+(?:close\s+)?(?:consultation|coordination|collaboration|cooperation|conjunction|partnership)"
    r"(?:,?\s+(?:and|or|as\s+appropriate,?)\s+(?:in\s+)?\w+)?\s+with))\s+(?P<whom>[^;:]{1,420}?)"
    rf"(?:(?=,\s+(?:and\s+)?(?:acting\s+through|in\s+\w+\s+with))|,?\s+(?={_MODAL}))"
    r"|(?<=shall),\s+(?:acting\s+through|(?P<then>in\s+(?:consultation|coordination|collaboration"
    r"|cooperation|conjunction|partnership)\s+with))\s+(?P<them>[^;:]{1,420}?),(?=\s+(?:\w+ly\s+)?"
    r"(?!and\b|or\b|the\b|other\b|heads?\b|as\b|including\b|relevant\b|which\b|with\b|in\b|to\b)[a-z]+\b)"
)
COMMA_AFTER = re.compile(
    r"(?:\s+and\s+(?:in|on|as|at|updated|every|annually|periodically)\b[^,;:]{1,120})?(,)\s+"
)
COMMA_BEFORE = re.compile(r",\s+$")
_FLAT = {ord(mark): " " for mark in "\n\t\r\u00a0\u2009\u202f*\\"} | {
    ord("’"): "'",
    ord("‘"): "'",
    ord("“"): '"',
    ord("”"): '"',
    0x2011: "-",
}


def kept(text: str, span: Span, asides: Sequence[Span]) -> list[tuple[str, int]]:
    """Return the pieces of a stretch of text without what is dropped, flattened."""
    pieces: list[tuple[str, int]] = []
    start = span.start
    drops = [Span(*drop.span()) for drop in _DROPPED.finditer(text, span.start, span.end)]
    if asides:
        drops = sorted([*drops, *(aside for aside in asides if span.covers(aside))])
    for drop in drops:
        if drop.start > start:
            pieces.append((flat(text[start : drop.start]), start))
        start = max(start, drop.end)
    if start < span.end or not pieces:
        pieces.append((flat(text[start : span.end]), start))
    words, place = pieces[0]
    bare = words.lstrip(" ,")
    pieces[0] = (bare, place + len(words) - len(bare))
    return pieces


def flat(words: str) -> str:
    """Return the words with each line break, tab and Markdown mark as one space."""
    return words.translate(_FLAT)
