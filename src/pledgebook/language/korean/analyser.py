"""The Korean analyser: sentences to clauses, with topics that are carried on."""

import bisect
import re
from collections.abc import Iterator, Sequence

from pledgebook.language.analyser import Analysed, Text
from pledgebook.language.clause import Argument, Clause, Role
from pledgebook.language.dates.korean import find_korean
from pledgebook.language.korean import sentences
from pledgebook.language.korean.agents import agents
from pledgebook.language.korean.building import Builder
from pledgebook.language.korean.clauses import Attacher
from pledgebook.language.korean.gathering import Passage
from pledgebook.language.korean.morphemes import Morpheme, morphemes, part_names
from pledgebook.language.korean.nominals import nominal_frames
from pledgebook.language.korean.phrases import chunk
from pledgebook.language.korean.postpositions import fold
from pledgebook.language.korean.units import Frame, Phrase, Predicate, Unit
from pledgebook.model.span import Span

_BATCH = 256
_TOPIC_MARK = re.compile(r"(?:은|는|께서는)(?=[\s,])")


class KoreanAnalyser:
    """Korean text to clauses; the tokenizer is loaded when the first sentence is analysed."""

    language = "ko"

    def split(self, text: str, block: Span) -> list[Span]:
        """Return the sentences of a block, in order, trimmed of white space and bullets."""
        return sentences.split(text, block)

    def analyse(self, text: Text) -> Iterator[Analysed]:
        """Yield the clauses of each cued sentence, in order."""
        places = [(m.start, m.end) for m in text.mentions if m.kind != "metonym"]
        starts = [start for start, _ in places]
        cued = [i for i, sentence in enumerate(text.sentences) if sentence.cued]
        carried: Argument | None = None
        done = 0
        for first in range(0, len(cued), _BATCH):
            batch = cued[first : first + _BATCH]
            words = [text.sentences[i].span.of(text.text) for i in batch]
            for index, morphs in zip(batch, morphemes(words), strict=True):
                for passed in range(done, index):
                    carried = _moved(text, text.sentences[passed].span, places, starts) or carried
                done = index + 1
                span = text.sentences[index].span
                inside = _inside(places, starts, span)
                item = text.sentences[index].head is not None
                clauses, carried = _sentence(text, span, morphs, inside, carried, item)
                yield Analysed(index, tuple(clauses))


def _sentence(
    text: Text,
    span: Span,
    morphs: list[Morpheme],
    mentions: Sequence[tuple[int, int]],
    carried: Argument | None,
    item: bool,
) -> tuple[list[Clause], Argument | None]:
    words = span.of(text.text)
    times = find_korean(words, text.published, span.start)
    time_at = {t.start - span.start: (t.end - span.start, t) for t in times}
    morphs = part_names(morphs, mentions)
    passage = Passage(words, morphs, times, time_at, mentions, agents(), item)
    units = chunk(passage)
    units = fold(units, headline=_is_headline(units))
    attacher = Attacher()
    frames = attacher.run(units)
    frames = nominal_frames(units, frames, passage)
    clauses = Builder(span, words, carried, text.published, item).build(frames)
    return clauses, _topic(attacher.topics, frames, span) or carried


def _is_headline(units: Sequence[Unit]) -> bool:
    last = next((u for u in reversed(units) if isinstance(u, Phrase | Predicate)), None)
    return not isinstance(last, Predicate) or last.headline


def _topic(topics: Sequence[Phrase], frames: Sequence[Frame], span: Span) -> Argument | None:
    """Return what the sentence is about, for those after it: its first topic that can act.

    Where it has no topic at all, the subject of its main clause is.
    """
    last = frames[-1] if frames else None
    if not topics and last is not None and last.subject is not None and last.link == "main":
        topics = [last.subject]
    for phrase in topics:
        if phrase.agent:
            where = Span(span.start + phrase.start, span.start + phrase.end)
            return Argument(Role.WHO, where, phrase.head, phrase.marker, carried=True, agent=True)
    return None


def _inside(
    places: Sequence[tuple[int, int]], starts: Sequence[int], span: Span
) -> list[tuple[int, int]]:
    """Return the mentions within `span`, counted from its start."""
    first = bisect.bisect_left(starts, span.start)
    found = []
    for start, end in places[first:]:
        if start >= span.end:
            break
        found.append((start - span.start, end - span.start))
    return found


def _moved(
    text: Text, span: Span, places: Sequence[tuple[int, int]], starts: Sequence[int]
) -> Argument | None:
    """Return the new topic that an unread sentence brings: a mention with 은/는 behind it."""
    for start, end in _inside(places, starts, span):
        mark = _TOPIC_MARK.match(text.text, span.start + end)
        if mark is not None:
            where = Span(span.start + start, span.start + end)
            return Argument(Role.WHO, where, where.of(text.text), "은", carried=True, agent=True)
    return None
