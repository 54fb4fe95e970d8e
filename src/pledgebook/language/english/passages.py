"""Sentences to passages: what is parsed at one go, with the head of its list lent to an item.

"We commit to:" and below it "sharing our results" say "We commit to sharing our results"; so each
item that goes on from its head is parsed as one sentence with it. The same holds of "shall: (i)
propose …; (ii) …" inside one sentence.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pledgebook.language.analyser import Sentence
from pledgebook.model.document import BlockKind
from pledgebook.model.span import Span

MOST_WORDS = 220
_LENT_WORDS = 130

_MARKER = re.compile(
    r"(?:(?:[-–—•*▪◦·○●➢]|\\?#+)\s+"
    r"|\(?(?:[ivxlc]{1,5}|[A-Za-z]{1,2}|\d{1,3})\)\s*"
    r"|(?:[IVXLC]{1,5}|[a-zA-Z]|\d{1,3})\\?\.\s+"
    r"|(?:Sec(?:tion)?\.?\s*)?\d{1,3}(?:\.\d{1,3})*\.?\s+(?=[A-Z]))+"
)
_BOLD_TITLE = re.compile(r"[*_]*[A-Z][^.:;!?“”\"]{2,90}?[*_]*:[*_]*\s+(?=\S)")
_RUN_ON = re.compile(
    r"(?:^|(?<=[:;,—])|(?<=\band)|(?<=\bor)|(?<=\bto)|(?<=\bwill)|(?<=\bshall)|(?<=\bmust))"
    r"\s*\(?(?:[ivx]{1,5}|[a-z]|\d{1,2})\)\s+"
)
_SEMICOLON = re.compile(r";\s+(?:and\s+|or\s+)?(?=[a-z])")
# "We will: (i) share …;" — and the rest of the list in the blocks below.
_FIRST_OF_MORE = re.compile(r":\s*\(?(?:i|a|1)\)\s(?=[^:]*[;,](?:\s*and)?\s*$)")
_COLON = re.compile(r":[\s*_]*$")
# A head that only names, explains or exemplifies: what stands below it is no promise of its own.
_NO_HEAD = re.compile(
    r"\b(?:includ(?:e[sd]?|ing)|such as|by|namely|examples?(?: of [\w ]+)?|are|were|is|was|follows"
    r"|focus(?:e[sd])? on|between|of|represented|participants?|attendees|whether|that|means|with|for example)$",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"\b(?:will|shall|must|should|commit\w*|agree\w*|pledge\w*|resolve\w*|undert[ao]\w+|intend\w*"
    r"|plan\w*|aim\w*|decide\w*|determined|declare|direct\w*|instruct\w*|task\w*|call\w* (?:on|upon)"
    r"|urge\w*|encourage\w*|invite\w*|ask\w*|request\w*|seek\w*|endeavou?r\w*|work\w* to)\b",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(
    r"\s*,?\s*(?:(?:to\s+)?(?:tak\w+|do|on|to|in|undertak\w+|carry out|implement\w*|pursu\w+)\s+)?"
    r"(?:each of )?the\s+following\b[^:]*$|\s*,?\s*as follows\s*$",
    re.IGNORECASE,
)
_SUBJECTS = frozenset(
    """the a an this these those that we they it he she i our their his her its each both all
    no any some there such every neither in as if when while where who which what""".split()
)
_FRONTED = re.compile(
    r"(?:furthermore|moreover|additionally|finally|together|today|however|accordingly|also|further),?\s+(?=\S)"
    r"|(?:not later than|no later than|within|by|in|on|at|after|before|prior to|upon|as|where|to|for"
    r"|subject to|consistent with|beginning|starting|following|through|during|once|until)\b[^,;:]{2,160},\s+"
    r"(?=\S)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z][\w’'-]*")


@dataclass(frozen=True, slots=True)
class Passage:
    """What is parsed at one go.

    `lent` are the stretches of the stored text that stand before `own` for the parse; `first` tells
    that the item is its list's first, right below its head. `heading` tells of a title's style.
    `dated` is a head that announces the passage and may set its deadline.
    """

    sentence: int
    own: Span
    lent: tuple[Span, ...] = ()
    first: bool = False
    opens: bool = False
    heading: bool = False
    dated: Span | None = None

    def stretches(self) -> list[Span]:
        """Return the stretches of text whose times may be the passage's, its own last."""
        lent = [part for part in self.lent if self.dated is None or not self.dated.covers(part)]
        head = [self.dated] if self.dated is not None else []
        return [*head, *lent, self.own]

    def pieces(self, text: str, asides: Sequence[Span] = ()) -> list[tuple[str, int]]:
        """Return what the parser reads, in pieces, each with its place in the stored text.

        The pieces are to be joined as they are; those of the head of the list come first.
        `asides` are left out.
        """
        found: list[tuple[str, int]] = []
        for part in self.lent:
            found += _kept(text, part, asides)
            found[-1] = (found[-1][0] + " ", found[-1][1])
        own = _kept(text, self.own, asides)
        first, place = own[0]
        capitals = _CAPITALS.match(first)
        if capitals:
            first = first[: capitals.end()].lower() + first[capitals.end() :]
        if self.lent and first[1:2].islower():
            first = first[:1].lower() + first[1:]
        return [*found, (first, place), *own[1:]]

    def company(self, text: str) -> list[tuple[Span, Span | None]]:
        """Return the remarks on the doer between commas, and whom each says to act with.

        "the Secretary, in consultation with the Council, shall", "shall, in coordination with X, test".
        """
        found: list[tuple[Span, Span | None]] = []
        for part in (*self.lent, self.own):
            for match in _COMPANY.finditer(text, part.start, part.end):
                partner = None
                if match["with"]:
                    partner = Span(*match.span("whom"))
                elif match["then"]:
                    partner = Span(*match.span("them"))
                end = match.end() - 1 if text[match.end() - 1].isspace() else match.end()
                found.append((Span(match.start(), end), partner))
        return found

    def asides(self, text: str, times: Iterable[Span]) -> list[Span]:
        """Return the stretches where a time is put in between commas, or before its sentence."""
        found: list[Span] = [remark for remark, _ in self.company(text)]
        for part in (*self.lent, self.own):
            purpose = _PURPOSE.match(text[part.start : part.end])
            if purpose is not None:
                first, last = purpose.span("to")
                found.append(Span(part.start + first, part.start + last))
        for time in times:
            after = _COMMA_AFTER.match(text, time.end)
            if after is None:
                continue
            before = _COMMA_BEFORE.search(text, max(0, time.start - 12), time.start)
            starts = [part.start for part in (*self.lent, self.own)]
            if any(not text[s : time.start].strip() for s in starts if s <= time.start):
                found.append(Span(time.start, after.end()))
            elif before is not None:
                found.append(Span(before.start(), after.end(1)))
        return found


