"""Frames to clauses: roles from particles, who acts where no subject stands, times, spans."""

from collections.abc import Sequence
from datetime import date

from pledgebook.knowledge.lexicon import lexicon
from pledgebook.language.clause import Argument, Clause, Link, Marker, Role, Tense, Voice
from pledgebook.language.dates.edtf import parse
from pledgebook.language.dates.expression import TimeExpression
from pledgebook.language.korean.units import Ending, Frame, Phrase
from pledgebook.model.span import Span

_WITH = frozenset(("와", "와의", "와도", "와은", "와만", "와 함께", "와 협력해", "와 관련해"))
_TO = frozenset(
    (
        "에게",
        "에게도",
        "에게는",
        "을 상대로",
        "을 대상으로",
        "에 대해",
        "에",
        "에도",
        "에는",
        "에은",
        "에게은",
    )
)
_OBJECT = frozenset(("을", "도", "만", "을도"))
_AGENT = frozenset(("에 의해", "로부터", "로부터의", "에게서"))
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


class Builder:
    """Makes the clauses of one sentence; `base` is where the sentence begins in the text.

    `carried` is the topic of an earlier sentence, in offsets of the text.
    """

    def __init__(
        self,
        sentence: Span,
        words: str,
        carried: Argument | None,
        published: date | None,
        item: bool,
    ) -> None:
        self.published, self.item, self.words_of = published, item, words
        self.sentence, self.base, self.carried = sentence, sentence.start, carried
        self.words = lexicon("ko").words

    def build(self, frames: Sequence[Frame]) -> list[Clause]:
        """Return the clauses of `frames`, in order."""
        clauses = []
        inherited: Phrase | None = None
        for index, frame in enumerate(frames):
            if frame.link in ("main", "request") and not frame.quoted:
                if frame.subject is None and not (frame.topic is not None and frame.topic.agent):
                    frame.subject = inherited
                inherited = frame.subject or inherited
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
        if any(a.role is Role.WHO and a.carried for a in arguments):
            markers.append(Marker("carried", self._span(found.start, found.end)))
        if any(a.role is Role.WHAT and self._numbered(a) for a in arguments):
            markers.append(Marker("session", self._span(found.start, found.end)))
        if any(a.role in _MET and a.agent for a in arguments):
            markers.append(Marker("party", self._span(found.start, found.end)))
        if any(a.head in _BELOW and self._below(a) for a in arguments):
            markers.append(Marker("below", self._span(found.start, found.end)))
        if times:
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
        words = self.words_of[max(0, start) : start + 6]
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

    def _span(self, start: int, end: int) -> Span:
        return Span(self.base + start, self.base + max(start, end))

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
        inner = [
            mod
            for phrase in frame.phrases
            for mod in phrase.inner
            if mod not in frame.absorbed and not self._tells(mod)
        ]
        inner += [*frame.purpose, *frame.absorbed]
        if frame.means is not None and frame.means.predicate.lemma not in self.words["talks"]:
            inner.append(frame.means)
        return [frame, *(part for other in inner for part in self._circle(other))]

    def _phrases(self, frame: Frame) -> list[Phrase]:
        found = {
            p.start: p
            for part in self._circle(frame)
            for p in (*part.phrases, part.subject)
            if p is not None
        }
        if frame.topic is not None and not frame.quoted and frame.link != "modifier":
            found.setdefault(frame.topic.start, frame.topic)
        return [found[start] for start in sorted(found)]

    def _tells(self, mod: Frame) -> bool:
        """Tell whether a modifying clause is a meeting to be recorded for itself."""
        if mod.link == "main":  # a promise that is told apart: "…한다는 목표 아래"
            return True
        dated = any(p.time is not None for p in mod.phrases)
        return dated and mod.predicate.lemma in self.words["holding"]

    # -- arguments -----------------------------------------------------------------------------

    def _argument(self, role: Role, phrase: Phrase, carried: bool = False) -> Argument:
        return Argument(
            role=role,
            span=self._span(phrase.start, phrase.end),
            head=phrase.head,
            marker=phrase.marker,
            carried=carried,
            agent=phrase.agent,
        )

    def _arguments(self, frame: Frame) -> list[Argument]:
        found: list[Argument] = []
        for phrase in frame.phrases:
            role = self._role(phrase, frame)
            if role is not None:
                found.append(self._argument(role, phrase))
            if phrase.pair is not None:
                found.append(self._pair(phrase, phrase.pair))
        self._mend_object(found, frame)
        if not any(a.role is Role.WITH for a in found if a.marker != "간"):
            found.extend(self._shared_partners(frame, found))
        if frame.link == "request" or frame.predicate.lemma in self.words["asking"]:
            self._request(found, frame)
        elif frame.predicate.lemma in self.words["receiving"] and any(
            a.role is Role.WHAT and a.head in self.words["requests"] for a in found
        ):
            self._received(found, frame)
        else:
            self._who(found, frame)
        return found

    def _shared_partners(self, frame: Frame, found: Sequence[Argument]) -> list[Argument]:
        """Return those whom the clause before met, where what follows is done with them.

        "B와 회담을 갖고 협력을 강화하기로 했다", "연구소를 방문해 공동 연구를 약속했다".
        """
        prior = frame.prior
        if prior is None or not self._joint(frame, found):
            return []
        lemma = prior.predicate.lemma
        if not any(lemma in self.words[name] for name in ("talks", "holding", "visiting")):
            return []
        partners = [p for p in prior.phrases if p.marker in _WITH and p.agent]
        if not partners and prior.predicate.lemma in self.words["visiting"]:
            partners = [p for p in prior.phrases if p.marker == "을" and p.agent]
        if (
            not partners
            and prior.prior is not None
            and prior.predicate.lemma in self.words["talks"]
        ):
            return self._shared_partners(Frame(frame.predicate, [], markers=frame.markers,
                                               prior=prior.prior), found)  # fmt: skip
        return [self._argument(Role.WITH, p, carried=True) for p in partners]

    def _joint(self, frame: Frame, found: Sequence[Argument]) -> bool:
        """Tell whether an act takes two: agreeing, or anything done together."""
        if any(name in self.words["agreed"] for name, _, _ in frame.markers):
            return True
        if frame.predicate.lemma in self.words["reciprocal"]:
            return True
        return frame.predicate.lemma in self.words["pledging"] and any(
            a.head in ("공조", "협력", "협조") for a in found if a.role is Role.WHAT
        )

    def _pair(self, phrase: Phrase, pair: tuple[int, int]) -> Argument:
        return Argument(Role.WITH, self._span(*pair), phrase.head, "간", agent=True)

    def _role(self, phrase: Phrase, frame: Frame) -> Role | None:
        marker = phrase.marker
        if phrase.time is not None or marker in ("adv", "의") or phrase is frame.subject:
            return None
        if marker in _OBJECT:
            return Role.WHAT
        if marker in _AGENT:
            return Role.WHO if phrase.agent else None
        if marker in ("이", "께서"):
            return Role.WHO if phrase.agent else Role.WHAT
        if marker in _WITH:
            return Role.WITH if phrase.agent else None
        if marker in _TO:
            return Role.TO if phrase.agent else Role.WHERE
        if marker in ("에서", "로", "에서은"):
            return Role.WHERE
        return None

    def _mend_object(self, found: list[Argument], frame: Frame) -> None:
        """Find WHAT where no 을/를 stands: a bare noun before its verb, 회의에 참석, the topic."""
        subject = frame.subject
        if subject is not None and (not subject.agent or frame.predicate.voice is Voice.PASSIVE):
            found.append(self._argument(Role.WHAT, subject))
        if any(a.role is Role.WHAT for a in found):
            return
        bare = [p for p in frame.phrases if p.marker in ("", ",") and p.time is None]
        dative = [
            p
            for p in frame.phrases
            if p.marker in ("에", "에도") and not p.agent and not p.head[:1].isdigit()
        ]
        last = bare[-1] if bare else (dative[-1] if dative else None)
        if last is not None and last is not subject:
            found.append(self._argument(Role.WHAT, last))
            return
        topic = frame.topic
        if topic is not None and not topic.agent:
            found.append(self._argument(Role.WHAT, topic))

    def _who(self, found: list[Argument], frame: Frame) -> None:
        """Add WHO: own subject, topic, the one who speaks, the topic carried on."""
        if any(a.role is Role.WHO for a in found):
            return
        subject, topic = frame.subject, frame.topic
        passive = (
            frame.predicate.voice is Voice.PASSIVE or frame.predicate.lemma in self.words["idle"]
        )
        if subject is not None and subject.agent:
            found.append(self._argument(Role.WHO, subject, subject.start > frame.predicate.start))
            return
        if frame.link == "modifier" and not frame.closed:
            return  # the one that the sentence is about need not act in a modifier
        office = next(
            (p for p in frame.phrases if p.marker in ("에서", "에서은") and self._office(p)), None
        )
        if topic is not None and topic.agent:
            found.append(self._argument(Role.WHO, topic))
        elif office is not None and not passive:
            found.append(self._argument(Role.WHO, office))
        elif frame.lead is not None and not frame.quoted and (topic is None or not topic.agent):
            found.append(self._argument(Role.WHO, frame.lead))
        elif frame.quoted and frame.over:
            found.append(self._argument(Role.WHO, frame.over[0], carried=True))
        elif subject is not None and not passive and subject.marker == "이":
            found.append(self._argument(Role.WHO, subject))
        elif frame.over and frame.over[0].agent:
            found.append(self._argument(Role.WHO, frame.over[0], carried=True))
        elif self.carried is not None and frame.link not in ("nominal", "modifier"):
            if not passive or frame.predicate.tense is Tense.FUTURE:
                found.append(self.carried)

    def _office(self, phrase: Phrase) -> bool:
        endings = self.words["agent_endings"]
        if phrase.word.endswith(("위원회", "회의")) or phrase.meeting is not None:
            return False
        return phrase.agent and any(
            phrase.word[-n:] in endings for n in (3, 2, 1) if len(phrase.word) > n
        )

    def _request(self, found: list[Argument], frame: Frame) -> None:
        """Fill a request: who asks is the governor's subject, who is asked stands inside."""
        if frame.link == "request":
            asked = frame.subject
            asker = frame.asker
            found[:] = [a for a in found if a.role is not Role.WHO]
        else:
            asked, asker = None, (frame.subject if frame.subject and frame.subject.agent else None)
            asker = asker or (frame.topic if frame.topic and frame.topic.agent else None)
        if asker is not None:
            found.append(self._argument(Role.WHO, asker))
        elif frame.quoted and frame.over:
            found.append(self._argument(Role.WHO, frame.over[0], carried=True))
        elif self.carried is not None and not any(
            name in self.words["requests"] for name, _, _ in frame.markers
        ):
            found.append(self.carried)
        if asked is not None and asked.agent and asked is not asker:
            found[:] = [a for a in found if a.role is not Role.TO]
            found.append(self._argument(Role.TO, asked))
        elif not any(a.role is Role.TO for a in found):
            owner = next((p for p in frame.phrases if p.marker in _OBJECT and p.owner), None)
            if owner is not None and owner.owner is not None:
                found.append(Argument(Role.TO, self._span(*owner.owner), "", "의", agent=True))

    def _received(self, found: list[Argument], frame: Frame) -> None:
        """A request that came in: from whom, and to the one that the passage is about."""
        asked = frame.topic if frame.topic is not None and frame.topic.agent else None
        found[:] = [a for a in found if a.role is not Role.TO]
        if asked is not None:
            found.append(self._argument(Role.TO, asked))
        elif self.carried is not None:
            found.append(Argument(Role.TO, self.carried.span, self.carried.head,
                                  self.carried.marker, carried=True, agent=True))  # fmt: skip

    # -- times ---------------------------------------------------------------------------------

    def _times(self, frame: Frame, arguments: Sequence[Argument]) -> list[TimeExpression]:
        """Return the times of the clause's own phrases; else those of the purpose it serves."""
        own = [p.time for p in frame.phrases if p.time is not None]
        if not own and frame.means is not None:
            own = [p.time for p in frame.means.phrases if p.time is not None]
        if not own and frame.predicate.tense is Tense.FUTURE:
            own = [t for purpose in frame.purpose for t in _all_times(purpose)]
        prior = frame.prior
        if not own and prior is not None and prior.predicate.lemma in self.words["talks"]:
            own = [p.time for p in prior.phrases if p.time is not None]
        if not own and not any(a.head in self.words["meetings"] for a in arguments):
            own = list(frame.said)
        return list(dict.fromkeys(own))


def _edtf_end(time: TimeExpression) -> date | None:
    return parse(time.edtf)[1] if time.edtf is not None else None


def _all_times(frame: Frame) -> list[TimeExpression]:
    own = [p.time for p in frame.phrases if p.time is not None]
    return own + [time for phrase in frame.phrases for time in phrase.mod_times]
