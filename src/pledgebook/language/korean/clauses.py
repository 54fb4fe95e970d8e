"""Units to frames: which phrase belongs to which predicate, and what governs what.

Korean puts the head last, so one walk from left to right does: phrases wait until a predicate
claims them, an adnominal clause waits for its noun, an embedded clause for the verb that governs it.
"""

from collections.abc import Sequence

from pledgebook.knowledge.lexicon import lexicon
from pledgebook.language.clause import Mood, Tense, Voice
from pledgebook.language.korean.units import (
    Break,
    Ending,
    Frame,
    Phrase,
    Predicate,
    Quotation,
    Unit,
)

_SUBJECT = frozenset(["이", "께서", "이도", "이만", "께서도", "이나"])
_TOPIC = frozenset(["은", "께서는", "께서은"])
_SHARED_MOODS = (Mood.OBLIGED, Mood.POSSIBLE, Mood.WISHED, Mood.FORECAST)
_UNSHARED = frozenset(("-고 있다", "-어 나가다", "-게 되다", "-어 주다", "-지 않다", "-게 하다"))
_EMBEDDED = (Ending.QUOTE, Ending.THAT, Ending.AGREE)
_ADVERBIAL = (Ending.AFTER, Ending.PURPOSE, Ending.CONDITION, Ending.CAUSE)
_CONCESSIVE = frozenset(["지만", "으나", "나", "되", "는데", "ᆫ데", "은데"])
_TOLD = frozenset(["을", "이", "도", "만", "", ",", "은", "을 통해", "이라고"])
_DATIVE = frozenset(["에", "에게", "에도", "에게도", "을 상대로", "을 대상으로"])
_EVENTS = frozenset(["실시하다", "진행하다", "개최하다", "하다", "가동하다", "마치다"])
_BIDDING = frozenset(["-어 달라", "-으라고"])
_SHORT = 4
_TIGHT = frozenset(["어", "아", "여", "어서", "아서", "여서"])
_CONTENT = ("다는", "라는", "려는", "자는", "냐는", "단")


