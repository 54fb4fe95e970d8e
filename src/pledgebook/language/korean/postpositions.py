"""Units made fewer: postpositions of more than one word, and phrases that are one list."""

from pledgebook.language.korean.endings import listed
from pledgebook.language.korean.units import Break, Ending, Phrase, Predicate, Unit

# A particle and a verb that together introduce a phrase: 을 위해, 에 대한, 와 관련해.
_VERBS = {
    ("을", "위하다"): "을 위해",
    ("을", "통하다"): "을 통해",
    ("을", "비롯하다"): "을 비롯해",
    ("을", "포함하다"): "을 비롯해",
    ("을", "향하다"): "을 향해",
    ("을", "둘러싸다"): "을 둘러싸고",
    ("을", "맞다"): "을 맞아",
    ("을", "맞이하다"): "을 맞아",
    ("을", "앞두다"): "을 앞두고",
    ("을", "가지다"): "을 가지고",
    ("을", "두다"): "을 두고",
    ("을", "놓다"): "을 두고",
    ("을", "거치다"): "을 거쳐",
    ("에", "대하다"): "에 대해",
    ("에", "관하다"): "에 대해",
    ("에", "의하다"): "에 의해",
    ("에", "따르다"): "에 따라",
    ("에", "대응하다"): "에 대응해",
    ("에", "앞서다"): "에 앞서",
    ("에", "기반하다"): "에 따라",
    ("에", "비추다"): "에 따라",
    ("에", "걸치다"): "에 걸쳐",
    ("에", "힘입다"): "에 따라",
    ("에", "걸맞다"): "에 따라",
    ("로", "인하다"): "로 인해",
    ("와", "관련하다"): "와 관련해",
    ("와", "더불다"): "와 함께",
    ("와", "함께하다"): "와 함께",
    ("와", "협력하다"): "와 협력해",
    ("와", "협업하다"): "와 협력해",
    ("와", "공조하다"): "와 협력해",
    ("와", "연계하다"): "와 협력해",
    ("와", "손잡다"): "와 협력해",
}
_NOUNS = listed("목적 대상 상대 계기 중심 바탕 기반 목표 주제 토대 골자 배경 명분 이유 조건")
_TOGETHER = frozenset(["함께", "공동", "같이", "나란히"])
_LINKING = (Ending.AND, Ending.PURPOSE, Ending.AFTER)
_LINKING_FORMS = listed("어 아 여 고 어서 여서 아서")


def fold(units: list[Unit], headline: bool) -> list[Unit]:
    """Return the units with postpositions folded into their phrases and lists joined.

    In a headline the first phrase before a comma is the subject and joins no list.
    """
    return _joined(_folded(units), headline)


def _folded(units: list[Unit]) -> list[Unit]:
    out: list[Unit] = []
    for unit in units:
        before = out[-1] if out else None
        if isinstance(before, Phrase):
            if isinstance(unit, Predicate) and _fold_light(before, unit):
                continue
            if isinstance(unit, Predicate) and _fold_verb(before, unit):
                earlier = out[-2] if len(out) > 1 else None
                if before.marker == "을 거쳐" and isinstance(earlier, Phrase):
                    earlier.time = (
                        None  # "내년 초 시험을 거쳐": the time is that of the step before
                    )
                continue
            if isinstance(unit, Phrase) and _fold_noun(before, unit):
                continue
        out.append(unit)
    return out


def _fold_verb(phrase: Phrase, verb: Predicate) -> bool:
    name = _VERBS.get((phrase.marker, verb.lemma))
    if name is None or verb.markers or verb.negated:
        return False
    if verb.ending is Ending.ADNOMINAL:
        if name == "와 협력해" or verb.form == "을":
            return False
        name = name + " adn"
    elif (
        verb.ending not in _LINKING
        or verb.form not in _LINKING_FORMS
        or (verb.form == "고" and phrase.marker == "에")
    ):
        return False
    phrase.marker, phrase.stop = name, verb.end
    return True


def _fold_light(phrase: Phrase, verb: Predicate) -> bool:
    """Fold 하다 behind "을 목적으로": "안전을 목적으로 한 기금", "교육을 중심으로 하여"."""
    if not phrase.marker.startswith("을 ") or not phrase.marker.endswith("로"):
        return False
    if verb.lemma not in ("하다", "삼다") or verb.markers or verb.negated:
        return False
    if verb.ending is Ending.ADNOMINAL and phrase.marker != "을 목표로":
        phrase.marker += " adn"
    elif verb.ending is not Ending.AND or verb.form not in _LINKING_FORMS:
        return False
    phrase.stop = verb.end
    return True


def _fold_noun(phrase: Phrase, noun: Phrase) -> bool:
    if phrase.marker == "을" and noun.marker == "로" and noun.head == noun.word in _NOUNS:
        particle = "로" if (ord(noun.head[-1]) - 0xAC00) % 28 in (0, 8) else "으로"
        phrase.marker, phrase.stop = f"을 {noun.head}{particle}", noun.stop
        return True
    if phrase.marker == "와" and noun.head in _TOGETHER and noun.marker in ("adv", "로"):
        phrase.marker, phrase.stop = "와 함께", noun.stop
        return True
    return False


def _joined(units: list[Unit], headline: bool) -> list[Unit]:
    out: list[Unit] = []
    for unit in units:
        if isinstance(unit, Phrase) and _joins(out, unit, headline):
            while isinstance(out[-1], Break):
                out.pop()
            first = out.pop()
            assert isinstance(first, Phrase)
            out.append(_one(first, unit))
        else:
            out.append(unit)
    return out


def _joins(out: list[Unit], unit: Phrase, headline: bool) -> bool:
    """Tell whether `unit` goes on with the phrase before it: A와 B, A를 비롯해 B, A에 대한 B."""
    if not out or unit.marker == "adv" or unit.time is not None:
        return False
    place = len(out) - 1
    if isinstance(out[place], Break):
        place -= 1
    if place < 0:
        return False
    first = out[place]
    if not isinstance(first, Phrase) or first.marker == "adv" or first.time is not None:
        return False
    comma = place < len(out) - 1
    if first.marker.endswith(" adn") or first.marker == "을 비롯해":
        return True
    if first.marker == "와" and not comma:
        return first.agent == unit.agent or unit.pair is not None
    if first.marker == "," and comma:
        if headline and place == 0:
            return False
        return first.agent == unit.agent or unit.listed
    return False


def _owner(first: Phrase, second: Phrase, listed: bool) -> tuple[int, int] | None:
    """Return who stands before 의: of a list, all of them."""
    if not listed:
        return second.owner
    if second.owner is not None and first.agent and first.owner is None:
        return first.start, second.owner[1]
    return first.owner or second.owner


def _one(first: Phrase, second: Phrase) -> Phrase:
    listed = not first.marker.endswith(" adn")
    return Phrase(
        start=first.start,
        end=second.end,
        stop=second.stop,
        marker=second.marker,
        head=second.head,
        word=second.word,
        listed=second.listed,
        proper=second.proper,
        agent=second.agent or (listed and first.agent),
        owner=_owner(first, second, listed),
        pair=second.pair if second.pair is None else (first.start, second.pair[1]),
    )
