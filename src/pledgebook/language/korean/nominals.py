"""Meetings told by a noun in passing: "지난 5월 한·영 정상회담"."""

from collections.abc import Sequence

from pledgebook.knowledge.lexicon import lexicon
from pledgebook.language.clause import Tense
from pledgebook.language.korean.gathering import Passage
from pledgebook.language.korean.units import Ending, Frame, Phrase, Predicate, Unit


def nominal_frames(units: Sequence[Unit], frames: list[Frame], passage: Passage) -> list[Frame]:
    """Return the frames with one more for each event that a noun tells.

    A dated meeting with its parties in its name ("지난 5월 한·영 정상회담"): the time before it
    then belongs to the meeting and no longer to the verb. And an aim, "…을 목표로".
    """
    added: list[Frame] = []
    for place, unit in enumerate(units):
        if not isinstance(unit, Phrase):
            continue
        holder = next((f for f in frames if unit in f.phrases), None)
        if unit.meeting is not None:
            _name_holders(unit, passage)
            before = units[place - 1] if place else None
            frame = _meeting(unit, before, holder, passage)
            if frame is not None:
                added.append(frame)
        if unit.marker == "을 목표로" and holder is not None:
            frame = _aim(unit, holder)
            if frame is not None:
                added.append(frame)
    return sorted([*frames, *added], key=lambda frame: frame.predicate.start)


def _name_holders(unit: Phrase, passage: Passage) -> None:
    """Give a modifier (…에서 열린) the parties in the name of the meeting that it tells of."""
    assert unit.meeting is not None
    inside = [(a, b) for a, b in passage.mentions if unit.start <= a and b <= unit.meeting[0]]
    holding = lexicon("ko").words["holding"]
    if len(inside) < 2:
        return
    for mod in unit.inner:
        if mod.predicate.lemma in holding:
            pair = (inside[0][0], inside[-1][1])
            mod.phrases = [*mod.phrases, Phrase(*pair, pair[1], "pair", "", "", pair=pair)]


def _meeting(
    unit: Phrase, before: Unit | None, holder: Frame | None, passage: Passage
) -> Frame | None:
    assert unit.meeting is not None
    start, end, noun = unit.meeting
    inside = [(a, b) for a, b in passage.mentions if unit.start <= a and b <= start]
    if len(inside) < 2 or start - inside[-1][1] > 12:
        return None
    pair = (inside[0][0], inside[-1][1])
    words = lexicon("ko").words
    if noun in words["events"]:
        return None  # a forum's name tells its theme, not who meets
    if unit.head in words["meetings"]:
        unit.pair = unit.pair or pair
    if not isinstance(before, Phrase) or before.time is None:
        return None
    if holder is not None and holder.predicate.lemma in words["holding"] | words["visiting"]:
        return None
    if holder is not None:
        holder.phrases = [p for p in holder.phrases if p is not before]
    predicate = Predicate(start, end, noun, Ending.FINAL, tense=Tense.NONE)
    phrase = Phrase(unit.start, end, end, "", noun, noun, pair=pair)
    unit.pair = None
    return Frame(predicate, [before, phrase], link="nominal", end=end, closed=True)


def _aim(unit: Phrase, holder: Frame) -> Frame | None:
    """Return the frame of "X의 제정을 목표로", unless the verb that follows is a promise itself."""
    words = lexicon("ko").words
    if any(name in words["promised"] for name, _, _ in holder.markers):
        return None
    own = [p for p in holder.phrases if p.start <= unit.start]
    predicate = Predicate(unit.start, unit.stop, unit.head + "하다", tense=Tense.FUTURE)
    subject = holder.subject if holder.subject is not None and holder.subject.agent else None
    frame = Frame(predicate, own, subject=subject, topic=holder.topic, end=unit.stop)
    frame.markers, frame.closed = [("목표", unit.start, unit.stop)], True
    frame.over, frame.quoted = list(holder.over), holder.quoted
    return frame
