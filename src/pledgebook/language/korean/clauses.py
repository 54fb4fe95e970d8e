"""Units to frames: which phrase belongs to which predicate, and what governs what.

Korean puts the head last, so one walk from left to right does: phrases wait until a predicate
claims them, an adnominal clause for its noun, an embedded clause for the verb that governs it.
"""

from collections.abc import Sequence
from dataclasses import replace

from pledgebook.language.clause import Voice
from pledgebook.language.korean.chains import CONTENT, TIGHT
from pledgebook.language.korean.governing import Governing
from pledgebook.language.korean.postpositions import fold
from pledgebook.language.korean.units import (
    Break,
    Ending,
    Frame,
    Phrase,
    Predicate,
    Quotation,
    Unit,
)

_COMPLETED = frozenset(["되다", "아니다"])
_FOR = frozenset(["기 위해", "러", "으러"])
_SUBJECT = frozenset(["이", "께서", "이도", "이만", "께서도", "이나"])
_TOPIC = frozenset(["은", "께서는", "께서은"])
_LEANING = frozenset(["위하다", "관하다", "대하다"])  # "…을 위한", whose only argument is 을
_EMBEDDED = (Ending.QUOTE, Ending.THAT, Ending.AGREE)
_ADVERBIAL = (Ending.AFTER, Ending.PURPOSE, Ending.CONDITION, Ending.CAUSE)