class Attacher:
    """Builds the frames of one run of units; a quotation is a run of its own."""

    def __init__(self, quoted: bool = False) -> None:
        known = lexicon("ko").words
        self.words = known
        self.quoted = quoted
        self.pending: list[Phrase] = []
        self.breaks: list[int] = []
        self.topics: list[Phrase] = []
        self.fresh = 0  # topics that came since the last clause was closed
        self.chain: list[Frame] = []
        self.embedded: list[Frame] = []
        self.embedding: Ending | None = None
        self.waiting: list[Frame] = []  # what is said, until a verb of saying comes
        self.mods: list[Frame] = []
        self.purpose: list[Frame] = []
        self.out: list[Frame] = []

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
        from pledgebook.language.korean.postpositions import fold

        frames = Attacher(quoted=True).run(fold(quotation.units, headline=False))
        for frame in frames:
            frame.quoted = True
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

    def _emit(self, frames: Sequence[Frame]) -> None:
        for frame in frames:
            if frame not in self.out:
                self.out.append(frame)
            for phrase in frame.phrases:
                self._emit_mods(phrase)
            if frame.purpose:
                self._emit(frame.purpose)

    def _emit_mods(self, phrase: Phrase) -> None:
        for mod in phrase.mods:
            mod.link = "modifier"
            if phrase.meeting is not None:
                mod.noun, mod.end = mod.noun or phrase.meeting[2], phrase.meeting[1]
            mod.noun = mod.noun or phrase.head
            if phrase.head in self.words["plans"] and mod.form.endswith((*_CONTENT, "것이")):
                mod.link = "main"
                mod.markers.append((phrase.head, phrase.start, phrase.end))
                mod.end = max(mod.end, phrase.end)
        mods, phrase.mods = phrase.mods, []
        self._emit(mods)

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
        self._close(found, frames)

    def _frame(self, found: Predicate) -> Frame:
        phrases = self._claim(found)
        subject = next((p for p in phrases if p.marker in _SUBJECT), None)
        if subject is None:
            subject = next((p for p in phrases if p.marker == "도" and p.agent), None)
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
        if before is not None and before.form in (*_TIGHT, "등") and not before.comma:
            frame.means = before
        if found.headline:
            frame.link = "headline"
            named = next((p for p in phrases if p.marker == "," and p.agent), None)
            frame.subject = frame.subject or named
        return frame

    def _absorb(self, frame: Frame) -> None:
        """Let "3일 파리에서 열린 회의에 참석했다" tell one meeting: the modifier's time is its own."""
        for phrase in frame.phrases:
            held = [m for m in phrase.mods if m.predicate.lemma in self.words["holding"]]
            if phrase.meeting is not None and held:
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
        while place:
            phrase = self.pending[place - 1]
            if timeless and phrase.time is not None:
                break
            if adnominal and idle and phrase.agent and phrase.marker.startswith("와"):
                break
            if adnominal and any(phrase.stop <= at < following for at in self.breaks):
                break
            if phrase.marker == "을":
                if objects or (idle and adnominal):
                    break
                objects += 1
            elif phrase.marker in _SUBJECT:
                if subjects or (adnominal and not self._may_modify(found, phrase, place, idle)):
                    break
                subjects += 1
            following = phrase.start
            place -= 1
            if subjects and adnominal:
                break
        claimed, self.pending = self.pending[place:], self.pending[:place]
        return claimed

    def _may_modify(self, found: Predicate, phrase: Phrase, place: int, idle: bool) -> bool:
        """Tell whether a subject belongs to a modifying clause and not to the main one."""
        if any(found.form.endswith(form) for form in _CONTENT) or self.topics:
            return not (idle and phrase.agent and not self.topics)
        if not phrase.agent:
            return True
        between = [p for p in self.pending[place:] if p.marker != "adv"]
        return not idle and not between

    # -- what governs what ---------------------------------------------------------------------

    def _governs(self, governor: Frame) -> bool:
        """Tell whether a verb governs what is embedded; said words wait for a verb of saying."""
        if self.embedding is not Ending.QUOTE:
            return True
        lemma = governor.predicate.lemma
        speaks = any(lemma in self.words[name] for name in ("saying", "asking", "speaking"))
        if speaks or governor.predicate.ending is Ending.FINAL or self.quoted:
            return True
        self.waiting.extend(self.embedded)
        self.embedded, self.embedding = [], None
        return False

    def _govern(self, governor: Frame) -> list[Frame]:
        """Fold the verb that governs an embedded clause into that clause."""
        found = governor.predicate
        inner, ending = self.embedded, self.embedding
        self.embedded, self.embedding = [], None
        speaker = governor.subject or governor.topic
        for frame in self.waiting:
            if speaker is not None:
                frame.over.append(speaker)
        self._emit(self.waiting)
        self.waiting = []
        if governor.subject is None and self.fresh >= 2 and not self.quoted:
            governor.topic = self.topics[-2]
        asking = found.lemma in self.words["asking"] and ending is not Ending.AGREE
        hoping = found.lemma in self.words["wishing"] and ending is Ending.THAT
        bidden = hoping and any(name == "-어 주다" for f in inner for name, _, _ in f.markers)
        last_bids = any(name in _BIDDING for f in inner[-1:] for name, _, _ in f.markers)
        name = self._name(governor, ending)
        for frame in inner:
            if frame.link in ("modifier", "adverbial", "nominal"):
                if (speaker := governor.subject or governor.topic) is not None:
                    frame.over.append(speaker)
                continue
            if frame is not inner[-1] and frame.form in _TIGHT:
                frame.closed = True  # the means of what is said
                continue
            frame.markers.append((name, frame.predicate.start, found.end))
            frame.markers.extend(m for m in governor.markers if m[0] not in _UNSHARED)
            frame.said.extend(p.time for p in governor.phrases if p.time is not None)
            bids = any(name in _BIDDING for name, _, _ in frame.markers)
            if asking or bidden or bids or (last_bids and not frame.quoted):
                self._ask(frame, governor)
            else:
                self._say(frame, governor, ending)
            if found.negated and ending is not Ending.QUOTE:
                frame.predicate.negated = True
            if found.mood is not Mood.FACT:
                frame.predicate.mood = found.mood
            frame.closed = True
        for phrase in governor.phrases:
            self._emit_mods(phrase)
        return inner

    def _name(self, governor: Frame, ending: Ending | None) -> str:
        lemma = governor.predicate.lemma
        light = next((p.head for p in governor.phrases if p.marker == "을"), "")
        if light in self.words["minds"]:
            lemma = "합의하다"
        elif light in self.words["verbal"] and lemma in self.words["light"]:
            lemma = light + "하다"
        if ending is Ending.AGREE:
            return "-기로 약속하다" if lemma in self.words["pledging"] else "-기로 하다"
        form = "-것을" if ending is Ending.THAT else "-다고"
        return f"{form} {lemma}"

    def _ask(self, frame: Frame, governor: Frame) -> None:
        """Make the embedded clause a request: who asks stands outside, who is asked inside."""
        frame.asker = governor.subject or governor.topic
        if frame.subject is None:
            frame.subject = _nested_subject(frame)
        frame.link = "request"
        lemma = governor.predicate.lemma
        frame.noun = lemma if lemma in self.words["asking"] else "요청하다"
        frame.phrases = [*frame.phrases, *(p for p in governor.phrases if p.time is None)]

    def _say(self, frame: Frame, governor: Frame, ending: Ending | None) -> None:
        speaker = governor.subject or governor.topic
        if ending is Ending.QUOTE:
            if speaker is not None:
                frame.over.append(speaker)
            return
        if frame.subject is None and governor.subject is not None:
            frame.subject = governor.subject
        frame.topic = frame.topic or governor.topic
        frame.phrases = [
            *frame.phrases,
            *(p for p in governor.phrases if p is not governor.subject),
        ]

    def _content(self, frame: Frame) -> Phrase | None:
        """Return the phrase whose modifier tells its content: …하겠다는 계획을, …할 방침을."""
        for phrase in reversed(frame.phrases):
            if not phrase.mods or phrase.head not in self.words["contents"]:
                continue
            if phrase.marker not in _TOLD or phrase.stop - phrase.start > len(phrase.head) + 6:
                continue
            if phrase.end - phrase.start > len(phrase.head) + _SHORT:
                continue  # "…할 총 12건의 사업 추진 계획": a thing, no telling
            last = phrase.mods[-1]
            quoted = any(last.form.endswith(form) for form in _CONTENT)
            planned = last.form in ("ᆯ", "을") and phrase.head in self.words["plans"]
            agreed = any(name.startswith("-기로") for name, _, _ in phrase.mods[-1].markers)
            copula = last.form == "ᆫ" and phrase.head in ("사실", "입장", "점")
            view = last.form == "는" and phrase.head in self.words["views"]
            view = view or (last.form == "것이" and phrase.head in self.words["plans"])
            view = view or (last.form == "것이" and phrase.head in self.words["plans"])
            if (
                quoted
                or planned
                or copula
                or view
                or (agreed and phrase.head in self.words["plans"])
            ):
                return phrase
        return None

    def _tell(self, frame: Frame, phrase: Phrase) -> list[Frame]:
        """Fold a verb of telling and the noun it tells of into the clause that is told."""
        frames, phrase.mods = phrase.mods, []
        found, noun = frame.predicate, phrase.head
        rest = [p for p in frame.phrases if p is not phrase]
        for inner in frames:
            if inner is not frames[-1] and inner.form in _TIGHT:
                inner.closed, inner.link = True, "adverbial"
                continue
            if noun in self.words["minds"] and found.lemma in self.words["joining"]:
                inner.markers.append(("-기로 하다", phrase.start, found.end))
            inner.markers.append((noun, phrase.start, found.end))
            inner.markers.append((f"-다고 {found.lemma}", phrase.start, found.end))
            inner.markers.extend(m for m in frame.markers if m[0] not in _UNSHARED)
            inner.noun, inner.closed, inner.link = noun, True, "main"
            inner.said.extend(p.time for p in rest if p.time is not None)
            if found.negated:
                inner.predicate.negated = True
            if noun in self.words["requests"]:
                received = found.lemma in self.words["receiving"]
                inner.asker = None if received else (frame.subject or frame.topic)
                inner.link, inner.noun = "request", noun + "하다"
                inner.phrases = [*inner.phrases, *(p for p in rest if p.agent and received)]
            elif inner.subject is None:
                inner.subject = frame.subject if frame.subject is not phrase else None
                inner.topic = inner.topic or frame.topic
            elif (speaker := frame.subject or frame.topic) is not None and speaker is not phrase:
                inner.over.append(speaker)
        for other in rest:
            self._emit_mods(other)
        return frames

    def _merge(self, frame: Frame) -> Frame | None:
        """Join a verb that brings nothing of its own to the one before: 지지하고 지원하기로."""
        if not self.chain or any(p.marker != "adv" for p in frame.phrases):
            return None
        before = self.chain[-1]
        talks = self.words["talks"]
        if before.comma or before.closed or before.predicate.tense is Tense.PAST:
            return None
        if frame.predicate.voice is not before.predicate.voice:
            return None
        if (
            frame.predicate.copula
            or frame.predicate.lemma in self.words["saying"]
            or before.predicate.ending is not Ending.AND
        ):
            return None
        both = before.predicate.lemma in talks
        if both and frame.predicate.lemma not in talks:
            return None
        self.chain.pop()
        frame.phrases = [*before.phrases, *frame.phrases]
        frame.subject = before.subject or frame.subject
        frame.purpose = before.purpose + frame.purpose
        if both:
            frame.predicate.lemma, frame.predicate.voice = (
                before.predicate.lemma,
                before.predicate.voice,
            )
            frame.predicate.start = before.predicate.start
        return frame

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

    def _joining(self, frames: list[Frame], ending: Ending) -> list[Frame]:
        """Take from the chain those clauses that go down into the embedded one with `frames`."""
        last = frames[-1]
        taken: list[Frame] = []
        content = any(last.form.endswith(form) for form in _CONTENT)
        while self.chain:
            before = self.chain[-1]
            if before.form == "거나":
                taken.insert(0, self.chain.pop())
                continue
            if (taken[0] if taken else last).subject is not None:
                break
            if not self._goes_with(before, last, ending, content):
                break
            taken.insert(0, self.chain.pop())
        self._share(taken, last)
        for frame in taken:
            frame.subject = frame.subject or (taken[0].subject if taken else None)
        if taken and last.subject is None:
            last.subject = taken[-1].subject
        return taken

    def _goes_with(self, before: Frame, last: Frame, ending: Ending, content: bool) -> bool:
        if before.closed or before.predicate.tense is Tense.PAST:
            return False
        if before.predicate.ending is Ending.AFTER:
            return False
        if ending is Ending.AGREE:
            return not self._talks(before)
        if ending is Ending.QUOTE or ending is Ending.THAT or content:
            if self._talks(before):
                return False
            promised = any(name in self.words["promised"] for name, _, _ in last.markers)
            if not promised and any(p.agent and p.marker in _DATIVE for p in last.phrases):
                return False  # whom it is asked of stands where the request begins
            return promised or not before.comma or before.subject is not None
        tight = before.form in _TIGHT and before.subject is not None
        if ending is Ending.ADNOMINAL:
            return (tight and not before.comma) or (
                not before.comma
                and last.predicate.voice is Voice.ACTIVE
                and last.form in ("는", "ᆯ", "을")
                and any(p.marker == "을" for p in before.phrases)
                and before.predicate.lemma not in self.words["talks"]
            )
        return not before.comma

    def _talks(self, frame: Frame) -> bool:
        """Tell whether a clause says what happened at the table, and not what was agreed there."""
        lemma = frame.predicate.lemma
        if lemma in _EVENTS:
            return any(p.meeting is not None for p in frame.phrases)
        return lemma in self.words["talks"]

    def _share(self, chain: Sequence[Frame], last: Frame) -> None:
        """Give the clauses of a chain the mood and the forms of its last verb."""
        found = last.predicate
        agreed = any(name.startswith("-기로") for name, _, _ in last.markers)
        for frame in chain:
            own = frame.predicate
            if frame.closed or own.tense is Tense.PAST or own.ending is Ending.AFTER:
                continue
            if own.lemma in self.words["passing"] or (
                own.voice is Voice.PASSIVE and found.voice is Voice.ACTIVE
            ):
                continue
            if own.lemma in self.words["stances"] or frame.form in _CONCESSIVE:
                continue
            if frame.form == "등":  # an example of what follows
                own.tense = found.tense
                continue
            if frame.form in _TIGHT:  # the means of what follows, no promise of its own
                own.tense = Tense.NONE
                continue
            if found.headline or (agreed and self._talks(frame)):
                own.tense = Tense.PAST
                continue
            if found.mood in _SHARED_MOODS:
                own.mood = found.mood
            own.tense = found.tense
            if last.closed and not agreed:
                continue
            frame.markers.extend(m for m in found.markers if m[0] not in _UNSHARED)


def _nested_subject(frame: Frame) -> Phrase | None:
    """Return a subject that a modifier took and the clause itself lacks.

    "B가 [위험을 부르는] 행위를 중단할 것을": the one who is to act stands before the modifier.
    """
    for phrase in frame.phrases:
        for mod in phrase.inner:
            subject = mod.subject
            if subject is not None and subject.agent and any(p.marker == "을" for p in mod.phrases):
                return subject
    return None