_CAPITALS = re.compile(r"(?:(?:WE|ALSO|FURTHER|HEREBY)\s)*[A-Z]{6,}(?:\sON|\sUPON|\sFOR)?(?=\s)")
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
_PURPOSE = re.compile(
    r"^(?:(?:Within|By|No later than|Not later than)\b[^,;]{3,80},\s+)?"
    r"(?P<to>(?:to|in order to|To|In order to)\s+[a-z][^;:]{8,420}?,\s+)"
    r"(?=(?:the|each|all|an?)\s+[A-Z][^;]{2,700}?\bshall\b)"
)
_MODAL = r"(?:shall|will|must|should|may)\b"
_COMPANY = re.compile(
    r",\s+(?:and\s+)?(?:acting\s+through|"
    r"(?P<with>in\s+(?:close\s+)?(?:consultation|coordination|collaboration|cooperation|conjunction|partnership)"
    r"(?:,?\s+(?:and|or|as\s+appropriate,?)\s+(?:in\s+)?\w+)?\s+with))\s+(?P<whom>[^;:]{1,420}?)"
    rf"(?:(?=,\s+(?:and\s+)?(?:acting\s+through|in\s+\w+\s+with))|,?\s+(?={_MODAL}))"
    r"|(?<=shall),\s+(?:acting\s+through|(?P<then>in\s+(?:consultation|coordination|collaboration"
    r"|cooperation|conjunction|partnership)\s+with))\s+(?P<them>[^;:]{1,420}?),(?=\s+(?:\w+ly\s+)?"
    r"(?!and\b|or\b|the\b|other\b|heads?\b|as\b|including\b|relevant\b|which\b|with\b|in\b|to\b)[a-z]+\b)"
)
_COMMA_AFTER = re.compile(
    r"(?:\s+and\s+(?:in|on|as|at|updated|every|annually|periodically)\b[^,;:]{1,120})?(,)\s+"
)
_COMMA_BEFORE = re.compile(r",\s+$")


