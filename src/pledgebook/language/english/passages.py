"""Sentences to passages: what is parsed at one go, with the head of its list lent to an item.

"We commit to:" and below it "sharing our results" say "We commit to sharing our results"; so each
item that goes on from its head is parsed as one sentence with it. The same holds of "shall: (i)
propose …; (ii) …" inside one sentence.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pledgebook.language.analyser import Sentence
from pledgebook.language.english.lists import (
    DECLARES,
    FOLLOWING,
    MARKER,
    NO_HEAD,
    OPENS,
    WORD,
    Head,
    Lists,
    goes_on,
    shortened,
    subject_only,
    title_length,
)
from pledgebook.language.english.wording import (
    CAPITALS,
    COMMA_AFTER,
    COMMA_BEFORE,
    COMPANY,
    PURPOSE,
    kept,
)
from pledgebook.model.document import BlockKind
from pledgebook.model.span import Span

MOST_WORDS = 220
_RUN_ON = re.compile(
    r"(?:^|(?<=[:;,—])|(?<=\band)|(?<=\bor)|(?<=\bto)|(?<=\bwill)|(?<=\bshall)|(?<=\bmust))"
    r"\s*\(?(?:[ivx]{1,5}|[a-z]|\d{1,2})\)\s+"
)
_MODAL_END = re.compile(r"\b(?:will|shall|must)\W*$")
_SEMICOLON = re.compile(r";\s+(?:and\s+|or\s+)?(?=[a-z])")


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
            found += kept(text, part, asides)
            found[-1] = (found[-1][0] + " ", found[-1][1])
        own = kept(text, self.own, asides)
        first, place = own[0]
        capitals = CAPITALS.match(first)
        if capitals:
            first = first[: capitals.end()].lower() + first[capitals.end() :]
        if self.lent and first[1:2].islower():
            first = first[:1].lower() + first[1:]
        return [*found, (first, place), *own[1:]]

    def company(self, text: str) -> list[tuple[Span, Span | None]]:
        """Return the remarks on the doer between commas, and whom each says to act with.

        "the Secretary, in consultation with the Council, shall", "shall, together with X, test".
        """
        found: list[tuple[Span, Span | None]] = []
        for part in (*self.lent, self.own):
            for match in COMPANY.finditer(text, part.start, part.end):
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
            purpose = PURPOSE.match(text[part.start : part.end])
            if purpose is not None:
                first, last = purpose.span("to")
                found.append(Span(part.start + first, part.start + last))
        for time in times:
            after = COMMA_AFTER.match(text, time.end)
            if after is None:
                continue
            before = COMMA_BEFORE.search(text, max(0, time.start - 12), time.start)
            starts = [part.start for part in (*self.lent, self.own)]
            if any(not text[s : time.start].strip() for s in starts if s <= time.start):
                found.append(Span(time.start, after.end()))
            elif before is not None:
                found.append(Span(before.start(), after.end(1)))
        return found


def passages(text: str, sentences: Sequence[Sentence]) -> Iterator[Passage]:
    """Yield the passages of the cued sentences, in order."""
    lists = Lists(text)
    for index, sentence in enumerate(sentences):
        head = lists.head(sentence)
        if sentence.cued or (head is not None and head[0].lent):
            below = sentences[index + 1] if index + 1 < len(sentences) else None
            opens = below is not None and below.block != sentence.block and lists.lends(below)
            yield from _passages_of(text, index, sentence, head, opens)


def _passages_of(
    text: str, index: int, sentence: Sentence, head: tuple[Head, bool] | None, opens: bool
) -> Iterator[Passage]:
    span = _unmarked(text, sentence.span)
    heading = sentence.block.kind is BlockKind.HEADING
    if not len(span):
        return
    continues = head is not None and (head[0].speaks or goes_on(span.of(text)))
    if continues and head is not None:
        if head[0].silent:
            return
        if head[0].lent:
            dated = head[0].announces
            lent, first = head[0].lent, head[1]
            bare = text[span.start].islower() and _MODAL_END.search(lent[-1].of(text))
            if DECLARES.match(span.of(text)) and not bare:
                lent, first = subject_only(text, lent), False
            yield from _cut(text, Passage(index, span, lent, first, opens, dated=dated))
            return
    span = Span(span.start + title_length(span.of(text)), span.end)
    dated = head[0].announces if head is not None else None
    first = dated is not None and head is not None and head[1] and not head[0].lent
    yield from _cut(
        text, Passage(index, span, first=first, opens=opens, heading=heading, dated=dated)
    )


def _unmarked(text: str, span: Span) -> Span:
    """Return the span without the number or bullet that marks it as an item."""
    marker = MARKER.match(text, span.start, span.end)
    if marker is None or text[span.start : marker.end()].strip() in ("I", "A", "a"):
        return span
    return Span(marker.end(), span.end).trimmed(text, "*_")


def _cut(text: str, passage: Passage) -> Iterator[Passage]:
    """Yield the parts of a passage that enumerates: "shall: (i) …; (ii) …" — or the whole."""
    words = passage.own.of(text)
    starts = list(_RUN_ON.finditer(words))
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
    if colon > 0 and ";" in words[colon:] and OPENS.search(words, 0, colon):
        marks = [(colon + 1, colon + 2)]
        marks += [(m.start(), m.end()) for m in _SEMICOLON.finditer(words, colon)]
        head = FOLLOWING.sub("", words[:colon]).rstrip()
        if len(marks) > 1 and not NO_HEAD.search(head):
            yield from _enumerated(text, passage, marks)
            return
    yield from _bounded(text, passage)


def _enumerated(text: str, passage: Passage, marks: Sequence[tuple[int, int]]) -> Iterator[Passage]:
    start = passage.own.start
    before = Span(start, start + marks[0][0]).trimmed(text, ":;,—")
    following = FOLLOWING.search(before.of(text))
    lent = Span(before.start, before.start + following.start()) if following else before
    lending = (*passage.lent, shortened(text, lent)) if len(lent) else passage.lent
    silent = bool(NO_HEAD.search(before.of(text))) and not following
    if silent or not lending:
        yield from _bounded(text, passage)
        return
    ends = [mark[0] for mark in marks[1:]] + [len(passage.own)]
    for number, ((_, begin), end) in enumerate(zip(marks, ends, strict=True)):
        own = Span(start + begin, start + end).trimmed(text, ";,")
        own = Span(own.start, own.end - _and_at_end(own.of(text))).trimmed(text, ";,")
        if not len(own):
            continue
        alone = not goes_on(own.of(text))
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
    words = list(WORD.finditer(text, passage.own.start, passage.own.end))
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
