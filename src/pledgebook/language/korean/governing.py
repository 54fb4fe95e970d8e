"""Government: embedded clauses and the verbs and nouns that govern them."""

from collections.abc import Sequence

from pledgebook.language.clause import Mood, Tense
from pledgebook.language.korean.chains import CONTENT, TIGHT, UNSHARED, Chains
from pledgebook.language.korean.units import Ending, Frame, Phrase

_TOLD = frozenset(["을", "이", "도", "만", "", ",", "은", "을 통해", "이라고"])
_BIDDING = frozenset(["-어 달라", "-으라고"])
_TELLING = frozenset(
    [
        "밝히다",
        "내다",
        "내놓다",
        "보내다",
        "제기하다",
        "하다",
        "표명하다",
        "전달하다",
        "담다",
        "발표하다",
        "말하다",
        "수락하다",
    ]
)
_SHORT = 4


class Governing(Chains):
    """Folds verbs of saying, asking and deciding into the clauses that they govern."""

    def _emit(self, frames: Sequence[Frame]) -> None:
        """Hand on frames that are done, with the modifiers of their phrases."""
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
            if phrase.head in self.words["plans"] and mod.form.endswith((*CONTENT, "것이")):
                mod.link = "main"
                mod.markers.append((phrase.head, phrase.start, phrase.end))
                mod.end = max(mod.end, phrase.end)
        mods, phrase.mods = phrase.mods, []
        self._emit(mods)

    def _governs(self, governor: Frame) -> bool:
        """Tell whether a verb governs what is embedded; said words wait for a verb of saying."""
        if self.embedding is not Ending.QUOTE:
            return True
        lemma = governor.predicate.lemma
        if any(name in _BIDDING for name, _, _ in self.embedded[-1].markers):
            return True
        if self._speaks(lemma) or self.quoted:
            return True
        self.waiting.extend(self.embedded)
        self.embedded, self.embedding = [], None
        return False

    def _release(self, speaker: Phrase | None) -> None:
        """Hand on what was said without a verb of saying ("…"며 …했다)."""
        for frame in self.waiting:
            frame.over.extend([speaker] if speaker is not None else [])
            frame.markers.append(("-다고 말하다", frame.predicate.start, frame.predicate.end))
        self._emit(self.waiting)
        self.waiting = []

    def _speaks(self, lemma: str) -> bool:
        if lemma == "초청하다":
            return False
        return any(lemma in self.words[name] for name in ("saying", "asking", "speaking"))

    def _govern(self, governor: Frame) -> list[Frame]:
        """Fold the verb that governs an embedded clause into that clause."""
        found = governor.predicate
        inner, ending = self.embedded, self.embedding
        self.embedded, self.embedding = [], None
        speaker = governor.subject or governor.topic
        self._release(speaker)
        if governor.subject is None and self.fresh >= 2 and self._nested():
            governor.topic = self.topics[-2]
        more = ending is Ending.QUOTE and self._says_more(governor, inner)
        asking = found.lemma in self.words["asking"] and ending is not Ending.AGREE and not more
        hoping = found.lemma in self.words["wishing"] and ending is Ending.THAT
        bidden = hoping and any(name == "-어 주다" for f in inner for name, _, _ in f.markers)
        last_bids = any(name in _BIDDING for f in inner[-1:] for name, _, _ in f.markers)
        self.form = inner[-1].form
        self.tense, self.mood = inner[-1].predicate.tense, inner[-1].predicate.mood
        name = self._name(governor, ending)
        for frame in inner:
            if frame.link in ("modifier", "adverbial", "nominal"):
                if (speaker := governor.subject or governor.topic) is not None:
                    frame.over.append(speaker)
                continue
            apart = frame.form in TIGHT or frame.predicate.copula
            if frame is not inner[-1] and apart and not frame.quoted:
                frame.closed = True  # the means of what is said, or its ground
                continue
            frame.markers.append((name, frame.predicate.start, found.end))
            frame.markers.extend(m for m in governor.markers if m[0] not in UNSHARED)
            frame.said.extend(p.time for p in governor.phrases if p.time is not None)
            if any(name == "-겠-" for name, _, _ in frame.markers):
                self._say(frame, governor, ending)  # "…하겠다고 제안했다" is an offer
                frame.closed = True
                continue
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
        if more:
            return [*inner, governor]  # "…다며 유감을 표명했다" says two things
        return inner

    def _says_more(self, governor: Frame, inner: Sequence[Frame]) -> bool:
        """Tell whether the verb of saying has content of its own: "…"며 자제를 당부했다."""
        if any(p.head in self.words["stands"] for p in governor.phrases):
            return True
        if not inner[-1].quoted:
            return False  # "…다며 보완을 촉구했다" asks for one thing
        own = any(p.marker == "을" and p.start > inner[-1].end for p in governor.phrases)
        bids = any(name in _BIDDING for name, _, _ in inner[-1].markers)
        owed = inner[-1].predicate.mood is Mood.OBLIGED and inner[-1].link == "main"
        bids = bids or owed  # the same, said and asked
        return own and not bids and governor.predicate.lemma in self.words["asking"]

    def _nested(self) -> bool:
        """Tell whether the last topic is that of what is said: "A는 B는 …한다고 밝혔다"."""
        outer, last = self.topics[-2:]
        told = any(outer.start < f.predicate.start < last.start for f in self.chain)
        return not self.quoted and not (told and last.agent)

    def _name(self, governor: Frame, ending: Ending | None) -> str:
        lemma = governor.predicate.lemma
        light = next((p.head for p in governor.phrases if p.marker == "을"), "")
        if light in self.words["minds"]:
            lemma = "합의하다"
        elif light in self.words["verbal"] and lemma in self.words["light"]:
            lemma = light + "하다"
        held = self.tense is Tense.ONGOING or self.mood is Mood.OBLIGED
        if ending is Ending.AGREE and self.form == "데" and (held or light == "인식"):
            return "-음을 공감하다"
        if ending is Ending.AGREE and lemma in self.words["stances"]:
            return f"-음을 {lemma}"
        if ending is Ending.AGREE:
            return "-기로 약속하다" if lemma in self.words["pledging"] else "-기로 하다"
        form = "-것을" if ending is Ending.THAT else "-다고"
        if self.form in ("음을", "는 것을"):
            form = "-음을"
        return f"{form} {lemma}"

    def _ask(self, frame: Frame, governor: Frame) -> None:
        """Make the embedded clause a request: who asks stands outside, who is asked inside."""
        frame.asker = governor.subject or governor.topic
        if frame.subject is None:
            frame.subject = _nested_subject(frame)
        frame.link = "request"
        frame.predicate.negated = False  # asked not to act
        lemma = governor.predicate.lemma
        frame.noun = lemma if lemma in self.words["asking"] else "요청하다"
        frame.phrases = [*frame.phrases, *(p for p in governor.phrases if p.time is None)]

    def _say(self, frame: Frame, governor: Frame, ending: Ending | None) -> None:
        speaker = governor.subject or governor.topic
        if ending is Ending.QUOTE:
            if speaker is not None:
                speaker.agent = speaker.agent or speaker.proper  # who speaks is somebody
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
            asked = phrase.head in self.words["requests"]
            if asked and frame.predicate.lemma not in self.words["receiving"] | _TELLING:
                continue  # a request that is turned down or weighed
            firm = asked or phrase.head in self.words["plans"]
            told = frame.predicate.copula or self._speaks(frame.predicate.lemma)
            if not firm and not told:
                continue  # "…라는 점을 고려하겠다"
            if phrase.marker not in _TOLD:
                continue
            start = phrase.owner[1] + 2 if phrase.owner is not None else phrase.start
            if phrase.end - start > len(phrase.head) + _SHORT:
                continue  # "…할 총 12건의 사업 추진 계획": a thing, no telling
            last = phrase.mods[-1]
            quoted = any(last.form.endswith(form) for form in CONTENT)
            planned = last.form in ("ᆯ", "을") and phrase.head in self.words["plans"]
            agreed = any(name.startswith("-기로") for name, _, _ in phrase.mods[-1].markers)
            copula = last.form == "ᆫ" and phrase.head in ("사실", "입장", "점")
            view = last.form == "는" and phrase.head in self.words["views"]
            view = view or (last.form == "것이" and phrase.head in self.words["held"])
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
            if inner is not frames[-1] and inner.form in TIGHT:
                inner.closed, inner.link = True, "adverbial"
                continue
            if noun in self.words["minds"] and found.lemma in self.words["joining"]:
                inner.markers.append(("-기로 하다", phrase.start, found.end))
            inner.markers.append((noun, phrase.start, found.end))
            inner.markers.append((f"-다고 {found.lemma}", phrase.start, found.end))
            inner.markers.extend(m for m in frame.markers if m[0] not in UNSHARED)
            inner.noun, inner.closed, inner.link = noun, True, "main"
            inner.said.extend(p.time for p in rest if p.time is not None)
            if found.negated:
                inner.predicate.negated = True
            if noun in self.words["requests"]:
                received = found.lemma in self.words["receiving"]
                inner.asker = None if received else (frame.subject or frame.topic)
                if phrase.owner is not None:  # "…해 달라는 위원장의 초청을 수락했다"
                    inner.asker = Phrase(*phrase.owner, phrase.owner[1], "의", "", "", agent=True)
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
