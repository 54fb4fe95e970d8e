"""Where Korean sentences end: by line, by bullet, by full stop; a quotation stays whole."""

import re
from itertools import pairwise

from pledgebook.model.span import Span

_LONGEST_QUOTE = 900
_MARKS = "□■◇◆○●◦➊-➓❶-❿▶▷☞※‣▪△▲·ㆍ①-⑳"

# A full stop ends a sentence after a syllable, a bracket or a quotation mark and before a space;
# that of a number or an abbreviation does not ("7.22.(수)", "1.5", "'26.7.20."). Converters leave
# a space before it.
_CUT = re.compile(
    r"(?P<stop>(?:(?<=[가-힣)\]”’\"'」』》%])|(?<=[다음함임됨] ))[.!?。]"
    rf"[”’'」』》)]?(?=\s|$|[{_MARKS}]))"
    r"|(?P<line>\n+)"
    r"|(?P<bullet>(?:(?<=\s)|^)(?:[□■◇◆○●◦▶▷☞※‣▪①-⑳]|ㅇ(?=\s)|\*{1,3}(?=\s)|[-–—](?=\s)))"
    r"|(?P<quote>[“\"])"
)
_SHORTEST_SUBTITLE = 8
_LONGEST_SUBTITLES = 250
_TITLE = "장관|차관|청장|처장|원장|위원장|총장|소장|본부장|이사장|사장|대표|관장|총리"
# Who speaks, as a release names it first: "고용노동부(장관 김하나)", "김하나 고용노동부 장관은".
_AUTHOR = re.compile(
    rf"(?<=[가-힣)])\s(?=(?:[가-힣]{{2,12}}(?:청|부|처|원)\s)?[가-힣·]{{2,20}}\s?\((?:{_TITLE})\s?[가-힣]{{2,5}}[,)])"
    rf"|(?<=[가-힣)])\s(?=[가-힣]{{2,4}} [가-힣·]{{2,20}}(?:부|처|청|원|위원회)\s?(?:{_TITLE})은\s)"
)
# What a subtitle does not hold: a topic, or one more author ("A부(장관 갑)와 B청(청장 을)은").
_GOES_ON = re.compile(r"(?<=[가-힣])(?:은|는|에서|께서)\s|\)\s?[과와,·]|[과와,·]$")
_LEAD = re.compile(rf"[\s{_MARKS}\-–—*]*(?:ㅇ(?=\s)\s*)?[\s{_MARKS}\-–—*]*")


def split(text: str, block: Span) -> list[Span]:
    """Return the sentences of `block`, in order, trimmed of white space and of bullets' marks."""
    cuts = [block.start]
    quoted_until = -1
    for found in _CUT.finditer(text, block.start, block.end):
        at = found.start()
        kind = found.lastgroup
        if at < quoted_until and kind != "line":
            continue
        if kind == "quote":
            quoted_until = _closing(text, at, block.end)
        elif kind == "stop":
            cuts.append(found.end())
        elif kind == "line":
            if _is_end(text, at, found.end(), block):
                cuts.append(at)
        elif _is_bullet(text, at, block.start):
            cuts.append(at)
    cuts.append(block.end)
    spans = [_trimmed(text, a, b) for a, b in pairwise(cuts)]
    first = next((i for i, s in enumerate(spans) if len(s) and text[s.end - 1] == "."), None)
    if first is not None:
        spans[first : first + 1] = _lead(text, spans[first])
    return [span for span in spans if len(span) > 1]


def _closing(text: str, at: int, end: int) -> int:
    """Return the end of the quotation that opens at `at`; `at` where it never closes."""
    mark = "”" if text[at] == "“" else text[at]
    close = text.find(mark, at + 1, min(end, at + _LONGEST_QUOTE))
    return close + 1 if close >= 0 else at


def _is_end(text: str, at: int, after: int, block: Span) -> bool:
    """Tell whether a line end ends a sentence; a hard break after a particle does not."""
    if at == block.start or after - at > 1:
        return True
    return text[at - 1] not in ",·、은는을를"


def _lead(text: str, span: Span) -> list[Span]:
    """Part the subtitles that run into a release's first sentence from that sentence."""
    found = _AUTHOR.search(text, span.start + 1, span.end)
    if found is None or found.start() - span.start < _SHORTEST_SUBTITLE:
        return [span]
    if _GOES_ON.search(text, span.start, found.start()):
        return [span]
    return [Span(span.start, found.start()).trimmed(text), Span(found.end(), span.end)]


def _is_bullet(text: str, at: int, start: int) -> bool:
    """Tell whether the mark at `at` opens an item and is no dash between two words."""
    if text[at] not in "-–—":
        return True
    before = text[start:at].rstrip()
    if not before or before[-1] in ".다-–—":
        return True
    # Subtitles of a release, run together on its first line: "… - … - 과기정통부는 …"
    return "다." not in before and len(before) < _LONGEST_SUBTITLES


# The reporter's line: "[서울=뉴시스] 홍길동 기자 =".
_BYLINE = re.compile(
    r"\s*[\[(][^\])\n]{1,15}=[^\])\n]{1,15}[\])]\s*(?:[가-힣·, ]{2,20}(?:기자|특파원))?\s*=?\s*"
)


def _trimmed(text: str, start: int, end: int) -> Span:
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead else start
    byline = _BYLINE.match(text, start, end)
    span = Span(byline.end() if byline else start, end).trimmed(text)
    return span.trimmed(text, drop="-–—") if len(span) else span
