"""Roles: which phrase of a frame is who, with whom, to whom, what and where."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pledgebook.knowledge.lexicon import lexicon
from pledgebook.language.clause import Argument, Role, Tense, Voice
from pledgebook.language.korean.units import Frame, Phrase
from pledgebook.model.span import Span

_WITH = frozenset(("와", "와의", "와도", "와은", "와만", "와 함께", "와 협력해", "와 관련해"))
_TO = frozenset(
    ("에게", "에게도", "에게은", "을 상대로", "을 대상으로", "에 대해", "에", "에도", "에은")
)
_OBJECT = frozenset(("을", "도", "만", "을도"))
_AGENT = frozenset(("에 의해", "로부터", "로부터의", "에게서"))


class Roles:
    """Fills the roles of a frame; `base` is where its sentence begins in the text.

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

    def _span(self, start: int, end: int) -> Span:
        return Span(self.base + start, self.base + max(start, end))

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

    def _met_before(self, frame: Frame) -> list[Argument]:
        """Return those whom the asker met in the clause before: "B와 만나 …을 요구했다"."""
        prior = frame.prior
        if prior is None or prior.predicate.lemma not in self.words["visiting"]:
            return []
        met = [p for p in prior.phrases if p.marker in _WITH and p.agent]
        return [self._argument(Role.TO, p, carried=True) for p in met]

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
        office = next((p for p in frame.phrases if self._speaks_from(p)), None)
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
        elif not passive and (named := topic or subject) is not None and named.proper:
            found.append(replace(self._argument(Role.WHO, named), agent=True))
        elif frame.over and frame.over[0].agent:
            found.append(self._argument(Role.WHO, frame.over[0], carried=True))
        elif (
            self.carried is not None
            and frame.link not in ("nominal", "modifier")
            and (not passive or frame.predicate.tense is Tense.FUTURE)
        ):
            found.append(self.carried)

    def _speaks_from(self, phrase: Phrase) -> bool:
        return phrase.marker in ("에서", "에서은") and self._office(phrase)

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
        asked_of = [a for a in found if a.role is Role.TO and a.marker != "에 대해"]
        if asked_of:  # "한국에 대해 …해 줄 것을 EU 측에": about whom it is not whom it is asked of
            found[:] = [a for a in found if a.role is not Role.TO or a in asked_of]
        if not asked and frame.predicate.lemma == "초청하다":
            asked = next((p for p in frame.phrases if p.marker == "을" and p.agent), None)
        if asked is not None and asked.agent and asked is not asker:
            found[:] = [a for a in found if a.role is not Role.TO]
            found.append(self._argument(Role.TO, asked))
        elif any(p.marker == "에게" and p.time is None for p in frame.phrases):
            pass  # those asked are told, be they nobody's party: "국민께 …을 당부드린다"
        elif not any(a.role is Role.TO for a in found) and (
            nested := [
                p
                for phrase in frame.phrases
                for mod in phrase.inner
                for p in mod.phrases
                if p.agent and p.marker in ("에", "에게")
            ]
        ):
            found.append(self._argument(Role.TO, nested[0]))
        elif not any(a.role is Role.TO for a in found) and (met := self._met_before(frame)):
            found.extend(replace(argument, role=Role.TO) for argument in met)
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
