"""Frames to clauses: links, times and the span of a clause's own words."""

from collections.abc import Sequence
from datetime import date

from pledgebook.language.clause import Argument, Clause, Link, Marker, Role, Tense
from pledgebook.language.dates.edtf import parse
from pledgebook.language.dates.expression import TimeExpression
from pledgebook.language.korean.roles import Roles
from pledgebook.language.korean.units import Ending, Frame, Phrase

_MET = (Role.WHAT, Role.WITH, Role.TO)
_BELOW = frozenset(["사항", "내용", "조치", "과제", "원칙", "다음", "아래"])
_LINKS = {
    "main": Link.MAIN,
    "modifier": Link.MODIFIER,
    "adverbial": Link.ADVERBIAL,
    "headline": Link.HEADLINE,
    "nominal": Link.NOMINAL,
    "request": Link.MAIN,
    "coordinate": Link.COORDINATE,
}


class Builder(Roles):
    """Makes the clauses of one sentence; `base` is where the sentence begins in the text.

    `carried` is the topic of an earlier sentence, in offsets of the text.
    """

    def build(self, frames: Sequence[Frame]) -> list[Clause]:
        """Return the clauses of `frames`, in order."""
        clauses = []
        inherited: Phrase | None = None
        for index, frame in enumerate(frames):
            if frame.link in ("main", "request") and not frame.quoted:
                if frame.subject is None and not (frame.topic is not None and frame.topic.agent):
                    frame.subject = inherited
                office = next((p for p in frame.phrases if self._speaks_from(p)), None)
                own = frame.subject if frame.subject is not None and frame.subject.agent else None
                if frame.form != "가운데":
                    inherited = own or inherited or office
                if frame.predicate.ending is Ending.FINAL:
                    inherited = None
            clauses.append(self._clause(index, frame, frames))
        return clauses

    # -- one clause ----------------------------------------------------------------------------

    def _clause(self, index: int, frame: Frame, frames: Sequence[Frame]) -> Clause:
        found = frame.predicate
        arguments = self._arguments(frame)
        times = self._times(frame, arguments)
        markers = [Marker(name, self._span(a, b)) for name, a, b in frame.markers]
        if any(a is self.carried for a in arguments):
            markers.append(Marker("carried", self._span(found.start, found.end)))
        if frame.form in ("가운데", "와중"):
            markers.append(Marker("-는 가운데", self._span(found.start, found.end)))
        if any(a.role is Role.WHAT and self._numbered(a) for a in arguments):
            markers.append(Marker("session", self._span(found.start, found.end)))
        if any(a.role is Role.WHERE and a.marker == "에서" for a in arguments):
            markers.append(Marker("placed", self._span(found.start, found.end)))
        if any(a.role in _MET and a.agent for a in arguments):
            markers.append(Marker("party", self._span(found.start, found.end)))
        if any(a.head in _BELOW and self._below(a) for a in arguments):
            markers.append(Marker("below", self._span(found.start, found.end)))
        if any(p.time is not None for p in frame.phrases) or _times_before(frame):
            markers.append(Marker("dated", self._span(found.start, found.end)))
            if any(self._ahead(time) for time in times):
                markers.append(Marker("to come", self._span(found.start, found.end)))
        start = self._start(frame, frames)
        end = max(frame.end, found.end)
        return Clause(
            index=index,
            sentence=self.sentence,
            span=self._span(min(start, found.start), end),
            lemma=self._lemma(frame, arguments),
            predicate=self._span(found.start, found.end),
            link=self._link(frame),
            parent=None,
            tense=found.tense,
            mood=found.mood,
            negated=found.negated,
            voice=found.voice,
            markers=tuple(markers),
            arguments=tuple(arguments),
            times=tuple(times),
            said_by=tuple(self._argument(Role.WHO, phrase) for phrase in reversed(frame.over)),
            noun="" if frame.link == "request" else frame.noun,
        )

    def _numbered(self, argument: Argument) -> bool:
        """Tell whether a phrase names one of a series of meetings: 제3차 …."""
        start = argument.span.start - self.base
        words = self.words_of[max(0, start) : start + 7].lstrip("「『'‘“")
        return words.startswith("제") and words[1:2].isdigit() and "차" in words

    def _below(self, argument: Argument) -> bool:
        start = argument.span.start - self.base
        return self.words_of.startswith(("다음", "아래"), start)

    def _link(self, frame: Frame) -> Link:
        """Return how the clause hangs; an item of a list goes on from the list's head."""
        plain = frame.link in ("main", "headline") and not frame.quoted
        if self.item and plain and not any(m[0] in self.words["promised"] for m in frame.markers):
            return Link.ITEM
        return _LINKS[frame.link]

    def _ahead(self, time: TimeExpression) -> bool:
        end = _edtf_end(time)
        return end is not None and self.published is not None and end > self.published

    def _lemma(self, frame: Frame, arguments: Sequence[Argument]) -> str:
        if frame.link == "request":
            return frame.noun
        lemma = frame.predicate.lemma
        if lemma == "하다":
            what = next((a for a in arguments if a.role is Role.WHAT and a.marker == "을"), None)
            if what is not None and what.head in self.words["verbal"]:
                return what.head + "하다"
        return lemma

    def _start(self, frame: Frame, frames: Sequence[Frame]) -> int:
        """Return where the clause's own words begin: its first argument, none of a neighbour's.

        Its modifiers, its purpose and its means are its own; what stands before a neighbour's
        predicate, be it the subject, is left out.
        """
        circle = {id(inner) for inner in self._circle(frame)}
        at = frame.predicate.start
        bound = max(
            (f.predicate.end for f in frames if id(f) not in circle and f.predicate.end <= at),
            default=0,
        )
        own = [p for p in self._phrases(frame) if bound <= p.start <= at]
        while own and own[0].head in self.words["linking"]:
            own.pop(0)
        return own[0].start if own else at

    def _circle(self, frame: Frame) -> list[Frame]:
        """Return the frame with the clauses that are parts of it and make no record."""
        topics = [frame.topic] if frame.topic is not None and frame.link != "modifier" else []
        inner = [
            mod
            for phrase in (*frame.phrases, *topics)
            for mod in phrase.inner
            if mod not in frame.absorbed and not self._tells(mod)
        ]
        inner += [*frame.purpose, *frame.absorbed]
        if frame.means is not None and frame.means.predicate.lemma not in self.words["talks"]:
            inner.append(frame.means)
        if frame.prior is not None and frame.prior.form == "가운데":
            inner.append(frame.prior)
        return [frame, *(part for other in inner for part in self._circle(other))]

    def _phrases(self, frame: Frame) -> list[Phrase]:
        found = {
            p.start: p
            for part in self._circle(frame)
            for p in (*part.phrases, part.subject)
            if p is not None
        }
        if frame.topic is not None and frame.link != "modifier":
            found.setdefault(frame.topic.start, frame.topic)
        return [found[start] for start in sorted(found)]

    def _tells(self, mod: Frame) -> bool:
        """Tell whether a modifying clause is a meeting to be recorded for itself."""
        if mod.link == "main":  # a promise that is told apart: "…한다는 목표 아래"
            return True
        dated = any(p.time is not None for p in mod.phrases)
        return dated and mod.predicate.lemma in self.words["holding"]

    # -- times ---------------------------------------------------------------------------------

    def _times(self, frame: Frame, arguments: Sequence[Argument]) -> list[TimeExpression]:
        """Return the times of the clause's own phrases; else those of the purpose it serves."""
        own = [p.time for p in frame.phrases if p.time is not None]
        if not own:
            own = _times_before(frame)
        if not own and frame.predicate.tense is Tense.FUTURE:
            own = [t for purpose in frame.purpose for t in _all_times(purpose)]
        if not own:  # "25일 열린 회의에서 …을 선언했다"
            places = [p for p in frame.phrases if p.marker == "에서" and p.meeting is not None]
            own = [time for place in places for time in place.mod_times]
        prior = frame.prior
        if not own and prior is not None and prior.predicate.lemma in self.words["talks"]:
            own = [p.time for p in prior.phrases if p.time is not None]
        if not own and not any(a.head in self.words["meetings"] for a in arguments):
            own = list(frame.said)
        return list(dict.fromkeys(own))


def _times_before(frame: Frame) -> list[TimeExpression]:
    """Return the times of the means, the purpose or the setting that a clause opens with."""
    opening = [frame.means] if frame.means is not None else []
    opening += [part for part in frame.purpose if part.ending is Ending.PURPOSE]
    if not opening and frame.prior is not None and frame.prior.form == "가운데":
        opening = [frame.prior]
    own = [p.time for part in opening for p in part.phrases if p.time is not None]
    return own or [time for part in opening for time in _times_before(part)]


def _edtf_end(time: TimeExpression) -> date | None:
    return parse(time.edtf)[1] if time.edtf is not None else None


def _all_times(frame: Frame) -> list[TimeExpression]:
    own = [p.time for p in frame.phrases if p.time is not None]
    return own + [time for phrase in frame.phrases for time in phrase.mod_times]