def _kept(text: str, span: Span, asides: Sequence[Span]) -> list[tuple[str, int]]:
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


_FLAT = {ord(mark): " " for mark in "\n\t\r\u00a0\u2009\u202f*\\"} | {
    ord("’"): "'",
    ord("‘"): "'",
    ord("“"): '"',
    ord("”"): '"',
    0x2011: "-",
}


def passages(text: str, sentences: Sequence[Sentence]) -> Iterator[Passage]:
    """Yield the passages of the cued sentences, in order."""
    lists = _Lists(text)
    for index, sentence in enumerate(sentences):
        head = lists.head(sentence)
        if sentence.cued or (head is not None and head[0].lent):
            below = sentences[index + 1] if index + 1 < len(sentences) else None
            opens = below is not None and below.block != sentence.block and lists.lends(below)
            yield from _passages_of(text, index, sentence, head, opens)


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of a list: its words for the parser, or none where its items stand alone.

    The items of a `silent` head are examples. One that `announces` what is to be done ("the
    following steps by May") gives its deadline to items that are sentences of their own.
    """

    lent: tuple[Span, ...]
    silent: bool
    announces: Span | None = None
    speaks: bool = False


@dataclass(slots=True)
class _Open:
    """A list that is being read: its head, the level of the head and, once known, of its items."""

    head: _Head
    level: tuple[int, str]
    items: tuple[int, str] | None = None
    taken: int = 0


class _Lists:
    """Which sentence heads the list that the present sentence is an item of.

    Levels are not to be trusted beyond this: the items of one list have the same one.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[_Open] = []
        self._block: Span | None = None

    def head(self, sentence: Sentence) -> tuple[_Head, bool] | None:
        """Return the head of `sentence` and whether it is the list's first item."""
        block = sentence.block
        words = sentence.span.of(self._text)
        item = block.kind is BlockKind.ITEM
        level = (block.level or 1, self._mark(block.span.start)) if item else (0, "")
        found: _Open | None = None
        if self._block != block.span:
            self._block = block.span
            found = self._item_of(level, item, words)
        result = (found.head, found.taken == 1) if found is not None else None
        colon = _COLON.search(words) or _FIRST_OF_MORE.search(words) or _ends_in_speaker(words)
        if colon:
            above = found.head if found is not None else None
            if not item:
                self._open.clear()
            opening = Span(sentence.span.start, sentence.span.start + colon.start() + 1)
            self._open.append(_Open(_head(self._text, opening, above), level))
        return result

    def lends(self, below: Sentence) -> bool:
        """Tell whether the list that has just been opened goes on in the sentence `below` it."""
        if not self._open or self._open[-1].items is not None:
            return False
        head = self._open[-1].head
        words = below.span.of(self._text)
        item = below.block.kind is BlockKind.ITEM or _goes_on_below(words, self._open)
        marker = _MARKER.match(words)
        words = words[marker.end() :] if marker else words
        return item and bool(head.lent) and (head.announces is not None or _goes_on(words))

    def _spoken(self) -> _Open:
        self._open[0].taken = 2  # no first item: each paragraph is a sentence with its speaker
        return self._open[0]

    def _mark(self, start: int) -> str:
        """Return the sort of mark that an item has: "1" for numbers, "a" for letters, or itself."""
        line = self._text.rfind("\n", 0, start) + 1
        mark = self._text[line:start].strip(" \t\u00a0\\.()")[-1:]
        return "1" if mark.isdigit() else "a" if mark.isalpha() else mark

    def _item_of(self, level: tuple[int, str], item: bool, words: str) -> _Open | None:
        if self._open and self._open[0].head.speaks:
            marker = _MARKER.match(words)
            spoken = _SPOKEN.match(words, marker.end() if marker else 0)
            if spoken or len(self._open) == 1:
                del self._open[1:]
                return self._spoken() if spoken else None
        if not item and not _goes_on_below(words, self._open):
            self._open.clear()
            return None
        if self._open and self._open[-1].items is None:
            last = self._open[-1]
            if last.level == level and item:
                self._open.pop()
            else:
                last.items = level
        while self._open and self._open[-1].items != level:
            self._open.pop()
        if not self._open:
            return None
        self._open[-1].taken += 1
        return self._open[-1]


def _ends_in_speaker(words: str) -> re.Match[str] | None:
    """Return the comma after a speaker alone on its line: "The General Assembly,"."""
    return re.search(r",\s*$", words) if _SPEAKER.fullmatch(words.rstrip(", \n")) else None


def _goes_on_below(words: str, lists: Sequence[_Open]) -> bool:
    """Tell whether a paragraph is an item all the same: numbered, in small letters, or announced."""
    if not lists:
        return False
    if words[:1].islower() or _MARKER.match(words) is not None:
        return True
    return lists[-1].head.announces is not None and _OWN_VERB.match(words) is not None


def _head(text: str, span: Span, above: _Head | None) -> _Head:
    """Return what a sentence with a colon at its end lends to the items below it."""
    words = span.of(text)
    end = _COLON.search(words)
    body = words[: end.start()].rstrip() if end else words
    following = _FOLLOWING.search(body)
    if following is None and _NO_HEAD.search(body):
        return _Head((), silent=True)
    cut = following.start() if following else len(body)
    marker = _MARKER.match(words)
    start = marker.end() if marker else 0
    if following is None and _DEADLINE.match(body, start) and not _OPENS.search(body, start):
        return _Head((), silent=False, announces=span)
    speaker = _SPEAKER.match(body, start)
    if following is None and speaker and not _OPENS.search(body, start):
        whole = Span(span.start + speaker.start("who"), span.start + speaker.end("who"))
        return _Head((whole,), silent=False, speaks=True)
    if following is None and not _OPENS.search(body, start):
        lends = above is not None and above.lent and _VERB_END.search(body)
        return _Head((), silent=not lends and above is not None)
    if following is not None:
        openings = list(_OPENS.finditer(body, start, cut))
        if not openings:
            return _Head((), silent=False, announces=span)
    own = _shortened(text, Span(span.start + start, span.start + max(start, cut)).trimmed(text))
    announces = span if following is not None else None
    if above is not None and above.lent and not _has_subject(own.of(text)):
        return _Head((*above.lent, own), silent=False, announces=announces)
    return _Head((own,), silent=False, announces=announces)


# "The General Assembly, / Recalling …, / 1. Decides to …": the subject of all that follows.
_SPEAKER = re.compile(
    r"(?P<who>We(?=,)|The\s(?:[A-Z][\w’'-]+(?:\s(?:of|for|the|on|and|to)){0,2}\s?){1,8}(?=,?\s*$))"
)
_SPOKEN = re.compile(
    r"(?:(?:Also|Further|Hereby|ALSO|FURTHER|Strongly)\s+)?"
    r"(?:(?!This|Its|His|As\b|Is\b|Has|Was|Does|Unless|Perhaps|Besides|Always|States|Leaders|Parties)"
    r"[A-Z][a-z]{2,}s(?=\s)|(?!WE\b|THE\b)[A-Z]{5,}(?=\s))"
)
_DEADLINE = re.compile(r"(?:[Ww]ithin|[Bb]y|[Nn]o later than|[Nn]ot later than|[Ii]n) [^,:]*\d")
_VERB_END = re.compile(r"\bto$")


def _shortened(text: str, span: Span) -> Span:
    words = list(_WORD.finditer(text, span.start, span.end))
    if len(words) <= _LENT_WORDS:
        return span
    return Span(words[-_LENT_WORDS].start(), span.end)


def _has_subject(words: str) -> bool:
    first = _WORD.search(words)
    return first is not None and (first[0].lower() in _SUBJECTS or "shall" in words)


def _passages_of(
    text: str, index: int, sentence: Sentence, head: tuple[_Head, bool] | None, opens: bool
) -> Iterator[Passage]:
    span = _unmarked(text, sentence.span)
    heading = sentence.block.kind is BlockKind.HEADING
    if not len(span):
        return
    goes_on = head is not None and (head[0].speaks or _goes_on(span.of(text)))
    if goes_on and head is not None:
        if head[0].silent:
            return
        if head[0].lent:
            dated = head[0].announces
            lent, first = head[0].lent, head[1]
            if _DECLARES.match(span.of(text)):
                lent, first = _subject_only(text, lent), False
            yield from _cut(text, Passage(index, span, lent, first, opens, dated=dated))
            return
    span = Span(span.start + _title(span.of(text)), span.end)
    dated = head[0].announces if head is not None else None
    first = dated is not None and head is not None and head[1] and not head[0].lent
    yield from _cut(
        text, Passage(index, span, first=first, opens=opens, heading=heading, dated=dated)
    )


_DECLARES = re.compile(
    r"(?:Further\s+|Also\s+)?(?:Agree|Reaffirm|Commit|Recommit|Recognize|Recognise|Welcome|Pledge|Affirm"
    r"|Reiterate|Urge|Encourage|Invite|Call on|Call upon|Call for|Condemn|Resolve|Undertake)\b",
    re.IGNORECASE,
)


def _subject_only(text: str, lent: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the head up to its verb: its items have their own ("We will: – Reaffirm …")."""
    words = lent[-1].of(text)
    opens = list(_OPENS.finditer(words))
    if not opens or not words[: opens[0].start()].strip():
        return lent
    return (Span(lent[-1].start, lent[-1].start + opens[0].start()).trimmed(text, ","),)


def _unmarked(text: str, span: Span) -> Span:
    """Return the span without the number or bullet that marks it as an item."""
    marker = _MARKER.match(text, span.start, span.end)
    if marker is None or text[span.start : marker.end()].strip() in ("I", "A", "a"):
        return span
    return Span(marker.end(), span.end).trimmed(text, "*_")


def _title(words: str) -> int:
    """Return how long the title is that stands before a sentence: "**Safer models:** We will"."""
    title = _BOLD_TITLE.match(words)
    if title is None or title.end() >= len(words) or _OPENS.search(title[0]):
        return 0
    parts = [word for word in _WORD.findall(title[0]) if len(word) > 3]
    capital = sum(word[:1].isupper() for word in parts)
    return title.end() if len(parts) <= 10 and capital >= 0.6 * len(parts) else 0


def _goes_on(words: str) -> bool:
    """Tell whether an item goes on from its head: it has no subject of its own."""
    words = words[_title(words) :]
    for _ in range(3):
        fronted = _FRONTED.match(words)
        if fronted is None:
            break
        words = words[fronted.end() :]
    first = _WORD.match(words.lstrip("*_ "))
    if first is None or first[0].lower() in _SUBJECTS:
        return False
    return _OWN_VERB.match(words) is None


_OWN_VERB = re.compile(
    r"(?:[*_]*[A-Z][\w’'.&-]*[*_]*,?\s+(?:(?:of|for|the|and|de)\s+)*){1,6}"
    r"(?:will|shall|must|has|have|is|are|was|were|intends?|plans?|aims?|commits?|agree[sd]?)\b"
)


def _cut(text: str, passage: Passage) -> Iterator[Passage]:
    """Yield the parts of a passage that enumerates: "shall: (i) …; (ii) …" — or the whole."""
    words = passage.own.of(text)
    starts = [mark for mark in _RUN_ON.finditer(words)]
    if passage.lent and starts and starts[0].start() > 0 and len(starts) == 1:
        middle = passage.own.start + starts[0].start()
        first = Span(passage.own.start, middle).trimmed(text, ";,")
        first = Span(first.start, first.end - _and_at_end(first.of(text))).trimmed(text, ";,")
        rest = Span(passage.own.start + starts[0].end(), passage.own.end)
        yield from _bounded(text, replace(passage, own=first))
        yield from _bounded(text, replace(passage, own=rest, first=False))
        return
    single = len(starts) == 1 and words[: starts[0].start()].rstrip().endswith(":")
    if (len(starts) >= 2 and ";" in words) or single:
        yield from _enumerated(text, passage, [(m.start(), m.end()) for m in starts])
        return
    colon = words.find(": ")
    if colon > 0 and ";" in words[colon:] and _OPENS.search(words, 0, colon):
        marks = [(colon + 1, colon + 2)]
        marks += [(m.start(), m.end()) for m in _SEMICOLON.finditer(words, colon)]
        head = _FOLLOWING.sub("", words[:colon]).rstrip()
        if len(marks) > 1 and not _NO_HEAD.search(head):
            yield from _enumerated(text, passage, marks)
            return
    yield from _bounded(text, passage)


def _enumerated(
    text: str, passage: Passage, marks: Sequence[tuple[int, int]]
) -> Iterator[Passage]:
    start = passage.own.start
    before = Span(start, start + marks[0][0]).trimmed(text, ":;,—")
    following = _FOLLOWING.search(before.of(text))
    lent = Span(before.start, before.start + following.start()) if following else before
    lending = (*passage.lent, _shortened(text, lent)) if len(lent) else passage.lent
    silent = bool(_NO_HEAD.search(before.of(text))) and not following
    if silent or not lending:
        yield from _bounded(text, passage)
        return
    ends = [mark[0] for mark in marks[1:]] + [len(passage.own)]
    for number, ((_, begin), end) in enumerate(zip(marks, ends, strict=True)):
        own = Span(start + begin, start + end).trimmed(text, ";,")
        own = Span(own.start, own.end - _and_at_end(own.of(text))).trimmed(text, ";,")
        if not len(own):
            continue
        alone = not _goes_on(own.of(text))
        yield from _bounded(
            text,
            Passage(
                passage.sentence,
                own,
                () if alone else lending,
                number == 0 and not alone,
                dated=passage.dated,
            ),
        )


def _and_at_end(words: str) -> int:
    found = re.search(r"[;,]?\s+(?:and|or)\s*$", words)
    return len(found[0]) if found else 0


def _bounded(text: str, passage: Passage) -> Iterator[Passage]:
    """Yield a passage in parts that the parser can take, cut at semicolons, else at commas."""
    words = list(_WORD.finditer(text, passage.own.start, passage.own.end))
    if len(words) <= MOST_WORDS:
        yield passage
        return
    start = passage.own.start
    while start < passage.own.end:
        ahead = [w for w in words if w.start() >= start]
        if len(ahead) <= MOST_WORDS:
            end = passage.own.end
        else:
            limit = ahead[MOST_WORDS].start()
            middle = (start + limit) // 2
            cuts = [text.rfind(mark, middle, limit) for mark in (";", ",", " ")]
            end = next((cut + 1 for cut in cuts if cut > start), limit)
        own = Span(start, end).trimmed(text)
        if len(own):
            yield Passage(passage.sentence, own, passage.lent if start == passage.own.start else ())
        start = end
