"""Heads of lists: what a sentence with a colon at its end lends to the items below it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pledgebook.language.analyser import Sentence
from pledgebook.model.document import BlockKind
from pledgebook.model.span import Span

LENT_WORDS = 130
MARKER = re.compile(
    r"(?:(?:[-–—•*▪◦·○●➢]|\\?#+)\s+"
    r"|\(?(?:[ivxlc]{1,5}|[A-Za-z]{1,2}|\d{1,3})\)\s*"
    r"|(?:[IVXLC]{1,5}|[a-zA-Z]|\d{1,3})\\?\.\s+"
    r"|(?:Sec(?:tion)?\.?\s*)?\d{1,3}(?:\.\d{1,3})*\.?\s+(?=[A-Z]))+"
)
_BOLD_TITLE = re.compile(r"[*_]*[A-Z][^.:;!?“”\"]{2,90}?[*_]*:[*_]*\s+(?=\S)")
# "We will: (i) share …;" — and the rest of the list in the blocks below.
_FIRST_OF_MORE = re.compile(r":\s*\(?(?:i|a|1)\)\s(?=[^:]*[;,](?:\s*and)?\s*$)")
_TOPICS = re.compile(
    r"(?:area|domain|field|sector|pillar|topic|theme|priorit(?:y|ie)|track|line of effort)s?\W*$"
)
_TOPIC_LINE = re.compile(r"[*_#\s]*[A-Z][\w&,’'()/ -]{2,80}[*_]*:[*_\s]*")
_COLON = re.compile(r":[\s*_]*$")
# A head that only names, explains or exemplifies: what stands below it is no promise of its own.
NO_HEAD = re.compile(
    r"\b(?:includ(?:e[sd]?|ing)|such as|by|namely|examples?(?: of [\w ]+)?|are|were|is|was|follows"
    r"|focus(?:e[sd])? on|between|of|represented|participants?|attendees|whether|that|means|with"
    r"|for example)$",
    re.IGNORECASE,
)
OPENS = re.compile(
    r"\b(?:will|shall|must|should|commit\w*|agree\w*|pledge\w*|resolve\w*|undert[ao]\w+|intend\w*"
    r"|plan\w*|aim\w*|decide\w*|determined|declare|direct\w*|instruct\w*|task\w*"
    r"|call\w* (?:on|upon)"
    r"|urge\w*|encourage\w*|invite\w*|ask\w*|request\w*|seek\w*|endeavou?r\w*|work\w* to)\b",
    re.IGNORECASE,
)
FOLLOWING = re.compile(
    r"\s*,?\s*(?:(?:to\s+)?(?:tak\w+|do|on|to|in|undertak\w+|carry out|implement\w*|pursu\w+)\s+)?"
    r"(?:each of )?the\s+following\b[^:]*$|\s*,?\s*as follows\s*$",
    re.IGNORECASE,
)
_SUBJECTS = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "these",
        "those",
        "that",
        "we",
        "they",
        "it",
        "he",
        "she",
        "i",
        "our",
        "their",
        "his",
        "her",
        "its",
        "each",
        "both",
        "all",
        "no",
        "any",
        "some",
        "there",
        "such",
        "every",
        "neither",
        "in",
        "as",
        "if",
        "when",
        "while",
        "where",
        "who",
        "which",
        "what",
    ]
)
_FRONTED = re.compile(
    r"(?:furthermore|moreover|additionally|finally|together|today|however|accordingly|also|further)"
    r",?\s+(?=\S)"
    r"|(?:not later than|no later than|within|by|in|on|at|after|before|prior to|upon|as|where|to"
    r"|for|subject to|consistent with|beginning|starting|following|through|during|once|until)\b"
    r"[^,;:]{2,160},\s+"
    r"(?=\S)",
    re.IGNORECASE,
)
WORD = re.compile(r"[A-Za-z][\w’'-]*")
_OWN_VERB = re.compile(
    r"(?:[*_]*[A-Z][\w’'.&-]*[*_]*,?\s+(?:(?:of|for|the|and|de)\s+)*){1,6}"
    r"(?:will|shall|must|has|have|is|are|was|were|intends?|plans?|aims?|commits?|agree[sd]?)\b"
)
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
_TO = re.compile(r"\s*\bto\b")
_VERB_END = re.compile(r"\bto$")
DECLARES = re.compile(
    r"(?:Further\s+|Also\s+)?(?:Agree|Reaffirm|Commit|Recommit|Recognize|Recognise|Welcome|Pledge|Affirm"
    r"|Reiterate|Urge|Encourage|Invite|Call on|Call upon|Call for|Condemn|Resolve)(?:d|ed)?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
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

    head: Head
    level: tuple[int, str]
    items: tuple[int, str] | None = None
    taken: int = 0


class Lists:
    """Which sentence heads the list that the present sentence is an item of.

    Levels are not to be trusted beyond this: the items of one list have the same one.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[_Open] = []
        self._block: Span | None = None
        self._topics: tuple[Span, ...] = ()  # "commit to work in these areas:", lent to each area

    def head(self, sentence: Sentence) -> tuple[Head, bool] | None:
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
            if not item and self._topics and _TOPIC_LINE.fullmatch(words):
                self._open.append(_Open(Head(self._topics, silent=False), level, taken=1))
                return result
            opened = _head(self._text, opening, above)
            self._topics = _lent_to_topics(self._text, opened)
            self._open.append(_Open(opened, level))
        return result

    def lends(self, below: Sentence) -> bool:
        """Tell whether the list that has just been opened goes on in the sentence `below` it."""
        if not self._open or self._open[-1].items is not None or self._open[-1].taken:
            return False
        head = self._open[-1].head
        words = below.span.of(self._text)
        item = below.block.kind is BlockKind.ITEM or _goes_on_below(words, self._open)
        marker = MARKER.match(words)
        words = words[marker.end() :] if marker else words
        return item and bool(head.lent) and (head.announces is not None or goes_on(words))

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
            marker = MARKER.match(words)
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


