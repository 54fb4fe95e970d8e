"""Chains: clauses joined by -고, -며, -아/어, and what they share with the last of them."""

from collections.abc import Sequence

from pledgebook.knowledge.lexicon import lexicon
from pledgebook.language.clause import Mood, Tense, Voice
from pledgebook.language.korean.endings import listed
from pledgebook.language.korean.units import Ending, Frame, Phrase

TIGHT = listed("어 아 여 어서 아서 여서")
CONTENT = ("다는", "라는", "려는", "자는", "냐는", "단")
UNSHARED = frozenset(("-고 있다", "-어 나가다", "-게 되다", "-어 주다", "-지 않다", "-게 하다"))
_SHARED_MOODS = (Mood.OBLIGED, Mood.POSSIBLE, Mood.WISHED, Mood.FORECAST)
_CONCESSIVE = listed("지만 으나 나 되 는데 ᆫ데 은데")
_DATIVE = frozenset(["에", "에게", "에도", "에게도", "을 상대로", "을 대상으로"])
_EVENTS = listed("실시하다 진행하다 개최하다 하다 가동하다 마치다")


class Chains:
    """What waits while a sentence is walked through, and how clauses of one chain go together."""

    def __init__(self, quoted: bool = False) -> None:
        known = lexicon("ko").words
        self.words = known
        self.quoted = quoted
        self.form = ""  # the ending of the clause that is being governed
        self.tense, self.mood = Tense.NONE, Mood.FACT  # and its tense and mood
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

    def _joining(self, frames: list[Frame], ending: Ending) -> list[Frame]:
        """Take from the chain those clauses that go down into the embedded one with `frames`."""
        last = frames[-1]
        taken: list[Frame] = []
        content = any(last.form.endswith(form) for form in CONTENT)
        while self.chain:
            before = self.chain[-1]
            if before.form == "거나":
                taken.insert(0, self.chain.pop())
                continue
            if (taken[0] if taken else last).subject is not None:
                break
            if ending is Ending.ADNOMINAL and self._subject_since(before):
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

    def _subject_since(self, before: Frame) -> bool:
        """Tell whether the main clause's subject stands between a clause and a modifier."""
        since = before.predicate.end
        return any(p.start >= since and p.agent and p.marker == "이" for p in self.pending)

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
        tight = before.form in TIGHT and before.subject is not None
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
            aside = own.lemma == "두다" and any(p.marker == "로" for p in frame.phrases)
            if (
                own.lemma in self.words["passing"]
                or aside
                or (own.voice is Voice.PASSIVE and found.voice is Voice.ACTIVE)
            ):
                own.tense = found.tense
                continue
            if own.lemma in self.words["stances"] or frame.form in _CONCESSIVE:
                continue
            if frame.form == "등":  # an example of what follows
                own.tense = found.tense
                continue
            if frame.form in TIGHT and found.mood is Mood.FORECAST:
                own.mood = found.mood
            if frame.form in TIGHT:  # the means of what follows, no promise of its own
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
            frame.markers.extend(m for m in found.markers if m[0] not in UNSHARED)