class Attacher(Governing):
    """Builds the frames of one run of units; a quotation is a run of its own."""

    def run(self, units: Sequence[Unit]) -> list[Frame]:
        """Return the frames of `units`, in the order of their predicates."""
        for unit in units:
            if isinstance(unit, Phrase):
                self._phrase(unit)
            elif isinstance(unit, Predicate):
                self._predicate(unit)
            elif isinstance(unit, Quotation):
                self._quotation(unit)
            else:
                self._break(unit)
        self._finish()
        return sorted(self.out, key=lambda frame: frame.predicate.start)

    # -- units ---------------------------------------------------------------------------------

    def _phrase(self, phrase: Phrase) -> None:
        if self.mods and phrase.marker != "adv" and phrase.time is None:
            phrase.mods, self.mods = self.mods, []
            phrase.inner = list(phrase.mods)
            phrase.mod_times = [
                p.time for m in phrase.mods for p in m.phrases if p.time is not None
            ]
        if phrase.marker in _TOPIC and phrase.time is None:
            if self.waiting and self.topics and phrase.agent:
                self._release(self.topics[-1])  # somebody else has the word now
            self.topics.append(phrase)
            self.fresh += 1
        else:
            self.pending.append(phrase)

    def _break(self, unit: Break) -> None:
        self.breaks.append(unit.at)
        if self.chain:
            self.chain[-1].comma = True
        if unit.hard:
            self._finish()

    def _quotation(self, quotation: Quotation) -> None:
        frames = Attacher(quoted=True).run(fold(quotation.units, headline=False))
        for frame in frames:
            frame.quoted = True
        if quotation.adnominal:  # "…"는 문구: told, but by nobody's mouth
            for frame in frames:
                frame.markers.append(("-다는 내용", quotation.start, quotation.end))
                frame.over.extend(self.topics[-1:])
            self._emit(frames)
            return
        self.embedded.extend(frames)
        self.embedding = Ending.QUOTE

    def _finish(self) -> None:
        """Close what is still open at the end of a statement."""
        self._emit([*self.waiting, *self.chain, *self.embedded, *self.mods, *self.purpose])
        self.waiting = []
        for phrase in (*self.pending, *self.topics):
            self._emit_mods(phrase)
        self.chain, self.embedded, self.mods, self.purpose = [], [], [], []
        self.embedding, self.pending = None, []
        self.fresh = 0

    # -- a predicate ---------------------------------------------------------------------------

    def _predicate(self, found: Predicate) -> None:
        frame = self._frame(found)
        frames = [frame]
        noun = found.lemma[:-2] if found.copula else ""
        if self.mods and noun in self.words["contents"]:
            phrase = Phrase(found.start, found.end, found.end, "", noun, noun, mods=self.mods)
            self.mods = []
            frame.phrases.append(phrase)
            content_phrase = self._content(frame)
            frames = self._tell(frame, phrase) if content_phrase is phrase else frames
        elif self.embedded and self._governs(frame):
            frames = self._govern(frame)
        elif (content := self._content(frame)) is not None:
            frames = self._tell(frame, content)
        elif merged := self._merge(frame):
            frames = [merged]
        if not frames[-1].quoted:
            frames[-1].end = found.end
        for mod in self.mods:
            mod.noun = mod.noun or noun
        self._emit(self.mods)
        self.mods = []
        if found.ending is Ending.FINAL and self.waiting:
            self._release(frame.subject or frame.topic)
        self._close(found, frames)
        if found.ending is Ending.FINAL and self.pending and len(self.topics) > 1:
            self._gapped(found)

    def _gapped(self, found: Predicate) -> None:
        """Give the verb to what came before the last topic and had none of its own."""
        topic = self.topics[-1]
        own = [p for p in self.pending if p.start < topic.start]
        if not own:
            return
        frame = Frame(replace(found), own, topic=self.topics[-2], end=own[-1].stop)
        frame.predicate.start = frame.predicate.end = own[-1].stop
        frame.markers, frame.closed = list(found.markers), True
        self.pending = [p for p in self.pending if p not in own]
        self._emit([frame])

    def _frame(self, found: Predicate) -> Frame:
        phrases = self._claim(found)
        subject = next((p for p in phrases if p.marker in _SUBJECT), None)
        led = bool(self.topics) and self.topics[-1].agent
        if subject is None:  # "한국도 기금을 낸다"; but "양국은 기구도 만든다"
            also = (p for p in phrases if p.marker == "도" and p.agent)
            subject = next((p for p in also if p.proper or not led), None)
        frame = Frame(
            found, phrases, subject=subject, topic=self.topics[-1] if self.topics else None
        )
        frame.markers = list(found.markers)
        frame.purpose, self.purpose = self.purpose, []
        before = self.chain[-1] if self.chain else None
        agents = [topic for topic in self.topics if topic.agent]
        frame.lead = agents[-1] if agents else None
        if found.lemma in self.words["holding"] and found.ending is not Ending.ADNOMINAL:
            self._absorb(frame)
        frame.prior = before
        if before is not None and not before.comma and self._serves(before):
            frame.means = before
        if found.headline:
            frame.link = "headline"
            named = next((p for p in phrases if p.marker == "," and p.agent), None)
            frame.subject = frame.subject or named
        return frame

    def _serves(self, before: Frame) -> bool:
        """Tell whether a clause is the means or the manner of the one that follows."""
        if before.predicate.lemma == "두다":  # "안전을 최우선으로 두고"
            return any(p.marker == "로" for p in before.phrases)
        return before.form in (*TIGHT, "등")

    def _absorb(self, frame: Frame) -> None:
        """Make one meeting of "3일 파리에서 열린 회의에 참석했다": the time is its own."""
        for phrase in frame.phrases:
            held = [m for m in phrase.mods if m.predicate.lemma in self.words["holding"]]
            timed = any(p.time is not None for p in frame.phrases)
            if phrase.meeting is not None and held and not timed and not held[0].predicate.negated:
                frame.phrases = [
                    *(p for mod in held for p in mod.phrases if p.time is not None),
                    *frame.phrases,
                ]
                phrase.mods = [mod for mod in phrase.mods if mod not in held]
                frame.absorbed.extend(held)
                return

    def _claim(self, found: Predicate) -> list[Phrase]:
        """Take from the waiting phrases those that belong to `found`, from the right."""
        adnominal = found.ending is Ending.ADNOMINAL
        idle = found.voice is Voice.PASSIVE or found.copula or found.lemma in self.words["idle"]
        place, objects, subjects = len(self.pending), 0, 0
        following = found.start
        timeless = adnominal and (found.form == "는" or not found.form) and not found.copula
        timeless = timeless or (adnominal and found.lemma in self.words["visiting"])
        timeless = timeless and found.lemma not in self.words["holding"]
        gap = self._gap() if not adnominal else -1
        while place:
            phrase = self.pending[place - 1]
            if phrase.start < gap:
                break
            if timeless and phrase.time is not None:
                break
            if adnominal and idle and phrase.agent and phrase.marker.startswith("와"):
                break
            if adnominal and any(phrase.stop <= at < following for at in self.breaks):
                break
            if adnominal and phrase.marker == "도" and phrase.agent and not self.topics:
                break  # "의장도 [개막식에 보낸] 글에서 …": he is the main clause's
            if adnominal and found.lemma in _LEANING and self._partner(phrase, place):
                break
            if phrase.marker == "을":
                if objects or (idle and adnominal):
                    break
                objects += 1
            elif phrase.marker in _SUBJECT:
                if found.lemma in _COMPLETED and place == len(self.pending):
                    phrase.marker = "되"  # "기준이 되다": what it becomes
                    place -= 1
                    following = phrase.start
                    continue
                if found.form in _FOR and phrase.agent and not self.topics:
                    break  # who strives for an end stands before it
                if subjects or (adnominal and not self._may_modify(found, phrase, place, idle)):
                    break
                subjects += 1
            following = phrase.start
            place -= 1
            if subjects and adnominal:
                break
        claimed, self.pending = self.pending[place:], self.pending[:place]
        return claimed

    def _partner(self, phrase: Phrase, place: int) -> bool:
        """Tell whether the main clause acts with somebody: "B와 개발을 위한 계약을 맺다"."""
        behind = self.pending[place] if place < len(self.pending) else None
        with_whom = phrase.agent and phrase.marker in ("와", "와 함께")
        return with_whom and behind is not None and not behind.agent

    def _gap(self) -> int:
        """Return where a new topic begins whose neighbour left its verb out.

        "첫 회의는 3월에 서울에서, 둘째 회의는 5월에 부산에서 열린다".
        """
        if self.fresh < 2:
            return -1
        before, topic = self.topics[-2:]
        between = [p for p in self.pending if before.stop <= p.start < topic.start]
        if not between or not any(between[-1].stop <= at < topic.start for at in self.breaks):
            return -1
        return topic.start if not before.agent else -1

    def _may_modify(self, found: Predicate, phrase: Phrase, place: int, idle: bool) -> bool:
        """Tell whether a subject belongs to a modifying clause and not to the main one."""
        if any(found.form.endswith(form) for form in CONTENT) or self.topics:
            return not (idle and phrase.agent and not self.topics)
        if not phrase.agent:
            return True
        between = [p for p in self.pending[place:] if p.marker != "adv"]
        return not idle and not between

    # -- closing -------------------------------------------------------------------------------

    def _close(self, found: Predicate, frames: list[Frame]) -> None:
        ending = found.ending
        for frame in frames:
            frame.form, frame.ending = found.form, ending
        if ending is Ending.AND or ending is Ending.AFTER:
            self.chain.extend(frames)
            return
        if ending in _EMBEDDED:
            self.embedded = [*self._joining(frames, ending), *frames]
            self.embedding = ending
        elif ending is Ending.ADNOMINAL:
            self.mods = [*self._joining(frames, ending), *frames]
            for frame in frames:
                if frame.link == "main":
                    frame.link = "modifier"
        elif ending in _ADVERBIAL:
            for frame in frames:
                if frame.link == "main":
                    frame.link = "adverbial"
            self.purpose.extend([*self._joining(frames, ending), *frames])
        else:
            self._share(self.chain, frames[-1])
            self._emit([*self.chain, *frames])
            self.chain, self.fresh = [], 0