def _lent_to_topics(text: str, head: Head) -> tuple[Span, ...]:
    """Return what a head lends to the lists of the topics it announces ("these areas:")."""
    if head.announces is None or not head.lent or not _TOPICS.search(head.announces.of(text)):
        return ()
    span = head.lent[-1]
    opens = OPENS.search(text, span.start, head.announces.end)
    if opens is None:
        return ()
    to = _TO.match(text, opens.end())
    return (*head.lent[:-1], Span(span.start, to.end() if to else opens.end()))


def _ends_in_speaker(words: str) -> re.Match[str] | None:
    """Return the comma after a speaker alone on its line: "The General Assembly,"."""
    return re.search(r",\s*$", words) if _SPEAKER.fullmatch(words.rstrip(", \n")) else None


def _goes_on_below(words: str, lists: Sequence[_Open]) -> bool:
    """Tell whether a paragraph is an item all the same: numbered, in small letters, announced."""
    if not lists:
        return False
    if words[:1].islower() or MARKER.match(words) is not None:
        return True
    return lists[-1].head.announces is not None and _OWN_VERB.match(words) is not None


def _head(text: str, span: Span, above: Head | None) -> Head:
    """Return what a sentence with a colon at its end lends to the items below it."""
    words = span.of(text)
    end = _COLON.search(words)
    body = words[: end.start()].rstrip() if end else words
    following = FOLLOWING.search(body)
    if following is None and NO_HEAD.search(body):
        return Head((), silent=True)
    cut = len(body)
    if following is not None:  # of "agree to take the following steps" stays "agree to"
        to = _TO.match(body, following.start())
        cut = to.end() if to else following.start()
    marker = MARKER.match(words)
    start = marker.end() if marker else 0
    if following is None and _DEADLINE.match(body, start) and not OPENS.search(body, start):
        return Head((), silent=False, announces=span)
    speaker = _SPEAKER.match(body, start)
    if following is None and speaker and not OPENS.search(body, start):
        whole = Span(span.start + speaker.start("who"), span.start + speaker.end("who"))
        return Head((whole,), silent=False, speaks=True)
    if following is None and not OPENS.search(body, start):
        lends = above is not None and above.lent and _VERB_END.search(body)
        return Head((), silent=not lends and above is not None)
    if following is not None:
        openings = list(OPENS.finditer(body, start, cut))
        if not openings:
            return Head((), silent=False, announces=span)
    own = shortened(text, Span(span.start + start, span.start + max(start, cut)).trimmed(text))
    announces = span if following is not None else None
    if above is not None and above.lent and not _has_subject(own.of(text)):
        return Head((*above.lent, own), silent=False, announces=announces)
    return Head((own,), silent=False, announces=announces)


def shortened(text: str, span: Span) -> Span:
    """Return the end of a head that is too long to be lent whole."""
    words = list(WORD.finditer(text, span.start, span.end))
    if len(words) <= LENT_WORDS:
        return span
    return Span(words[-LENT_WORDS].start(), span.end)


def _has_subject(words: str) -> bool:
    first = WORD.search(words)
    return first is not None and (first[0].lower() in _SUBJECTS or "shall" in words)


def subject_only(text: str, lent: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the head up to its verb: its items have their own ("We will: – Reaffirm …")."""
    words = lent[-1].of(text)
    opens = list(OPENS.finditer(words))
    if not opens or not words[: opens[0].start()].strip():
        return lent
    return (Span(lent[-1].start, lent[-1].start + opens[0].start()).trimmed(text, ","),)


def title_length(words: str) -> int:
    """Return how long the title is that stands before a sentence: "**Safer models:** We will"."""
    title = _BOLD_TITLE.match(words)
    if title is None or title.end() >= len(words) or OPENS.search(title[0]):
        return 0
    parts = [word for word in WORD.findall(title[0]) if len(word) > 3]
    capital = sum(word[:1].isupper() for word in parts)
    return title.end() if len(parts) <= 10 and capital >= 0.6 * len(parts) else 0


def goes_on(words: str) -> bool:
    """Tell whether an item goes on from its head: it has no subject of its own."""
    words = words[title_length(words) :]
    for _ in range(3):
        fronted = _FRONTED.match(words)
        if fronted is None:
            break
        words = words[fronted.end() :]
    first = WORD.match(words.lstrip("*_ "))
    if first is None or first[0].lower() in _SUBJECTS:
        return False
    return _OWN_VERB.match(words) is None
